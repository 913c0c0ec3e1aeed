package explore

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// step executes instr, the next instruction of g.
func (m *machine) step(g *goroutine, f *frame, instr ssa.Instruction) {
	f.pc++
	set := func(v ssa.Value, x value) { f.regs[v] = x }
	switch instr := instr.(type) {
	case *ssa.Alloc:
		set(instr, &cell{typ: deref(instr.Type()), from: instr})
	case *ssa.MakeChan:
		c := &chanv{make: instr, size: m.get(f, instr.Size)}
		if t, ok := under(instr.Type()).(*types.Chan); ok {
			c.elem = t.Elem()
		}
		set(instr, c)
		m.pkg.statsOf(instr).cap = instr.Size
	case *ssa.MakeClosure:
		c := &closure{fn: instr.Fn.(*ssa.Function)}
		for _, b := range instr.Bindings {
			c.binds = append(c.binds, m.get(f, b))
		}
		set(instr, c)
	case *ssa.MakeMap:
		set(instr, &mapv{entries: make(map[string]entry)})
	case *ssa.MakeSlice:
		base := &cell{typ: instr.Type(), from: instr}
		set(instr, &slicev{base: base, size: m.get(f, instr.Len)})
	case *ssa.MakeInterface:
		set(instr, ifacev{instr.X.Type(), m.get(f, instr.X)})
	case *ssa.ChangeInterface:
		set(instr, m.get(f, instr.X))
	case *ssa.ChangeType:
		set(instr, m.get(f, instr.X))
	case *ssa.MultiConvert:
		set(instr, m.get(f, instr.X))
	case *ssa.Convert:
		set(instr, m.convert(m.get(f, instr.X), instr))
	case *ssa.FieldAddr:
		c := m.deref(m.get(f, instr.X))
		if c == nil {
			m.state = infeasible
			return
		}
		set(instr, c.kid(int64(instr.Field)))
	case *ssa.Field:
		set(instr, m.field(m.get(f, instr.X), instr.Field, instr.Type()))
	case *ssa.IndexAddr:
		set(instr, m.element(m.get(f, instr.X), m.get(f, instr.Index), deref(instr.Type()), instr))
	case *ssa.Index:
		set(instr, m.index(m.get(f, instr.X), m.get(f, instr.Index), instr))
	case *ssa.Lookup:
		set(instr, m.lookup(m.get(f, instr.X), m.get(f, instr.Index), instr))
	case *ssa.MapUpdate:
		m.update(m.get(f, instr.Map), m.get(f, instr.Key), m.get(f, instr.Value))
	case *ssa.Slice:
		set(instr, m.slice(f, instr))
	case *ssa.Store:
		c := m.deref(m.get(f, instr.Addr))
		if c == nil {
			m.state = infeasible
			return
		}
		if c.typ == nil {
			c.typ = instr.Val.Type()
		}
		m.store(c, m.get(f, instr.Val))
	case *ssa.UnOp:
		m.unop(g, f, instr)
	case *ssa.BinOp:
		set(instr, m.binop(instr, m.get(f, instr.X), m.get(f, instr.Y)))
	case *ssa.Extract:
		if t, ok := m.get(f, instr.Tuple).(tuple); ok && instr.Index < len(t) && t[instr.Index] != nil {
			set(instr, t[instr.Index])
		} else {
			set(instr, m.newSym(instr.Type(), instr))
		}
	case *ssa.TypeAssert:
		set(instr, m.assert(m.get(f, instr.X), instr))
	case *ssa.Range:
		set(instr, &iter{of: m.get(f, instr.X)})
	case *ssa.Next:
		set(instr, m.next(m.get(f, instr.Iter), instr))
	case *ssa.Send:
		m.send(g, f, instr)
	case *ssa.Select:
		m.selects(g, f, instr)
	case *ssa.Go:
		m.goCall(g, f, instr)
	case *ssa.Defer:
		d := deferredCall{at: instr, inv: instr.Common(), arg: m.args(f, instr.Common())}
		d.fn = m.get(f, instr.Call.Value)
		f.defers = append(f.defers, d)
	case *ssa.Call:
		m.call(g, f, instr)
	case *ssa.RunDefers:
		if n := len(f.defers); n > 0 {
			f.pc-- // again, until all have run
			d := f.defers[n-1]
			f.defers = slices.Delete(f.defers, n-1, n)
			m.invoke(g, d.at, d.inv, d.fn, d.arg, func(*machine, value) {})
		}
	case *ssa.Return:
		m.returns(g, f, instr)
	case *ssa.Jump:
		m.enter(g, f, f.block.Succs[0], false)
	case *ssa.If:
		m.branch(g, f, instr)
	case *ssa.Panic:
		m.state = infeasible
	}
}

func deref(t types.Type) types.Type {
	if ptr, ok := under(t).(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// returns ends the activation f.
func (m *machine) returns(g *goroutine, f *frame, instr *ssa.Return) {
	var result value
	switch len(instr.Results) {
	case 0:
	case 1:
		result = m.get(f, instr.Results[0])
	default:
		t := make(tuple, len(instr.Results))
		for i, r := range instr.Results {
			t[i] = m.get(f, r)
		}
		result = t
	}
	g.frames = slices.Delete(g.frames, len(g.frames)-1, len(g.frames))
	if len(g.frames) == 0 {
		g.knows = make(map[any]bool)
		visit := func(x any) { g.knows[x] = true }
		seen := make(map[any]bool)
		for _, v := range f.regs {
			reaches(v, seen, visit)
		}
		for _, v := range f.binds {
			reaches(v, seen, visit)
		}
		m.event(g, evReturn, instr, "")
	}
	m.pkg.leave(f)
	f.then(m, result)
}

// enter moves f to block.
func (m *machine) enter(g *goroutine, f *frame, block *ssa.BasicBlock, unknown bool) {
	from := f.block
	edge := -1
	for i, p := range block.Preds {
		if p == from {
			edge = i
		}
	}
	var phis []*ssa.Phi
	var vals []value
	for _, instr := range block.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		phis = append(phis, phi)
		if edge >= 0 {
			vals = append(vals, m.get(f, phi.Edges[edge]))
		} else {
			vals = append(vals, m.newSym(phi.Type(), phi))
		}
	}
	for i, phi := range phis {
		f.regs[phi] = vals[i]
	}
	f.prev, f.block, f.pc = from, block, len(phis)
	if block.Dominates(from) { // a turn of a loop
		f.visits[block]++
		if f.visits[block] > knownTurns {
			// Long enough: it rests, and later counts as going on for ever.
			f.visits[block] = knownTurns - 2
			g.status = resting
		}
	}
}

// skip moves f behind the branch that ends f.block, to the block where its
// ways meet, without caring which way it took.
func (m *machine) skip(f *frame, region *region) {
	for _, instr := range f.block.Instrs {
		if phi, ok := instr.(*ssa.Phi); ok && region.loop {
			delete(f.regs, ssa.Value(phi))
		}
	}
	f.prev, f.block = nil, region.join
	f.pc = 0
	for _, instr := range region.join.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		f.regs[phi] = m.newSym(phi.Type(), phi)
		f.pc++
	}
}

func (m *machine) unop(g *goroutine, f *frame, instr *ssa.UnOp) {
	x := m.get(f, instr.X)
	switch instr.Op {
	case token.ARROW:
		m.receive(g, f, instr, x)
	case token.MUL:
		c := m.deref(x)
		if c == nil {
			m.state = infeasible
			return
		}
		if c.typ == nil {
			c.typ = instr.Type()
		}
		f.regs[instr] = m.load(c)
	case token.NOT:
		f.regs[instr] = m.negate(x, instr.Type())
	default:
		if k, ok := x.(constv); ok && instr.Op == token.SUB {
			f.regs[instr] = constv{constant.UnaryOp(token.SUB, k.c, 0)}
			return
		}
		f.regs[instr] = m.memoized(fmt.Sprintf("%s%s", instr.Op, key(x)), instr)
	}
}

// memoized returns the unknown result of the operation named by text.
func (m *machine) memoized(text string, v ssa.Value) value {
	if x, ok := m.memo[text]; ok {
		return x
	}
	x := m.newSym(v.Type(), v)
	m.memo[text] = x
	return x
}

func (m *machine) convert(x value, instr *ssa.Convert) value {
	switch v := x.(type) {
	case constv:
		to, ok := under(instr.Type()).(*types.Basic)
		from, ok2 := under(instr.X.Type()).(*types.Basic)
		if ok && ok2 && to.Info()&types.IsInteger != 0 && from.Info()&types.IsInteger != 0 {
			return x
		}
		return m.newSym(instr.Type(), instr)
	case *sym:
		to, ok := under(instr.Type()).(*types.Basic)
		from, ok2 := under(v.typ).(*types.Basic)
		if ok && ok2 && to.Info()&types.IsInteger != 0 && from.Info()&types.IsInteger != 0 {
			return x
		}
		return m.memoized("conv "+instr.Type().String()+key(x), instr)
	case linv:
		return x
	}
	return x
}

// assert returns the result of the type assertion instr.
func (m *machine) assert(x value, instr *ssa.TypeAssert) value {
	var res, ok value
	switch v := x.(type) {
	case nilv:
		res, ok = m.zero(instr.AssertedType), boolv(false)
	case ifacev:
		switch {
		case types.IsInterface(instr.AssertedType):
			iface, isIface := under(instr.AssertedType).(*types.Interface)
			holds := isIface && types.Implements(v.typ, iface)
			res, ok = x, boolv(holds)
		case types.Identical(v.typ, instr.AssertedType):
			res, ok = v.v, boolv(true)
		default:
			res, ok = m.zero(instr.AssertedType), boolv(false)
		}
	case *sym:
		name := "as " + types.TypeString(instr.AssertedType, nil)
		res = m.part(v, name, instr.AssertedType)
		ok = m.part(v, name+" ok", types.Typ[types.Bool])
	default:
		res, ok = m.newSym(instr.AssertedType, instr), m.newSym(types.Typ[types.Bool], instr)
	}
	if instr.CommaOk {
		return tuple{res, ok}
	}
	if k, isConst := ok.(constv); isConst && !constant.BoolVal(k.c) {
		m.state = infeasible // panics
	}
	return res
}

func (m *machine) goCall(g *goroutine, f *frame, instr *ssa.Go) {
	common := instr.Common()
	args := m.args(f, common)
	if flow.Builtin(common) != "" {
		return
	}
	fn := m.get(f, common.Value)
	if common.IsInvoke() {
		var ok bool
		if fn, args, ok = m.method(fn, common, args); !ok {
			m.escape(fn)
			m.escapeAll(args)
			return
		}
	}
	m.spawn(g, instr, fn, args, nil)
}
