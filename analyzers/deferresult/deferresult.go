package deferresult

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports assignments in deferred functions that come too late for
// the result.
var Analyzer = &analysis.Analyzer{
	Name:     "deferresult",
	Doc:      docs.MustExtract(doc, "deferresult"),
	URL:      docs.URL("deferresult"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if fn.Signature.Results().Len() == 0 {
			continue
		}
		for _, call := range deferred.Calls(p, fn) {
			for _, store := range deferred.Stores(call) {
				ret := copiedBefore(call, store)
				if ret == nil || readLater(call, store) || reportedElsewhere(fn, call, store) {
					continue
				}
				at, message := p.Range(store.Instr), "assigning %s here is too late: the result is copied before deferred calls run"
				if given(call, store) { // the helper is right where the result is named
					at, message = p.Range(call.Defer), "%s is assigned too late by this call: the result is copied before deferred calls run"
				}
				report.At(pass, at, "", fmt.Sprintf(message, store.Var.Comment),
					report.Step(p.Range(ret), "the result is copied from %s here", store.Var.Comment),
					report.Step(p.Range(store.Instr), "%s is assigned by the deferred call, after that", store.Var.Comment))
			}
		}
	}
	return nil, nil
}

// given reports whether the deferred function assigns to the variable through
// a pointer that it is passed.
func given(call deferred.Call, store deferred.Store) bool {
	_, ok := store.Instr.Addr.(*ssa.Parameter)
	return ok && store.Instr.Parent() == call.Callee.Fn
}

// copiedBefore returns a return statement, reached after the defer statement,
// that copies the variable of store into a result before deferred calls run.
func copiedBefore(call deferred.Call, store deferred.Store) *ssa.Return {
	fn := call.Defer.Parent()
	if deferred.Result(fn, store.Var) >= 0 {
		return nil
	}
	for _, block := range fn.Blocks {
		if len(block.Instrs) == 0 {
			continue
		}
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || !flow.Reaches(call.Defer, ret) {
			continue
		}
		for _, r := range ret.Results {
			if loads(r, store.Var) || copiedIntoResult(ret, r, store.Var) {
				return ret
			}
		}
	}
	return nil
}

// loads reports whether v is the value of the variable a.
func loads(v ssa.Value, a *ssa.Alloc) bool {
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			return x.X == ssa.Value(a)
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return false
		}
	}
}

// copiedIntoResult reports whether the block of ret assigns the value of a to
// the named result that r reads.
func copiedIntoResult(ret *ssa.Return, r ssa.Value, a *ssa.Alloc) bool {
	load, ok := r.(*ssa.UnOp)
	if !ok {
		return false
	}
	for _, instr := range ret.Block().Instrs {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X && loads(store.Val, a) {
			return true
		}
	}
	return false
}

// readLater reports whether something may still read the variable after the
// deferred assignment: the deferred function itself, or another closure.
func readLater(call deferred.Call, store deferred.Store) bool {
	var visit func(addr ssa.Value, depth int) bool
	visit = func(addr ssa.Value, depth int) bool {
		if addr.Referrers() == nil || depth > 4 {
			return true
		}
		for _, ref := range flow.Referrers(addr) {
			switch ref := ref.(type) {
			case *ssa.UnOp:
				if ref.Parent() == store.Instr.Parent() {
					if flow.Reaches(store.Instr, ref) {
						return true
					}
				} else if ref.Parent() != store.Var.Parent() {
					return true // another closure, which may run later
				}
			case *ssa.Store:
				if ref.Addr != addr {
					return true
				}
			case *ssa.MakeClosure:
				fn, ok := ref.Fn.(*ssa.Function)
				for i, b := range ref.Bindings {
					if ok && b == addr && i < len(fn.FreeVars) && visit(fn.FreeVars[i], depth+1) {
						return true
					}
				}
			case *ssa.Defer:
				if ref != call.Defer || !given(call, store) || visit(store.Instr.Addr, depth+1) {
					return true
				}
			case *ssa.DebugRef:
			case *ssa.FieldAddr, *ssa.IndexAddr:
				if ref.Parent() != store.Var.Parent() {
					return true
				}
			default: // its address goes elsewhere
				return true
			}
		}
		return false
	}
	return visit(store.Var, 0)
}

// reportedElsewhere reports whether recoverlost reports the assignment: it is
// the error of a recovered panic. That check trusts helpers that are given an
// address.
func reportedElsewhere(fn *ssa.Function, call deferred.Call, store deferred.Store) bool {
	if given(call, store) {
		return false
	}
	recovers, _ := deferred.Recovers(call.Callee.Fn)
	results := fn.Signature.Results()
	ptr, ok := store.Var.Type().(*types.Pointer)
	return len(recovers) > 0 && typ.IsError(results.At(results.Len()-1).Type()) && ok && typ.IsError(ptr.Elem())
}
