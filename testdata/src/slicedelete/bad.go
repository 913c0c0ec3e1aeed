package slicedelete

import "slices"

func byIndex(xs []int) []int {
	for i := range xs {
		if xs[i] == 0 {
			xs = append(xs[:i], xs[i+1:]...) // want `deleting from xs inside the loop over it skips the element after the deleted one, and the index runs past the new end`
		}
	}
	return xs
}

func byValue(xs []int) []int {
	for i, x := range xs {
		if x == 0 {
			xs = slices.Delete(xs, i, i+1) // want `deleting from xs inside the loop`
		}
	}
	return xs
}

func counting(xs []int) []int {
	for i := 0; i < len(xs); i++ {
		if xs[i] == 0 {
			xs = append(xs[:i], xs[i+1:]...) // want `skips the element after the deleted one$`
		}
	}
	return xs
}

func stepsBackInRange(xs []int) []int {
	for i := range xs {
		if xs[i] == 0 {
			xs = append(xs[:i], xs[i+1:]...) // want `deleting from xs`
			i--
		}
	}
	return xs
}

type store struct{ items []int }

func (s *store) drop(y int) {
	for i, x := range s.items {
		if x == y {
			s.items = append(s.items[:i], s.items[i+1:]...) // want `deleting from s.items`
		}
	}
}

func shifted(xs []int) []int {
	for i := range xs {
		if xs[i] == 0 {
			copy(xs[i:], xs[i+1:])
			xs = xs[:len(xs)-1] // want `deleting from xs`
		}
	}
	return xs
}

func sometimesLeaves(xs []int, once bool) []int {
	for i, x := range xs {
		if x == 0 {
			xs = append(xs[:i], xs[i+1:]...) // want `deleting from xs`
			if once {
				break
			}
		}
	}
	return xs
}

func innerBreak(xs []int) []int {
	for i, x := range xs {
		switch x {
		case 0:
			xs = append(xs[:i], xs[i+1:]...) // want `deleting from xs`
			break
		}
	}
	return xs
}

func search(xs []int, drop []int) []int {
	for _, x := range xs {
		if slices.Contains(drop, x) {
			i := slices.Index(xs, x)
			xs = append(xs[:i], xs[i+1:]...) // want `deleting from xs`
		}
	}
	return xs
}

func generic[E comparable](xs []E, y E) []E {
	for i, x := range xs {
		if x == y {
			xs = append(xs[:i], xs[i+1:]...) // want `deleting from xs`
			continue
		}
	}
	return xs
}

func removeAt(xs []int, i int) []int { return append(xs[:i], xs[i+1:]...) }

func byHelper(xs []int) []int {
	for i := range xs {
		if xs[i] == 0 {
			xs = removeAt(xs, i) // want `deleting from xs`
		}
	}
	return xs
}

type items struct{ names []string }

func (l *items) remove(i int) { l.names = append(l.names[:i], l.names[i+1:]...) }

func (l *items) drop(s string) {
	for i, name := range l.names {
		if name == s {
			l.remove(i) // want `deleting from l.names inside the loop over it skips`
		}
	}
}

func without[T any](xs []T, i int) []T { return append(xs[:i], xs[i+1:]...) }

func dropAll[T comparable](xs []T, v T) []T {
	for i := range xs {
		if xs[i] == v {
			xs = without(xs, i) // want `deleting from xs inside the loop over it skips`
		}
	}
	return xs
}

func dropCounted(xs []int) []int {
	n := len(xs)
	for i := 0; i < n; i++ {
		if xs[i] == 1 {
			xs = append(xs[:i], xs[i+1:]...) // want `and the index runs past the new end`
		}
	}
	return xs
}

type job struct{ state, name string }

func dropClosed(jobs []job) []job {
	for i := 0; i < len(jobs); i++ {
		if jobs[i].state == "closed" {
			jobs = append(jobs[:i], jobs[i+1:]...) // want `deleting from jobs inside the loop over it skips`
		}
	}
	return jobs
}

type listener struct{ closed bool }

func ofMap(byTopic map[string][]listener, topic string) {
	for i, l := range byTopic[topic] {
		switch {
		case l.closed:
			byTopic[topic] = append(byTopic[topic][:i], byTopic[topic][i+1:]...) // want `deleting from byTopic\[topic\] inside the loop over it skips the element after the deleted one, and the index runs past the new end`
		}
	}
}

type conn struct{ dead bool }

type pool struct{ conns []*conn }

func (p *pool) remove(c *conn) {
	for i, x := range p.conns {
		if x == c {
			p.conns = append(p.conns[:i], p.conns[i+1:]...)
			return
		}
	}
}

func (p *pool) prune() {
	for _, c := range p.conns {
		if c.dead {
			p.remove(c) // want `deleting from p.conns inside the loop over it skips the element after the deleted one`
		}
	}
}

func lastInPlace(xs []int) []int {
	for i := 0; i < len(xs); i++ {
		if xs[i] == 0 {
			xs[i] = xs[len(xs)-1]
			xs = xs[:len(xs)-1] // want `deleting from xs inside the loop over it`
		}
	}
	return xs
}

func ofAllTopics(byTopic map[string][]listener) {
	for topic, ls := range byTopic {
		for i, l := range ls {
			if l.closed {
				byTopic[topic] = append(byTopic[topic][:i], byTopic[topic][i+1:]...) // want `deleting from ls inside the loop over it`
			}
		}
	}
}

func (p *pool) byVariable() {
	conns := p.conns
	for i, c := range conns {
		if c.dead {
			p.conns = append(p.conns[:i], p.conns[i+1:]...) // want `deleting from conns inside the loop over it`
		}
	}
}
