package nilempty

import (
	"reflect"
	"slices"
)

func byLength(xs []int) int {
	if len(xs) == 0 {
		return 0
	}
	return xs[0]
}

func both(xs []int) int {
	if xs == nil || len(xs) == 0 {
		return 0
	}
	return xs[0]
}

func meaning(xs []int) string {
	if xs == nil {
		return "null"
	}
	return "[]"
}

func ranged(xs []int) (n int) {
	if xs == nil {
		return -1
	}
	for i := range xs {
		n += xs[i]
	}
	return n
}

func lengthLater(xs []int) int {
	if xs == nil {
		return 0
	}
	if len(xs) > 0 {
		return xs[0]
	}
	return 1
}

func equal(a, b []int) bool { return slices.Equal(a, b) }

func deep(a, b [][]int, c, d []any, e, f []float64) bool {
	return reflect.DeepEqual(a, b) && reflect.DeepEqual(c, d) && reflect.DeepEqual(e, f)
}

func pointers(p *[3]int) int {
	if p == nil {
		return 0
	}
	return p[0]
}

func parts(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s, s}
}

func answered(s string) string {
	p := parts(s)
	if p == nil {
		return ""
	}
	return p[1]
}

type lists struct{ all []string }

func (l *lists) measured() string {
	if l.all == nil || len(l.all) == 0 {
		return ""
	}
	return l.all[0]
}

func neverMade() int {
	var xs []int
	return xs[0]
}

type pile struct{ items []int }

func (h *pile) top() int {
	if len(h.items) == 0 {
		return 0
	}
	return h.items[len(h.items)-1]
}

func (h *pile) drop() int {
	if h.items == nil || len(h.items) == 0 {
		return 0
	}
	return h.items[len(h.items)-1]
}

func (h *pile) push(n int) int {
	if h.items == nil {
		h.items = make([]int, 0, 8)
	}
	h.items = append(h.items, n)
	return h.items[len(h.items)-1]
}
