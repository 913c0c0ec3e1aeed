package locks

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A condMade tells with which lock the conditions of one variable are made.
type condMade struct {
	class access.Class // of the lock
	// cond and mutex are the selectors of both from the object that has them;
	// if they have none in common, path is the path of the lock if it is the
	// same everywhere.
	cond, mutex string
	path        access.Path
}

// condLock returns the path and class of the lock at v if v is the field L of a
// sync.Cond: those of the lock that the condition was made with, as far as that
// is known.
func (m *Model) condLock(v ssa.Value) (access.Path, access.Class, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return access.Path{}, access.Class{}, false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok || !isCondL(field) {
		return access.Path{}, access.Class{}, false
	}
	path := access.Of(v)
	cond := access.Of(field.X)
	if call, ok := cond.Root.(*ssa.Call); ok && cond.Sel == "" && isNewCond(call) {
		if lock := lockOfNew(call); lock != nil {
			return access.Of(lock), classOf(lock), true
		}
	}
	place := access.ClassOf(field.X)
	m.conds.Do(m.findConds)
	made := m.cond[place]
	if made == nil {
		if !place.IsZero() {
			place.Var += ".L"
		}
		return path, place, true
	}
	if !made.path.IsZero() {
		return made.path, made.class, true
	}
	if sel, ok := strings.CutSuffix(strings.TrimSuffix(cond.Sel, "*"), made.cond); ok && made.cond != "" {
		return access.Path{Root: cond.Root, Sel: sel + made.mutex}, made.class, true
	}
	return path, made.class, true
}

func isCondL(field *ssa.FieldAddr) bool {
	f := flow.FieldOf(field)
	owner := namedElem(field.X.Type())
	return f != nil && f.Name() == "L" && owner != nil && owner.Name() == "Cond" && owner.Pkg() != nil && owner.Pkg().Path() == "sync"
}

func isNewCond(call *ssa.Call) bool { return flow.CalleeName(call.Common()) == "sync.NewCond" }

// lockOfNew returns the address of the lock with which call makes a condition.
func lockOfNew(call *ssa.Call) ssa.Value { return lockIn(call.Common().Args[0]) }

func lockIn(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return nil
}

// findConds finds where the package makes conditions, and where it keeps them.
func (m *Model) findConds() {
	m.cond = make(map[access.Class]*condMade)
	unclear := make(map[access.Class]bool)
	add := func(place, lock ssa.Value) {
		class := access.ClassOf(place)
		if class.IsZero() {
			return
		}
		made := condMade{class: classOf(lock)}
		at, of := access.Of(place), access.Of(lock)
		switch {
		case of.Global():
			made.path = of
		case at.Root == of.Root:
			n := 0
			for n < len(at.Sel) && n < len(of.Sel) && at.Sel[n] == of.Sel[n] {
				n++
			}
			n = strings.LastIndexAny(at.Sel[:n], ".*") // the last selector both have may differ in its end
			made.cond, made.mutex = at.Sel[max(n, 0):], of.Sel[max(n, 0):]
		}
		if old := m.cond[class]; old != nil && *old != made {
			unclear[class] = true
		}
		m.cond[class] = &made
	}
	for _, fn := range m.Flow.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if field, ok := store.Addr.(*ssa.FieldAddr); ok && isCondL(field) {
				if lock := lockIn(store.Val); lock != nil {
					add(field.X, lock)
				}
			}
			if call, ok := store.Val.(*ssa.Call); ok && isNewCond(call) {
				if lock := lockOfNew(call); lock != nil {
					add(store.Addr, lock)
				}
			}
		}
	}
	for class := range unclear {
		delete(m.cond, class)
	}
}

// CondClass returns the class of the lock that the condition at cond is made
// with, or zero if that is not known.
func (m *Model) CondClass(cond ssa.Value) access.Class {
	m.conds.Do(m.findConds)
	made := m.cond[access.ClassOf(cond)]
	if made == nil {
		return access.Class{}
	}
	if _, param := made.class.Root.(*ssa.Parameter); param {
		return access.Class{}
	}
	return made.class
}
