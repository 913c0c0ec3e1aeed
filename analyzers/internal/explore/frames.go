package explore

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// push starts an activation of f in g.
func (m *machine) push(g *goroutine, f *frame, args []value) {
	f.regs = m.pkg.registers()
	f.visits = make(map[*ssa.BasicBlock]int)
	f.turns = make(map[*ssa.BasicBlock]int)
	for i, p := range f.fn.Params {
		if i < len(args) && args[i] != nil {
			f.regs[p] = args[i]
		} else {
			f.regs[p] = m.newSym(p.Type(), p)
		}
	}
	f.block = f.fn.Blocks[0]
	g.frames = append(g.frames, f)
}

// registers returns an empty map for the values of an activation: one that an
// activation before has used, if there is one.
func (p *Package) registers() map[ssa.Value]value {
	n := len(p.unused)
	if n == 0 {
		return make(map[ssa.Value]value)
	}
	regs := p.unused[n-1]
	p.unused[n-1] = nil
	p.unused = p.unused[:n-1]
	return regs
}

// leave ends the activation f, whose values nobody needs any more.
func (p *Package) leave(f *frame) {
	if len(p.unused) < maxUnused {
		clear(f.regs)
		p.unused = append(p.unused, f.regs)
		f.regs = make(map[ssa.Value]value) // whoever looks at f later finds nothing
	}
}

// maxUnused bounds the maps that are kept for activations to come.
const maxUnused = 64

// spawn starts a goroutine that calls fn.
func (m *machine) spawn(parent *goroutine, at ssa.Instruction, fn value, args []value, then func(m *machine, result value)) {
	if len(m.gos) >= maxGoroutines {
		m.state = tooLong
		return
	}
	g := &goroutine{id: len(m.gos), spawned: at, inLoop: flow.InLoop(at)}
	if f := parent.top(); f != nil && at.Parent() == f.fn {
		g.copies = m.openTurns(f, at)
	}
	m.event(parent, evSpawn, at, "")
	m.gos = append(m.gos, g)
	if then == nil {
		then = func(*machine, value) {}
	}
	if !m.callValue(g, fn, args, at, then) {
		m.gos = slices.Delete(m.gos, len(m.gos)-1, len(m.gos)) // not a function that is seen
	}
}

// get returns what v holds in f.
func (m *machine) get(f *frame, v ssa.Value) value {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return m.zero(v.Type())
		}
		return constv{v.Value}
	case *ssa.Function:
		return &closure{fn: v}
	case *ssa.Global:
		c := m.globals[v]
		if c == nil {
			c = &cell{typ: deref(v.Type()), world: true, from: v}
			m.globals[v] = c
		}
		return c
	case *ssa.FreeVar:
		for i, fv := range f.fn.FreeVars {
			if fv == v && i < len(f.binds) {
				return f.binds[i]
			}
		}
	}
	if x, ok := f.regs[v]; ok {
		return x
	}
	x := m.unknown(v.Type(), v)
	f.regs[v] = x
	return x
}
