package ginctx

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports pooled request contexts that outlive their handler.
var Analyzer = &analysis.Analyzer{
	Name:     "ginctx",
	Doc:      docs.MustExtract(doc, "ginctx"),
	URL:      docs.URL("ginctx"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !handlers.Imported(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, use := range handlers.Outliving(goroutines.Of(pass), pooled) {
		framework := handlers.OfType(use.Param.Type())
		start := use.Spawn.Statement()
		report.Diagnostic(pass, analysis.Diagnostic{
			Pos: p.Range(use.Instr).Pos(),
			End: p.Range(use.Instr).End(),
			Message: fmt.Sprintf("%s is used after the handler has returned: %s may have given it to another request%s",
				use.Param.Name(), framework.Name, remedy(framework)),
			Related:        []analysis.RelatedInformation{report.Step(p.Range(start), "the handler starts the goroutine here and does not wait for it")},
			SuggestedFixes: copyFix(p, use, framework),
		})
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if param, where := kept(instr); param != nil {
				framework := handlers.OfType(param.Type())
				report.At(pass, p.Range(instr), "", fmt.Sprintf("%s is kept in %s: %s gives it to another request once the handler has returned%s",
					param.Name(), where, framework.Name, remedy(framework)))
			}
		}
	}
	return nil, nil
}

// pooled reports whether t is a request context that its framework reuses.
func pooled(t types.Type) bool {
	f := handlers.OfType(t)
	return f != nil && f.Pooled
}

func remedy(f *handlers.Framework) string {
	if f.Copies {
		return "; use a Copy"
	}
	return ""
}

// kept returns the pooled parameter that instr stores where it outlives the
// handler, and what that place is: a package variable, a receiver that is not
// made here, a map of either, or a channel.
func kept(instr ssa.Instruction) (*ssa.Parameter, string) {
	var v ssa.Value
	var place access.Path
	var kind string
	switch instr := instr.(type) {
	case *ssa.Store:
		v, place, kind = instr.Val, access.Of(instr.Addr), "a variable that outlives the request"
	case *ssa.MapUpdate:
		v, place, kind = instr.Value, access.Of(instr.Map), "a map that outlives the request"
	default:
		return nil, ""
	}
	param, ok := access.Of(v).Root.(*ssa.Parameter)
	if !ok || access.Of(v).Sel != "" || !pooled(param.Type()) || !pooled(v.Type()) && !isInterface(v.Type()) {
		return nil, ""
	}
	switch root := place.Root.(type) {
	case *ssa.Global:
		return param, kind
	case *ssa.Parameter:
		if isReceiver(root) && place.Sel != "" && isHandler(root.Parent()) {
			return param, kind
		}
	}
	return nil, ""
}

func isInterface(t types.Type) bool { return types.IsInterface(t) }

func isReceiver(param *ssa.Parameter) bool {
	fn := param.Parent()
	return fn.Signature.Recv() != nil && len(fn.Params) > 0 && fn.Params[0] == param
}

// isHandler reports whether fn has the parameters of a handler of its
// framework, so that its receiver serves many requests.
func isHandler(fn *ssa.Function) bool {
	params := fn.Signature.Params()
	for i := range params.Len() {
		f := handlers.OfType(params.At(i).Type())
		isContext := types.TypeString(params.At(i).Type(), nil) == "context.Context"
		if f == nil && !isContext {
			return false
		}
	}
	return params.Len() > 0
}
