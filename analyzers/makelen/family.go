package makelen

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A family is a slice together with what append makes of it, in the variables
// that hold it.
type family struct {
	m      *alias.Model
	made   ssa.Value
	append *ssa.Call // the first append to it
	count  int       // how many appends there are
	filled bool      // whether something may write its elements
	others bool      // whether it is appended to in one object, and there may be others
	seen   map[ssa.Value]bool
}

// add adds v and looks at what is done with it.
func (f *family) add(v ssa.Value) {
	if f.seen[v] || v.Referrers() == nil {
		return
	}
	f.seen[v] = true
	for _, ref := range flow.Referrers(v) {
		f.use(v, ref)
	}
}

func (f *family) use(v ssa.Value, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.Phi:
		f.add(ref)
	case *ssa.Call:
		f.call(v, ref)
	case *ssa.Store:
		if ref.Val == v {
			f.stored(v, ref)
		}
	case *ssa.IndexAddr:
		// Reading zeros that were not written is as telling as appending, but
		// writing shows that the length is meant.
		for _, r := range *ref.Referrers() {
			if load, ok := r.(*ssa.UnOp); !ok || load.Op != token.MUL || f.fixed() {
				f.filled = true
			}
		}
	case *ssa.Return, *ssa.DebugRef, *ssa.BinOp, *ssa.Range:
		if _, isReturn := ref.(*ssa.Return); isReturn && v == f.made {
			f.filled = true // for the caller to fill
		}
	default:
		// A part of it, or handed on: before the append somebody may fill it.
		if v == f.made || f.isPhi(v) || !f.readsOnly(ref) {
			f.filled = true
		}
	}
}

// fixed reports whether the slice is made with a constant length: what reads
// its elements counts on the zeros, as the first of a table of results.
func (f *family) fixed() bool {
	made, ok := f.made.(*ssa.Slice) // of an array
	if !ok {
		return false
	}
	_, ok = made.X.(*ssa.Alloc)
	return ok
}

func (f *family) isPhi(v ssa.Value) bool {
	_, ok := v.(*ssa.Phi)
	return ok
}

// readsOnly reports whether ref hands on what append made.
func (f *family) readsOnly(ref ssa.Instruction) bool {
	switch ref.(type) {
	case *ssa.MakeInterface, *ssa.Send, *ssa.MapUpdate, *ssa.ChangeType, *ssa.Convert:
		return true
	}
	return false
}

func (f *family) call(v ssa.Value, call *ssa.Call) {
	switch flow.Builtin(&call.Call) {
	case "len", "cap":
		return
	case "append":
		if call.Call.Args[0] == v {
			f.appended(call)
			return
		}
		if v == f.made {
			f.filled = true // its zeros are wanted
		}
		return
	case "copy":
		f.filled = f.filled || call.Call.Args[0] == v || v == f.made
		return
	}
	if app, ok := f.m.AppendOf(call); ok && app.Helper != nil && app.Base == v && appendsInLoop(app.Helper) {
		f.count++ // as many as it likes
		f.appended(call)
		return
	}
	if v == f.made || f.isPhi(v) && flow.InLoop(call) {
		f.filled = true
	}
}

func (f *family) appended(call *ssa.Call) {
	if f.append == nil {
		f.append = call
	}
	f.count++
	f.add(call)
}

// prefix reports whether the zero values are wanted as the start of what is
// appended: each append in a loop goes to what make returned, or a test, which
// makes data, appends once.
func (f *family) prefix(test bool) bool {
	made, ok := f.made.(ssa.Instruction)
	if !ok || f.append.Parent() != made.Parent() || f.count > 1 {
		return false
	}
	if flow.InLoop(f.append) && !flow.InLoop(made) {
		return f.append.Call.Args[0] == f.made
	}
	if test {
		return true
	}
	app, _ := f.m.AppendOf(f.append)
	return app.Helper == nil && app.Count < 0 && onlyReturned(f.append) // zeros in front of data
}

// onlyReturned reports whether v is returned, and nothing else is done with it.
func onlyReturned(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref.(type) {
		case *ssa.Return, *ssa.DebugRef:
		default:
			return false
		}
	}
	return len(flow.Referrers(v)) > 0
}

// appendsInLoop reports whether fn only appends to its slice, in a loop.
func appendsInLoop(fn *ssa.Function) bool {
	loop := false
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.IndexAddr:
			for _, use := range *instr.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(instr) && alias.IsSlice(instr.X) {
					return false
				}
			}
		case *ssa.Call:
			loop = loop || flow.Builtin(&instr.Call) == "append" && flow.InLoop(instr)
		}
	}
	return loop
}

// stored follows a store to a variable whose every use is known.
func (f *family) stored(v ssa.Value, store *ssa.Store) {
	if _, isAlloc := store.Addr.(*ssa.Alloc); !isAlloc && v != f.made {
		return // what append made goes elsewhere
	}
	values, complete := f.m.Stored(store.Addr)
	if !complete {
		f.filled = true
		return
	}
	made := 0
	for _, val := range values {
		if _, isAppend := f.m.AppendOf(val); !isAppend && !flow.IsNil(val) {
			made++
		}
	}
	if made > 1 {
		f.inObjects(v, store)
		return
	}
	for _, load := range f.loads(store.Addr) {
		if load.Parent() == store.Parent() || !usedBefore(store) {
			f.add(load)
		}
	}
}

// usedBefore reports whether store is to a field of an object that its function
// has got as an argument, or has handed to another: what other functions append
// they may have appended before.
func usedBefore(store *ssa.Store) bool {
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	if param, ok := field.X.(*ssa.Parameter); ok {
		return param.Parent().Signature.Recv() == nil || param != param.Parent().Params[0]
	}
	for _, ref := range flow.Referrers(field.X) {
		if call, ok := ref.(*ssa.Call); ok && flow.Reaches(call, store) {
			return true
		}
	}
	return false
}

// inObjects follows a store to a field that has other slices in other objects:
// if the function makes the object and returns it, by what each caller does
// with its own.
func (f *family) inObjects(v ssa.Value, store *ssa.Store) {
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || v != f.made || !onlyMakes(field.X) {
		f.filled = true
		return
	}
	for _, call := range f.m.CallersOf(store.Parent()).Calls {
		object, ok := call.(*ssa.Call)
		if !ok {
			continue
		}
		own := family{m: f.m, made: f.made, seen: make(map[ssa.Value]bool)}
		own.inObject(object, field.Field)
		if !own.filled && own.append != nil {
			f.append, f.count, f.others = own.append, own.count, true
			return
		}
	}
	f.filled = true
}

// inObject follows the slice in the field of index i of object, if nobody but
// the function itself and its caller has the object.
func (f *family) inObject(object *ssa.Call, i int) {
	for _, ref := range flow.Referrers(object) {
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.DebugRef:
		case *ssa.FieldAddr:
			if ref.Field != i {
				continue
			}
			for _, use := range *ref.Referrers() {
				if load, ok := use.(*ssa.UnOp); ok {
					f.add(load)
				} else if store, ok := use.(*ssa.Store); !ok || store.Addr != ssa.Value(ref) {
					f.filled = true
				}
			}
		default:
			f.filled = true
		}
	}
}

// onlyMakes reports whether v is an object that its function makes, gives its
// fields, and returns.
func onlyMakes(v ssa.Value) bool {
	if _, ok := v.(*ssa.Alloc); !ok {
		return false
	}
	for _, ref := range flow.Referrers(v) {
		switch ref.(type) {
		case *ssa.FieldAddr, *ssa.Return, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// loads returns the loads of the variable at addr in the whole package.
func (f *family) loads(addr ssa.Value) []ssa.Value {
	var loads []ssa.Value
	for _, fn := range f.m.Functions() {
		for instr := range flow.Instructions(fn) {
			load, ok := instr.(*ssa.UnOp)
			if ok && load.Op == token.MUL && same(load.X, addr) {
				loads = append(loads, load)
			}
		}
	}
	return loads
}

// same reports whether a and b are addresses of one variable, or of one field
// of whatever objects.
func same(a, b ssa.Value) bool {
	if fa, ok := a.(*ssa.FieldAddr); ok {
		fb, ok := b.(*ssa.FieldAddr)
		return ok && flow.FieldOf(fa) != nil && flow.FieldOf(fa) == flow.FieldOf(fb)
	}
	for {
		fv, ok := a.(*ssa.FreeVar)
		if !ok || flow.Binding(fv) == nil {
			return a == b
		}
		a = flow.Binding(fv)
	}
}
