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
	Kind  Kind // Try: acquired if the function succeeds, which its last result tells
	Mode  Mode
	class access.Class
	value ssa.Value

	standard, rw bool
	onNil        bool // of Try: success is a nil error, not true
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
		if mode, onNil, ok := t.triedBy(i); ok {
			e := Effect{Path: t.locks[i].path, Kind: Try, Mode: mode, onNil: onNil, class: t.locks[i].class, value: t.locks[i].value, standard: t.locks[i].standard, rw: t.locks[i].rw}
			if reachable(e.Path, t.fn) && !tooLong(e.Path) {
				effects = append(effects, e)
			}
			continue
		}
		e := Effect{Path: t.locks[i].path, class: t.locks[i].class, value: t.locks[i].value, standard: t.locks[i].standard, rw: t.locks[i].rw, drops: c.bits&dropped != 0}
		switch {
		case c.bits&^(untouched|freed|retaken) == 0:
			continue
		case c.bits&held != 0 && keepsHolder(t.fn, t.locks[i].path):
			e.Kind = Unsure
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

// KeepsHolder reports whether the function of lock puts the object that the lock
// belongs to into a field, so that another function may release it by way of that.
func KeepsHolder(lock Lock) bool { return keepsHolder(lock.Fn, lock.Path) }

func keepsHolder(fn *ssa.Function, lock access.Path) bool {
	for instr := range flow.Instructions(fn) {
		store, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		_, toField := store.Addr.(*ssa.FieldAddr)
		_, isPointer := store.Val.Type().Underlying().(*types.Pointer)
		if holder := access.Of(store.Val); toField && isPointer && holder.Root == lock.Root && holder.Sel != lock.Sel && strings.HasPrefix(lock.Sel, holder.Sel) {
			return true
		}
	}
	return false
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
				add(target.Args[inv.Param], target.Fn, m.translateHeld(inv.Held, target.Callee))
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
		if x, y := a.Effects[i], b.Effects[i]; x.Path != y.Path || x.Kind != y.Kind || x.Mode != y.Mode || x.onNil != y.onNil {
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
