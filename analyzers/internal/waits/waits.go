// Package waits knows what functions wait for while they hold a lock, and who
// could end the wait: if they all need that lock, nobody ever will.
package waits

import (
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// Analyzer provides the waits of a package, found when first asked for.
var Analyzer = &analysis.Analyzer{
	Name:       "waits",
	Doc:        "find who waits with a lock held for whom, for the checks",
	Run:        run,
	Requires:   []*analysis.Analyzer{locks.Analyzer, goroutines.Analyzer},
	ResultType: reflect.TypeFor[*Model](),
}

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	return &Model{Locks: model, Flow: model.Flow, Goroutines: goroutines.Of(pass)}, nil
}

// A Model holds the waits of one package. Its methods may be called from
// several passes at once.
type Model struct {
	Flow       *flow.Package
	Locks      *locks.Model
	Goroutines *goroutines.Model

	find      sync.Once
	deadlocks []*Deadlock
	at        map[ssa.Instruction]bool

	waits   map[*ssa.Function][]*Wait
	ops     []op
	dones   []op
	signals []op
	gone    map[*ssa.MakeChan]bool // known to other packages
	indexed bool
}

// Of returns the waits of the package of pass, whose analyzer must require
// [Analyzer].
func Of(pass *analysis.Pass) *Model { return pass.ResultOf[Analyzer].(*Model) }

// A Wait is an operation that goes on only when somebody else does something.
type Wait struct {
	// Instr is the operation, or the call in which it happens.
	Instr ssa.Instruction
	// Callee is the function called, and Via the wait in it; both are nil for
	// an operation of the function itself.
	Callee *ssa.Function
	Via    *Wait
	// On is the channel, or the address of the group or condition, of the
	// operation itself.
	On    ssa.Value
	Sends bool // a send on the channel On
	Group bool // Wait of a WaitGroup or an error group
	Cond  bool // Wait of a condition

	path access.Path // of On, in terms of the function of Instr; maybe zero
}

// Last returns the operation at the end of the chain.
func (w *Wait) Last() *Wait {
	for w.Via != nil {
		w = w.Via
	}
	return w
}

// A Deadlock is a wait with a lock held that those who could end it need.
type Deadlock struct {
	Held  locks.Held
	Wait  *Wait
	Other ssa.Instruction // what would end the wait
	// Full is set if the wait begins only when the buffer of the channel is full.
	Full bool
	// Again is the acquisition of the lock that keeps Other from happening; nil
	// if the callers of Other's function hold the lock.
	Again *locks.Acquisition
}

// Deadlocks returns the deadlocks of the package, in source order.
func (m *Model) Deadlocks() []*Deadlock {
	m.find.Do(m.findDeadlocks)
	return m.deadlocks
}

// DeadlockAt reports whether instr is the wait of a deadlock.
func (m *Model) DeadlockAt(instr ssa.Instruction) bool {
	m.find.Do(m.findDeadlocks)
	return m.at[instr]
}

func (m *Model) findDeadlocks() {
	m.at = make(map[ssa.Instruction]bool)
	m.waits = make(map[*ssa.Function][]*Wait)
	if !m.Locks.Used() {
		return
	}
	for _, fn := range m.Locks.Functions() {
		if len(m.Locks.Locks(fn)) == 0 || deliberate.InTest(m.Flow.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			if d := m.deadlock(instr); d != nil {
				m.deadlocks = append(m.deadlocks, d)
				m.at[instr] = true
			}
		}
	}
}

// deadlock returns the deadlock at instr, or nil.
func (m *Model) deadlock(instr ssa.Instruction) *Deadlock {
	waits := m.waitsAt(instr)
	if len(waits) == 0 {
		return nil
	}
	for _, h := range m.Locks.Own(instr) {
		if !h.Must || h.Class.IsZero() || h.At == instr {
			continue
		}
		for _, w := range waits {
			if d := m.unanswered(w, h); d != nil {
				return d
			}
		}
	}
	return nil
}

// waitsAt returns the waits that instr is or leads to.
func (m *Model) waitsAt(instr ssa.Instruction) []*Wait {
	if w := direct(instr); w != nil {
		return []*Wait{w}
	}
	call, ok := instr.(*ssa.Call)
	if !ok {
		return nil
	}
	return m.through(call, 0)
}

// maxDepth is how many calls deep a wait may be, and maxWaits how many of them
// one function is said to have.
const (
	maxDepth = 4
	maxWaits = 12
)

// through returns the waits in the function that call calls, in terms of the
// caller.
func (m *Model) through(call *ssa.Call, depth int) []*Wait {
	if depth >= maxDepth {
		return nil
	}
	callees, certainty := m.Flow.Callees(call)
	if certainty == flow.Unknown || len(callees) != 1 || m.drops(callees[0].Fn) {
		return nil
	}
	callee := callees[0]
	var list []*Wait
	for _, inner := range m.waitsIn(callee.Fn, depth+1) {
		w := &Wait{Instr: call, Callee: callee.Fn, Via: inner, On: inner.On, Sends: inner.Sends, Group: inner.Group, Cond: inner.Cond}
		if !inner.path.IsZero() {
			if p, ok := access.Translate(inner.path, callee); ok {
				w.path = p
			}
		}
		list = append(list, w)
	}
	return list
}

// waitsIn returns the waits of fn, itself or in what it calls.
func (m *Model) waitsIn(fn *ssa.Function, depth int) []*Wait {
	if list, ok := m.waits[fn]; ok {
		return list
	}
	m.waits[fn] = nil // recursion
	var list []*Wait
	for instr := range flow.Instructions(fn) {
		if w := direct(instr); w != nil {
			list = append(list, w)
		} else if call, ok := instr.(*ssa.Call); ok {
			list = append(list, m.through(call, depth)...)
		}
		if len(list) > maxWaits {
			break
		}
	}
	m.waits[fn] = list
	return list
}

// drops reports whether fn releases locks of its callers, maybe before it
// waits.
func (m *Model) drops(fn *ssa.Function) bool {
	for _, l := range m.Locks.Locks(fn) {
		for _, change := range l.Changes() {
			if change.Kind != locks.Acquire && l.Before(change.At).Entry() {
				return true
			}
		}
	}
	return false
}
