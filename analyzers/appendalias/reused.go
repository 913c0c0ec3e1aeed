package appendalias

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// checkReused reports a slice that is kept or used after the buffer that it is
// part of has been filled anew.
func (f *function) checkReused() {
	for _, call := range f.calls {
		f.checkBorrowed(call)
	}
	f.checkBuffers()
	f.checkCuts()
}

// checkCuts reports a slice that is kept, in a collection or channel, before
// it is cut and grown again in place.
func (f *function) checkCuts() {
	for _, v := range f.slices {
		cut, ok := v.(*ssa.Slice)
		if !ok || cut.High == nil || !alias.IsSlice(cut.X) || !f.grownAgain(cut) {
			continue
		}
		view := f.m.View(cut)
		for _, kept := range f.slices {
			if f.m.View(kept).Array != view.Array || kept == v {
				continue
			}
			x := f.m.Find(alias.Query{
				Slice: kept,
				Fn:    f.fn,
				Uses:  f.lasting(kept, cut),
				Write: func(instr ssa.Instruction) bool { return instr == ssa.Instruction(cut) },
				Fixed: []ssa.Value{view.Array},
				Stop:  waitsForGroup,
			})
			if x == nil || x.Kept == nil {
				continue
			}
			name := f.name(kept, "the slice")
			message := sprintf("%s is kept without a copy, and append after %s overwrites its elements", name, f.source(cut))
			f.report(f.at(keeper(x)), reused, message, f.cloneKept(keeper(x)), step(f.at(keeper(x)), "%s is kept here", name), step(f.at(cut), "it is cut to be filled again here"))
			break
		}
	}
}

// waitsForGroup reports whether instr waits for goroutines of a group, which are
// done with their slices then.
func waitsForGroup(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	switch flow.CalleeName(&call.Call) {
	case "(*sync.WaitGroup).Wait", "(*golang.org/x/sync/errgroup.Group).Wait":
		return true
	}
	return false
}

// waitsBetween reports whether the code that starts a goroutine at kept waits for
// it whenever it goes on to cut.
func waitsBetween(kept, cut ssa.Instruction) bool {
	if kept.Parent() != cut.Parent() {
		return false
	}
	for instr := range flow.Instructions(cut.Parent()) {
		if waitsForGroup(instr) && flow.Dominates(instr, cut) && flow.Reaches(kept, instr) {
			return true
		}
	}
	return false
}

// grownAgain reports whether an append fills the slice cut anew.
func (f *function) grownAgain(cut *ssa.Slice) bool {
	if f.m.View(cut).Exact || f.m.View(cut).Truncated == nil {
		return false
	}
	for _, app := range f.appends {
		if flow.Reaches(cut, app.Call) && f.cutFrom(app.Base, cut) {
			return true
		}
	}
	return false
}

// lasting returns the uses by which v, not through cut, lives on.
func (f *function) lasting(v ssa.Value, cut *ssa.Slice) []alias.Use {
	var lasting []alias.Use
	for _, use := range f.m.Uses(v, func(x ssa.Value) bool { return x == ssa.Value(cut) }) {
		switch {
		case use.Kept && use.Put == nil && f.passing(use):
		case use.Kept && use.Put == nil:
			lasting = append(lasting, use)
		case use.Far && use.Put != nil:
			use.Instr, use.Kept = use.Put, true
			lasting = append(lasting, use)
		}
	}
	return lasting
}

// passing reports whether use hands the slice to a function of the package that
// does not keep it by its own doing.
func (f *function) passing(use alias.Use) bool {
	call, ok := use.Instr.(*ssa.Call)
	return ok && flow.Builtin(&call.Call) == "" && !f.m.KeepsItself(call, use.Via)
}

// checkBuffers reports a buffer that is filled again and again, by Read or
// copy, while what it held before is kept.
func (f *function) checkBuffers() {
	type write struct {
		instr ssa.Instruction
		view  alias.View
	}
	var writes []write
	for instr := range flow.Instructions(f.fn) {
		for _, target := range f.m.Overwrites(instr) {
			if flow.InLoop(instr) {
				writes = append(writes, write{instr, f.m.View(target)})
			}
		}
	}
	for _, w := range writes {
		if !w.view.Lo.Known {
			continue
		}
		for _, v := range f.slices {
			view := f.m.View(v)
			if view.Array != w.view.Array || !view.Lo.Equal(w.view.Lo) || !f.onceMade(w.view) {
				continue
			}
			var kept []alias.Use
			for _, use := range f.m.Uses(v, nil) {
				if f.hasOwnWays(use) || inReused(use) {
					continue
				}
				if use.Kept || use.Far && use.Put != nil {
					kept = append(kept, use)
				}
			}
			x := f.m.Find(alias.Query{
				Slice: v,
				Fn:    f.fn,
				Uses:  kept,
				Write: func(instr ssa.Instruction) bool { return instr == w.instr },
				Fixed: w.view.Fixed(),
			})
			if x == nil {
				continue
			}
			message := sprintf("%s is kept, but the next iteration overwrites its array", f.name(v, "the slice"))
			f.report(f.at(keeper(x)), reused, message, f.cloneKept(keeper(x)), f.trace(x, "")...)
			break
		}
	}
}

// keeper returns the instruction by which the slice of x lives on.
func keeper(x *alias.Conflict) ssa.Instruction {
	use := x.Kept
	if use == nil {
		use = x.Use
	}
	if use.Put != nil {
		return use.Put
	}
	return use.Instr
}

// onceMade reports whether the array of view is made once for all iterations,
// or once for all calls.
func (f *function) onceMade(view alias.View) bool {
	if call, ok := view.Array.(*ssa.Call); ok && flow.InLoop(call) {
		return false
	}
	instr, ok := view.Array.(ssa.Instruction)
	return !ok || !flow.InLoop(instr)
}

// checkVariables reports variables and fields that hold a stack or buffer
// which is cut and grown again after the slice itself was kept elsewhere:
// every kept slice then shows the elements of the last.
func (c *checker) checkVariables() {
	for _, v := range c.variables() {
		if c.rearranged(v) {
			name := c.name(v.load, "the slice")
			c.report(c.at(v.kept.Instr), reused, sprintf("%s is kept without a copy, and its elements are overwritten afterwards", name), c.cloneKept(v.kept.Instr),
				step(c.at(v.kept.Instr), "%s is kept here", name), step(c.at(v.elem), "an element is overwritten here"))
			continue
		}
		if v.cut == nil || v.grown == nil || v.kept == nil {
			continue
		}
		if handedOver(v) || waits(v.kept) || waitsBetween(v.kept.Instr, v.cutAt) {
			continue
		}
		name := c.name(v.load, "the slice")
		message := sprintf("%s is kept without a copy, and append after %s overwrites its elements", name, c.name(v.cut.Val, "cutting it"))
		if slice, ok := v.cutAt.(*ssa.Slice); ok {
			if expr := c.sliceExpr(slice); expr != "" && len(expr) < 40 {
				message = sprintf("%s is kept without a copy, and append after %s overwrites its elements", name, expr)
			}
		}
		c.report(c.at(v.kept.Instr), reused, message, c.cloneKept(v.kept.Instr),
			step(c.at(v.kept.Instr), "%s is kept here", name), step(c.at(v.cutAt), "%s is cut here", name), step(c.at(v.grown), "append overwrites its elements here"))
	}
}

// handedOver reports whether one function hands v's slice to another object and
// another function cuts it: how long the slice is good is agreed between them.
func handedOver(v *variable) bool {
	if v.kept.Instr.Parent() == v.cut.Parent() {
		return false
	}
	switch v.kept.Instr.(type) {
	case *ssa.Store, *ssa.MakeClosure, *ssa.Go:
		return true
	case *ssa.Call:
		return v.kept.Put == nil && !collected(*v.kept)
	}
	return false
}

// waits reports whether use hands the slice to a function of the package that
// waits, before it returns, for who uses it.
func waits(use *alias.Use) bool {
	call, ok := use.Instr.(*ssa.Call)
	if !ok || call.Call.StaticCallee() == nil {
		return false
	}
	for instr := range flow.Instructions(flow.Origin(call.Call.StaticCallee())) {
		switch instr := instr.(type) {
		case *ssa.Call:
			if fn := flow.CalleeObject(&instr.Call); fn != nil && fn.Name() == "Wait" {
				return true
			}
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				return true
			}
		}
	}
	return false
}

// inReused reports whether use keeps the slice in a field of an object that the
// function makes once for all iterations, a message for one: the next iteration
// sets the field anew.
func inReused(use alias.Use) bool {
	store, ok := use.Instr.(*ssa.Store)
	if !ok || !flow.InLoop(store) {
		return false
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	object := field.X
	if e, isPart := object.(*ssa.Extract); isPart {
		object = e.Tuple
	}
	call, ok := object.(*ssa.Call)
	return ok && !flow.InLoop(call)
}

// rearranged reports whether v is a captured variable whose slice a recursive
// function literal both keeps and rearranges, as in generating permutations.
func (c *checker) rearranged(v *variable) bool {
	if v.kept == nil || v.elem == nil || v.kept.Instr.Parent() != v.elem.Parent() {
		return false
	}
	fn := v.elem.Parent()
	if fn.Parent() == nil {
		return false
	}
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callees, _ := c.m.Callees(call)
		for _, callee := range callees {
			if callee.Fn == fn {
				return true
			}
		}
	}
	return false
}

// hasOwnWays reports whether use hands the slice to a function that may be done
// with it before it is overwritten: a callback, a reader, a parser.
func (f *function) hasOwnWays(use alias.Use) bool {
	call, ok := use.Instr.(*ssa.Call)
	if !ok || flow.Builtin(&call.Call) != "" {
		return false
	}
	if call.Call.StaticCallee() == nil {
		return true
	}
	obj := flow.CalleeObject(&call.Call)
	return use.Put == nil && (!f.m.KeepsItself(call, use.Via) || obj != nil && obj.Name() == "Read")
}
