// Package locks knows which locks the functions of a package acquire, release
// and hold, through calls, wrappers, deferred calls and closures.
//
// Locks are sync.Mutex, sync.RWMutex, sync.Locker and whatever else has methods
// Lock and Unlock of that shape and is made of them. A lock is named by the
// access path of its address, so that s.mu in two methods of one receiver is
// the same lock. Each function has a summary, computed to a fixed point: a
// method that only locks or only unlocks is a wrapper, not a mistake.
package locks

import (
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Analyzer provides the locks of a package. The work is done when first asked
// for, and not at all if the package uses no locks.
var Analyzer = &analysis.Analyzer{
	Name:       "locks",
	Doc:        "find which locks are held where, for the checks",
	Run:        func(pass *analysis.Pass) (any, error) { return &Model{Flow: flow.Of(pass)}, nil },
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[*Model](),
}

// A Model holds the locks of one package. Its methods may be called from
// several passes at once.
type Model struct {
	Flow *flow.Package

	look sync.Once
	used bool

	build  sync.Once
	tables map[*ssa.Function]*table // functions that touch locks
	sites  map[ssa.Instruction]*site
	calls  map[*ssa.Function][]*site
	users  map[*ssa.Function][]*ssa.Function // functions whose summary depends on the key
	order  []*ssa.Function

	backs sync.Once
	back  map[fieldOf]string // the field that refers back to the object with the key

	conds sync.Once
	cond  map[access.Class]*condMade // by the variable that has the condition

	ending sync.Once
	ends   map[*ssa.Function]bool

	entries sync.Once
	entry   map[*ssa.Function][]Held
}

// Of returns the locks of the package of pass, whose analyzer must require
// [Analyzer].
func Of(pass *analysis.Pass) *Model { return pass.ResultOf[Analyzer].(*Model) }

// Used reports whether the package calls a method of some lock. It costs no
// SSA: checks ask it first.
func (m *Model) Used() bool {
	m.look.Do(func() {
		for _, obj := range m.Flow.Info.Uses {
			if fn, ok := obj.(*types.Func); ok {
				if _, ok := methodKind(fn); ok {
					m.used = true
					return
				}
			}
		}
	})
	return m.used
}

// Functions returns the functions of the package that touch locks, themselves
// or through calls, in source order.
func (m *Model) Functions() []*ssa.Function {
	m.solve()
	return m.order
}

// A Mode is the way in which a lock is held.
type Mode int

const (
	Write Mode = iota // exclusively: Lock
	Read              // shared: RLock
)

// String returns the name of the method that acquires a lock in mode m.
func (m Mode) String() string {
	if m == Read {
		return "RLock"
	}
	return "Lock"
}

// Unlock returns the name of the method that releases a lock held in mode m.
func (m Mode) Unlock() string {
	if m == Read {
		return "RUnlock"
	}
	return "Unlock"
}

// UsesFunc reports whether the package names a function or method with the
// given name of the package with the given path. It costs no SSA.
func (m *Model) UsesFunc(path, name string) bool {
	for _, obj := range m.Flow.Info.Uses {
		if fn, ok := obj.(*types.Func); ok && fn.Name() == name && fn.Pkg() != nil && fn.Pkg().Path() == path {
			return true
		}
	}
	return false
}
