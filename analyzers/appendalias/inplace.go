package appendalias

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// checkInPlace reports calls that delete from or sort a slice in place while
// the caller goes on using the slice as it was.
func (f *function) checkInPlace() {
	for _, call := range f.calls {
		args := call.Call.Args
		for _, arg := range args {
			if !alias.IsSlice(arg) || f.m.View(arg).Hi.Equal(f.m.View(arg).Lo) {
				continue
			}
			if f.m.Shrinks(call, arg) {
				f.checkShrunk(call, arg)
			} else if fn, _ := f.m.SortedIn(call, arg); fn != nil && !saysSo(fn) {
				f.checkSorted(call, arg, fn)
			}
		}
	}
}

// checkFilter reports a slice of a field or package variable that is filtered
// or deleted from in place while the variable keeps its old length.
func (f *function) checkFilter() {
	for _, app := range f.appends {
		if app.Helper != nil || !f.m.Moves(app) || !f.staysInField(app.Call, app.Base) {
			continue
		}
		array := f.m.View(app.Base).Array
		name := f.name(array, "the variable")
		message := sprintf("append moves the elements of %s in place, but %s keeps its old length", name, name)
		f.report(f.at(app.Call), inplace, message, nil)
	}
}

// checkGrown reports a slice that is handed twice to a function which appends
// to it and keeps the result: both results share their end.
func (f *function) checkGrown() {
	for _, first := range f.calls {
		for _, arg := range f.m.Grows(first) {
			view := f.m.View(arg)
			if _, isAppend := f.m.AppendOf(arg); isAppend && len(flow.Referrers(arg)) == 1 || view.Exact || !view.Hi.Known {
				continue // checkTwice tells of appends made for the call
			}
			write := func(instr ssa.Instruction) bool {
				call, ok := instr.(*ssa.Call)
				if !ok || call == first && !flow.InLoop(first) {
					return false
				}
				if app, ok := f.m.AppendOf(call); ok && app.Count != 0 {
					base := f.m.View(app.Base)
					return base.Array == view.Array && base.Hi.Equal(view.Hi) && !base.Exact && f.m.KeptAfter(call)
				}
				for _, other := range f.m.Grows(call) {
					if v := f.m.View(other); v.Array == view.Array && v.Hi.Equal(view.Hi) && !v.Exact {
						return true
					}
				}
				return false
			}
			x := f.m.Find(alias.Query{
				Slice: arg, Fn: f.fn, Write: write, Fixed: view.Fixed(), KeptFirst: true,
				Uses: []alias.Use{{Instr: first, Via: arg, Kept: true}},
			})
			if x == nil {
				continue
			}
			name := f.name(arg, "the slice")
			message := sprintf("%s appends to %s again and overwrites what the earlier call appended and kept", flow.Called(x.Write, "the call"), name)
			if x.Write == ssa.Instruction(first) {
				message = sprintf("%s appends to %s in each iteration and overwrites what it appended and kept before", flow.Called(first, "the call"), name)
			}
			f.report(f.at(x.Write), twice, message, nil, step(f.at(first), "appends to %s and keeps the result here", name), step(f.at(x.Write), "appends at the same place here"))
		}
	}
}

// checkShrunk reports call, which returns what is left of arg, if arg itself
// is used afterwards or stays in the field it came from.
func (f *function) checkShrunk(call *ssa.Call, arg ssa.Value) {
	uses := f.m.Uses(arg, func(v ssa.Value) bool {
		return f.m.Chain(v, func(v ssa.Value) bool { return v == ssa.Value(call) })
	})
	rest := uses[:0]
	for _, use := range uses {
		if use.Instr != ssa.Instruction(call) && !use.Kept && !f.releases(use) && !use.Range {
			rest = append(rest, use)
		}
	}
	if flow.InLoop(call) && len(flow.Referrers(call)) > 0 {
		rest = append(rest, alias.Use{Instr: call, Via: arg}) // in the next iteration
	}
	name := f.name(arg, "its argument")
	message := sprintf("%s moves the elements of %s in place, and %s is still used as it was", flow.Called(call, "the call"), name, name)
	x := f.m.Find(alias.Query{
		Slice: arg, Fn: f.fn, Uses: rest, Fixed: f.m.View(arg).Fixed(),
		Write: func(instr ssa.Instruction) bool { return instr == ssa.Instruction(call) },
	})
	if x != nil {
		f.report(f.at(call), inplace, message, nil, f.trace(x, "")...)
		return
	}
	if f.staysInField(call, arg) {
		message := sprintf("%s moves the elements of %s in place, but %s keeps its old length", flow.Called(call, "the call"), name, name)
		f.report(f.at(call), inplace, message, nil)
	}
}

// staysInField reports whether arg is a field or package variable that is not
// assigned after call, while call's result goes elsewhere.
func (f *function) staysInField(call *ssa.Call, arg ssa.Value) bool {
	load, ok := f.m.View(arg).Array.(*ssa.UnOp)
	if !ok || len(*call.Referrers()) == 0 {
		return false
	}
	switch root := access.Of(load).Root.(type) {
	case *ssa.Parameter:
		// Who hands over an object may be done with it; a receiver lives on.
		if f.fn.Signature.Recv() == nil || root != f.fn.Params[0] {
			return false
		}
	case *ssa.Global:
	default:
		return false
	}
	switch addr := load.X.(type) {
	case *ssa.FieldAddr, *ssa.Global:
		for instr := range flow.Instructions(f.fn) {
			if flow.Reaches(call, instr) && f.m.MayStore(instr, addr) {
				return false
			}
		}
		return true
	}
	return false
}

// saysSo reports whether the name of fn tells that it changes its argument.
func saysSo(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	for _, word := range []string{"sort", "order", "reverse", "shuffle", "inplace", "normalize", "canonical", "uniq", "dedup"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return fn.Signature.Results().Len() == 0
}

// checkSorted reports call, in which fn sorts arg on the way to its result, if
// the order of arg matters afterwards.
func (f *function) checkSorted(call *ssa.Call, arg ssa.Value, fn *ssa.Function) {
	var ordered []alias.Use
	// What the call returns is meant to be sorted.
	uses := f.usesOfAll(arg, func(v ssa.Value) bool {
		return v != arg && f.m.Chain(v, func(v ssa.Value) bool { return v == ssa.Value(call) })
	})
	for _, use := range uses {
		if f.minds(use) {
			ordered = append(ordered, use)
		}
	}
	x := f.m.Find(alias.Query{
		Slice: arg, Fn: f.fn, Uses: ordered, Fixed: f.m.View(arg).Fixed(),
		Write: func(instr ssa.Instruction) bool { return instr == ssa.Instruction(call) },
	})
	if x == nil || x.Use == nil || f.handsOut(x.Use, arg) {
		return
	}
	name := f.name(arg, "its argument")
	_, at := f.m.SortedIn(call, arg)
	message := sprintf("%s sorts %s in place, whose order matters afterwards", fn.Name(), name)
	f.report(f.at(call), inplace, message, nil, step(f.at(call), "calls %s here", fn.Name()), step(f.at(at), "sorts its parameter in place here"), step(f.at(x.Use.Instr), "%s is used here", name))
}

// usesOfAll returns the uses of v, and of what other loads of the same variable
// have found there while it was the same slice.
func (f *function) usesOfAll(v ssa.Value, skip func(ssa.Value) bool) []alias.Use {
	uses := f.m.Uses(v, skip)
	view := f.m.View(v)
	for _, other := range f.slices {
		load, ok := other.(*ssa.UnOp)
		if ok && other != v && f.m.View(load) == view {
			uses = append(uses, f.m.Uses(load, skip)...)
		}
	}
	return uses
}

// handsOut reports whether use returns the slice arg, which the function has made
// or got from a call: nobody else knows it in another order.
func (f *function) handsOut(use *alias.Use, arg ssa.Value) bool {
	if _, returns := use.Instr.(*ssa.Return); !returns {
		return false
	}
	switch f.m.View(arg).Array.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.Call, *ssa.Extract:
		return true
	}
	return false
}

// minds reports whether the order of the slice may matter to use: a call or a
// loop over all elements seldom minds, nor does an object that keeps a set.
func (f *function) minds(use alias.Use) bool {
	_, isStore := use.Instr.(*ssa.Store)
	_, isCall := use.Instr.(ssa.CallInstruction)
	return !isStore && !isCall && !use.Range && alias.IsSlice(use.Via)
}

// checkDerived reports a method that makes a new object from its receiver by
// appending to one of its slices: two objects made from one share the array,
// and the second overwrites what the first appended.
func (f *function) checkDerived() {
	if f.fn.Signature.Recv() == nil || len(f.fn.Params) == 0 {
		return
	}
	for _, app := range f.appends {
		if f.m.View(app.Base).Exact || app.Count == 0 {
			continue
		}
		field := f.derives(app)
		if field == "" {
			f.checkRegistered(app)
			continue
		}
		name := f.name(app.Base, field)
		message := sprintf("append to %s shares its array with the new value: two values made from one overwrite each other", name)
		f.report(f.at(app.Call), twice, message, f.clip(app))
	}
}

// checkRegistered reports app if it appends to a field of the receiver and the
// result goes into a map or collection: the results of two calls share the
// array.
func (f *function) checkRegistered(app alias.Append) {
	load, ok := f.m.View(app.Base).Array.(*ssa.UnOp)
	if !ok {
		return
	}
	from, ok := load.X.(*ssa.FieldAddr)
	if !ok || from.X != ssa.Value(f.fn.Params[0]) {
		return
	}
	for _, use := range f.m.Uses(app.Call, nil) {
		update, isUpdate := use.Instr.(*ssa.MapUpdate)
		if !use.Kept || !isUpdate && use.Put == nil {
			continue
		}
		if isUpdate {
			if _, ok := update.Key.(*ssa.Const); ok {
				continue
			}
		}
		if _, ok := use.Instr.(*ssa.Store); ok && f.m.MayStore(use.Instr, from) {
			continue // the field itself goes on with it
		}
		name := f.name(app.Base, "the field")
		message := sprintf("append to %s is kept, and the next call may overwrite it: %s itself does not grow", name, name)
		f.report(f.at(app.Call), twice, message, f.clip(app), step(f.at(app.Call), "%s is appended to here", name), step(f.at(use.Instr), "the result is kept here"))
		return
	}
}

// derives returns the name of the field of the receiver that app appends to if
// its result becomes that field of another object of the type, which is
// returned.
func (f *function) derives(app alias.Append) string {
	load, ok := f.m.View(app.Base).Array.(*ssa.UnOp)
	if !ok {
		return ""
	}
	from, ok := load.X.(*ssa.FieldAddr)
	if !ok || f.m.Own(load) {
		return ""
	}
	for _, ref := range *app.Call.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Val != ssa.Value(app.Call) {
			continue
		}
		to, ok := store.Addr.(*ssa.FieldAddr)
		if !ok || flow.FieldOf(to) != flow.FieldOf(from) {
			continue
		}
		alloc, ok := whole(to).(*ssa.Alloc)
		if ok && f.copiesReceiver(from, alloc) && f.returned(alloc) {
			return flow.FieldOf(from).Name()
		}
	}
	return ""
}

// copiesReceiver reports whether from is a field of the receiver, or of alloc
// after the receiver was copied there.
func (f *function) copiesReceiver(from *ssa.FieldAddr, alloc *ssa.Alloc) bool {
	receiver := f.fn.Params[0]
	if whole(from) == ssa.Value(receiver) {
		return true
	}
	if whole(from) != ssa.Value(alloc) {
		return spill(whole(from), receiver)
	}
	return spill(alloc, receiver)
}

// whole returns the address of the struct that addr is a field of, or of a part
// embedded in it.
func whole(addr *ssa.FieldAddr) ssa.Value {
	for {
		outer, ok := addr.X.(*ssa.FieldAddr)
		if !ok {
			return addr.X
		}
		addr = outer
	}
}

// spill reports whether all of receiver, or what it points to, is stored at
// addr.
func spill(addr ssa.Value, receiver *ssa.Parameter) bool {
	alloc, ok := addr.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != ssa.Value(alloc) {
			continue
		}
		if store.Val == ssa.Value(receiver) {
			return true
		}
		if load, ok := store.Val.(*ssa.UnOp); ok && load.X == ssa.Value(receiver) {
			return true
		}
	}
	return false
}

// returned reports whether alloc, or what it holds, is returned.
func (f *function) returned(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				if _, ok := r.(*ssa.Return); ok {
					return true
				}
			}
		case *ssa.UnOp:
			for _, r := range *ref.Referrers() {
				switch r := r.(type) {
				case *ssa.Return:
					return true
				case *ssa.MakeInterface:
					for _, r := range *r.Referrers() {
						if _, ok := r.(*ssa.Return); ok {
							return true
						}
					}
				}
			}
		}
	}
	return false
}
