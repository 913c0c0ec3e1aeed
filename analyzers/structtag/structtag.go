package structtag

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/structtag"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports struct tags that have no effect.
var Analyzer = &analysis.Analyzer{
	Name:     "structtag",
	Doc:      docs.MustExtract(doc, "structtag"),
	URL:      docs.URL("structtag"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, structtag.Analyzer, func(d analysis.Diagnostic) {
		if category, message := translate(d.Message); message != "" {
			d.Category, d.Message = category, message
			report.Diagnostic(pass, d)
		}
	})
	own, read := ownKeys(pass), readBack(pass)
	for _, file := range pass.Files {
		test := deliberate.InTest(pass.Fset, file.FileStart)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.StructType:
				if !test { // tests try what a library makes of such fields
					reportUnexported(pass, n, own)
				}
			case *ast.CallExpr:
				if arg, name := invisible(pass, n); arg != nil && !test {
					report.At(pass, arg, "unexported", fmt.Sprintf("JSON sees nothing of %s: none of its fields is exported", name))
				}
				if spec, field := untagged(pass, n); field != "" && !test && !read[spec] && !onlyPrinted(pass, file, n) {
					report.At(pass, n.Args[len(n.Args)-1], "untagged", fmt.Sprintf("%s goes over the wire with Go's field names, such as %s", spec, field))
				}
			}
			return true
		})
	}
	return nil, nil
}

// translate returns the category and text for a message of x/tools' structtag,
// or "" for what reportUnexported reports.
func translate(message string) (category, text string) {
	switch {
	case strings.Contains(message, "but is not exported"):
		return "", ""
	case strings.Contains(message, "repeats"):
		text, _, _ = strings.Cut(message, " also at ")
		return "malformed", strings.TrimPrefix(text, "struct ") + " of another field"
	}
	_, why, _ := strings.Cut(message, "StructTag.Get: ")
	return "malformed", "the struct tag is ignored: " + strings.TrimPrefix(why, "bad syntax for ")
}

// readers are the tag keys that libraries look for by reflection, which cannot
// set unexported fields.
var readers = []string{"json", "xml", "yaml", "toml", "form", "uri", "header", "query", "path", "binding", "validate", "gorm", "db", "bson", "mapstructure", "env", "vd", "param"}

// reportUnexported reports tags on the unexported fields of s, but for the keys
// that the package has a reader of its own for.
func reportUnexported(pass *analysis.Pass, s *ast.StructType, own map[string]bool) {
	for _, field := range s.Fields.List {
		if field.Tag == nil || len(field.Names) == 0 || field.Names[0].IsExported() || field.Names[0].Name == "_" {
			continue
		}
		tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`"))
		for _, key := range readers {
			if value, ok := tag.Lookup(key); ok && value != "-" && !own[key] {
				report.At(pass, field.Tag, "unexported", fmt.Sprintf("the %s tag has no effect: field %s is not exported", key, field.Names[0].Name))
				break
			}
		}
	}
}

// invisible returns the argument of call, which encodes or decodes JSON, and
// the name of its type, if that is a struct without a field that could be seen.
func invisible(pass *analysis.Pass, call *ast.CallExpr) (arg ast.Expr, name string) {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok || len(call.Args) == 0 {
		return nil, ""
	}
	switch fn.FullName() {
	case "encoding/json.Marshal", "encoding/json.MarshalIndent", "encoding/json.Unmarshal", "(*encoding/json.Encoder).Encode", "(*encoding/json.Decoder).Decode":
	default:
		return nil, ""
	}
	arg = call.Args[0]
	if fn.FullName() == "encoding/json.Unmarshal" && len(call.Args) == 2 {
		arg = call.Args[1]
	}
	t := typ.Deref(pass.TypesInfo.TypeOf(arg))
	s, ok := t.Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 {
		return nil, ""
	}
	name = "the struct"
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if encodesItself(named) {
			return nil, ""
		}
		name = named.Obj().Name()
	}
	for f := range s.Fields() {
		if f.Exported() || f.Embedded() {
			return nil, ""
		}
	}
	return arg, name
}

// untagged returns the name of the struct that call encodes as JSON and a field
// of two words, if the struct is the package's own and no field has a tag.
func untagged(pass *analysis.Pass, call *ast.CallExpr) (name, field string) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return "", ""
	}
	fn, ok := pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok {
		return "", ""
	}
	arg := call.Args[0]
	switch fn.FullName() {
	case "encoding/json.Marshal", "(*encoding/json.Encoder).Encode":
	case "encoding/json.MarshalIndent":
		return "", ""
	default:
		return "", ""
	}
	named := typ.Named(pass.TypesInfo.TypeOf(arg))
	if named == nil || named.Obj().Pkg() != pass.Pkg || encodesItself(named) {
		return "", ""
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return "", ""
	}
	for i := range s.NumFields() {
		if _, ok := reflect.StructTag(s.Tag(i)).Lookup("json"); ok || s.Field(i).Embedded() {
			return "", ""
		}
		if f := s.Field(i).Name(); field == "" && twoWords(f) {
			field = f
		}
	}
	return named.Obj().Name(), field
}

// encodesItself reports whether t has its own JSON form.
func encodesItself(t *types.Named) bool {
	methods := types.NewMethodSet(types.NewPointer(t))
	for _, name := range []string{"MarshalJSON", "MarshalText", "UnmarshalJSON", "UnmarshalText"} {
		if methods.Lookup(nil, name) != nil {
			return true
		}
	}
	return false
}

// twoWords reports whether name is exported and made of several words, so that
// its JSON form would be spelled differently.
func twoWords(name string) bool {
	upper := 0
	lower := false
	for i, r := range name {
		if i == 0 && !unicode.IsUpper(r) {
			return false
		}
		if unicode.IsUpper(r) && lower {
			upper++
		}
		lower = unicode.IsLower(r)
	}
	return upper > 0
}
