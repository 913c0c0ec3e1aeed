package races

import (
	"slices"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// place identifies what accesses are of, seen from the starting function.
type place struct {
	path access.Path
	kind Kind
}

type placed struct {
	accesses map[place][]*Located
	order    []place
}

func group(list []*Located) placed {
	g := placed{accesses: make(map[place][]*Located)}
	// Writes first: a report shows the first pair that conflicts.
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *Located) int {
		switch {
		case a.Write == b.Write:
			return 0
		case a.Write:
			return -1
		}
		return 1
	})
	for _, l := range list {
		p := place{l.Seen, l.Kind}
		if g.accesses[p] == nil {
			g.order = append(g.order, p)
		}
		g.accesses[p] = append(g.accesses[p], l)
	}
	return g
}

// seen returns g, or of a goroutine that a call has left behind the accesses of
// maps only: who calls a function that starts one knows what it may still touch
// of the object, as a rule, but a map needs one write.
func (g placed) seen(spawn *goroutines.Spawn) placed {
	if !spawn.Left {
		return g
	}
	maps := placed{accesses: make(map[place][]*Located)}
	for _, p := range g.order {
		if p.kind == Map {
			maps.order = append(maps.order, p)
			maps.accesses[p] = g.accesses[p]
		}
	}
	return maps
}

// of returns the accesses of p, and of variables of struct type as a whole that
// p is a field of.
func (g placed) of(p place) []*Located {
	list := g.accesses[p]
	if p.kind != Variable {
		return list
	}
	for sel := p.path.Sel; strings.LastIndexByte(sel, '.') >= 0; {
		i := strings.LastIndexByte(sel, '.')
		if strings.ContainsAny(sel[i:], "*[") {
			break
		}
		sel = sel[:i]
		list = append(slices.Clone(list), g.accesses[place{access.Path{Root: p.path.Root, Sel: sel}, Variable}]...)
	}
	return list
}
