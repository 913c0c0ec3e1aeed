package lockbalance

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

type analysisStep = analysis.RelatedInformation

// wrongModes reports a release in the other mode than acquired.
func (c *checker) wrongModes(lock locks.Lock, acquired locks.Change) {
	if !lock.RW || !releasedWrongly(lock) {
		return
	}
	var wrong locks.Change
	path, _ := flow.Find(c.model.Flow, flow.Search[bool]{
		Fn: lock.Fn, From: acquired.At, Init: acquired.Kind == locks.Acquire,
		Step: func(held bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			change, ok := lock.At(e)
			switch {
			case !ok:
				return held, flow.Continue
			case !held && change.Kind == locks.Acquire && change.At == acquired.At:
				return true, flow.Continue
			case held && change.Kind == locks.Release && change.Mode != acquired.Mode:
				wrong = change
				return held, flow.Found
			}
			return held, flow.Prune
		},
	})
	if path == nil || !c.first(mode, wrong.At, lock) {
		return
	}
	f := c.model.Flow
	text := fmt.Sprintf("%s is locked by %s but released by %s: fatal error", lock.Name(), acquired.Mode, wrong.Mode.Unlock())
	d := analysis.Diagnostic{
		Pos: f.Range(wrong.At).Pos(), End: f.Range(wrong.At).End(), Category: mode, Message: text,
		Related: append(c.acquisition(lock, acquired), report.Step(f.Range(wrong.At), "released by %s here", wrong.Mode.Unlock())),
	}
	if sel := selector(f, wrong); sel != nil {
		name := acquired.Mode.Unlock()
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "Release by " + name,
			TextEdits: []analysis.TextEdit{{Pos: sel.Pos(), End: sel.End(), NewText: []byte(name)}},
		}}
	}
	report.Diagnostic(c.pass, d)
}

func other(m locks.Mode) locks.Mode {
	if m == locks.Read {
		return locks.Write
	}
	return locks.Read
}

// releasedWrongly reports whether some release may meet the lock in the other
// mode, as far as can be said without following paths.
func releasedWrongly(lock locks.Lock) bool {
	wrong := false
	lock.Releases(func(c locks.Change, s locks.State) {
		wrong = wrong || s.MayHoldIn(other(c.Mode))
	})
	return wrong
}

// releasedTwice reports whether some release may meet the lock released, as far
// as can be said without following paths.
func releasedTwice(lock locks.Lock) bool {
	twice := false
	lock.Releases(func(_ locks.Change, s locks.State) { twice = twice || s.Freed() || s.Dropped() })
	return twice
}

// selector returns the name of the method that change calls, if it is a direct
// operation.
func selector(f *flow.Package, change locks.Change) *ast.Ident {
	if change.Op == nil {
		return nil
	}
	var call *ast.CallExpr
	switch n := f.Syntax(change.At).(type) {
	case *ast.CallExpr:
		call = n
	case *ast.DeferStmt:
		call = n.Call
	default:
		return nil
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.Sel
	}
	return nil
}

// progress is how far a path is on its way to a second release.
type progress struct {
	held  bool
	first ssa.Instruction // the release, once there was one
}

// doubles reports a second release after acquired.
func (c *checker) doubles(lock locks.Lock, acquired locks.Change) {
	if !releasedTwice(lock) || acquired.Mode == locks.Read && lock.Before(acquired.At).MayHold() {
		return // a lock may be held for reading several times over
	}
	c.findDouble(lock, acquired, progress{held: acquired.Kind == locks.Acquire})
}

// unearned reports a release of a lock that the function acquires on other
// paths only, and a second release after one on behalf of the callers.
func (c *checker) unearned(lock locks.Lock, released locks.Change) {
	if _, deferred := released.At.(*ssa.Defer); deferred {
		return
	}
	before := lock.Before(released.At)
	if !before.Entry() || before.Unknown() || before.Dropped() {
		return
	}
	if !before.MayHold() && !before.Freed() {
		if !c.tries(lock) && !releasedTwice(lock) {
			return
		}
		if !c.tries(lock) {
			c.findDouble(lock, released, progress{first: released.At})
			return
		}
	}
	c.unlockedOnly(lock, released)
}

// tries reports whether the function calls TryLock on lock.
func (c *checker) tries(lock locks.Lock) bool {
	for _, change := range lock.Changes() {
		if change.Kind == locks.Try {
			return true
		}
	}
	return false
}

// unlockedOnly reports a path on which lock is released that was not acquired,
// though it is on others.
func (c *checker) unlockedOnly(lock locks.Lock, released locks.Change) {
	tried := false
	path, _ := flow.Find(c.model.Flow, flow.Search[bool]{
		Fn: lock.Fn,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if branch, ok := e.Instr.(*ssa.If); ok && isFlag(branch.Cond) {
				return s, flow.Prune // the flag may say that the caller holds the lock
			}
			if change, ok := lock.At(e); ok {
				if change.At == released.At && change.Kind == locks.Release {
					return s, flow.Found
				}
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
	for _, change := range lock.Changes() {
		tried = tried || change.Kind == locks.Try && flow.Dominates(change.At, released.At)
	}
	if path == nil || !tried && c.model.CalledHolding(lock) || !c.first(unlocked, released.At, lock) {
		return
	}
	text := "%s is unlocked also when it was not locked: fatal error"
	if tried {
		text = "%s is unlocked even if TryLock has failed: fatal error"
	}
	f := c.model.Flow
	trace := c.model.Decisions(path, lock.Fn.Blocks[0].Instrs[0])
	trace = append(trace, report.Step(f.Range(released.At), "unlocked here"))
	report.At(c.pass, f.Range(released.At), unlocked, fmt.Sprintf(text, lock.Name()), trace...)
}

// isFlag reports whether cond is a boolean variable rather than a computation.
func isFlag(cond ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Phi, *ssa.Field:
		return true
	case *ssa.UnOp:
		return cond.Op == token.MUL || isFlag(cond.X)
	case *ssa.BinOp:
		return isParam(cond.X) || isParam(cond.Y)
	}
	return false
}

func isParam(v ssa.Value) bool {
	_, ok := v.(*ssa.Parameter)
	return ok
}

func (c *checker) findDouble(lock locks.Lock, from locks.Change, init progress) {
	var second locks.Change
	var one ssa.Instruction
	path, _ := flow.Find(c.model.Flow, flow.Search[progress]{
		Fn: lock.Fn, From: from.At, Init: init,
		Step: func(s progress, e flow.Event, _ *flow.Cursor) (progress, flow.Verdict) {
			change, ok := lock.At(e)
			switch {
			case !ok:
				if call, isCall := e.Instr.(*ssa.Call); isCall && s.first != nil && c.model.MayEnd(call) {
					return s, flow.Prune
				}
				return s, flow.Continue
			case !s.held && s.first == nil && change.Kind == locks.Acquire && change.At == from.At:
				s.held = true
				return s, flow.Continue
			case s.held && change.Kind == locks.Release:
				return progress{first: change.At}, flow.Continue
			case s.first != nil && change.Kind == locks.Release:
				second, one = change, s.first
				return s, flow.Found
			}
			return s, flow.Prune
		},
	})
	if path == nil {
		return
	}
	c.reportDouble(lock, from, one, second, path)
}

func (c *checker) reportDouble(lock locks.Lock, from locks.Change, one ssa.Instruction, second locks.Change, path *flow.Path) {
	f := c.model.Flow
	at, text := second.At, "%s is unlocked a second time: fatal error"
	_, deferred := second.At.(*ssa.Defer)
	if _, both := one.(*ssa.Defer); deferred && !both {
		at, text = one, "%s is unlocked here and again by the deferred call: fatal error"
	}
	if !c.first(unlocked, at, lock) {
		return
	}
	var trace []analysisStep
	if from.Kind != locks.Release {
		trace = c.acquisition(lock, from)
	}
	trace = append(trace, report.Step(f.Range(one), "unlocked here"))
	trace = append(trace, c.model.Decisions(path, one)...)
	trace = append(trace, report.Step(f.Range(second.At), "unlocked again here"))
	d := analysis.Diagnostic{
		Pos: f.Range(at).Pos(), End: f.Range(at).End(), Category: unlocked,
		Message: fmt.Sprintf(text, lock.Name()), Related: trace,
	}
	if call, ok := one.(ssa.CallInstruction); ok && deferred && c.isOp(call) {
		d.SuggestedFixes = deleteBeforeReturn(f, one)
	}
	report.Diagnostic(c.pass, d)
}

// isOp reports whether call is a lock operation, which does nothing else.
func (c *checker) isOp(call ssa.CallInstruction) bool {
	_, ok := c.model.OpOf(call)
	return ok
}

// deleteBeforeReturn returns the fix that deletes the statement of the
// explicit release, if a return that calls nothing follows it.
func deleteBeforeReturn(f *flow.Package, release ssa.Instruction) []analysis.SuggestedFix {
	call, ok := f.Syntax(release).(*ast.CallExpr)
	if !ok {
		return nil
	}
	var stmt *ast.ExprStmt
	for _, n := range f.Enclosing(call.Pos()) {
		switch n := n.(type) {
		case *ast.ExprStmt:
			stmt = n
		case *ast.BlockStmt:
			for i, s := range n.List {
				if s != stmt || stmt == nil || i+1 >= len(n.List) {
					continue
				}
				ret, ok := n.List[i+1].(*ast.ReturnStmt)
				if !ok || calls(ret) {
					return nil
				}
				return []analysis.SuggestedFix{{
					Message:   "Leave it to the deferred call",
					TextEdits: []analysis.TextEdit{{Pos: stmt.Pos(), End: ret.Pos()}},
				}}
			}
			return nil
		}
	}
	return nil
}

// calls reports whether n contains a call.
func calls(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		_, isCall := n.(*ast.CallExpr)
		found = found || isCall
		return !found
	})
	return found
}
