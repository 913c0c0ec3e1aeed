package nilmap

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// zeroField returns the local struct that m is a field of, if some path leads
// from its creation to use on which nothing assigns the field and nobody else
// sees the struct.
func (c *checker) zeroField(use ssa.Instruction, m ssa.Value) *ssa.Alloc {
	load, ok := m.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	path := access.Of(field)
	alloc, ok := path.Root.(*ssa.Alloc)
	if !ok || alloc.Parent() != use.Parent() || !isStruct(alloc) {
		return nil
	}
	found, ok := flow.Find(c.flow, flow.Search[bool]{
		Fn:   use.Parent(),
		From: alloc,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case e.Instr == use:
				return s, flow.Found
			case e.Branch != 0 && takesForMade(e, path):
				return s, flow.Prune
			case mayFill(e.Instr, alloc, path):
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
	if !ok || found == nil {
		return nil
	}
	return alloc
}

// takesForMade reports whether the branch of e is that on which the field at
// path is not nil.
func takesForMade(e flow.Event, path access.Path) bool {
	test, ok := flow.NilTestOf(e.Instr.(*ssa.If).Cond)
	if !ok {
		return false
	}
	load, ok := test.X.(*ssa.UnOp)
	return ok && access.Of(load.X) == path && test.NilWhen != (e.Branch > 0)
}

// foundIn reports whether use runs only after a lookup in the map m has
// decided a branch: what is found there is not found in a nil map.
func foundIn(m ssa.Value, use ssa.Instruction) bool {
	path := access.Of(m)
	for b := use.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		instrs := b.Preds[0].Instrs
		if branch, ok := instrs[len(instrs)-1].(*ssa.If); ok && asks(branch.Cond, m, path, 0) {
			return true
		}
	}
	return false
}

// asks reports whether v is computed from an element of the map m.
func asks(v, m ssa.Value, path access.Path, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Lookup:
		return v.X == m || path.Sel != "" && access.Of(v.X) == path
	case *ssa.BinOp:
		return asks(v.X, m, path, depth+1) || asks(v.Y, m, path, depth+1)
	case *ssa.UnOp:
		return asks(v.X, m, path, depth+1)
	case *ssa.Extract:
		return asks(v.Tuple, m, path, depth+1)
	}
	return false
}

func isStruct(alloc *ssa.Alloc) bool {
	_, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return ok
}

// mayFill reports whether instr may assign the field at path of alloc: it
// stores there or to something that contains it, or hands on the address.
func mayFill(instr ssa.Instruction, alloc *ssa.Alloc, path access.Path) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr, *ssa.DebugRef, *ssa.UnOp:
		return false
	case *ssa.Store:
		if instr.Val == ssa.Value(alloc) {
			return true
		}
		to := access.Of(instr.Addr)
		return to.Root == ssa.Value(alloc) && (to == path || len(to.Sel) < len(path.Sel) && path.Sel[:len(to.Sel)] == to.Sel)
	}
	var operands [12]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if *op == nil {
			continue
		}
		if _, isPtr := (*op).Type().Underlying().(*types.Pointer); isPtr && access.Of(*op).Root == ssa.Value(alloc) {
			return true
		}
	}
	return false
}

// zeroCaptured reports whether m is loaded from a captured variable that
// nothing but nil is ever assigned to.
func zeroCaptured(m ssa.Value) bool {
	load, ok := m.(*ssa.UnOp)
	if !ok {
		return false
	}
	alloc, ok := binding(load.X).(*ssa.Alloc)
	if !ok || alloc.Comment == "new" || !isMap(load.Type()) {
		return false
	}
	values, complete := flow.LocalStores(alloc)
	if !complete {
		return false
	}
	for _, v := range values {
		if !flow.IsNil(v) {
			return false
		}
	}
	return true
}

// source returns the source text of the map that instr writes to, whose value
// is m.
func (c *checker) source(instr ssa.Instruction, m ssa.Value) string {
	if name := c.flow.NameAt(m, instr); name != "" {
		return name
	}
	return "the map"
}
