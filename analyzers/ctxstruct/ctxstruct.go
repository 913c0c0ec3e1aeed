package ctxstruct

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports contexts kept in structs, and contexts that are not the first parameter.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxstruct",
	Doc:      docs.MustExtract(doc, "ctxstruct"),
	URL:      docs.URL("ctxstruct"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		test := deliberate.InTest(pass.Fset, file.FileStart)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok && !test {
					reportFields(pass, n, s)
				}
			case *ast.FuncDecl:
				if param := misplaced(pass.TypesInfo, n.Type); param != nil && !test {
					report.At(pass, param, "order", fmt.Sprintf("%s takes the context behind other parameters", n.Name.Name))
				}
			}
			return true
		})
	}
	return nil, nil
}

// reportFields reports the fields of s that hold a context, unless the struct
// stands for one piece of work.
func reportFields(pass *analysis.Pass, spec *ast.TypeSpec, s *ast.StructType) {
	if hasLifetime(pass, spec, s) {
		return
	}
	for _, field := range s.Fields.List {
		if contexts.Is(pass.TypesInfo.TypeOf(field.Type)) {
			report.At(pass, field, "field", fmt.Sprintf("a context in a field of %s outlives the call it belongs to: pass it as a parameter", spec.Name.Name))
		}
	}
}

// hasLifetime reports whether the struct stands for something that lives as
// long as its context: it embeds the context, keeps the cancel function, offers
// the context by a method, or is a request.
func hasLifetime(pass *analysis.Pass, spec *ast.TypeSpec, s *ast.StructType) bool {
	for _, field := range s.Fields.List {
		t := pass.TypesInfo.TypeOf(field.Type)
		if contexts.Is(t) && len(field.Names) == 0 {
			return true
		}
		if t == nil {
			continue
		}
		switch t.String() {
		case "context.CancelFunc", "context.CancelCauseFunc", "*net/http.Request", "chan struct{}", "sync.WaitGroup", "*sync.WaitGroup":
			return true
		case "func()":
			for _, name := range field.Names {
				if lower := strings.ToLower(name.Name); strings.Contains(lower, "cancel") || strings.Contains(lower, "stop") || strings.Contains(lower, "done") {
					return true
				}
			}
		}
	}
	obj := pass.TypesInfo.Defs[spec.Name]
	if obj == nil {
		return false
	}
	methods := types.NewMethodSet(types.NewPointer(obj.Type()))
	for i := range methods.Len() {
		if sig, ok := methods.At(i).Type().(*types.Signature); ok && sig.Results().Len() == 1 && contexts.Is(sig.Results().At(0).Type()) {
			return true
		}
	}
	for _, word := range []string{"request", "option", "config", "args", "param", "call", "task", "job", "ctx", "context", "event", "message", "stream"} {
		if strings.Contains(strings.ToLower(spec.Name.Name), word) {
			return true
		}
	}
	return false
}

// misplaced returns the context parameter of ft that stands behind others, or
// nil. A testing.TB may come first.
func misplaced(info *types.Info, ft *ast.FuncType) *ast.Field {
	for i, field := range ft.Params.List {
		t := info.TypeOf(field.Type)
		switch {
		case t == nil:
			return nil
		case contexts.Is(t):
			if i == 0 {
				return nil
			}
			return field
		case i == 0 && strings.Contains(t.String(), "testing."):
			return nil
		}
	}
	return nil
}
