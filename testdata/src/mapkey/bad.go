package mapkey

import (
	"context"
	"errors"
	"math"
	"strconv"
	"sync"
)

var seen = map[any]bool{}

type point struct{ x, y int }

type labels struct{ names []string }

func slice(ids []int) {
	seen[ids] = true // want `the assignment panics: a key of type \[\]int cannot be hashed`
}

func structWithSlice(l labels) bool {
	return seen[l] // want `the lookup panics: a key of type labels cannot be hashed`
}

func deleted(m map[any]int, k map[string]int) {
	delete(m, k) // want `delete panics: a key of type map\[string\]int cannot be hashed`
}

func function(m map[any]int) {
	m[func() {}]++ // want `panics: a key of type func\(\) cannot be hashed` `panics`
}

func inSyncMap(m *sync.Map, ids []int) {
	m.Store(ids, 1) // want `Store panics: a key of type \[\]int cannot be hashed`
}

func inContext(ctx context.Context) context.Context {
	return context.WithValue(ctx, []string{"k"}, 1) // want `WithValue panics`
}

func mark(k any) { seen[k] = true }

func throughHelper(ids []int) {
	mark(ids) // want `mark uses it as a key and panics: a key of type \[\]int cannot be hashed`
}

func generic[E any](xs []E) {
	seen[xs] = true // want `panics`
}

func freshPointer(m map[*point]string) (string, bool) {
	v, ok := m[&point{1, 2}] // want `the lookup never finds anything: the key &point{…} is a new pointer each time`
	return v, ok
}

func freshVariable(m map[*point]string) string {
	p := &point{1, 2}
	return m[p] // want `never finds anything`
}

func freshNew(m map[*point]string) {
	delete(m, new(point)) // want `delete never finds anything: the key new\(point\)`
}

func freshError(m map[error]int) int {
	return m[errors.New("x")] // want `never finds anything`
}

func logarithm(xs []float64) map[float64]int {
	h := make(map[float64]int)
	for _, x := range xs {
		h[math.Log(x)]++ // want `the key may be NaN, from math.Log: such an entry can never be read or deleted`
	}
	return h
}

func parsed(s string, m map[float64]string) {
	f, err := strconv.ParseFloat(s, 64)
	if err == nil {
		m[f] = s // want `the key may be NaN, from strconv.ParseFloat`
	}
}

func at(x int) *point { return &point{x, x} }

func freshByHelper(m map[*point]int) int {
	return m[at(4)] // want `never finds anything: the key at\(\) is a new pointer each time`
}

func bytesKey(s string) any { return []byte(s) }

func boxedByHelper(m map[any]int) int {
	return m[bytesKey("k")] // want `the lookup panics: a key of type \[\]byte cannot be hashed`
}

func buckets(xs []float64) map[float64]int {
	h := make(map[float64]int)
	for _, x := range xs {
		h[math.Floor(math.Log2(x))]++ // want `the key may be NaN, from math.Log2`
	}
	return h
}

type share struct {
	name string
	part float64
}

func shares(parts, totals map[string]float64) map[share]int {
	all := make(map[share]int)
	for name, part := range parts {
		all[share{name: name, part: part / totals[name]}]++ // want `the key may be NaN, from 0/0`
	}
	return all
}

func ratio(x, y float64, m map[float64]int) {
	m[x/y]++ // want `the key may be NaN, from 0/0`
}
