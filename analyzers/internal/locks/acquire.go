package locks

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Acquisitions returns the locks of the given class that call acquires at some
// time, in terms of the function that contains it.
func (m *Model) Acquisitions(call ssa.CallInstruction, class access.Class) []*Acquisition {
	m.solve()
	t := m.tables[call.Parent()]
	if t == nil {
		return nil
	}
	all := m.acquisitions(t, call, func(k acquireKey, _ int) bool { return k.class == class })
	return slices.DeleteFunc(all, func(a *Acquisition) bool { return a.Class != class }) // the operation itself
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
		a := &Acquisition{
			Path: op.Path, Class: op.Class(), Mode: op.Mode, Call: call, Op: op,
			Dropped: stateOf(op.Path)&lost != 0, Sure: true, Conds: condsOf(call), Lacks: t.lacking(call),
		}
		if first, ok := firstRound(op.Path, call); ok {
			b := *a
			b.Path = first
			return []*Acquisition{a, &b}
		}
		return []*Acquisition{a}
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
				path, ok = m.translate(a.Path, target.Callee)
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
				if p, ok := m.translate(p, target.Callee); ok {
					b.Lacks = append(b.Lacks[:len(b.Lacks):len(b.Lacks)], p)
				}
			}
			list = append(list, b)
		}
	}
	return list
}

// firstRound returns what p is in the first round of the loop whose variable it
// starts at, for a loop that walks from one object to the next.
func firstRound(p access.Path, instr ssa.Instruction) (access.Path, bool) {
	phi, ok := p.Root.(*ssa.Phi)
	if !ok || len(phi.Edges) != 2 || !flow.Dominates(phi, instr) || !flow.Reaches(instr, phi) {
		return access.Path{}, false
	}
	for i, edge := range phi.Edges {
		if phi.Block().Dominates(phi.Block().Preds[i]) {
			continue // from within the loop
		}
		if first := access.Of(edge); !first.IsZero() {
			return first.Join(p.Sel), true
		}
	}
	return access.Path{}, false
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
