package lockbalance

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// leaks reports the exits that are reached with lock held since acquired.
func (c *checker) leaks(lock locks.Lock, acquired locks.Change) {
	if c.ofTest(lock) {
		return
	}
	if acquired.Kind == locks.Try && acquired.Op == nil && !c.takenFrom(lock, acquired) {
		return // the callee should not have kept it
	}
	returns := lock.AtReturns()
	looping := lock.Before(acquired.At).MayHold() && flow.InLoop(acquired.At) && c.handed[lock.Class] != locks.Handed
	if !returns.MayHold() && !looping {
		return
	}
	if looping {
		if releasedByLoop(lock, acquired) {
			return
		}
		if path := c.find(lock, acquired, nil, true); path != nil {
			c.reportLeak(lock, acquired, path)
			return
		}
	}
	if !returns.Freed() && !returns.Unknown() {
		c.never(lock, acquired)
		return
	}
	reported := make(map[ssa.Instruction]bool)
	for range 4 { // exits
		path := c.find(lock, acquired, reported, false)
		if path == nil {
			return
		}
		reported[path.End] = true
		c.reportLeak(lock, acquired, path)
	}
}

// ofTest reports whether lock belongs to something that a test has got for
// itself: where it returns early, it has failed.
func (c *checker) ofTest(lock locks.Lock) bool {
	switch lock.Path.Root.(type) {
	case *ssa.Alloc, *ssa.Call, *ssa.Extract:
		return deliberate.InTest(c.pass.Fset, lock.Fn.Pos())
	}
	return false
}

// takenFrom reports whether some caller of the function that acquired calls
// releases the lock which that leaves acquired.
func (c *checker) takenFrom(lock locks.Lock, acquired locks.Change) bool {
	call, ok := acquired.At.(ssa.CallInstruction)
	if !ok {
		return false
	}
	for _, callee := range c.model.Targets(call) {
		for _, l := range c.model.Locks(callee.Fn) {
			if l.Class == lock.Class && c.model.TakenOver(l) {
				return true
			}
		}
	}
	return false
}

// releasedByLoop reports whether a loop behind that of acquired releases the
// lock as often as it was acquired, which is possible for readers.
func releasedByLoop(lock locks.Lock, acquired locks.Change) bool {
	found := false
	lock.Releases(func(c locks.Change, _ locks.State) {
		found = found || acquired.Mode == locks.Read && flow.InLoop(c.At) && !flow.Reaches(c.At, acquired.At)
	})
	return found
}

// find returns a path on which lock is held from acquired to another return
// than those reported, or round a loop to the same acquisition.
func (c *checker) find(lock locks.Lock, acquired locks.Change, reported map[ssa.Instruction]bool, loop bool) *flow.Path {
	path, _ := flow.Find(c.model.Flow, flow.Search[bool]{
		Fn: lock.Fn, From: acquired.At, Init: acquired.Kind == locks.Acquire,
		Step: func(held bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
			if change, ok := lock.At(e); ok {
				switch {
				case !held && change.Kind == locks.Acquire && change.At == acquired.At:
					return true, flow.Continue // TryLock was successful
				case loop && held && change.Kind == locks.Acquire && loopsTo(acquired, change):
					return held, flow.Found
				}
				return held, flow.Prune
			}
			if call, ok := e.Instr.(*ssa.Call); ok && failsTest(call) {
				return held, flow.Prune // the test is over
			}
			ret, ok := e.Instr.(*ssa.Return)
			if !ok || !held || loop || reported[ret] {
				return held, flow.Continue
			}
			if c.tells(lock, outcomeOf(ret, at)) || returnsLock(ret, lock, at) {
				return held, flow.Prune
			}
			return held, flow.Found
		},
	})
	return path
}

// returnsLock reports whether ret, on the path to at, hands the lock to the
// caller.
func returnsLock(ret *ssa.Return, lock locks.Lock, at *flow.Cursor) bool {
	return slices.ContainsFunc(flow.Results(ret), func(r ssa.Value) bool {
		return locks.IsLock(r.Type()) && access.Of(at.Resolve(r)) == lock.Path
	})
}

// failsTest reports whether call marks a test as failed, and lets it go on.
func failsTest(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "(*testing.common).Error", "(*testing.common).Errorf", "(*testing.common).Fail",
		"(testing.TB).Error", "(testing.TB).Errorf", "(testing.TB).Fail":
		return true
	}
	return false
}

// loopsTo reports whether change is the acquisition that the path started
// with, or one that it must have passed before: the path has gone round a loop.
func loopsTo(acquired, change locks.Change) bool {
	return change.At == acquired.At || flow.Dominates(change.At, acquired.At)
}

func (c *checker) reportLeak(lock locks.Lock, acquired locks.Change, path *flow.Path) {
	if !c.first(kept, path.End, lock) {
		return
	}
	f := c.model.Flow
	trace := append(c.acquisition(lock, acquired), c.model.Decisions(path, acquired.At)...)
	if _, ok := path.End.(*ssa.Return); ok {
		trace = append(trace, report.Step(f.Range(path.End), "returns here, still locked"))
		report.At(c.pass, f.Range(path.End), kept,
			fmt.Sprintf("%s is still locked on this return: the next Lock waits forever", lock.Name()), trace...)
		return
	}
	trace = append(trace, report.Step(f.Range(path.End), "locks again here"))
	report.At(c.pass, f.Range(path.End), kept,
		fmt.Sprintf("%s is still locked when the loop comes back here: it waits for itself forever", lock.Name()), trace...)
}

// acquisition returns the steps of a trace in which lock is acquired.
func (c *checker) acquisition(lock locks.Lock, acquired locks.Change) []analysisStep {
	f := c.model.Flow
	if acquired.Op != nil {
		return []analysisStep{report.Step(f.Range(acquired.At), "locked here")}
	}
	return []analysisStep{report.Step(f.Range(acquired.At), "locked here by %s", c.model.CalleeName(acquired.At))}
}

// never reports a lock that its function always leaves held, though nothing in
// the package releases it.
func (c *checker) never(lock locks.Lock, acquired locks.Change) {
	if acquired.Op == nil || acquired.Kind == locks.Try || c.handed[lock.Class] != locks.Kept || !private(lock) || !lock.AtReturns().MustHold() || lock.AtReturns().Dropped() || locks.KeepsHolder(lock) {
		return
	}
	if !c.first(kept, acquired.At, lock) {
		return
	}
	report.At(c.pass, c.model.Flow.Range(acquired.At), kept,
		fmt.Sprintf("%s is not unlocked, here or elsewhere: the next Lock waits forever", lock.Name()),
		c.acquisition(lock, acquired)...)
}

// private reports whether no other package can name the lock.
func private(lock locks.Lock) bool {
	switch {
	case lock.Class.Owner != nil:
		return !lock.Class.Owner.Exported() || !types.NewVar(0, nil, lock.Class.Var, nil).Exported()
	case lock.Class.Root == nil:
		return false
	}
	switch root := lock.Class.Root.(type) {
	case *ssa.Global:
		return root.Object() != nil && !root.Object().Exported()
	case *ssa.Alloc:
		return true
	}
	return false
}

// An outcome is what a function tells its caller by its last result.
type outcome int

const (
	silent outcome = iota
	success
	failure
)

// outcomeOf returns the outcome of the path that ends with ret.
func outcomeOf(ret *ssa.Return, at *flow.Cursor) outcome {
	if len(ret.Results) == 0 {
		return silent
	}
	last := ret.Results[len(ret.Results)-1]
	switch t := last.Type().Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsBoolean != 0 {
			if value, known := at.Bool(last); known {
				if value {
					return success
				}
				return failure
			}
		}
	case *types.Interface:
		if isNil, known := at.Nil(last); known {
			if isNil == typ.IsError(last.Type()) {
				return success
			}
			return failure
		}
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		if isNil, known := at.Nil(last); known {
			if isNil {
				return failure
			}
			return success
		}
		return success
	}
	return silent
}

// tells reports whether a return with the given outcome tells the caller that
// it holds the lock now: other functions release the lock for their callers,
// and this one fails whenever it does not leave the lock held.
func (c *checker) tells(lock locks.Lock, o outcome) bool {
	how := c.handed[lock.Class]
	switch {
	case o == success && c.model.TakenOver(lock):
		return true
	case how == locks.Kept && private(lock) || o == failure:
		return false
	case how == locks.Handed:
		return true
	case o != success:
		return false
	}
	for _, block := range lock.Fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || !lock.Before(ret).Freed() {
			continue
		}
		if constOutcome(ret) == success {
			return false
		}
	}
	return true
}

// constOutcome is outcomeOf without knowledge of the path.
func constOutcome(ret *ssa.Return) outcome {
	last := ret.Results[len(ret.Results)-1]
	k, ok := last.(*ssa.Const)
	if !ok {
		return silent
	}
	isError := typ.IsError(last.Type())
	switch {
	case k.Value == nil && isError:
		return success
	case k.Value != nil && k.Value.String() == "true":
		return success
	}
	return failure
}
