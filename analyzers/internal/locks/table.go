package locks

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A table holds what one function does to locks, and the states of those locks
// at each block.
type table struct {
	fn      *ssa.Function
	locks   []lockInfo
	index   map[access.Path]int
	effects map[ssa.Instruction][]effect // of calls and go statements; of a defer when it runs
	tries   map[ssa.Value]effect         // attempts to lock, by the value that tells how they went
	kills   map[ssa.Instruction][]int    // locks that are another variable afterwards
	defers  []*ssa.Defer
	in      map[*ssa.BasicBlock]state
	drops   bool // whether some release is of a lock not acquired
	doubts  bool // whether some lock is in state unknown anywhere
	summary *Summary
}

// lockInfo describes one lock of a table.
type lockInfo struct {
	path     access.Path
	class    access.Class
	value    ssa.Value // an address of the lock, maybe in another function
	standard bool
	rw       bool
}

// An effect is what an instruction does to one lock of its table.
type effect struct {
	lock int
	kind Kind
	mode Mode
	at   ssa.Instruction
	op   *Op // nil if the effect is that of a call
	// drops is set if an unsure effect may be a release.
	drops bool
	onNil bool // of an attempt: success is a nil error
}

// tableOf computes the table of fn from the summaries of what it calls.
func (m *Model) tableOf(fn *ssa.Function) *table {
	t := &table{
		fn:      fn,
		index:   make(map[access.Path]int),
		effects: make(map[ssa.Instruction][]effect),
		tries:   make(map[ssa.Value]effect),
	}
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Go:
			m.handOver(t, instr)
		case ssa.CallInstruction:
			m.callEffects(t, instr)
			if d, ok := instr.(*ssa.Defer); ok {
				t.defers = append(t.defers, d)
			}
		case *ssa.MakeClosure:
			if !calledOnly(instr) {
				m.closureEffects(t, instr, instr)
			}
		}
	}
	if len(t.locks) == 0 {
		return t
	}
	t.findKills()
	t.solve()
	return t
}

// add returns the index of the lock at path, which info describes.
func (t *table) add(info lockInfo) int {
	i, ok := t.index[info.path]
	if !ok {
		i = len(t.locks)
		t.index[info.path] = i
		t.locks = append(t.locks, info)
	}
	return i
}

func (t *table) effect(at ssa.Instruction, info lockInfo, e effect) {
	if e.op == nil && (tooLong(info.path) || !inSight(info.path, t.fn)) {
		return
	}
	e.lock, e.at = t.add(info), at
	t.effects[at] = append(t.effects[at], e)
}

func infoOf(op Op) lockInfo {
	return lockInfo{path: op.Path, class: op.Class(), value: op.Lock, standard: op.Standard, rw: op.RW}
}

// callEffects adds the effects of call.
func (m *Model) callEffects(t *table, call ssa.CallInstruction) {
	if op, ok := m.OpOf(call); ok {
		if op.Kind == Try {
			v, isValue := call.(ssa.Value)
			if i := t.add(infoOf(op)); isValue {
				t.tries[v] = effect{lock: i, kind: Acquire, mode: op.Mode, at: call, op: &op}
			}
			return
		}
		t.effect(call, infoOf(op), effect{kind: op.Kind, mode: op.Mode, op: &op})
		return
	}
	if made, ok := call.Common().Value.(*ssa.Call); ok && !call.Common().IsInvoke() {
		t.madeBy(call, made)
	}
	s := m.sites[call]
	if s == nil {
		m.escapes(t, call)
		return
	}
	// Of several callees each may be called: they must agree.
	type net struct {
		info lockInfo
		Effect
		count int
	}
	nets := make(map[access.Path]*net)
	var order []access.Path
	targets := m.targets(s)
	for _, target := range targets {
		sum := m.summaryOf(target.Fn)
		for _, e := range sum.Effects {
			path, ok := m.translate(e.Path, target.Callee)
			if !ok {
				continue
			}
			n := nets[path]
			if n == nil {
				n = &net{info: lockInfo{path: path, class: classIn(e.class, e.Path, target), value: e.value, standard: e.standard, rw: e.rw}, Effect: e}
				nets[path] = n
				order = append(order, path)
			}
			if n.Kind != e.Kind || n.Mode != e.Mode || n.onNil != e.onNil {
				n.Kind = Unsure
			}
			n.count++
		}
	}
	for _, path := range order {
		n := nets[path]
		if n.count < len(targets) || s.certainty == flow.Unknown {
			n.Kind = Unsure
		}
		if n.Kind == Try {
			if v := outcome(call); v != nil && !tooLong(path) && inSight(path, t.fn) {
				t.tries[v] = effect{lock: t.add(n.info), kind: Acquire, mode: n.Mode, at: call, onNil: n.onNil}
				continue
			}
			n.Kind = Unsure
		}
		t.effect(call, n.info, effect{kind: n.Kind, mode: n.Mode, drops: n.drops || n.Effect.Kind == Release})
	}
	m.escapes(t, call)
}

// madeBy adds the effects of call, which calls a function that the call made
// has returned: what that leaves unsure may be up to the function.
func (t *table) madeBy(call ssa.CallInstruction, made *ssa.Call) {
	for _, e := range t.effects[made] {
		if e.kind == Unsure {
			t.effects[call] = append(t.effects[call], effect{lock: e.lock, kind: Unsure, at: call})
		}
	}
}

// escapes marks locks whose address call passes to unknown code: that may
// release them.
func (m *Model) escapes(t *table, call ssa.CallInstruction) {
	if s := m.sites[call]; s != nil && len(s.targets) > 0 || flow.CalleeName(call.Common()) == "sync.NewCond" {
		return
	}
	for _, arg := range call.Common().Args {
		if i, ok := t.index[access.Of(arg)]; ok && IsLock(arg.Type()) {
			t.effects[call] = append(t.effects[call], effect{lock: i, kind: Unsure, at: call})
		}
	}
}

// handOver adds the effects of a go statement: a goroutine that releases a
// lock it has not acquired releases that of its creator, at some time.
func (m *Model) handOver(t *table, instr *ssa.Go) {
	if op, ok := m.OpOf(instr); ok {
		t.effect(instr, infoOf(op), effect{kind: Unsure, drops: op.Kind == Release})
		return
	}
	if s := m.sites[instr]; s != nil {
		m.unsure(t, instr, m.targets(s))
	}
}

// closureEffects adds the effects of a closure that goes elsewhere, to be
// called at some time: the locks it releases are out of sight.
func (m *Model) closureEffects(t *table, at ssa.Instruction, closure *ssa.MakeClosure) {
	if fn, recv := boundMethod(closure); fn != nil {
		if op, ok := methodKind(fn); ok && op.Kind == Release {
			op.Path, op.Lock = access.Of(recv), recv
			t.effect(at, infoOf(op), effect{kind: Unsure, drops: true})
			return
		}
	}
	callees, _ := m.Flow.ValueCallees(closure, nil)
	targets := make([]target, 0, len(callees))
	for _, c := range callees {
		targets = append(targets, target{Callee: c})
	}
	m.unsure(t, at, targets)
}

// unsure marks the locks that some target releases for its caller.
func (m *Model) unsure(t *table, at ssa.Instruction, targets []target) {
	for _, target := range targets {
		for _, e := range m.summaryOf(target.Fn).Effects {
			if e.Kind == Acquire {
				continue
			}
			if path, ok := m.translate(e.Path, target.Callee); ok {
				t.effect(at, lockInfo{path, e.class, e.value, e.standard, e.rw}, effect{kind: Unsure, drops: e.drops})
			}
		}
	}
}

// calledOnly reports whether closure is only called, deferred or started by go
// where it is made.
func calledOnly(closure *ssa.MakeClosure) bool {
	refs := closure.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if ref.Common().Value != closure {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// solve computes the states of the locks at each block.
func (t *table) solve() {
	entry := make(state, len(t.locks))
	for i := range entry {
		entry[i].bits = untouched
	}
	t.in = map[*ssa.BasicBlock]state{t.fn.Blocks[0]: entry}
	work := []*ssa.BasicBlock{t.fn.Blocks[0]}
	for budget := 200 + 50*len(t.fn.Blocks); len(work) > 0; budget-- {
		if budget < 0 { // nothing is known
			for _, block := range t.fn.Blocks {
				top := make(state, len(t.locks))
				for i := range top {
					top[i].bits = unknown
				}
				t.in[block] = top
			}
			t.drops, t.doubts = true, true
			return
		}
		block := work[0]
		work = work[1:]
		s := t.in[block].clone()
		for _, instr := range block.Instrs {
			t.step(s, instr)
			t.note(s, instr)
		}
		if slices.ContainsFunc(block.Instrs, flow.Ends) {
			continue
		}
		for i, succ := range block.Succs {
			out := s
			if e, ok := t.edge(block, i == 0); ok {
				out = s.clone()
				out[e.lock] = e.apply(out[e.lock])
				t.doubts = t.doubts || out[e.lock].bits&unknown != 0
			}
			old, visited := t.in[succ]
			if !visited {
				t.in[succ] = out.clone()
				work = append(work, succ)
			} else if merged := join(old, out); !equal(old, merged) {
				t.in[succ] = merged
				work = append(work, succ)
			}
		}
	}
}

// edge returns what the branch at the end of block does if it is taken, or not
// taken: success of TryLock acquires the lock.
func (t *table) edge(block *ssa.BasicBlock, taken bool) (effect, bool) {
	if len(t.tries) == 0 || len(block.Succs) != 2 {
		return effect{}, false
	}
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		return effect{}, false
	}
	return t.attempted(branch.Cond, taken)
}

// step changes s to the state after instr.
func (t *table) step(s state, instr ssa.Instruction) {
	for _, i := range t.kills[instr] {
		s[i] = cell{bits: untouched}
	}
	switch instr := instr.(type) {
	case *ssa.Defer: // runs later
	case *ssa.RunDefers:
		for i := len(t.defers) - 1; i >= 0; i-- {
			d := t.defers[i]
			for _, e := range t.effects[d] {
				after := e.apply(s[e.lock])
				switch {
				case flow.Dominates(d, instr):
				case flow.Reaches(d, instr):
					after.bits |= s[e.lock].bits
				default:
					continue
				}
				t.release(s, e)
				s[e.lock] = after
			}
		}
	default:
		for _, e := range t.effects[instr] {
			t.release(s, e)
			s[e.lock] = e.apply(s[e.lock])
		}
	}
}

// note keeps in the table what the state s after instr says of the function as
// a whole. It is not part of step, which the readers of a solved table share.
func (t *table) note(s state, instr ssa.Instruction) {
	effects := t.effects[instr]
	_, defers := instr.(*ssa.RunDefers)
	if len(effects) == 0 && !defers {
		return
	}
	for _, e := range effects {
		t.drops = t.drops || s[e.lock].bits&(dropped|unknown) != 0
	}
	for _, c := range s {
		t.doubts = t.doubts || c.bits&unknown != 0
	}
}

// release makes the locks unsure that e, a release of a lock that is not held
// under its own path, may really release.
func (t *table) release(s state, e effect) {
	if e.kind == Acquire || s[e.lock].bits&held != 0 {
		return
	}
	for i := range s {
		if i != e.lock && s[i].bits&held != 0 && mayBeSame(t.locks[i], t.locks[e.lock]) {
			s[i] = cell{bits: unknown}
		}
	}
}

// mayBeSame reports whether two paths may denote one lock.
func mayBeSame(a, b lockInfo) bool {
	if access.Compare(a.path, b.path) != access.Maybe {
		return false
	}
	return a.class == b.class || a.class.Owner == nil || b.class.Owner == nil
}

// before returns the state before instr, or nil if it is never reached.
func (t *table) before(instr ssa.Instruction) state {
	in, ok := t.in[instr.Block()]
	if !ok {
		return nil
	}
	s := in.clone()
	for _, other := range instr.Block().Instrs {
		if other == instr {
			break
		}
		t.step(s, other)
	}
	return s
}
