package nilempty

import "reflect"

func first(xs []int) int {
	if xs == nil {
		return 0
	}
	return xs[0] // want `index panics if xs is empty but not nil: the test before lets it pass`
}

func last(xs []string) string {
	if xs != nil {
		return xs[len(xs)-1] // want `index panics if xs is empty but not nil`
	}
	return ""
}

type list struct{ items []int }

func through(l *list) int {
	items := l.items
	if items == nil {
		return 0
	}
	return items[0] // want `index panics if l.items is empty`
}

func generic[E any](xs []E) (e E) {
	if xs == nil {
		return e
	}
	return xs[0] // want `index panics if xs is empty`
}

func same(a []int) bool {
	var want []int
	return reflect.DeepEqual(a, want) // want `DeepEqual tells nil from empty slices: slices.Equal does not`
}

func sameMaps(a, b map[string]int) bool {
	return reflect.DeepEqual(a, b) // want `DeepEqual tells nil from empty maps: maps.Equal does not`
}

type names struct{ all []string }

func (n *names) first() string {
	if n.all == nil {
		return ""
	}
	return n.all[0] // want `index panics if n.all is empty but not nil: the test before lets it pass`
}

type heap struct{ items []int }

func (h *heap) top() int {
	if h.items == nil {
		return 0
	}
	return h.items[len(h.items)-1] // want `index panics if h.items is empty but not nil`
}

func (h *heap) drop() (int, bool) {
	if h.items != nil {
		last := h.items[len(h.items)-1] // want `index panics if h.items is empty but not nil`
		h.items = h.items[:len(h.items)-1]
		return last, true
	}
	return 0, false
}
