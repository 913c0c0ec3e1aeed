package goleak

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A change is what may happen to a field so that a loop around Cond.Wait ends.
type change int

const (
	becomesTrue change = iota
	becomesFalse
	grows
	shrinks
)

// An awaited is a field whose change ends the loop around a wait.
type awaited struct {
	field *types.Var
	how   change
	wait  ssa.CallInstruction
	cond  *types.Var
}

// A waker knows who changes what others wait for, and who wakes them.
type waker struct {
	flow  *flow.Package
	model *goroutines.Model
	// signals are the calls of Signal and Broadcast for each field that holds
	// a condition variable.
	signals map[*types.Var][]ssa.CallInstruction
	wakes   map[*ssa.Function]map[*types.Var]bool
}

// checkWakes reports changes of fields for which others wait at a condition
// variable, by functions that wake nobody. uses tells what the package does
// with its condition variables.
func checkWakes(pass *analysis.Pass, p *flow.Package, uses []*condUse) {
	w := &waker{flow: p, model: goroutines.Of(pass), signals: make(map[*types.Var][]ssa.CallInstruction), wakes: make(map[*ssa.Function]map[*types.Var]bool)}
	targets := make(map[*types.Var][]awaited)
	for _, use := range uses {
		if use.other || len(use.signals) == 0 {
			continue
		}
		w.signals[use.field] = use.signals
		for _, wait := range use.waits {
			for _, a := range awaitedBy(wait, use.field) {
				targets[a.field] = append(targets[a.field], a)
			}
		}
	}
	if len(targets) == 0 {
		return
	}
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			addr, how := changeBy(instr)
			if addr == nil || isNew(addr.X) {
				continue
			}
			for _, a := range targets[flow.FieldOf(addr).Origin()] {
				if a.how == how && !w.wakesAfter(instr, a) {
					at := p.Range(instr)
					report.At(pass, at, "forgotten", flow.FieldOf(addr).Name()+" changes here without Signal or Broadcast, so "+a.wait.Parent().Name()+" can wait for it for ever",
						report.Step(p.Range(a.wait), "waits here until %s changes", a.field.Name()), report.Step(at, "changes here, and nobody is woken"))
					break
				}
			}
		}
	}
}

// awaitedBy returns the fields, of the object whose field cond holds the
// condition variable, that the loop around wait tests in order to end.
func awaitedBy(wait ssa.CallInstruction, cond *types.Var) []awaited {
	var list []awaited
	loop := loopAround(wait.Block())
	for _, b := range wait.Parent().Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !loop[b] {
			continue
		}
		stays := [2]bool{loop[b.Succs[0]], loop[b.Succs[1]]}
		if stays[0] == stays[1] {
			continue
		}
		if addr, how, ok := tested(branch.Cond, stays[1]); ok && sameOwner(addr, cond) {
			list = append(list, awaited{flow.FieldOf(addr).Origin(), how, wait, cond})
		}
	}
	return list
}

// loopAround returns the blocks of the innermost loop that contains block.
func loopAround(block *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	var inner map[*ssa.BasicBlock]bool
	for _, header := range block.Parent().Blocks {
		if !header.Dominates(block) {
			continue
		}
		loop := map[*ssa.BasicBlock]bool{header: true}
		var add func(b *ssa.BasicBlock)
		add = func(b *ssa.BasicBlock) {
			if !loop[b] {
				loop[b] = true
				for _, pred := range b.Preds {
					add(pred)
				}
			}
		}
		for _, pred := range header.Preds {
			if header.Dominates(pred) {
				add(pred)
			}
		}
		if loop[block] && (block != header || len(loop) > 1) && (inner == nil || len(loop) < len(inner)) {
			inner = loop
		}
	}
	return inner
}

// inCycle reports whether a and b lie on one loop.
func inCycle(a, b *ssa.BasicBlock) bool {
	x, y := a.Instrs[0], b.Instrs[0]
	return flow.Reaches(x, y) && flow.Reaches(y, x)
}

// sameOwner reports whether the field at addr belongs to the same type as the
// field cond.
func sameOwner(addr *ssa.FieldAddr, cond *types.Var) bool {
	ptr, ok := types.Unalias(addr.X.Type()).Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	s, ok := types.Unalias(ptr.Elem()).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i).Origin() == cond {
			return true
		}
	}
	return false
}

// tested returns the field that decides about cond, and how it must change for
// the outcome want.
func tested(cond ssa.Value, want bool) (addr *ssa.FieldAddr, how change, ok bool) {
	if not, isNot := cond.(*ssa.UnOp); isNot && not.Op == token.NOT {
		return tested(not.X, !want)
	}
	if addr := fieldRead(cond); addr != nil {
		if want {
			return addr, becomesTrue, true
		}
		return addr, becomesFalse, true
	}
	cmp, isCmp := cond.(*ssa.BinOp)
	if !isCmp {
		return nil, 0, false
	}
	addr, bigger := fieldRead(sized(cmp.X)), true // want needs a bigger field
	if addr == nil {
		addr, bigger = fieldRead(sized(cmp.Y)), false
	}
	other := cmp.Y
	if !bigger {
		other = cmp.X
	}
	k, isConst := other.(*ssa.Const)
	if addr == nil || !typ.IsBasic(other.Type(), types.IsInteger) {
		return nil, 0, false
	}
	switch cmp.Op {
	case token.GTR, token.GEQ:
	case token.LSS, token.LEQ:
		bigger = !bigger
	case token.EQL, token.NEQ:
		// Counters and lengths do not fall below zero.
		if !isConst || k.Value == nil || constant.Sign(k.Value) != 0 {
			return nil, 0, false
		}
		bigger = cmp.Op == token.NEQ
	default:
		return nil, 0, false
	}
	if bigger == want {
		return addr, grows, true
	}
	return addr, shrinks, true
}

// sized returns the collection whose length v is, or v itself.
func sized(v ssa.Value) ssa.Value {
	if call, ok := v.(*ssa.Call); ok && flow.Builtin(call.Common()) == "len" {
		return call.Call.Args[0]
	}
	return v
}

// fieldRead returns the field that v was read from, or nil.
func fieldRead(v ssa.Value) *ssa.FieldAddr {
	var from ssa.Value
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			from = v.X
		}
	case *ssa.Call:
		if flow.CalleeName(v.Common()) == "(*sync/atomic.Bool).Load" {
			from = v.Call.Args[0]
		}
	}
	addr, _ := from.(*ssa.FieldAddr)
	if addr == nil || flow.FieldOf(addr) == nil {
		return nil
	}
	return addr
}

// changeBy returns the field that instr changes, and how.
func changeBy(instr ssa.Instruction) (*ssa.FieldAddr, change) {
	var addr, val ssa.Value
	switch instr := instr.(type) {
	case *ssa.Store:
		addr, val = instr.Addr, instr.Val
	case *ssa.Call:
		if flow.CalleeName(instr.Common()) == "(*sync/atomic.Bool).Store" {
			addr, val = instr.Call.Args[0], instr.Call.Args[1]
		}
	case *ssa.MapUpdate:
		return fieldRead(instr.Map), grows
	}
	field, ok := addr.(*ssa.FieldAddr)
	if !ok || flow.FieldOf(field) == nil {
		return nil, 0
	}
	switch val := val.(type) {
	case *ssa.Const:
		if val.Value != nil && val.Value.Kind() == constant.Bool {
			if constant.BoolVal(val.Value) {
				return field, becomesTrue
			}
			return field, becomesFalse
		}
	case *ssa.Call:
		if flow.Builtin(val.Common()) == "append" && rereads(val.Call.Args[0], field) {
			return field, grows
		}
	case *ssa.BinOp:
		if rereads(val.X, field) {
			switch val.Op {
			case token.ADD:
				return field, grows
			case token.SUB:
				return field, shrinks
			}
		}
	}
	return nil, 0
}

// rereads reports whether v was read from the field at addr.
func rereads(v ssa.Value, addr *ssa.FieldAddr) bool {
	read := fieldRead(v)
	return read != nil && flow.FieldOf(read) == flow.FieldOf(addr) && read.X == addr.X
}

// isNew reports whether v is an object that its function has made: nobody
// waits for it yet.
func isNew(v ssa.Value) bool {
	_, ok := v.(*ssa.Alloc)
	return ok
}

// wakesAfter reports whether the change at instr is followed by a wake-up of
// those who wait at a.cond, as far as can be seen: in its function, in one that
// calls it or that it calls, or regularly.
func (w *waker) wakesAfter(instr ssa.Instruction, a awaited) bool {
	for _, signal := range w.signals[a.cond] {
		if flow.InLoop(signal) && len(w.model.Running(signal.Parent())) > 0 {
			return true
		}
	}
	fn := instr.Parent()
	if fn == a.wait.Parent() {
		return true // who waits itself knows what it does
	}
	seen := make(map[*ssa.Function]bool)
	var above func(fn *ssa.Function, depth int) bool
	above = func(fn *ssa.Function, depth int) bool {
		if seen[fn] || depth > 3 {
			return false
		}
		seen[fn] = true
		if w.wakesIn(fn, a.cond) || fn.Parent() != nil && above(fn.Parent(), depth+1) {
			return true
		}
		for _, call := range w.flow.CallersOf(fn).Calls {
			if above(call.Parent(), depth+1) {
				return true
			}
		}
		return false
	}
	return above(fn, 0)
}

// wakesIn reports whether fn, or what it calls, wakes those who wait at cond.
func (w *waker) wakesIn(fn *ssa.Function, cond *types.Var) bool {
	known := w.wakes[fn]
	if known == nil {
		known = make(map[*types.Var]bool)
		for _, frame := range w.model.Called(fn) {
			for c, signals := range w.signals {
				for _, signal := range signals {
					known[c] = known[c] || signal.Parent() == frame.Fn || flow.Outermost(signal.Parent()) == frame.Fn
				}
			}
		}
		w.wakes[fn] = known
	}
	return known[cond]
}
