package appendalias

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// checkTwice reports two appends at the same place of one array whose first
// result is still in use after the second.
func (f *function) checkTwice() {
	for _, first := range f.appends {
		base := f.m.View(first.Base)
		if base.Exact || !base.Hi.Known || first.Count == 0 || f.m.GivenExact(base.Array) {
			continue
		}
		writes := make(map[ssa.Instruction]alias.Append)
		for _, second := range f.appends {
			other := f.m.View(second.Base)
			if second.Count != 0 && !other.Exact && other.Array == base.Array && other.Hi.Equal(base.Hi) && second.Call != first.Call && flow.Reaches(first.Call, second.Call) {
				writes[second.Call] = second
			}
		}
		again := flow.InLoop(first.Call) && !f.made(first.Base, first)
		if len(writes) == 0 && !again {
			continue
		}
		q := alias.Query{
			Slice: first.Call,
			Fn:    f.fn,
			Uses:  f.m.Uses(first.Call, nil),
			Write: func(instr ssa.Instruction) bool { return writes[instr].Call != nil },
			Fixed: base.Fixed(),
		}
		var x *alias.Conflict
		if len(writes) > 0 {
			x = f.m.Find(q)
		}
		if x == nil && again {
			writes = map[ssa.Instruction]alias.Append{first.Call: first}
			x = f.m.Find(q)
		}
		if x == nil {
			continue
		}
		second := writes[x.Write]
		baseName := f.name(second.Base, "the slice")
		message := sprintf("append to %s may overwrite what the earlier append to it stored in %s", baseName, f.name(first.Call, "its result"))
		if second.Call == first.Call {
			message = sprintf("append to %s in a loop may overwrite the result of earlier iterations, which is kept", baseName)
		}
		f.report(f.at(x.Write), twice, message, f.clip(second), f.trace(x, "is appended to "+baseName)...)
	}
}

// checkOverlap reports an append to a cut slice that overwrites elements of
// another slice that is used afterwards.
func (f *function) checkOverlap() {
	for _, app := range f.appends {
		base := f.m.View(app.Base)
		if base.Exact || base.Truncated == nil || app.Count == 0 || f.scratch(base) {
			continue
		}
		moves, fromStart := f.m.Moves(app), f.m.FromStart(app.Base)
		for _, v := range f.slices {
			if !f.covers(v, app, base) {
				continue
			}
			x := f.m.Find(alias.Query{
				Slice:     v,
				Fn:        f.fn,
				Uses:      f.usesBeside(v, app, base),
				Write:     func(instr ssa.Instruction) bool { return instr == ssa.Instruction(app.Call) },
				Fixed:     base.Fixed(),
				KeptFirst: fromStart && !moves,
			})
			if x == nil {
				continue
			}
			message := sprintf("append to %s overwrites elements of %s, which is still used", f.source(app.Base), f.name(v, "the slice it is cut from"))
			var fixes []analysis.SuggestedFix
			if base.Hi.Known { // else it grows step by step, and would be copied each time
				fixes = f.clip(app)
			}
			f.report(f.at(app.Call), overlap, message, fixes, f.trace(x, "is taken")...)
			break
		}
	}
}

// scratch reports whether the function asks for the capacity of the array that
// base is cut from: a buffer whose elements are of no interest.
func (f *function) scratch(base alias.View) bool {
	for _, call := range f.calls {
		if flow.Builtin(&call.Call) == "cap" && alias.IsSlice(call.Call.Args[0]) && f.sameBuffer(call.Call.Args[0], base.Truncated) {
			return true
		}
	}
	return false
}

// sameBuffer reports whether one of a and b is made from the other.
func (f *function) sameBuffer(a, b ssa.Value) bool { return f.cutFrom(a, b) || f.cutFrom(b, a) }

// covers reports whether the slice v shows the element that app writes first:
// app's base is cut from v, or v starts at or before the element and ends
// behind it.
func (f *function) covers(v ssa.Value, app alias.Append, base alias.View) bool {
	view := f.m.View(v)
	if view.Array != base.Array || f.made(v, app) {
		return false
	}
	if v == base.Truncated {
		return true
	}
	if view.Hi.Equal(base.Hi) {
		return false
	}
	if view.Truncated == nil && f.cutFrom(base.Truncated, v) {
		return true
	}
	starts := view.Lo.Equal(base.Hi) || view.Lo.Less(base.Hi)
	slice, isSlice := v.(*ssa.Slice)
	return starts && (base.Hi.Less(view.Hi) || isSlice && slice.High == nil && view.Lo.Equal(base.Hi))
}

// made reports whether v is made from the result of app.
func (f *function) made(v ssa.Value, app alias.Append) bool {
	return f.m.Chain(v, func(v ssa.Value) bool { return v == ssa.Value(app.Call) })
}

// cutFrom reports whether v is cut from x.
func (f *function) cutFrom(v, x ssa.Value) bool {
	return f.m.Chain(v, func(v ssa.Value) bool { return v == x })
}

// usesBeside returns the uses of v that do not go through the result of app,
// nor read only what app leaves alone, nor belong to the loop that filters v
// in place by means of app.
func (f *function) usesBeside(v ssa.Value, app alias.Append, base alias.View) []alias.Use {
	uses := f.m.Uses(v, func(x ssa.Value) bool {
		if f.made(x, app) || x == app.Base && x != v {
			return true
		}
		slice, ok := x.(*ssa.Slice)
		return ok && (f.m.View(x).Hi.Equal(base.Hi) || endsBefore(f.m.View(x), base) || f.boundBy(slice.High, app) || f.boundBy(slice.Low, app))
	})
	loop := !base.Hi.Known || f.m.Moves(app)
	kept := uses[:0]
	for _, use := range uses {
		switch {
		case use.Range && flow.Reaches(use.Instr, app.Call) && flow.Reaches(app.Call, use.Instr):
		case loop && flow.Reaches(use.Instr, app.Call) && flow.Reaches(app.Call, use.Instr):
		case f.fills(use):
		case f.releases(use):
		default:
			kept = append(kept, use)
		}
	}
	return kept
}

// endsBefore reports whether a ends where b starts, or before: what is written
// through b does not show in a.
func endsBefore(a, b alias.View) bool { return a.Hi.Equal(b.Lo) || a.Hi.Less(b.Lo) }

// boundBy reports whether the index v is the length of the result of app.
func (f *function) boundBy(v ssa.Value, app alias.Append) bool {
	call, ok := v.(*ssa.Call)
	return ok && flow.Builtin(&call.Call) == "len" && f.made(call.Call.Args[0], app)
}

// fills reports whether use writes the slice rather than reads it.
func (f *function) fills(use alias.Use) bool {
	for _, v := range f.m.Overwrites(use.Instr) {
		if v == use.Via {
			return true
		}
	}
	return false
}

// releases reports whether use hands the slice to a pool.
func (f *function) releases(use alias.Use) bool {
	call, ok := use.Instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := flow.CalleeObject(call.Common())
	return fn != nil && (fn.Name() == "Put" || fn.Name() == "Free" || fn.Name() == "free" || fn.Name() == "put")
}

// source returns the source text of the base of an append.
func (f *function) source(v ssa.Value) string {
	if slice, ok := v.(*ssa.Slice); ok {
		if expr := f.sliceExpr(slice); expr != "" && len(expr) < 40 {
			return expr
		}
	}
	return f.name(v, "a part of it")
}

// checkElements reports a store or sort through the result of an append that
// may show in the slice appended to, which is read afterwards.
func (f *function) checkElements() {
	for _, app := range f.appends {
		base := f.m.View(app.Base)
		if base.Exact || f.fresh(app) {
			continue
		}
		writes := f.elementWrites(app)
		if len(writes) == 0 {
			continue
		}
		for _, v := range f.slices {
			view := f.m.View(v)
			if view.Array != base.Array || !view.Lo.Equal(base.Lo) || !view.Hi.Equal(base.Hi) || v == ssa.Value(app.Call) || f.made(v, app) {
				continue
			}
			x := f.m.Find(alias.Query{
				Slice: v,
				Fn:    f.fn,
				Uses:  f.usesBeside(v, app, base),
				Write: func(instr ssa.Instruction) bool { return writes[instr] },
				Fixed: base.Fixed(),
			})
			if x == nil || !flow.Dominates(app.Call, x.Write) {
				continue
			}
			message := sprintf("%s may share its array with %s: this write changes both or one, depending on capacity",
				f.name(app.Call, "the result of append"), f.name(v, "the slice appended to"))
			f.report(f.at(x.Write), overlap, message, nil, f.trace(x, "")...)
			break
		}
	}
}

// fresh reports whether app always allocates: its base has no elements.
func (f *function) fresh(app alias.Append) bool {
	base := f.m.View(app.Base)
	return base.Hi.Known && base.Hi.Equal(base.Lo)
}

// elementWrites returns the instructions that write elements of the result of
// app which its base has too: at a constant index, at that of a range loop, or
// anywhere by sorting.
func (f *function) elementWrites(app alias.Append) map[ssa.Instruction]bool {
	writes := make(map[ssa.Instruction]bool)
	for _, ref := range *app.Call.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			if k, ok := ref.Index.(*ssa.Const); !ok || k.Int64() > 0 {
				continue
			}
			for _, r := range *ref.Referrers() {
				if store, ok := r.(*ssa.Store); ok && store.Addr == ref {
					writes[store] = true
				}
			}
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				if call, ok := r.(*ssa.Call); ok && flow.Sorts(&call.Call) == app.Call {
					writes[call] = true
				}
			}
		case *ssa.Call:
			if flow.Sorts(&ref.Call) == app.Call {
				writes[ref] = true
			}
		}
	}
	return writes
}
