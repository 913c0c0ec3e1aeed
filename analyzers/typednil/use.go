package typednil

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// How an interface value that holds a nil pointer is used.
const (
	compared = iota + 1 // with nil, in this package
	returned
	stored // where others will compare it: an error in a field, a channel, …
)

// A use is what becomes of an interface value.
type use struct {
	how int
	at  ssa.Instruction
	// local is where the function of the conversion hands over value, which is
	// the converted value or a merge of it with others.
	local ssa.Instruction
	value ssa.Value
}

// users finds the uses that make a non-nil interface of a nil pointer a bug.
type users struct {
	flow     *flow.Package
	compared map[*types.Var]ssa.Instruction // fields and the comparison of each with nil; built when needed
}

// of returns the most telling use of conv, or nil if none depends on whether
// it is nil.
func (u *users) of(conv *ssa.MakeInterface) *use {
	s := &search{users: u, from: conv.X.Type(), err: typ.IsError(conv.Type()), seen: make(map[ssa.Value]bool)}
	s.visit(conv, 0)
	if s.best == nil || s.err {
		return s.best
	}
	iface, ok := conv.Type().Underlying().(*types.Interface)
	if !ok || s.best.how == returned && iface.NumMethods() == 0 || !u.matters(conv, iface, s.best.how == compared) {
		return nil
	}
	return s.best
}

// matters reports whether a nil pointer in conv is a surprise to those who use
// the interface: none of the methods expects a nil receiver. Other nil values
// than pointers are as good as empty ones. Where the interface is compared with
// nil, it does not take a method that fails.
func (u *users) matters(conv *ssa.MakeInterface, iface *types.Interface, compared bool) bool {
	if _, isPtr := conv.X.Type().Underlying().(*types.Pointer); !isPtr {
		return false
	}
	methods := types.NewMethodSet(conv.X.Type())
	used := compared
	for m := range iface.Methods() {
		sel := methods.Lookup(m.Pkg(), m.Name())
		if sel == nil {
			return false
		}
		obj, ok := sel.Obj().(*types.Func)
		if !ok {
			return false
		}
		fn := u.flow.SSA().Prog.FuncValue(obj.Origin())
		if fn == nil || len(fn.Blocks) == 0 {
			used = true // of another package
			continue
		}
		tests, uses := receiver(fn)
		if tests {
			return false
		}
		used = used || uses
	}
	return used || iface.NumMethods() == 0
}

// receiver reports whether the method fn tests its receiver for nil, and
// whether it uses it at all, but to call methods that do not.
func receiver(fn *ssa.Function) (tests, uses bool) {
	if len(fn.Params) == 0 {
		return false, false
	}
	return usesOf(fn.Params[0], 0)
}

// usesOf answers the same about v, a receiver or the variable of a function
// literal that holds one.
func usesOf(v ssa.Value, depth int) (tests, uses bool) {
	for _, ref := range flow.Referrers(v) {
		if test, ok := ref.(ssa.Value); ok {
			if _, isTest := flow.NilTestOf(test); isTest {
				tests = true
			}
		}
		if _, isDebug := ref.(*ssa.DebugRef); !isDebug && !passesOnly(v, ref, depth) {
			uses = true
		}
	}
	return tests, uses
}

// passesOnly reports whether instr does nothing with v but hand it, as the
// receiver, to a method that does not use it, or to a function literal.
func passesOnly(v ssa.Value, instr ssa.Instruction, depth int) bool {
	if depth > 6 {
		return false
	}
	var to []ssa.Value // what v is called there
	switch instr := instr.(type) {
	case *ssa.Call:
		callee := instr.Call.StaticCallee()
		if callee == nil || callee.Signature.Recv() == nil || len(callee.Blocks) == 0 || slices.Contains(instr.Call.Args[1:], v) {
			return false
		}
		to = append(to, callee.Params[0])
	case *ssa.MakeClosure:
		for i, binding := range instr.Bindings {
			if binding == v {
				to = append(to, instr.Fn.(*ssa.Function).FreeVars[i])
			}
		}
	case *ssa.UnOp: // of the variable that a literal has captured
		if _, captured := instr.X.(*ssa.FreeVar); captured && instr.Op == token.MUL {
			to = append(to, instr)
		}
		if _, local := instr.X.(*ssa.Alloc); local && instr.Op == token.MUL {
			to = append(to, instr)
		}
	case *ssa.Store: // of the parameter into its variable
		if _, local := instr.Addr.(*ssa.Alloc); local && instr.Val == v {
			to = append(to, instr.Addr)
		} else if instr.Addr == v {
			return true
		}
	}
	for _, v := range to {
		if _, uses := usesOf(v, depth+1); uses {
			return false
		}
	}
	return len(to) > 0
}

// A search follows an interface value to its uses.
type search struct {
	*users
	from types.Type // of the nil value
	err  bool       // the value is an error
	best *use
	seen map[ssa.Value]bool
	// The use in the function of the conversion.
	local ssa.Instruction
	value ssa.Value
	away  bool // the visit has left that function
	inner bool // the visit has entered a function that the value is passed to
}

// found keeps the use: a comparison tells most.
func (s *search) found(how int, at ssa.Instruction) {
	if s.best == nil || how < s.best.how {
		s.best = &use{how, at, s.local, s.value}
	}
}

func (s *search) visit(v ssa.Value, depth int) {
	if s.seen[v] || depth > 6 || len(s.seen) > 64 || v.Referrers() == nil {
		return
	}
	s.seen[v] = true
	for _, ref := range flow.Referrers(v) {
		if !s.away {
			s.local, s.value = ref, v
		}
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if _, isTest := flow.NilTestOf(ref); isTest {
				s.found(compared, ref)
			}
		case *ssa.Phi:
			s.visit(ref, depth+1)
		case *ssa.ChangeInterface:
			s.visit(ref, depth+1)
		case *ssa.Return:
			if !s.toCallers(ref, v, depth) {
				s.found(returned, ref)
			}
		case *ssa.Store:
			if ref.Val == v {
				s.store(ref, depth)
			}
		case *ssa.Send:
			if ref.X == v {
				s.keep(ref)
			}
		case *ssa.MapUpdate:
			if ref.Value == v {
				s.keep(ref)
			}
		case *ssa.Call:
			s.pass(ref, v, depth)
		}
	}
}

// toCallers follows a result, unless it is an error, to the callers of a function
// that nobody else can call, and reports whether it could.
func (s *search) toCallers(ret *ssa.Return, v ssa.Value, depth int) bool {
	fn := ret.Parent()
	callers := s.flow.CallersOf(fn)
	if s.err || s.inner || fn.Parent() != nil || !callers.Complete || len(callers.Calls) == 0 {
		return false
	}
	s.elsewhere(func() {
		for _, call := range callers.Calls {
			result := call.Value()
			switch {
			case result == nil: // by go or defer
			case len(ret.Results) == 1:
				s.visit(result, depth+1)
			default:
				for _, ref := range *result.Referrers() {
					if e, ok := ref.(*ssa.Extract); ok && ret.Results[e.Index] == v {
						s.visit(e, depth+1)
					}
				}
			}
		}
	})
	return true
}

// keep notes that an error is put where its readers will compare it with nil.
func (s *search) keep(at ssa.Instruction) {
	if s.err {
		s.found(stored, at)
	}
}

// store follows a value stored in a variable or field.
func (s *search) store(store *ssa.Store, depth int) {
	switch addr := store.Addr.(type) {
	case *ssa.Alloc:
		s.elsewhere(func() { s.loads(addr, depth) })
	case *ssa.FreeVar:
		if b := flow.Binding(addr); b != nil {
			s.elsewhere(func() { s.loads(b, depth) })
		}
	case *ssa.FieldAddr:
		field := flow.FieldOf(addr)
		if at := s.comparison(field); at != nil {
			s.found(compared, at)
			return
		}
		s.keep(store)
	case *ssa.IndexAddr: // an argument of append, or an element
		s.keep(store)
	case *ssa.Global:
		s.elsewhere(func() { s.loads(addr, depth) })
		s.keep(store)
	}
}

// elsewhere follows a value out of sight of the paths of its function: the use
// found there belongs to the instruction that let it go.
func (s *search) elsewhere(follow func()) {
	old := s.away
	s.away = true
	follow()
	s.away = old
}

// loads follows the values read from the variable at addr.
func (s *search) loads(addr ssa.Value, depth int) {
	if addr.Referrers() == nil {
		return
	}
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			s.visit(ref, depth+1)
		case *ssa.MakeClosure:
			fn, ok := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if ok && b == addr && i < len(fn.FreeVars) && depth < 6 {
					s.loads(fn.FreeVars[i], depth+1)
				}
			}
		}
	}
}

// pass follows an argument into a function of the package, whose comparisons
// with nil count.
func (s *search) pass(call *ssa.Call, v ssa.Value, depth int) {
	callees, certainty := s.flow.Callees(call)
	if certainty == flow.Unknown {
		return
	}
	for _, callee := range callees {
		for i, arg := range callee.Args {
			if arg != v || i >= len(callee.Fn.Params) || depth > 2 || s.asksFor(callee.Fn.Params[i]) {
				continue
			}
			inner := &search{users: s.users, from: s.from, seen: s.seen, inner: true}
			inner.visit(callee.Fn.Params[i], depth+2)
			if inner.best != nil && inner.best.how == compared {
				s.found(compared, inner.best.at)
			}
		}
	}
}

// asksFor reports whether a function asks its parameter for the type of the nil
// value, so that it knows what it has before it compares.
func (s *search) asksFor(param *ssa.Parameter) bool {
	for _, ref := range flow.Referrers(param) {
		if assert, ok := ref.(*ssa.TypeAssert); ok && types.Identical(assert.AssertedType, s.from) {
			return true
		}
	}
	return false
}

// comparison returns where the package compares field with nil, or nil.
func (u *users) comparison(field *types.Var) ssa.Instruction {
	if field == nil {
		return nil
	}
	if u.compared == nil {
		u.compared = make(map[*types.Var]ssa.Instruction)
		for _, fn := range u.flow.Functions() {
			for instr := range flow.Instructions(fn) {
				bin, ok := instr.(*ssa.BinOp)
				if !ok {
					continue
				}
				test, ok := flow.NilTestOf(bin)
				if !ok {
					continue
				}
				if load, ok := test.X.(*ssa.UnOp); ok {
					if addr, ok := load.X.(*ssa.FieldAddr); ok {
						if f := flow.FieldOf(addr); f != nil && u.compared[f] == nil {
							u.compared[f] = bin
						}
					}
				}
			}
		}
	}
	return u.compared[field]
}
