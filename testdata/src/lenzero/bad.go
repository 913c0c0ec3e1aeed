package lenzero

import "unicode/utf8"

type ring struct {
	nodes []string
	next  int
}

func (r *ring) pick() string {
	r.next++
	return r.nodes[r.next%len(r.nodes)] // want `the division panics when len\(r.nodes\) is 0`
}

func (r *ring) add(node string) { r.nodes = append(r.nodes, node) }

func runes(s string, total int) int {
	return total / utf8.RuneCountInString(s) // want `the division panics when the count is 0`
}

func onOnePath(m map[string]int, quick bool) int {
	if quick {
		return 0
	}
	return 100 / len(m) // want `the division panics when len\(m\) is 0`
}

func assigned(xs []int, n int) int {
	n /= len(xs) // want `the division panics`
	return n
}

func converted(xs []int, d int64) int64 {
	return d / int64(len(xs)) // want `the division panics`
}

func closure(xs []int) func(int) int {
	return func(h int) int { return h % len(xs) } // want `the division panics`
}

func generic[T any](xs []T, h int) T {
	return xs[h%len(xs)] // want `the division panics`
}

func positives(xs []int) int {
	n := 0
	for _, x := range xs {
		if x > 0 {
			n++
		}
	}
	return n
}

func byHelper(xs []int, total int) int {
	return total / positives(xs) // want `the division panics when positives\(\) is 0`
}

func constrained[T int | int64](xs []int, total T) T {
	return total / T(len(xs)) // want `the division panics when len\(xs\) is 0`
}

type tally struct{ sum, n int }

func (t *tally) add(x int) { t.sum += x; t.n++ }

func (t *tally) mean() int {
	return t.sum / t.n // want `the division panics when t.n is 0`
}

func meanOf(seq func(func(int) bool)) int {
	sum, n := 0, 0
	for x := range seq {
		sum += x
		n++
	}
	return sum / n // want `the division panics when n is 0`
}
