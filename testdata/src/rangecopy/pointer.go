package rangecopy

import "slices"

type member struct {
	name   string
	rank   int
	leader bool
}

func (m *member) promote() { m.leader = true }

type squad struct{ members []member }

func elect(ms []member) []member {
	var best *member
	for _, m := range ms {
		if best == nil || m.rank > best.rank {
			best = &m // want `&m points to a copy: writing through it does not change the element of ms`
		}
	}
	if best != nil {
		best.leader = true
	}
	return ms
}

func (t *squad) elect() {
	var best *member
	for _, m := range t.members {
		if best == nil || m.rank > best.rank {
			best = &m // want `&m points to a copy`
		}
	}
	best.promote()
}

func (t *squad) find(name string) (*member, bool) {
	for _, m := range t.members {
		if m.name == name {
			return &m, true // want `&m points to a copy: a caller writes through it, which does not change the element of t.members`
		}
	}
	return nil, false
}

func (t *squad) demote(name string) {
	if m, ok := t.find(name); ok {
		m.leader = false
	}
}

func viaIterator(ms []member) {
	for _, m := range slices.All(ms) {
		m.leader = true // want `assignment to m.leader changes a copy: the element of ms stays as it was`
	}
}

func strongest(ms []member) *member {
	var best *member
	for _, m := range ms {
		if best == nil || m.rank > best.rank {
			best = &m
		}
	}
	best.leader = true
	return best
}

func readBack(ms []member) bool {
	var best *member
	for _, m := range ms {
		if best == nil || m.rank > best.rank {
			best = &m
		}
	}
	best.leader = best.rank > 3
	return best.leader
}

func nameOfBest(ms []member) string {
	var best *member
	for _, m := range ms {
		if best == nil || m.rank > best.rank {
			best = &m
		}
	}
	return best.name
}

func bestByIndex(ms []member) {
	var best *member
	for i := range ms {
		if best == nil || ms[i].rank > best.rank {
			best = &ms[i]
		}
	}
	best.leader = true
}

// The copy is what the callers want.
func (t *squad) lookup(name string) *member {
	for _, m := range t.members {
		if m.name == name {
			return &m
		}
	}
	return nil
}

func (t *squad) leaderOf(name string) member {
	m := t.lookup(name)
	m.leader = true
	return *m
}

func (t *squad) rankOf(name string) int { return t.lookup(name).rank }

func viaIteratorRead(ms []member) (n int) {
	for _, m := range slices.All(ms) {
		m.rank++
		n += m.rank
	}
	return n
}
