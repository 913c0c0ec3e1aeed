package handlers

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Middleware reports whether fn runs before other handlers: it calls Next, or
// it is handed to a method Use, directly or as the result of a function.
func Middleware(p *flow.Package, fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if r, ok := ResponseOf(call); ok && r.Effect == Next {
				return true
			}
		}
	}
	return reachesUse(p, fn)
}

// reachesUse reports whether fn, as a value, becomes an argument of a method
// called Use.
func reachesUse(p *flow.Package, fn *ssa.Function) bool {
	var work []ssa.Value
	seen := make(map[ssa.Value]bool)
	add := func(v ssa.Value) {
		if !seen[v] && len(seen) < 100 {
			seen[v] = true
			work = append(work, v)
		}
	}
	for _, v := range valuesOf(p, fn) {
		add(v)
	}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		refs := v.Referrers()
		if refs == nil {
			continue
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case *ssa.ChangeType:
				add(ref)
			case *ssa.MakeInterface:
				add(ref)
			case *ssa.Slice:
				add(ref)
			case *ssa.Phi:
				add(ref)
			case *ssa.Store:
				if elem, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v {
					add(elem.X) // the slice of variadic arguments
				}
			case *ssa.Return:
				for _, call := range p.CallersOf(ref.Parent()).Calls {
					if result, ok := call.(*ssa.Call); ok {
						add(result)
					}
				}
			case *ssa.Call:
				if callee := flow.CalleeObject(ref.Common()); callee != nil && callee.Name() == "Use" {
					return true
				}
			}
		}
	}
	return false
}

// valuesOf returns the instructions of the package that yield fn as a value.
func valuesOf(p *flow.Package, fn *ssa.Function) []ssa.Value {
	var values []ssa.Value
	if refs := fn.Referrers(); refs != nil { // a literal
		for _, ref := range *refs {
			if v, ok := ref.(ssa.Value); ok {
				values = append(values, v)
			}
		}
		return values
	}
	for _, other := range p.Functions() {
		for instr := range flow.Instructions(other) {
			for _, op := range instr.Operands(nil) {
				if *op == nil || *op != ssa.Value(fn) {
					continue
				}
				if v, ok := instr.(ssa.Value); ok {
					values = append(values, v)
				}
				if store, ok := instr.(*ssa.Store); ok {
					if elem, ok := store.Addr.(*ssa.IndexAddr); ok {
						values = append(values, elem.X)
					}
				}
			}
		}
	}
	return values
}

// A Responder is a function of the package that answers every request it is
// called for.
type Responder struct {
	Target int // index of the parameter it answers through
	Status int // the status code if it is the same at all times
	Code   int // index of the parameter that is the status code, or -1
	Aborts bool
}

// ResponderOf returns what fn is if it always answers, with an error on all
// paths or on none.
func ResponderOf(p *flow.Package, fn *ssa.Function) (Responder, bool) {
	if len(fn.Blocks) == 0 || len(fn.Blocks) > 40 || !takesContext(fn) {
		return Responder{}, false
	}
	found := Responder{Target: -1, Code: -1}
	path, known := flow.Find(p, flow.Search[bool]{
		Fn: fn,
		Step: func(aborted bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			call, ok := e.Instr.(*ssa.Call)
			if !ok {
				if flow.IsExit(e.Instr) {
					return aborted, flow.Found
				}
				return aborted, flow.Continue
			}
			r, ok := ResponseOf(call)
			target := paramIndex(fn, r.Target)
			switch {
			case ok && r.Aborts && r.Effect == None:
				aborted = true
			case ok && r.Effect == Next:
				return aborted, flow.Found // not an answer
			case ok && r.Effect == Answer && target >= 0 && !r.Redirect:
				code := -1
				if r.Code == 0 {
					code = codeParam(fn, call)
				}
				if found.Target >= 0 && (found.Status >= 400) != (r.Code >= 400) {
					return aborted, flow.Found
				}
				found = Responder{Target: target, Status: r.Code, Code: code, Aborts: r.Aborts || aborted}
				return aborted, flow.Prune
			}
			return aborted, flow.Continue
		},
	})
	return found, known && path == nil && found.Target >= 0
}

func takesContext(fn *ssa.Function) bool {
	for _, param := range fn.Params {
		if OfType(param.Type()) != nil {
			return true
		}
	}
	return false
}

func paramIndex(fn *ssa.Function, v ssa.Value) int {
	for i, param := range fn.Params {
		if v == ssa.Value(param) {
			return i
		}
	}
	return -1
}

// codeParam returns the index of the parameter of fn that is an integer
// argument of call, or -1.
func codeParam(fn *ssa.Function, call *ssa.Call) int {
	for _, arg := range call.Call.Args {
		if i := paramIndex(fn, arg); i >= 0 && isInt(arg) {
			return i
		}
	}
	return -1
}
