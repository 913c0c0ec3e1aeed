package nilmap

import "maps"

func clonedNil(key string) map[string]int {
	var defaults map[string]int
	m := maps.Clone(defaults)
	m[key] = 1 // want `write to m panics: it is still nil on some path`
	return m
}

func clonedMade(key string) map[string]int {
	m := maps.Clone(map[string]int{"a": 1})
	m[key] = 1
	return m
}

func clonedParameter(defaults map[string]int, key string) map[string]int {
	m := maps.Clone(defaults)
	m[key] = 1
	return m
}

func fillThrough(m *map[string]int) { (*m)["a"] = 1 }

func makeThrough(m *map[string]int) {
	*m = map[string]int{}
	(*m)["a"] = 1
}

func makeIfMissing(m *map[string]int) {
	if *m == nil {
		*m = map[string]int{}
	}
	(*m)["a"] = 1
}

func filledThroughPointer() map[string]int {
	var m map[string]int
	fillThrough(&m) // want `m is nil here, and fillThrough writes to it: this panics`
	return m
}

func madeThroughPointer() map[string]int {
	var m map[string]int
	makeThrough(&m)
	fillThrough(&m)
	return m
}

func madeIfMissing() map[string]int {
	var m map[string]int
	makeIfMissing(&m)
	return m
}

func madeBefore() map[string]int {
	m := map[string]int{}
	fillThrough(&m)
	return m
}

type cell struct {
	name  string
	marks map[string]bool
}

func cells(n int) []cell {
	all := make([]cell, n)
	for i := range all {
		c := all[i]
		c.marks["seen"] = true // want `write to c.marks panics: no element of all is ever made`
	}
	return all
}

func madeCells(n int) []cell {
	all := make([]cell, n)
	for i := range all {
		all[i] = newCell()
	}
	for i := range all {
		c := all[i]
		c.marks["seen"] = true
	}
	return all
}

func newCell() cell { return cell{marks: map[string]bool{}} }
