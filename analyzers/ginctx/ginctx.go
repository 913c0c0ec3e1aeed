package ginctx

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/requests"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
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
	for _, use := range requests.Outliving(goroutines.Of(pass), isPooled) {
		if deliberate.InTest(pass.Fset, use.Place.Pos()) || timesOut(use.Param) {
			continue
		}
		framework := handlers.OfType(use.Param.Type())
		d := analysis.Diagnostic{
			Pos: p.Range(use.Place).Pos(),
			End: p.Range(use.Place).End(),
			Message: fmt.Sprintf("%s is used after the handler has returned: %s may have given it to another request%s",
				use.Param.Name(), framework.Name, remedy(framework, use.Instr)),
			Related:        []analysis.RelatedInformation{report.Step(p.Range(use.Spawn.Statement()), "the handler starts the goroutine here and does not wait for it")},
			SuggestedFixes: copyFix(p, use, framework),
		}
		if use.Place != use.Instr {
			d.Related = append(d.Related, report.Step(p.Range(use.Instr), "%s is used here, perhaps after the handler has returned", use.Param.Name()))
		}
		report.Diagnostic(pass, d)
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if param, where := kept(instr); param != nil && !deliberate.InTest(pass.Fset, instr.Pos()) {
				framework := handlers.OfType(param.Type())
				report.At(pass, p.Range(instr), "", fmt.Sprintf("%s is %s: %s gives it to another request once the handler has returned%s",
					param.Name(), where, framework.Name, remedy(framework, nil)))
			}
		}
	}
	return nil, nil
}

// timesOut reports whether the handler tells fasthttp, by TimeoutError, that
// others still use its context.
func timesOut(param *ssa.Parameter) bool {
	for instr := range flow.Instructions(param.Parent()) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || len(call.Common().Args) == 0 {
			continue
		}
		fn := flow.CalleeObject(call.Common())
		if fn != nil && strings.HasPrefix(fn.Name(), "TimeoutError") && access.Of(call.Common().Args[0]) == (access.Path{Root: param}) {
			return true
		}
	}
	return false
}

func isPooled(param *ssa.Parameter) bool { return pooled(param.Type()) }

// pooled reports whether t is a request context that its framework reuses.
func pooled(t types.Type) bool {
	f := handlers.OfType(t)
	return f != nil && f.Pooled
}

// remedy returns what to add on a use of a context: a copy helps where it is
// only read from.
func remedy(f *handlers.Framework, use ssa.Instruction) string {
	if !f.Copies {
		return ""
	}
	if call, ok := use.(ssa.CallInstruction); ok {
		if r, ok := handlers.ResponseOf(call); ok && r.Effect != handlers.None {
			return "" // the response of a copy goes nowhere
		}
	}
	return "; use a Copy"
}

// kept returns the pooled parameter that instr puts where it outlives the
// handler, and what becomes of it: it is stored in a package variable, a
// receiver that is not made here or a map of either, or sent to a goroutine.
func kept(instr ssa.Instruction) (*ssa.Parameter, string) {
	var v ssa.Value
	var place access.Path
	var what string
	switch instr := instr.(type) {
	case *ssa.Store:
		v, place, what = instr.Val, access.Of(instr.Addr), "kept in a variable that outlives the request"
		if call, ok := v.(*ssa.Call); ok && flow.Builtin(&call.Call) == "append" {
			if elems := values.Variadic(call.Call.Args[1]); len(elems) == 1 && elems[0] != nil {
				v = elems[0]
			}
		}
	case *ssa.MapUpdate:
		v, place, what = instr.Value, access.Of(instr.Map), "kept in a map that outlives the request"
	case *ssa.Send:
		v, place, what = instr.X, access.Of(instr.Chan), "sent to a goroutine that outlives the request"
		if requests.Waits(instr) {
			return nil, "" // for the answer
		}
	default:
		return nil, ""
	}
	param := pooledParam(v)
	if _, isSend := instr.(*ssa.Send); isSend && param == nil {
		param = captured(v)
	}
	if param == nil {
		return nil, ""
	}
	switch root := place.Root.(type) {
	case *ssa.Global:
		return param, what
	case *ssa.Parameter:
		if isReceiver(root) && place.Sel != "" && isHandler(root.Parent()) {
			return param, what
		}
	}
	return nil, ""
}

// pooledParam returns the pooled parameter that v is, or nil.
func pooledParam(v ssa.Value) *ssa.Parameter {
	path := access.Of(v)
	param, ok := path.Root.(*ssa.Parameter)
	if !ok || path.Sel != "" || !pooled(param.Type()) || !pooled(v.Type()) && !isInterface(v.Type()) {
		return nil
	}
	return param
}

// captured returns the pooled parameter that the literal v uses, or nil.
func captured(v ssa.Value) *ssa.Parameter {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok {
		return nil
	}
	for _, b := range mc.Bindings {
		stored, complete := flow.LocalStores(b)
		if !complete || len(stored) != 1 {
			continue
		}
		if param, ok := stored[0].(*ssa.Parameter); ok && pooled(param.Type()) {
			return param
		}
	}
	return nil
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
