package wgcount

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A ledger is everything that is done to a local WaitGroup: the check counts
// only when it sees all of it.
type ledger struct {
	adds   []op
	waits  []op
	starts []*goroutines.Spawn // that call Done exactly once
}

// mismatch reports local WaitGroups of fn whose Add and Done differ.
func (c *checker) mismatch(fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		group, ok := instr.(*ssa.Alloc)
		if !ok || group.Type().String() != "*sync.WaitGroup" {
			continue
		}
		l, ok := c.ledgerOf(fn, group)
		if !ok || len(l.adds) == 0 || len(l.waits) != 1 || len(l.starts) == 0 {
			continue
		}
		c.straight(l)
		c.loops(l)
	}
}

// negative reports executions in which Done is called more often than Add has
// counted, unless something is wrong with the same group anyway.
func (c *checker) negative(runs *explore.Package) {
	said := make(map[*ssa.Function]bool)
	for at := range c.reported {
		said[outermost(at.Parent())] = true
	}
	for _, o := range runs.Outcomes() {
		done, isCall := o.Op.(ssa.CallInstruction)
		if o.Kind != explore.NegativeCount || !isCall || said[outermost(o.Root)] || said[outermost(done.Parent())] {
			continue
		}
		if o.Spawn != nil && deliberate.InTest(c.flow.Fset, done.Pos()) && !deliberate.InTest(c.flow.Fset, o.Spawn.Pos()) {
			continue // how often the code under test calls it is what the test is about
		}
		said[outermost(o.Root)] = true
		var trace []analysis.RelatedInformation
		for _, s := range o.Steps {
			switch s.Role {
			case explore.Starts:
				trace = append(trace, c.step(s.At, "goroutine started here"))
			case explore.Counts:
				trace = append(trace, c.step(s.At, "counted as done here"))
			case explore.OpItself:
				trace = append(trace, c.step(s.At, "counted as done here once more"))
			}
		}
		if op, ok := opOf(done); ok {
			c.report(done, "twice", nil, trace, "%s may be called more often than Add has counted: the counter goes negative and panics", c.name(op))
		}
	}
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// ledgerOf returns what fn does to group, and whether nothing else can touch
// it.
func (c *checker) ledgerOf(fn *ssa.Function, group *ssa.Alloc) (*ledger, bool) {
	l := &ledger{}
	bodies := make(map[ssa.Value]*goroutines.Spawn)
	sites := make(map[ssa.Instruction]*goroutines.Spawn)
	for _, s := range c.model.SpawnsIn(fn) {
		sites[s.Site] = s
		for _, body := range s.Bodies {
			if body.Closure != nil {
				bodies[body.Closure] = s
			}
		}
	}
	counted := make(map[*goroutines.Spawn]bool)
	count := func(s *goroutines.Spawn) bool {
		if counted[s] {
			return true
		}
		counted[s] = true
		n, ok := c.dones(s, group)
		if n == 1 {
			l.starts = append(l.starts, s)
		}
		return ok && n <= 1
	}
	for _, ref := range *group.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeClosure:
			if s := bodies[ref]; s == nil || len(s.Bodies) != 1 || len(*ref.Referrers()) != 1 || !count(s) {
				return nil, false
			}
		case ssa.CallInstruction:
			o, isOp := opOf(ref)
			switch s := sites[ref]; {
			case isOp && o.kind == start:
			case s != nil:
				if len(s.Bodies) != 1 || !count(s) {
					return nil, false
				}
			case isOp && o.kind == add && o.count > 0 && !o.deferred():
				l.adds = append(l.adds, o)
			case isOp && o.kind == wait && !o.deferred():
				l.waits = append(l.waits, o)
			default:
				return nil, false
			}
		case *ssa.DebugRef:
		default:
			return nil, false
		}
	}
	return l, true
}

// dones returns how often the goroutine of s calls Done on group, and whether
// that is the same on each execution.
func (c *checker) dones(s *goroutines.Spawn, group *ssa.Alloc) (int, bool) {
	n := 0
	for _, f := range c.model.Code(s) {
		for _, o := range opsIn(f.Fn) {
			if !o.on(f, group) {
				continue
			}
			if o.kind != done || o.count < -1 || flow.InLoop(o.call) || f.Caller != nil && flow.InLoop(f.Call) {
				return 0, false
			}
			n++
		}
		if len(c.model.SpawnsIn(f.Fn)) > 0 {
			return 0, false
		}
	}
	return n, true
}

// straight compares the counts of a WaitGroup without loops and branches.
func (c *checker) straight(l *ledger) {
	at := l.waits[0].call
	sum := int64(0)
	for _, a := range l.adds {
		if flow.InLoop(a.call) || !flow.Dominates(a.call, at) {
			return
		}
		sum += a.count
	}
	for _, s := range l.starts {
		if s.Many() || !flow.Dominates(s.Site, at) {
			return
		}
	}
	if dones := int64(len(l.starts)); sum != dones {
		c.differ(l, sum, dones)
	}
}

func (c *checker) differ(l *ledger, sum, dones int64) {
	trace := []analysis.RelatedInformation{c.step(l.adds[0].call, "counted here")}
	for _, s := range l.starts {
		trace = append(trace, c.step(s.Site, "this goroutine calls Done once"))
	}
	trace = append(trace, c.step(l.waits[0].call, "waited for here"))
	if sum > dones {
		c.report(l.waits[0].call, "mismatch", nil, trace, "%s blocks for ever: Add counts %d, but Done is called %s", c.name(l.waits[0]), sum, times(dones))
		return
	}
	c.report(l.adds[0].call, "mismatch", nil, trace, "%s counts %d, but Done is called %s: the counter goes negative and panics", c.name(l.adds[0]), sum, times(dones))
}

func times(n int64) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// loops compares the counts of a WaitGroup whose goroutines one loop starts.
func (c *checker) loops(l *ledger) {
	if len(l.starts) != 1 || l.starts[0].Inner != nil {
		return
	}
	s, round := l.starts[0], l.waits[0].call
	if !flow.ReachesAvoiding(s.Site, s.Site, round) {
		return
	}
	var outside, inside []op
	for _, a := range l.adds {
		if flow.ReachesAvoiding(s.Site, a.call, round) {
			inside = append(inside, a)
		} else {
			outside = append(outside, a)
		}
	}
	trips, known := tripCount(s.Site)
	switch {
	case len(outside) == 0 && len(inside) == 1 && inside[0].count > 1 && flow.Dominates(inside[0].call, s.Site):
		c.differ(l, inside[0].count, 1)
	case len(outside) != 1 || !flow.Dominates(outside[0].call, s.Site):
	case len(inside) == 1 && flow.Dominates(inside[0].call, s.Site):
		c.report(outside[0].call, "mismatch", nil, []analysis.RelatedInformation{
			c.step(outside[0].call, "counted here"), c.step(inside[0].call, "counted here again in each iteration"), c.step(l.waits[0].call, "waited for here"),
		}, "%s counts goroutines that the loop counts again, so Wait blocks for ever", c.name(outside[0]))
	case len(inside) == 0 && known && flow.Dominates(outside[0].call, s.Site) && trips != outside[0].count:
		c.differ(l, outside[0].count, trips)
	}
}

// tripCount returns how often a loop with a constant bound executes site, if
// each iteration does.
func tripCount(site ssa.Instruction) (int64, bool) {
	for d := site.Block(); d != nil; d = d.Idom() {
		if len(d.Instrs) == 0 {
			continue
		}
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || d == site.Block() {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.LSS {
			return 0, false
		}
		limit, ok := cmp.Y.(*ssa.Const)
		if !ok || limit.Value == nil || !countsFromZero(cmp.X) {
			return 0, false
		}
		return limit.Int64(), !breaks(d, site)
	}
	return 0, false
}

// countsFromZero reports whether v is a variable that starts at 0 and is
// incremented by 1.
func countsFromZero(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL { // a captured loop variable
		v = load.X
	}
	phi, ok := v.(*ssa.Phi)
	if !ok {
		inc, isInc := v.(*ssa.BinOp) // range over an integer starts at -1
		if !isInc || inc.Op != token.ADD || !isConst(inc.Y, 1) {
			return false
		}
		phi, ok = inc.X.(*ssa.Phi)
		return ok && hasEdge(phi, -1)
	}
	return hasEdge(phi, 0)
}

func hasEdge(phi *ssa.Phi, n int64) bool {
	for _, e := range phi.Edges {
		if isConst(e, n) {
			return true
		}
	}
	return false
}

func isConst(v ssa.Value, n int64) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value != nil && k.Int64() == n
}

// breaks reports whether the loop with the given header may be left, or the
// site passed by, otherwise than through the header.
func breaks(header *ssa.BasicBlock, site ssa.Instruction) bool {
	for _, b := range header.Parent().Blocks {
		if b == header || !header.Dominates(b) || !reaches(b, header) {
			continue
		}
		if len(b.Succs) > 1 {
			return true // a branch inside the loop: the count depends on it
		}
	}
	return false
}

func reaches(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, succ := range b.Succs {
			if succ == to {
				return true
			}
			if !seen[succ] {
				seen[succ] = true
				work = append(work, succ)
			}
		}
	}
	return false
}
