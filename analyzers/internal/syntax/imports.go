package syntax

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Predeclared reports whether name means at pos what the language declares.
func Predeclared(pass *analysis.Pass, pos token.Pos, name string) bool {
	scope, _ := lookup(pass, pos, name)
	return scope == types.Universe
}

// ImportName returns the name by which the code at pos may call the package
// path, or "" if its file does not import it or the name means something else
// there.
func ImportName(pass *analysis.Pass, pos token.Pos, path string) string {
	name := importedAs(pass, File(pass.Files, pos), path)
	if name == "" {
		return ""
	}
	_, obj := lookup(pass, pos, name)
	if pkg, ok := obj.(*types.PkgName); !ok || pkg.Imported().Path() != path {
		return ""
	}
	return name
}

// Import returns the names by which the code at pos may call the packages
// paths of the standard library, and the edits that import those that its file
// does not import yet. It returns no names if one of them means something else
// there.
func Import(pass *analysis.Pass, pos token.Pos, paths ...string) ([]string, []analysis.TextEdit) {
	file := File(pass.Files, pos)
	if file == nil {
		return nil, nil
	}
	var names, missing []string
	for _, p := range paths {
		name := ImportName(pass, pos, p)
		if name == "" {
			name = path.Base(p)
			if importedAs(pass, file, p) != "" || p == pass.Pkg.Path() || !free(pass, file, pos, name) {
				return nil, nil
			}
			missing = append(missing, p)
		}
		names = append(names, name)
	}
	return names, importEdits(pass.Fset, file, missing)
}

// importedAs returns the name that file gives to the package path, or "".
func importedAs(pass *analysis.Pass, file *ast.File, path string) string {
	if file == nil {
		return ""
	}
	for _, spec := range file.Imports {
		if spec.Path.Value != strconv.Quote(path) {
			continue
		}
		if spec.Name == nil {
			if name, ok := pass.TypesInfo.Implicits[spec].(*types.PkgName); ok {
				return name.Name()
			}
		} else if spec.Name.Name != "_" && spec.Name.Name != "." {
			return spec.Name.Name
		}
	}
	return ""
}

// free reports whether file may import a package as name and call it at pos.
func free(pass *analysis.Pass, file *ast.File, pos token.Pos, name string) bool {
	if scope := pass.TypesInfo.Scopes[file]; scope == nil || scope.Lookup(name) != nil {
		return false
	}
	_, obj := lookup(pass, pos, name)
	return obj == nil
}

// lookup returns what name means at pos, and the scope that declares it.
func lookup(pass *analysis.Pass, pos token.Pos, name string) (*types.Scope, types.Object) {
	if file := File(pass.Files, pos); file != nil {
		if scope := pass.TypesInfo.Scopes[file]; scope != nil {
			if inner := scope.Innermost(pos); inner != nil {
				return inner.LookupParent(name, pos)
			}
		}
	}
	return nil, nil
}

// importEdits returns the edits that import paths into file: in the order of
// the group of the standard library, or in front of everything else.
func importEdits(fset *token.FileSet, file *ast.File, paths []string) []analysis.TextEdit {
	if len(paths) == 0 {
		return nil
	}
	slices.Sort(paths)
	group := leadingGroup(fset, file)
	if len(group) == 0 {
		var text strings.Builder
		for _, p := range paths {
			text.WriteString("\nimport " + strconv.Quote(p) + "\n")
		}
		return []analysis.TextEdit{insertion(afterPackage(fset, file), text.String())}
	}
	if !standard(group[0]) {
		var text strings.Builder
		for _, p := range paths {
			text.WriteString(strconv.Quote(p) + "\n\t")
		}
		return []analysis.TextEdit{insertion(specStart(group[0]), text.String()+"\n\t")}
	}
	var edits []analysis.TextEdit
	for _, p := range paths {
		at := slices.IndexFunc(group, func(spec *ast.ImportSpec) bool { return strconv.Quote(p) < spec.Path.Value })
		edit := insertion(specEnd(group[len(group)-1]), "\n\t"+strconv.Quote(p))
		if at >= 0 {
			edit = insertion(specStart(group[at]), strconv.Quote(p)+"\n\t")
		}
		if n := len(edits); n > 0 && edits[n-1].Pos == edit.Pos {
			edits[n-1].NewText = append(edits[n-1].NewText, edit.NewText...)
			continue
		}
		edits = append(edits, edit)
	}
	return edits
}

func insertion(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// leadingGroup returns the imports up to the first blank line of the first
// declaration in parentheses. (That of package C has a comment that belongs to
// it.)
func leadingGroup(fset *token.FileSet, file *ast.File) []*ast.ImportSpec {
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			return nil
		}
		if !gen.Lparen.IsValid() {
			continue
		}
		var group []*ast.ImportSpec
		for _, spec := range gen.Specs {
			spec := spec.(*ast.ImportSpec)
			if n := len(group); n > 0 && fset.Position(specStart(spec)).Line > fset.Position(specEnd(group[n-1])).Line+1 {
				break
			}
			if spec.Path.Value == `"C"` {
				return nil
			}
			group = append(group, spec)
		}
		return group
	}
	return nil
}

// standard reports whether spec imports a package of the standard library.
func standard(spec *ast.ImportSpec) bool {
	first, _, _ := strings.Cut(spec.Path.Value, "/")
	return !strings.Contains(first, ".")
}

func specStart(spec *ast.ImportSpec) token.Pos {
	if spec.Doc != nil {
		return spec.Doc.Pos()
	}
	return spec.Pos()
}

func specEnd(spec *ast.ImportSpec) token.Pos {
	if spec.Comment != nil {
		return spec.Comment.End()
	}
	return spec.End()
}

// afterPackage returns the start of the line after the package clause.
func afterPackage(fset *token.FileSet, file *ast.File) token.Pos {
	f := fset.File(file.Name.End())
	if line := f.Line(file.Name.End()); line < f.LineCount() {
		return f.LineStart(line + 1)
	}
	return file.Name.End()
}
