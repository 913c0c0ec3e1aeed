package staleptr

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// newElement returns the field of its receiver that the method which call
// invokes appends to and returns a pointer into, or nil.
func (c *checker) newElement(call *ssa.Call) *types.Var {
	if call.Call.IsInvoke() || len(call.Call.Args) == 0 {
		return nil
	}
	if _, ok := call.Type().Underlying().(*types.Pointer); !ok {
		return nil
	}
	callees, certainty := c.m.Callees(call)
	if certainty != flow.Sure || callees[0].Fn.Signature.Recv() == nil {
		return nil
	}
	fn := callees[0].Fn
	var field *types.Var
	for instr := range flow.Instructions(fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			continue
		}
		addr, ok := ret.Results[0].(*ssa.IndexAddr)
		if !ok || !alias.IsSlice(addr.X) || c.reserved(addr.X) {
			return nil
		}
		load, ok := addr.X.(*ssa.UnOp)
		if !ok {
			return nil
		}
		from, ok := load.X.(*ssa.FieldAddr)
		if !ok || from.X != ssa.Value(fn.Params[0]) || !c.appendsTo(fn, flow.FieldOf(from)) {
			return nil
		}
		field = flow.FieldOf(from)
	}
	return field
}

// appendsTo reports whether fn stores an append in the field, and never
// returns without.
func (c *checker) appendsTo(fn *ssa.Function, field *types.Var) bool {
	for instr := range flow.Instructions(fn) {
		store, ok := instr.(*ssa.Store)
		if !ok || store.Block().Index != 0 {
			continue
		}
		to, ok := store.Addr.(*ssa.FieldAddr)
		if !ok || flow.FieldOf(to) != field {
			continue
		}
		if _, ok := c.m.AppendOf(store.Val); ok {
			return true
		}
	}
	return false
}

// growsCaptured reports whether call runs a closure that appends to the local
// variable that load loads.
func (c *checker) growsCaptured(call *ssa.Call, load *ssa.UnOp) bool {
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	callees, _ := c.m.Callees(call)
	for _, callee := range callees {
		for instr := range flow.Instructions(callee.Fn) {
			store, ok := instr.(*ssa.Store)
			if !ok || access.Of(store.Addr).Root != ssa.Value(alloc) {
				continue
			}
			if _, ok := c.m.AppendOf(store.Val); ok {
				return true
			}
		}
	}
	return false
}

// checkKept reports the pointer p to an element if it is put into a map while
// the slice goes on growing, and the package writes through such pointers.
func (c *checker) checkKept(p *ssa.IndexAddr) {
	c.checkCollected(p)
	for _, ref := range *p.Referrers() {
		update, ok := ref.(*ssa.MapUpdate)
		if !ok || update.Value != ssa.Value(p) || !c.growsOn(p, update) || !c.writtenThrough(update.Map) {
			continue
		}
		slice := c.m.Name(p.X)
		if slice == "" {
			slice = "the slice"
		}
		report.At(c.pass, c.m.Range(p), "", fmt.Sprintf("the map keeps a pointer into %s, which points to a copy once append has moved the elements", slice))
		return
	}
}

// growsOn reports whether the slice that p points into gets more elements
// after p: in the next iteration, or in the next call if it is a field of the
// receiver, as is the map.
func (c *checker) growsOn(p *ssa.IndexAddr, update *ssa.MapUpdate) bool {
	for instr := range flow.Instructions(p.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		app, ok := c.m.AppendOf(call)
		if !ok || !c.m.Chain(p.X, func(v ssa.Value) bool { return v == ssa.Value(call) }) && !c.sameField(app.Base, p.X) {
			continue
		}
		if flow.Reaches(p, call) && flow.Reaches(call, p) && !inLoopWith(update.Map, p) {
			return true
		}
		if load, ok := update.Map.(*ssa.UnOp); ok && c.sameField(app.Base, p.X) && ofReceiver(load) {
			return true
		}
	}
	return false
}

// inLoopWith reports whether the map m is made anew in the loop of p.
func inLoopWith(m ssa.Value, p *ssa.IndexAddr) bool {
	made, ok := m.(ssa.Instruction)
	return ok && flow.Reaches(p, made) && flow.Reaches(made, p)
}

// sameField reports whether a and b are loads of one field of the receiver.
func (c *checker) sameField(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, isLoad := b.(*ssa.UnOp)
	return ok && isLoad && ofReceiver(x) && ofReceiver(y) && access.Of(x) == access.Of(y)
}

func ofReceiver(load *ssa.UnOp) bool {
	field, ok := load.X.(*ssa.FieldAddr)
	fn := load.Parent()
	return ok && fn.Signature.Recv() != nil && len(fn.Params) > 0 && field.X == ssa.Value(fn.Params[0])
}

// writtenThrough reports whether the package writes through a pointer that it
// looks up in the map m, or in the same field.
func (c *checker) writtenThrough(m ssa.Value) bool {
	field := fieldOf(m)
	for _, fn := range c.m.Functions() {
		for instr := range flow.Instructions(fn) {
			lookup, ok := instr.(*ssa.Lookup)
			if !ok || lookup.X != m && (field == nil || fieldOf(lookup.X) != field) {
				continue
			}
			if len(c.writes(lookup)) > 0 {
				return true
			}
			for _, ref := range *lookup.Referrers() {
				if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && len(c.writes(e)) > 0 {
					return true
				}
			}
		}
	}
	return false
}

func fieldOf(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	if addr, ok := load.X.(*ssa.FieldAddr); ok {
		return flow.FieldOf(addr)
	}
	return nil
}
