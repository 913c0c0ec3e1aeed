package slicedelete

import (
	"slices"
	"strings"
)

func once(xs []int, y int) []int {
	for i, x := range xs {
		if x == y {
			xs = append(xs[:i], xs[i+1:]...)
			break
		}
	}
	return xs
}

func returned(xs []int, y int) []int {
	for i, x := range xs {
		if x == y {
			xs = append(xs[:i], xs[i+1:]...)
			return xs
		}
	}
	return nil
}

func nested(xs []int, y int) []int {
	for i, x := range xs {
		if x == y {
			if i > 0 {
				xs = slices.Delete(xs, i, i+1)
			}
			return xs
		}
	}
	return xs
}

func stepsBack(xs []int) []int {
	for i := 0; i < len(xs); i++ {
		if xs[i] == 0 {
			xs = append(xs[:i], xs[i+1:]...)
			i--
		}
	}
	return xs
}

func noIncrement(xs []int) []int {
	for i := 0; i < len(xs); {
		if xs[i] == 0 {
			xs = append(xs[:i], xs[i+1:]...)
		} else {
			i++
		}
	}
	return xs
}

func backwards(xs []int) []int {
	for i := len(xs) - 1; i >= 0; i-- {
		if xs[i] == 0 {
			xs = append(xs[:i], xs[i+1:]...)
		}
	}
	return xs
}

func overCopy(xs []int) []int {
	for _, x := range slices.Clone(xs) {
		if i := slices.Index(xs, x); x == 0 {
			xs = append(xs[:i], xs[i+1:]...)
		}
	}
	return xs
}

func other(xs, ys []int) []int {
	for i := range xs {
		if xs[i] == 0 {
			ys = append(ys[:i], ys[i+1:]...)
		}
	}
	return ys
}

func labelled(xss [][]int, y int) {
outer:
	for _, xs := range xss {
		for i, x := range xs {
			if x == y {
				xs = append(xs[:i], xs[i+1:]...)
				_ = xs
				continue outer
			}
		}
	}
}

func filter(xs []int) []int {
	return slices.DeleteFunc(xs, func(x int) bool { return x == 0 })
}

type entries struct{ names []string }

func (l *entries) remove(i int) { l.names = append(l.names[:i], l.names[i+1:]...) }

func (l *entries) drop(s string, m *entries) {
	for i, name := range l.names {
		if name == s {
			l.remove(i)
			return
		}
		m.remove(i)
	}
}

func countedBack(xs []int) []int {
	n := len(xs)
	for i := 0; i < n; i++ {
		if xs[i] == 1 {
			xs = append(xs[:i], xs[i+1:]...)
			i--
			n--
		}
	}
	return xs
}

type task struct{ state, name string }

func dropNamed(tasks []task, name string) []task {
	for i := 0; i < len(tasks); i++ {
		if tasks[i].name == name {
			tasks = append(tasks[:i], tasks[i+1:]...)
		}
	}
	return tasks
}

func dropFolded(tasks []task, name string) []task {
	for i := 0; i < len(tasks); i++ {
		if strings.EqualFold(tasks[i].name, name) {
			tasks = append(tasks[:i], tasks[i+1:]...)
		}
	}
	return tasks
}

func forget(tasks []*task, old *task) []*task {
	for i, t := range tasks {
		if t == old {
			tasks = append(tasks[:i], tasks[i+1:]...)
		}
	}
	return tasks
}

func dropByName(tasks []task, name string) []task {
	for i, t := range tasks {
		if t.name == name {
			tasks = append(tasks[:i], tasks[i+1:]...)
		}
	}
	return tasks
}

func firstOfMap(byTopic map[string][]listener, topic string) {
	for i, l := range byTopic[topic] {
		if l.closed {
			byTopic[topic] = append(byTopic[topic][:i], byTopic[topic][i+1:]...)
			return
		}
	}
}

func ofOtherTopic(byTopic map[string][]listener, topic, other string) {
	for i, l := range byTopic[topic] {
		if l.closed && i < len(byTopic[other]) {
			byTopic[other] = append(byTopic[other][:i], byTopic[other][i+1:]...)
		}
	}
}

func (p *pool) pruneCopy() {
	for _, c := range slices.Clone(p.conns) {
		if c.dead {
			p.remove(c)
		}
	}
}

func (p *pool) pruneOne() {
	for _, c := range p.conns {
		if c.dead {
			p.remove(c)
			break
		}
	}
}

func (p *pool) has(c *conn) bool { return slices.Contains(p.conns, c) }

func (p *pool) count(other *pool) (n int) {
	for _, c := range p.conns {
		p.has(c)
		other.remove(c)
	}
	return n
}

func lastInPlaceBack(xs []int) []int {
	for i := len(xs) - 1; i >= 0; i-- {
		if xs[i] == 0 {
			xs[i] = xs[len(xs)-1]
			xs = xs[:len(xs)-1]
		}
	}
	return xs
}

func lastInPlaceAgain(xs []int) []int {
	for i := 0; i < len(xs); i++ {
		if xs[i] == 0 {
			xs[i] = xs[len(xs)-1]
			xs = xs[:len(xs)-1]
			i--
		}
	}
	return xs
}

func (p *pool) byCopy() {
	conns := slices.Clone(p.conns)
	for i, c := range conns {
		if c.dead {
			p.conns = append(p.conns[:i], p.conns[i+1:]...)
			return
		}
	}
}
