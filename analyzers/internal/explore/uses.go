package explore

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A use is the call of a method on what a constructor has made, by code that is
// not seen. Anybody may call the other methods too, so that what the object
// knows counts as served when the execution ends.
type use struct {
	constructor, method *ssa.Function
}

// uses returns the uses to execute: of methods that make channels, for answers
// from the goroutine that the constructor starts.
func (p *Package) uses() []use {
	constructors := make(map[*types.TypeName]*ssa.Function)
	for _, fn := range p.flow.Functions() {
		results := fn.Signature.Results()
		if fn.Parent() != nil || fn.Signature.Recv() != nil || results.Len() == 0 || fn.Blocks == nil || p.isTest(fn) || !starts(fn) {
			continue
		}
		if name := named(results.At(0).Type()); name != nil && constructors[name] == nil {
			constructors[name] = fn
		}
	}
	var list []use
	for _, fn := range p.flow.Functions() {
		recv := fn.Signature.Recv()
		if recv == nil || fn.Blocks == nil || fn.Synthetic != "" || p.isTest(fn) {
			continue
		}
		if name := named(recv.Type()); name != nil && constructors[name] != nil && makesChan(fn) {
			list = append(list, use{constructors[name], fn})
		}
	}
	return list
}

// named returns the name of the type of this package that t points to, or nil.
func named(t types.Type) *types.TypeName {
	if _, ok := types.Unalias(t).(*types.Pointer); !ok {
		return nil
	}
	n := typ.Named(t)
	if n == nil {
		return nil
	}
	return n.Obj()
}

func starts(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if _, ok := instr.(*ssa.Go); ok {
			return true
		}
	}
	return false
}

func makesChan(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if _, ok := instr.(*ssa.MakeChan); ok {
			return true
		}
	}
	return false
}

// use calls the method of the execution on result, what the constructor has
// returned. It reports false if there is nothing to call it on.
func (m *machine) use(main *goroutine, result value, then func(*machine, value)) bool {
	if t, ok := result.(tuple); ok {
		result = t[0]
	}
	object, ok := result.(*cell)
	if !ok || m.called == nil {
		return false
	}
	m.object = object
	m.push(main, &frame{fn: m.called, then: then}, []value{object})
	return true
}
