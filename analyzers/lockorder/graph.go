package lockorder

import (
	"go/token"
	"slices"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// A graph has the nestings of each pair of lock classes.
type graph map[access.Class]map[access.Class][]locks.Nesting

func (g graph) add(n locks.Nesting) {
	from, to := n.Outer.Class, n.Inner.Class
	if g[from] == nil {
		g[from] = make(map[access.Class][]locks.Nesting)
	}
	if len(g[from][to]) < 12 {
		g[from][to] = append(g[from][to], n)
	}
}

const maxCycle = 4

// cycles returns one cycle for each set of classes that has any whose locks may
// meet. The edge that fewest places of the code have comes last.
func (g graph) cycles(meet func([]locks.Nesting) bool) [][]locks.Nesting {
	var found [][]locks.Nesting
	seen := make(map[string]bool)
	starts := g.classes()
	for length := 2; length <= maxCycle; length++ {
		for _, start := range starts {
			g.walk(start, []access.Class{start}, length, func(path []access.Class) {
				key := keyOf(path)
				if seen[key] || containsSeen(path, seen) {
					return
				}
				if cycle := g.choose(path, meet); cycle != nil {
					seen[key] = true
					found = append(found, g.rotate(cycle))
				}
			})
		}
	}
	return found
}

// classes returns the classes in the order of the source.
func (g graph) classes() []access.Class {
	list := make([]access.Class, 0, len(g))
	for c := range g {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b access.Class) int { return int(g.first(a)) - int(g.first(b)) })
	return list
}

// first returns the first position at which a lock is acquired under c.
func (g graph) first(c access.Class) token.Pos {
	pos := token.Pos(1 << 30)
	for _, list := range g[c] {
		for _, n := range list {
			pos = min(pos, n.Inner.Call.Pos())
		}
	}
	return pos
}

// walk calls yield for the cycles of the given length through start.
func (g graph) walk(start access.Class, path []access.Class, length int, yield func([]access.Class)) {
	at := path[len(path)-1]
	if len(path) == length {
		if len(g[at][start]) > 0 {
			yield(path)
		}
		return
	}
	next := make([]access.Class, 0, len(g[at]))
	for to := range g[at] {
		if !slices.Contains(path, to) && g[to] != nil {
			next = append(next, to)
		}
	}
	slices.SortFunc(next, func(a, b access.Class) int { return int(g.first(a)) - int(g.first(b)) })
	for _, to := range next {
		g.walk(start, append(path[:len(path):len(path)], to), length, yield)
	}
}

// keyOf returns a text for the set of classes in path.
func keyOf(path []access.Class) string {
	names := make([]string, 0, len(path))
	for _, c := range path {
		owner := ""
		if c.Owner != nil {
			owner = c.Owner.Id()
		}
		names = append(names, owner+" "+c.String())
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

// containsSeen reports whether two classes of path make a cycle of their own.
func containsSeen(path []access.Class, seen map[string]bool) bool {
	if len(path) == 2 {
		return false
	}
	for i, a := range path {
		for _, b := range path[i+1:] {
			if seen[keyOf([]access.Class{a, b})] {
				return true
			}
		}
	}
	return false
}

// choose returns nestings for the cycle path that can block each other, or nil.
func (g graph) choose(path []access.Class, meet func([]locks.Nesting) bool) []locks.Nesting {
	var pick func(i int, chosen []locks.Nesting) []locks.Nesting
	budget := 200
	pick = func(i int, chosen []locks.Nesting) []locks.Nesting {
		if budget--; budget < 0 {
			return nil
		}
		if i == len(path) {
			if blocks(chosen) && meet(chosen) {
				return slices.Clone(chosen)
			}
			return nil
		}
		for _, n := range g[path[i]][path[(i+1)%len(path)]] {
			if cycle := pick(i+1, append(chosen[:len(chosen):len(chosen)], n)); cycle != nil {
				return cycle
			}
		}
		return nil
	}
	return pick(0, nil)
}

// blocks reports whether goroutines that execute the nestings of cycle can wait
// for each other: no lock is wanted and held for reading only, and no two of them
// hold a lock that keeps them apart.
func blocks(cycle []locks.Nesting) bool {
	if len(cycle) > 2 && calls(cycle) > 1 {
		return false // too much that is not seen may keep three goroutines apart
	}
	for i, n := range cycle {
		next := cycle[(i+1)%len(cycle)]
		if n.Inner.Mode == locks.Read && next.Outer.Mode == locks.Read {
			return false
		}
		for _, other := range cycle[:i] {
			if exclude(n, other, cycle) {
				return false
			}
		}
	}
	return true
}

// calls returns how many nestings of cycle take the inner lock in a call.
func calls(cycle []locks.Nesting) int {
	n := 0
	for _, nesting := range cycle {
		if nesting.Inner.Depth() > 0 {
			n++
		}
	}
	return n
}

// exclude reports whether a and b, of cycle, hold a lock of one class, and not
// both for reading. In a cycle of two, that may not be one of these: a class has
// many objects.
func exclude(a, b locks.Nesting, cycle []locks.Nesting) bool {
	return slices.ContainsFunc(a.All, func(h locks.Held) bool {
		return (len(cycle) > 2 || !inCycle(h.Class, cycle)) && slices.ContainsFunc(b.All, func(g locks.Held) bool {
			return g.Class == h.Class && (g.Mode != locks.Read || h.Mode != locks.Read)
		})
	})
}

func inCycle(c access.Class, cycle []locks.Nesting) bool {
	return slices.ContainsFunc(cycle, func(n locks.Nesting) bool { return n.Outer.Class == c })
}

// rotate puts the edge that fewest places have last; of equal ones the last in
// the source.
func (g graph) rotate(cycle []locks.Nesting) []locks.Nesting {
	last := 0
	for i, n := range cycle {
		a, b := len(g[n.Outer.Class][n.Inner.Class]), len(g[cycle[last].Outer.Class][cycle[last].Inner.Class])
		if a < b || a == b && n.Inner.Call.Pos() > cycle[last].Inner.Call.Pos() {
			last = i
		}
	}
	return append(slices.Clone(cycle[last+1:]), cycle[:last+1]...)
}
