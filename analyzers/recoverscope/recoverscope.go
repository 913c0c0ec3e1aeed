package recoverscope

import (
	_ "embed"
	"fmt"
	"go/constant"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports calls of recover that cannot stop a panic.
var Analyzer = &analysis.Analyzer{
	Name:     "recoverscope",
	Doc:      docs.MustExtract(doc, "recoverscope"),
	URL:      docs.URL("recoverscope"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	if !mentionsRecover(pass) {
		return nil, nil
	}
	for _, fn := range p.Functions() {
		calls, useless := deferred.Recovers(fn)
		for _, d := range useless {
			report.At(pass, p.Range(d), "scope", "recover has no effect as a deferred call itself: call it in a deferred function")
		}
		if len(calls) == 0 {
			continue
		}
		if !reportArgument(pass, p, fn, calls) {
			reportScope(pass, p, fn, calls)
		}
		reportFatal(pass, p, fn)
	}
	return nil, nil
}

// mentionsRecover reports whether the package uses the builtin recover.
func mentionsRecover(pass *analysis.Pass) bool {
	for id, obj := range pass.TypesInfo.Uses {
		if id.Name == "recover" && obj.Pkg() == nil {
			return true
		}
	}
	return false
}

// reportArgument reports the calls of recover that compute an argument of a
// deferred call, and whether there are any: they execute at the defer statement,
// when nothing panics yet.
func reportArgument(pass *analysis.Pass, p *flow.Package, fn *ssa.Function, calls []*ssa.Call) (found bool) {
	if defers, _, escapes := deferred.Deferrers(p, fn); len(defers) > 0 || escapes && fn.Parent() != nil {
		return false
	}
	for _, call := range calls {
		if d := argumentOf(call, 0); d != nil {
			report.At(pass, p.Range(call), "scope", "recover has no effect here: it is called at the defer statement, before any panic",
				report.Step(p.Range(d), "computes its arguments here"))
			found = true
		}
	}
	return found
}

// argumentOf returns the defer statement that v is an argument of, or nil.
func argumentOf(v ssa.Value, depth int) *ssa.Defer {
	if v.Referrers() == nil || depth > 4 {
		return nil
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.Defer:
			return ref
		case *ssa.MakeInterface, *ssa.Slice:
			if d := argumentOf(ref.(ssa.Value), depth+1); d != nil {
				return d
			}
		case *ssa.Store:
			if addr, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v {
				if d := argumentOf(addr.X, depth+1); d != nil {
					return d
				}
			}
		}
	}
	return nil
}

// reportScope reports the calls of recover in fn, or the calls of fn, that no
// defer statement makes.
func reportScope(pass *analysis.Pass, p *flow.Package, fn *ssa.Function, calls []*ssa.Call) {
	defers, others, escapes := deferred.Deferrers(p, fn)
	switch {
	case len(defers) == 0 && !escapes && len(others) > 0:
		for _, call := range calls {
			report.At(pass, p.Range(call), "scope", "recover has no effect here: no defer statement calls this function directly",
				report.Step(p.Range(others[0]), "called here, not deferred"))
		}
	default: // a handler: it works where it is deferred
		for _, call := range others {
			if inDeferred(p, call) {
				report.At(pass, p.Range(call), "scope", fmt.Sprintf("%s cannot recover here: it must be deferred itself", name(fn)),
					report.Step(p.Range(calls[0]), "recover stops a panic only if %s is deferred", name(fn)))
			}
		}
	}
}

func name(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function literal"
	}
	return fn.Name()
}

// inDeferred reports whether call is made by a deferred function.
func inDeferred(p *flow.Package, call ssa.CallInstruction) bool {
	if _, ok := call.(*ssa.Call); !ok {
		return false
	}
	fn := call.Parent()
	if recovers, _ := deferred.Recovers(fn); len(recovers) > 0 {
		return false
	}
	defers, others, escapes := deferred.Deferrers(p, fn)
	return len(defers) > 0 && len(others) == 0 && !escapes
}

// fatal are what the runtime says when it ends the process. It does not panic
// then, so that nothing can be recovered.
var fatal = []string{"concurrent map", "unlock of unlocked", "all goroutines are asleep", "stack overflow", "goroutine stack exceeds", "out of memory"}

// reportFatal reports tests in fn, which recovers, for the text of an error
// that cannot be recovered.
func reportFatal(pass *analysis.Pass, p *flow.Package, fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		if !isTest(instr) {
			continue
		}
		var operands [8]*ssa.Value
		for _, op := range instr.Operands(operands[:0]) {
			k, ok := (*op).(*ssa.Const)
			if !ok || k.Value == nil || k.Value.Kind() != constant.String {
				continue
			}
			text := strings.ToLower(constant.StringVal(k.Value))
			for _, phrase := range fatal {
				if strings.Contains(text, phrase) {
					report.At(pass, p.Range(instr), "fatal", fmt.Sprintf("%q is a fatal error, which recover never sees", phrase))
				}
			}
		}
	}
}

// isTest reports whether instr compares texts.
func isTest(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.BinOp:
		return true
	case *ssa.Call:
		return strings.HasPrefix(flow.CalleeName(&instr.Call), "strings.")
	}
	return false
}
