package nilness

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// most is how many variables in memory one search keeps apart.
const most = 8

// A memory lists the variables whose contents a search follows, as SSA form
// keeps variables that closures capture or whose address is taken in memory.
type memory struct {
	vars  []*ssa.Alloc
	loads []*ssa.UnOp
	// known are all contents of the search, so that equal ones are the same.
	known map[contents]*contents
	exits map[*ssa.If][2]bool // whether each way of a branch leaves a loop at its head
}

// contents are what the variables of a memory hold, and what each of its loads
// has read. A nil value is the zero value.
type contents struct {
	held, read [most]ssa.Value
	// decided is what the path has found out of what each load has read: an
	// error variable is soon overwritten, and its first value still tells.
	decided [most]Kind
	// skipped is set if the path has left some loop without having entered
	// it, which a variable that each iteration assigns does not expect.
	skipped bool
	// turned is the head of the loop that the path has just come back to.
	turned *ssa.BasicBlock
}

// unknown stands for contents that are not known.
var unknown ssa.Value = &ssa.Builtin{}

// newMemory returns the memory that values are read from, through phis.
func newMemory(values []ssa.Value) *memory {
	m := &memory{}
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] || len(seen) > 64 {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Phi:
			for _, edge := range v.Edges {
				visit(edge)
			}
		case *ssa.ChangeType:
			visit(v.X)
		case *ssa.Parameter:
			m.tested(v)
		case *ssa.Alloc:
			if m.index(v) != none {
				stored, _ := flow.LocalStores(v)
				for _, s := range stored {
					visit(s)
				}
			}
		case *ssa.Extract:
			m.status(v)
		case *ssa.UnOp:
			if a, ok := v.X.(*ssa.Alloc); ok && m.index(a) != none {
				if !readAndUsed(v) {
					if len(m.loads) == most {
						return
					}
					m.loads = append(m.loads, v)
				}
				if typ.IsError(v.Type()) { // tested where it is set, and asked about later
					m.tests(a)
				}
				stored, _ := flow.LocalStores(a)
				for _, s := range stored {
					visit(s)
				}
			}
		}
	}
	for _, v := range values {
		visit(v)
	}
	return m
}

// status follows the loads that test the error which the call of v returns
// beside it, where a variable in memory holds that error.
func (m *memory) status(v *ssa.Extract) {
	for _, ref := range flow.Referrers(v.Tuple) {
		e, ok := ref.(*ssa.Extract)
		if !ok || e == v || !typ.IsError(e.Type()) {
			continue
		}
		m.tested(e)
	}
}

// tested follows the loads that test v in a variable in memory.
func (m *memory) tested(v ssa.Value) {
	for _, use := range flow.Referrers(v) {
		store, ok := use.(*ssa.Store)
		if !ok || store.Val != v {
			continue
		}
		if a, ok := store.Addr.(*ssa.Alloc); ok && m.index(a) != none {
			m.tests(a)
		}
	}
}

// tests follows the loads of a that are compared with nil.
func (m *memory) tests(a *ssa.Alloc) {
	for _, ref := range *a.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok || len(m.loads) == most || slices.Contains(m.loads, load) {
			continue
		}
		for _, use := range *load.Referrers() {
			if bin, ok := use.(*ssa.BinOp); ok && (flow.IsNil(bin.X) || flow.IsNil(bin.Y)) {
				m.loads = append(m.loads, load)
				break
			}
		}
	}
}

// decide records what the branch e finds out of what a load has read.
func (m *memory) decide(c *contents, branch *ssa.If, e flow.Event, at *flow.Cursor) {
	test, ok := flow.NilTestOf(at.Resolve(branch.Cond))
	if !ok {
		return
	}
	for j, l := range m.loads {
		if ssa.Value(l) == test.X {
			c.decided[j] = NonNil
			if (e.Branch > 0) == test.NilWhen {
				c.decided[j] = Nil
			}
		}
	}
}

// readAndUsed reports whether v is used before anything may change the variable
// that it reads, so that it is what the variable holds when it is used.
func readAndUsed(v *ssa.UnOp) bool {
	pending := 0
	for _, ref := range *v.Referrers() {
		if ref.Block() != v.Block() {
			return false
		}
		switch ref.(type) {
		case *ssa.Return, *ssa.Store:
			pending++
		default:
			return false
		}
	}
	started := false
	for _, instr := range v.Block().Instrs {
		if instr == ssa.Instruction(v) {
			started = true
		}
		if !started {
			continue
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			if instr.Val == ssa.Value(v) {
				pending--
			} else if instr.Addr == v.X {
				return pending == 0
			}
		case *ssa.Return:
			return true
		case ssa.CallInstruction, *ssa.RunDefers:
			return pending == 0
		}
	}
	return true
}

const none = -1

// index returns the index of a in m, which it adds if there is room.
func (m *memory) index(a *ssa.Alloc) int {
	for i, v := range m.vars {
		if v == a {
			return i
		}
	}
	if len(m.vars) == most {
		return none
	}
	m.vars = append(m.vars, a)
	return len(m.vars) - 1
}

func (m *memory) find(v ssa.Value) int {
	for i, a := range m.vars {
		if ssa.Value(a) == v {
			return i
		}
	}
	return none
}

// loaded returns what load has read, and whether m follows it.
func (m *memory) loaded(c *contents, load *ssa.UnOp) (ssa.Value, bool) {
	for i, l := range m.loads {
		if l == load {
			return c.read[i], true
		}
	}
	if i := m.find(load.X); i != none && readAndUsed(load) {
		return c.held[i], true
	}
	return nil, false
}

// next is step for contents that are kept once.
func (m *memory) next(c *contents, e flow.Event, at *flow.Cursor) *contents {
	switch e.Instr.(type) {
	case *ssa.If:
	case *ssa.Jump:
		if turns(e) == nil {
			return c
		}
	case *ssa.Alloc, *ssa.Store, *ssa.UnOp, *ssa.FieldAddr, ssa.CallInstruction:
		if len(m.vars) == 0 {
			return c
		}
	default:
		return c
	}
	after := m.step(*c, e, at)
	if after == *c {
		return c
	}
	return m.keep(after)
}

// keep returns the one copy of c.
func (m *memory) keep(c contents) *contents {
	if m.known == nil {
		m.known = make(map[contents]*contents)
	}
	if m.known[c] == nil {
		m.known[c] = &c
	}
	return m.known[c]
}

// step returns the contents after e.
func (m *memory) step(c contents, e flow.Event, at *flow.Cursor) contents {
	switch instr := e.Instr.(type) {
	case *ssa.If:
		c.skipped = c.skipped || m.skipsLoop(&c, instr, e)
		c.turned = turns(e)
	case *ssa.Jump:
		c.turned = turns(e)
	}
	if len(m.vars) == 0 {
		return c
	}
	switch instr := e.Instr.(type) {
	case *ssa.If:
		m.decide(&c, instr, e, at)
	case *ssa.Alloc:
		if i := m.find(instr); i != none {
			c.held[i] = nil
		}
	case *ssa.Store:
		if i := m.find(instr.Addr); i != none {
			v := at.Resolve(instr.Val)
			if load, ok := v.(*ssa.UnOp); ok {
				if held, known := m.loaded(&c, load); known {
					v = held
				}
			}
			c.held[i] = v
		}
	case *ssa.UnOp:
		for j, l := range m.loads {
			if l == instr {
				if i := m.find(l.X); i != none {
					c.read[j], c.decided[j] = c.held[i], Unknown
				}
			}
		}
	case *ssa.FieldAddr: // who gets past it has seen that the variable is not nil
		if load, ok := instr.X.(*ssa.UnOp); ok {
			if i := m.find(load.X); i != none && c.held[i] == nil {
				c.held[i] = unknown
			}
		}
	case ssa.CallInstruction:
		if _, isDefer := instr.(*ssa.Defer); isDefer && !e.Deferred {
			break
		}
		m.call(&c, instr)
	}
	return c
}

// call marks as unknown what a call that gets the address of a variable may
// assign.
func (m *memory) call(c *contents, instr ssa.CallInstruction) {
	common := instr.Common()
	for _, arg := range common.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		if i := m.find(arg); i != none {
			c.held[i] = unknown
			if call, ok := instr.(*ssa.Call); ok && flow.CalleeName(common) == "errors.As" {
				c.held[i] = call // leaves the variable alone if it fails
			}
		}
	}
	if mc, ok := common.Value.(*ssa.MakeClosure); ok {
		fn, _ := mc.Fn.(*ssa.Function)
		for b, bound := range mc.Bindings {
			if i := m.find(bound); i != none && fn != nil && b < len(fn.FreeVars) && alwaysStores(fn, fn.FreeVars[b]) {
				c.held[i] = unknown
			}
		}
	}
}

// alwaysStores reports whether every call of fn assigns the variable at addr.
func alwaysStores(fn *ssa.Function, addr *ssa.FreeVar) bool {
	for _, ref := range *addr.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != ssa.Value(addr) || store.Block() == nil {
			continue
		}
		everywhere := true
		for _, block := range fn.Blocks {
			if n := len(block.Instrs); n > 0 {
				if _, isReturn := block.Instrs[n-1].(*ssa.Return); isReturn && block != store.Block() && !store.Block().Dominates(block) {
					everywhere = false
				}
			}
		}
		if everywhere {
			return true
		}
	}
	return false
}

// assignedByClosure reports whether a closure assigns the variable a.
func assignedByClosure(a *ssa.Alloc) bool {
	return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool { return assigns(ref, a) })
}

// assigns reports whether ref, if it makes a closure that captures the variable
// at addr, makes one that assigns it, itself or in a closure of its own.
func assigns(ref ssa.Instruction, addr ssa.Value) bool {
	mc, ok := ref.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return false
	}
	for i, b := range mc.Bindings {
		if b != addr || i >= len(fn.FreeVars) {
			continue
		}
		for _, use := range *fn.FreeVars[i].Referrers() {
			switch use.(type) {
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.MakeClosure:
				if assigns(use, fn.FreeVars[i]) {
					return true
				}
			default: // a store, a call with the address
				return true
			}
		}
	}
	return false
}
