package locks

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Summary is what a caller must know of a function. Its paths are in terms of
// the function's parameters, package variables and, for a literal, the
// variables of the functions around it.
type Summary struct {
	// Effects are the locks that the function leaves acquired or released
	// compared with its entry: what a wrapper does.
	Effects []Effect
	// Acquires are the locks acquired at some time, also in what it calls.
	Acquires []*Acquisition
	// Invokes are the calls of its own function parameters.
	Invokes []Invocation
}

// An Effect is the net effect of a function on one lock.
type Effect struct {
	Path  access.Path
	Kind  Kind // Try: acquired if the function returns true
	Mode  Mode
	class access.Class
	value ssa.Value

	standard, rw bool
	drops        bool // on some path the function releases what it has not acquired
}

// An Acquisition is a place at which a function acquires a lock, itself or in
// a call.
type Acquisition struct {
	Path  access.Path
	Class access.Class
	Mode  Mode
	// Call is the lock operation, or the call in which it happens.
	Call ssa.CallInstruction
	// Callee is the function called, and Via the acquisition in it; both are
	// nil for a lock operation of the function itself.
	Callee *ssa.Function
	Via    *Acquisition
	// Op is the lock operation at the end of the chain.
	Op Op
	// Dropped is set if the function may have released the lock before, so
	// that a caller's hold of it does no harm.
	Dropped bool
	// Sure is false if some interface or function value on the way may be
	// another one.
	Sure bool
	// Conds are the arguments for which the acquisition can happen at all.
	Conds []Cond
	// OutOfReach is set if the lock is not in terms of the function but, say,
	// a local variable of the callee; then Path is zero. Class still tells what
	// is locked.
	OutOfReach bool
	// Lacks are the locks that have been released by then on behalf of the
	// callers: one who holds them does not hold them at this acquisition.
	Lacks []access.Path

	depth int
}

// Depth returns the number of calls between the function and the lock
// operation.
func (a *Acquisition) Depth() int { return a.depth }

// An Invocation is a call of a function parameter.
type Invocation struct {
	Param int // index in the parameters of the function
	Call  ssa.CallInstruction
	// Callee is the function that invokes its parameter when called by Call,
	// or nil if Call itself is the call of the parameter.
	Callee *ssa.Function
	Held   []Held // locks held for sure then, acquired by the function
}

// Bounds for code whose calls form a web: what lies beyond is not known.
const (
	maxAcquires = 60
	maxDepth    = 10
	maxEffects  = 24
	maxFields   = 5 // in a path
)

// SummaryOf returns the summary of fn.
func (m *Model) SummaryOf(fn *ssa.Function) *Summary {
	m.solve()
	return m.summaryOf(fn)
}

var nothing = new(Summary)

func (m *Model) summaryOf(fn *ssa.Function) *Summary {
	if t := m.tables[fn]; t != nil && t.summary != nil {
		return t.summary
	}
	return nothing
}

// acquireKey identifies acquisitions that are the same to a caller.
type acquireKey struct {
	path    access.Path
	class   access.Class
	mode    Mode
	dropped bool
}

// summarize computes the summary of t.fn from its table.
func (m *Model) summarize(t *table) *Summary {
	s := new(Summary)
	s.Effects = t.netEffects()
	seen := make(map[acquireKey]int)
	keep := func(k acquireKey, depth int) bool {
		i, ok := seen[k]
		return !ok && len(s.Acquires) < maxAcquires || ok && depth < s.Acquires[i].depth
	}
	add := func(a *Acquisition) {
		k := acquireKey{a.Path, a.Class, a.Mode, a.Dropped}
		i, ok := seen[k]
		switch {
		case !ok && len(s.Acquires) < maxAcquires:
			seen[k] = len(s.Acquires)
			s.Acquires = append(s.Acquires, a)
		case ok && a.depth < s.Acquires[i].depth && len(a.Conds) <= len(s.Acquires[i].Conds):
			s.Acquires[i] = a
		}
	}
	var later []*Acquisition // unconditional ones first
	for instr := range flow.Instructions(t.fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if _, isGo := call.(*ssa.Go); isGo {
			continue
		}
		for _, a := range m.acquisitions(t, call, keep) {
			if len(a.Conds) > 0 {
				later = append(later, a)
			} else {
				add(a)
			}
		}
		m.invocations(t, call, s)
	}
	for _, a := range later {
		add(a)
	}
	return s
}

// netEffects returns what t.fn does to its callers' locks.
func (t *table) netEffects() []Effect {
	if len(t.locks) == 0 {
		return nil
	}
	exit := make(state, len(t.locks))
	for _, block := range t.fn.Blocks {
		if ret, ok := last(block).(*ssa.Return); ok {
			if s := t.before(ret); s != nil {
				exit = join(exit, s)
			}
		}
	}
	var effects []Effect
	for i, c := range exit {
		if mode, ok := t.triedBy(i); ok {
			e := Effect{Path: t.locks[i].path, Kind: Try, Mode: mode, class: t.locks[i].class, value: t.locks[i].value, standard: t.locks[i].standard, rw: t.locks[i].rw}
			if reachable(e.Path, t.fn) && !tooLong(e.Path) {
				effects = append(effects, e)
			}
			continue
		}
		e := Effect{Path: t.locks[i].path, class: t.locks[i].class, value: t.locks[i].value, standard: t.locks[i].standard, rw: t.locks[i].rw, drops: c.bits&dropped != 0}
		switch {
		case c.bits&^(untouched|freed|retaken) == 0:
			continue
		case c.bits == lockedW:
			e.Kind = Acquire
		case c.bits == lockedR:
			e.Kind, e.Mode = Acquire, Read
		case c.bits == droppedW:
			e.Kind = Release
		case c.bits == droppedR:
			e.Kind, e.Mode = Release, Read
		default:
			e.Kind = Unsure
		}
		if reachable(e.Path, t.fn) && !tooLong(e.Path) && len(effects) < maxEffects {
			effects = append(effects, e)
		}
	}
	return effects
}

// triedBy reports whether the function leaves lock i held if and only if it
// returns true, and in which mode.
func (t *table) triedBy(i int) (Mode, bool) {
	if !returnsBool(t.fn.Signature) {
		return 0, false
	}
	var acquired, other bits
	for _, block := range t.fn.Blocks {
		ret, ok := last(block).(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		s := t.before(ret)
		if s == nil {
			continue
		}
		switch v := ret.Results[0].(type) {
		case *ssa.Const:
			if constText(v) == "true" {
				acquired |= s[i].bits
			} else {
				other |= s[i].bits
			}
		default:
			e, ok := t.tries[v]
			if !ok || e.lock != i || s[i].bits != untouched {
				return 0, false
			}
			acquired |= e.next(untouched)
			other |= untouched
		}
	}
	if other&^(untouched|freed) != 0 || acquired != lockedW && acquired != lockedR {
		return 0, false
	}
	if acquired == lockedR {
		return Read, true
	}
	return Write, true
}

// tooLong reports whether p has more fields than is likely of a lock: recursion
// makes paths grow.
func tooLong(p access.Path) bool { return strings.Count(p.Sel, ".") > maxFields }

// reachable reports whether callers of fn can name p: it does not start at a
// local variable of fn.
func reachable(p access.Path, fn *ssa.Function) bool {
	switch root := p.Root.(type) {
	case *ssa.Global:
		return true
	case *ssa.Parameter:
		return true
	case *ssa.FreeVar:
		return true
	case ssa.Instruction:
		return root.Parent() != fn
	}
	return false
}

func last(b *ssa.BasicBlock) ssa.Instruction { return b.Instrs[len(b.Instrs)-1] }

// Acquisitions returns the locks that call acquires at some time, in terms of
// the function that contains it.
func (m *Model) Acquisitions(call ssa.CallInstruction) []*Acquisition {
	m.solve()
	if t := m.tables[call.Parent()]; t != nil {
		return m.acquisitions(t, call, nil)
	}
	return nil
}

// acquisitions is Acquisitions with the table of the function, leaving out
// those that keep, if not nil, has no use for.
func (m *Model) acquisitions(t *table, call ssa.CallInstruction, keep func(acquireKey, int) bool) []*Acquisition {
	var before state // looked up when first needed
	stateOf := func(p access.Path) bits {
		i, ok := t.index[p]
		if !ok || !t.drops {
			return 0
		}
		if before == nil {
			if before = t.before(call); before == nil {
				return 0
			}
		}
		return before[i].bits
	}
	const lost = dropped | retaken | unknown
	if op, ok := m.OpOf(call); ok {
		if op.Kind != Acquire {
			return nil
		}
		return []*Acquisition{{
			Path: op.Path, Class: op.Class(), Mode: op.Mode, Call: call, Op: op,
			Dropped: stateOf(op.Path)&lost != 0, Sure: true, Conds: condsOf(call), Lacks: t.lacking(call),
		}}
	}
	s := m.sites[call]
	if s == nil {
		return nil
	}
	var list []*Acquisition
	var conds []Cond
	var lacks []access.Path
	for _, target := range m.targets(s) {
		for _, a := range m.summaryOf(target.Fn).Acquires {
			if a.depth > maxDepth {
				continue
			}
			path, ok := access.Path{}, false
			if !a.OutOfReach {
				path, ok = access.Translate(a.Path, target.Callee)
				if ok = ok && inSight(path, t.fn) && !tooLong(path); !ok {
					path = access.Path{}
				}
			}
			class := classIn(a.Class, a.Path, target)
			gone := a.Dropped || ok && stateOf(path)&lost != 0
			if keep != nil && !keep(acquireKey{path, class, a.Mode, gone}, a.depth+1) {
				continue
			}
			own, possible := condsHold(a.Conds, target)
			if !possible {
				continue
			}
			if len(list) == 0 {
				conds, lacks = condsOf(call), t.lacking(call)
			}
			b := &Acquisition{
				Path: path, Class: class, Mode: a.Mode, Call: call, Callee: target.Fn, Via: a, Op: a.Op, depth: a.depth + 1,
				Dropped: gone, Sure: a.Sure && target.sure, OutOfReach: !ok,
				Conds: append(own, conds...), Lacks: lacks,
			}
			for _, p := range a.Lacks {
				if p, ok := access.Translate(p, target.Callee); ok {
					b.Lacks = append(b.Lacks[:len(b.Lacks):len(b.Lacks)], p)
				}
			}
			list = append(list, b)
		}
	}
	return list
}

// classIn returns the class that a lock of class c at p, in terms of the
// callee, has for the caller: that of the argument if it is a parameter.
func classIn(c access.Class, p access.Path, target target) access.Class {
	param, ok := c.Root.(*ssa.Parameter)
	if !ok || p.Root != c.Root || strings.Trim(p.Sel, "*") != "" {
		return c
	}
	for i, q := range target.Fn.Params {
		if q == param && i < len(target.Args) && target.Args[i] != nil {
			return classOf(target.Args[i])
		}
	}
	return c
}

// lacking returns the locks that t.fn may have released for its callers when
// it executes call.
func (t *table) lacking(call ssa.Instruction) []access.Path {
	if !t.drops {
		return nil
	}
	var paths []access.Path
	for i, c := range t.before(call) {
		if c.bits&(dropped|unknown) != 0 {
			paths = append(paths, t.locks[i].path)
		}
	}
	return paths
}

// inSight reports whether p starts at something that belongs to fn, to a
// function around it, or to the package.
func inSight(p access.Path, fn *ssa.Function) bool {
	var owner *ssa.Function
	switch root := p.Root.(type) {
	case *ssa.Global:
		return true
	case *ssa.Parameter:
		owner = root.Parent()
	case *ssa.FreeVar:
		owner = root.Parent()
	case ssa.Instruction:
		owner = root.Parent()
	default:
		return false
	}
	for ; fn != nil; fn = fn.Parent() {
		if fn == owner {
			return true
		}
	}
	return false
}

// invocations adds the calls of function parameters of t.fn that call makes.
func (m *Model) invocations(t *table, call ssa.CallInstruction, s *Summary) {
	add := func(v ssa.Value, callee *ssa.Function, inner []Held) {
		param, ok := v.(*ssa.Parameter)
		if !ok || param.Parent() != t.fn {
			return
		}
		if _, isFunc := param.Type().Underlying().(*types.Signature); !isFunc {
			return
		}
		for i, p := range t.fn.Params {
			if p != param {
				continue
			}
			for _, inv := range s.Invokes {
				if inv.Param == i && inv.Call == call {
					return
				}
			}
			s.Invokes = append(s.Invokes, Invocation{Param: i, Call: call, Callee: callee, Held: append(t.must(call), inner...)})
		}
	}
	add(call.Common().Value, nil, nil)
	site := m.sites[call]
	if site == nil {
		return
	}
	if site.callback { // a function of another package that calls its argument
		for _, arg := range call.Common().Args {
			add(arg, nil, nil)
		}
	}
	for _, target := range site.targets {
		for _, inv := range m.summaryOf(target.Fn).Invokes {
			if inv.Param < len(target.Args) && target.Args[inv.Param] != nil {
				add(target.Args[inv.Param], target.Fn, translateHeld(inv.Held, target.Callee))
			}
		}
	}
}

// sameSummary reports whether a and b tell callers the same.
func sameSummary(a, b *Summary) bool {
	if len(a.Effects) != len(b.Effects) || len(a.Acquires) != len(b.Acquires) || len(a.Invokes) != len(b.Invokes) {
		return false
	}
	for i := range a.Effects {
		if x, y := a.Effects[i], b.Effects[i]; x.Path != y.Path || x.Kind != y.Kind || x.Mode != y.Mode {
			return false
		}
	}
	for i := range a.Acquires {
		if x, y := a.Acquires[i], b.Acquires[i]; x.Path != y.Path || x.Class != y.Class || x.Mode != y.Mode || x.Dropped != y.Dropped || x.Sure != y.Sure {
			return false
		}
	}
	for i := range a.Invokes {
		if x, y := a.Invokes[i], b.Invokes[i]; x.Param != y.Param || len(x.Held) != len(y.Held) {
			return false
		}
	}
	return true
}
