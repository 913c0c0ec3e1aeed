package races

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Conflict is a pair of accesses of one variable, map or object that may
// happen at the same time, at least one of them a write.
type Conflict struct {
	Spawn *goroutines.Spawn // runs A
	Other *goroutines.Spawn // runs B; nil if the function that contains Spawn makes it itself
	A, B  *Located
	// Self is set if A and B are the same access in two copies of the
	// goroutine.
	Self bool
}

// Root returns the variable or object that the conflict is about, or whose
// part it is.
func (c *Conflict) Root() ssa.Value { return c.A.Seen.Root }

// Conflicts returns the conflicts between goroutines and the functions that
// start them, at most one for each variable of each starting function, in
// source order.
func (m *Model) Conflicts() []*Conflict {
	m.find.Do(func() {
		if path := m.Flow.Types.Path(); path == "runtime" || strings.HasPrefix(path, "internal/runtime/") {
			return // which has locks of its own, and stops the world
		}
		reported := make(map[ssa.Instruction]bool)
		for _, fn := range m.Flow.Functions() {
			spawns := m.Goroutines.SpawnsIn(fn)
			if !deliberate.InTest(m.Flow.Fset, fn.Pos()) { // which know when it has ended
				spawns = slices.Concat(spawns, m.Goroutines.LeftIn(fn))
			}
			if len(spawns) > 0 {
				m.conflictsIn(fn, spawns, reported)
			}
		}
	})
	return m.conflicts
}

// search looks for the conflicts of one starting function.
type search struct {
	*Model
	fn     *ssa.Function
	own    placed // accesses of the function itself
	spawns []*goroutines.Spawn
	runs   []placed // accesses of each goroutine
	found  map[place]*Conflict
}

func (m *Model) conflictsIn(fn *ssa.Function, spawns []*goroutines.Spawn, reported map[ssa.Instruction]bool) {
	s := &search{Model: m, fn: fn, found: make(map[place]*Conflict)}
	var order []place
	for _, spawn := range spawns {
		if spawn.Kind == goroutines.Handler && m.inTest(spawn.Site) {
			continue // a test sends one request after the other
		}
		if run := group(m.runs(spawn)).seen(spawn); len(run.order) > 0 {
			s.spawns = append(s.spawns, spawn)
			s.runs = append(s.runs, run)
			order = append(order, run.order...)
		}
	}
	if len(s.spawns) == 0 {
		return
	}
	s.own = group(m.locate(m.Goroutines.Called(fn)))
	for _, p := range append(order, s.own.order...) {
		if s.found[p] == nil && p.kind != Element && inScope(p.path.Root, fn) && s.written(p) && !s.atomic(p) {
			if c := s.conflict(p); c != nil {
				s.found[p] = c
				if reported[c.Culprit().Instr] {
					continue
				}
				reported[c.Culprit().Instr] = true
				m.conflicts = append(m.conflicts, c)
			}
		}
	}
}

// inScope reports whether the variable, parameter or object root belongs to fn
// or a function around it, or to the package.
func inScope(root ssa.Value, fn *ssa.Function) bool {
	owner := root.Parent()
	for f := fn; f != nil && owner != nil; f = f.Parent() {
		if f == owner {
			return true
		}
	}
	return owner == nil
}

// runs returns the accesses of the goroutine of spawn, and of those that it
// starts in turn.
func (m *Model) runs(spawn *goroutines.Spawn) []*Located {
	frames := m.Goroutines.Code(spawn)
	list := m.locate(frames)
	if spawn.Kind == goroutines.Subtest {
		list = slices.DeleteFunc(list, func(l *Located) bool { return !m.afterParallel(l) })
	}
	return list
}

// afterParallel reports whether l, of a parallel subtest, happens after its
// call of t.Parallel: what comes before runs alone.
func (m *Model) afterParallel(l *Located) bool {
	instr := l.Instr
	f := l.Frame
	for ; !f.Body(); f = f.Caller {
		instr = f.Call
	}
	call := m.Goroutines.ParallelCall(f.Fn)
	return call != nil && flow.Dominates(call, instr)
}

// written reports whether anything writes p.
func (s *search) written(p place) bool {
	writes := func(g placed) bool {
		return slices.ContainsFunc(g.of(p), func(l *Located) bool { return l.Write })
	}
	return writes(s.own) || slices.ContainsFunc(s.runs, writes)
}

// atomic reports whether anything accesses p by functions of sync/atomic:
// whether all do is another question.
func (s *search) atomic(p place) bool {
	p.kind = Atomic
	for _, g := range append(slices.Clone(s.runs), s.own) {
		if len(g.accesses[p]) > 0 {
			return true
		}
	}
	return false
}

// conflict returns the conflict of accesses of p that shows best, or nil.
func (s *search) conflict(p place) *Conflict {
	created, _ := p.path.Root.(ssa.Instruction)
	if created != nil && created.Parent() != s.fn {
		created = nil
	}
	for i, spawn := range s.spawns {
		if c := s.withItself(spawn, s.runs[i].of(p), created); c != nil {
			return c
		}
	}
	for i, spawn := range s.spawns {
		if c := s.withParent(spawn, s.runs[i].of(p), s.own.of(p), created); c != nil {
			return c
		}
	}
	for i, a := range s.spawns {
		for j, b := range s.spawns {
			if i == j {
				continue
			}
			if c := s.withOther(a, b, s.runs[i].of(p), s.runs[j].of(p), created); c != nil {
				return c
			}
		}
	}
	return nil
}

// dispatched reports whether a is made by one of several methods that a call
// through an interface may run: that two copies run this one is out of sight.
func (s *search) dispatched(a *Located) bool {
	for f := a.Frame; f != nil && f.Call != nil; f = f.Caller {
		if !f.Call.Common().IsInvoke() {
			continue
		}
		if callees, _ := s.Flow.Callees(f.Call); len(callees) > 1 {
			return true
		}
	}
	return false
}

// withItself returns a conflict between copies of the goroutine of spawn.
func (s *search) withItself(spawn *goroutines.Spawn, list []*Located, created ssa.Instruction) *Conflict {
	for _, a := range list {
		if !a.Write || onlyOneCopy(a) || s.dispatched(a) || preparedBefore(a) || !s.Goroutines.WithItself(spawn, created, bodyInstr(a)) {
			continue
		}
		for _, b := range append([]*Located{a}, list...) {
			if onlyOneCopy(b) || s.apart(a, b) && !s.ownLocks(spawn, a, b) {
				continue
			}
			return &Conflict{Spawn: spawn, Other: spawn, A: a, B: b, Self: a == b}
		}
	}
	return nil
}

// ownLocks reports whether all that keeps a and b apart, in copies of the
// goroutine of spawn, are locks that the starting function makes anew for each.
func (s *search) ownLocks(spawn *goroutines.Spawn, a, b *Located) bool {
	shared := func(guards []Guard) []Guard {
		return slices.DeleteFunc(slices.Clone(guards), func(g Guard) bool {
			lock, ok := g.Path.Root.(*ssa.Alloc)
			return ok && lock.Parent() == s.fn && !strings.Contains(g.Path.Sel, "*") && !s.Goroutines.WithItself(spawn, lock, bodyInstr(a))
		})
	}
	return !a.AnyGuard && !b.AnyGuard && !guarded(shared(a.Guards), shared(b.Guards))
}

// withParent returns a conflict between the goroutine and its starter.
func (s *search) withParent(spawn *goroutines.Spawn, run, own []*Located, created ssa.Instruction) *Conflict {
	for _, b := range own {
		if fails(b) || b.Write && fillsNil(b) {
			continue
		}
		for _, a := range run {
			if !a.Write && !b.Write {
				continue
			}
			region := s.Goroutines.RegionOf(spawn, created, bodyInstr(a))
			if !s.beside(region, b) || spawn.Scraped && !flow.InLoop(b.Anchor) || s.apart(a, b) || keepsTimer(spawn, b) || s.answered(spawn, a, b) || s.heldBack(a, b) {
				continue
			}
			if s.Goroutines.Ordered(a.Frame, a.Instr, s.Goroutines.Releases(s.fn, b.Anchor, created)) {
				continue
			}
			return &Conflict{Spawn: spawn, A: a, B: b}
		}
	}
	return nil
}

// beside reports whether the access b of the starting function may happen in
// the region.
func (s *search) beside(region *goroutines.Region, b *Located) bool {
	if d, ok := b.Anchor.(*ssa.Defer); ok {
		return region.ContainsDeferred(d)
	}
	for _, spawn := range s.spawns {
		if spawn.Site == b.Anchor {
			return false // what the start itself does comes first
		}
	}
	return region.Contains(b.Anchor)
}

// withOther returns a conflict between two goroutines that s.fn starts, the
// second while the first may run.
func (s *search) withOther(first, second *goroutines.Spawn, as, bs []*Located, created ssa.Instruction) *Conflict {
	for _, a := range as {
		for _, b := range bs {
			if !a.Write && !b.Write || s.apart(a, b) || !s.together(first, second, a, created) {
				continue
			}
			if s.Goroutines.Ordered(b.Frame, b.Instr, s.after(first, a)) || s.Goroutines.Ordered(a.Frame, a.Instr, s.after(second, b)) {
				continue
			}
			return &Conflict{Spawn: first, Other: second, A: a, B: b}
		}
	}
	return nil
}

// together reports whether second is started while first may still run, up to
// its access a.
func (s *search) together(first, second *goroutines.Spawn, a *Located, created ssa.Instruction) bool {
	late := func(s *goroutines.Spawn) bool {
		return s.Kind == goroutines.Subtest || s.Kind == goroutines.Handler && !s.Scraped
	}
	if first.Scraped && second.Scraped || late(first) || late(second) {
		return first.Kind == second.Kind && flow.Reaches(first.Site, second.Site)
	}
	return s.Goroutines.RegionOf(first, created, bodyInstr(a)).Contains(second.Site)
}

// after returns the signals that the goroutine of spawn gives after a.
func (s *search) after(spawn *goroutines.Spawn, a *Located) []goroutines.Signal {
	var signals []goroutines.Signal
	for _, sig := range s.Goroutines.Signals(spawn) {
		if sig.Kind != goroutines.Receive && goroutines.Follows(sig, bodyInstr(a)) {
			signals = append(signals, sig)
		}
	}
	return signals
}

// apart reports whether a lock, or something like it, keeps a and b apart.
func (s *search) apart(a, b *Located) bool {
	s.guard(a)
	s.guard(b)
	return a.AnyGuard || b.AnyGuard || guarded(a.Guards, b.Guards)
}

// bodyInstr returns the instruction of the goroutine's body that is, or leads
// to, the access.
func bodyInstr(l *Located) ssa.Instruction {
	instr := l.Instr
	for f := l.Frame; !f.Body(); f = f.Caller {
		instr = f.Call
	}
	return instr
}

// onlyOneCopy reports whether the access happens only in the copy for which
// some number has a certain value: "if i == 0 { … }".
func onlyOneCopy(l *Located) bool {
	block := bodyInstr(l).Block()
	for d := block.Idom(); d != nil; d = d.Idom() {
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL || !typ.IsBasic(cmp.X.Type(), types.IsInteger) {
			continue
		}
		if k, ok := cmp.Y.(*ssa.Const); !ok || k.Value == nil || k.Value.Kind() != constant.Int {
			continue
		}
		if d.Succs[0] == block || d.Succs[0].Dominates(block) {
			return true
		}
	}
	return false
}

// PerIteration reports whether the conflict is that of a loop which starts a
// goroutine in each iteration and assigns the variable that these read anew in
// the next.
func (c *Conflict) PerIteration() bool {
	if _, deferred := c.B.Anchor.(*ssa.Defer); deferred {
		return false // no iteration runs it
	}
	return c.Other == nil && !c.A.Write && c.A.Kind == Variable && flow.InLoop(c.Spawn.Site) &&
		c.B.Anchor.Parent() == c.Spawn.In() && flow.Reaches(c.B.Anchor, c.Spawn.Site)
}
