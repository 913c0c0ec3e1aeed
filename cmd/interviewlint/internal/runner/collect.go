package runner

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A collector turns the diagnostics of one package into findings.
type collector struct {
	pkg      *packages.Package
	own      map[string]bool // names of the files that people edit
	sources  sources
	findings []finding.Finding
}

func newCollector(pkg *packages.Package, src sources) *collector {
	c := &collector{pkg: pkg, own: make(map[string]bool), sources: make(sources)}
	maps.Copy(c.sources, src)
	for _, name := range pkg.GoFiles {
		c.own[name] = true
	}
	return c
}

// add converts d. A diagnostic in code that cgo wrote is dropped.
func (c *collector) add(check string, d analysis.Diagnostic) {
	span := c.span(d.Pos, d.End)
	if !c.own[span.File] {
		return
	}
	file := c.file(d.Pos)
	f := finding.Finding{
		Check:     check,
		Category:  d.Category,
		Message:   d.Message,
		Span:      span,
		URL:       d.URL,
		Identity:  c.identity(file, d),
		Generated: c.generated(file, span.File),
	}
	for _, rel := range d.Related {
		f.Related = append(f.Related, finding.Related{Span: c.span(rel.Pos, rel.End), Message: rel.Message})
	}
	for _, fix := range d.SuggestedFixes {
		if converted, ok := c.fix(fix); ok {
			f.Fixes = append(f.Fixes, converted)
		}
	}
	c.findings = append(c.findings, f)
}

// generated reports whether a program wrote the file called name. Of a file
// that cgo processed, the original counts.
func (c *collector) generated(file *ast.File, name string) bool {
	if file == nil {
		return false
	}
	if tf := c.pkg.Fset.File(file.FileStart); tf != nil && tf.Name() != name {
		original, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
		return err == nil && ast.IsGenerated(original)
	}
	return ast.IsGenerated(file)
}

// file returns the syntax of the file that pos is in, or nil.
func (c *collector) file(pos token.Pos) *ast.File {
	for _, file := range c.pkg.Syntax {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return file
		}
	}
	return nil
}

// position returns where pos is, for people: in code that cgo has processed
// the original place, but never in a file that is not Go.
func (c *collector) position(pos token.Pos) token.Position {
	if adjusted := c.pkg.Fset.PositionFor(pos, true); c.own[adjusted.Filename] {
		return adjusted
	}
	return c.pkg.Fset.PositionFor(pos, false)
}

// span returns the range from pos to end, which may be missing.
func (c *collector) span(pos, end token.Pos) finding.Span {
	from := c.position(pos)
	span := finding.Span{File: from.Filename, Line: from.Line, Column: from.Column}
	if end.IsValid() && end > pos {
		if to := c.position(end); to.Filename == from.Filename && to.Offset >= from.Offset {
			span.EndLine, span.EndColumn = to.Line, to.Column
		}
	}
	return span
}

// fix converts a fix. One that touches processed code is no use to anybody.
func (c *collector) fix(from analysis.SuggestedFix) (finding.Fix, bool) {
	fix := finding.Fix{Message: from.Message}
	for _, e := range from.TextEdits {
		start := c.pkg.Fset.PositionFor(e.Pos, false)
		end := c.pkg.Fset.PositionFor(e.End, false)
		if !c.own[start.Filename] || start.Filename != end.Filename {
			return finding.Fix{}, false
		}
		fix.Edits = append(fix.Edits, finding.Edit{
			Span: finding.Span{
				File: start.Filename,
				Line: start.Line, Column: start.Column,
				EndLine: end.Line, EndColumn: end.Column,
			},
			Start:   start.Offset,
			End:     end.Offset,
			NewText: string(e.NewText),
		})
	}
	return fix, len(fix.Edits) > 0
}

// identity describes the place of d without its lines: the package, the
// declaration and the tokens that d marks, or without an end the rest of the
// line.
func (c *collector) identity(file *ast.File, d analysis.Diagnostic) string {
	path := strings.TrimSuffix(c.pkg.PkgPath, "_test")
	if file == nil {
		return path
	}
	return path + "\x00" + declaration(file, d.Pos) + "\x00" + finding.Normalize(c.text(d.Pos, d.End))
}

// text returns the source from pos to end.
func (c *collector) text(pos, end token.Pos) []byte {
	tf := c.pkg.Fset.File(pos)
	src := c.source(tf.Name())
	from := min(tf.Offset(pos), len(src))
	if end.IsValid() && end > pos && int(end) <= tf.Base()+tf.Size() {
		return src[from:min(tf.Offset(end), len(src))]
	}
	rest := src[from:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// source returns the text of a file, or nothing if it has gone.
func (c *collector) source(name string) []byte {
	src, ok := c.sources[name]
	if !ok {
		src, _ = os.ReadFile(name)
		c.sources[name] = src
	}
	return src
}

// declaration returns the name of the top-level declaration around pos.
func declaration(file *ast.File, pos token.Pos) string {
	for _, decl := range file.Decls {
		if decl.Pos() <= pos && pos < decl.End() {
			return declName(decl, pos)
		}
	}
	return ""
}

func declName(decl ast.Decl, pos token.Pos) string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if recv := decl.Recv; recv != nil && len(recv.List) > 0 {
			return receiverName(recv.List[0].Type) + "." + decl.Name.Name
		}
		return decl.Name.Name
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if spec.Pos() > pos || pos >= spec.End() {
				continue
			}
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				return spec.Name.Name
			case *ast.ValueSpec:
				return spec.Names[0].Name
			}
		}
		return decl.Tok.String()
	}
	return ""
}

// receiverName returns the name of the type of a receiver, without pointer and
// type parameters.
func receiverName(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
