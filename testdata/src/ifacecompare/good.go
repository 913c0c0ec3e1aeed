package ifacecompare

import (
	"io"
	"os"
	"reflect"
	"time"
)

func deep(a, b any) bool { return reflect.DeepEqual(a, b) }

func deeps() bool { return deep([]int{1}, []int{1}) }

func keys(a, b any) bool { return a == b }

func compareKeys() bool { return keys("a", 1) }

func differentTypes(a, b any) bool { return a == b }

func mixed() bool { return differentTypes([]int{1}, "a") }

func pointers(a, b io.Reader) bool { return a == b }

func nilTest(a any) bool { return a == nil }

func nilTests() bool { return nilTest([]int{}) }

func concrete() bool {
	var v any = []int{1}
	return v == any("x")
}

func equal(a, b time.Time) bool { return a.Equal(b) }

func zero(t time.Time) bool { return t == (time.Time{}) }

func generic[T comparable](a, b T) bool { return a == b }

func months(a, b time.Month) bool { return a == b }

// Only a test passes slices.
func sameOnlyInTests(a, b any) bool { return a == b }

func sameInts() bool { return sameOnlyInTests(1, 2) }

// The operator of a node tells what its value is.
type node struct {
	op    string
	value any
}

func words(ws ...string) *node { return &node{op: "words", value: ws} }

func text(s string) *node { return &node{op: "text", value: s} }

func (n *node) same(o *node) bool { return n.op == o.op && n.value == o.value }

func texts() bool { return words("a") != nil && text("a").same(text("b")) }

// What a request has without a shape is not looked at.
type shaped struct {
	shape       *node
	from, model any
}

func loose() shaped { return shaped{from: map[string]int{}, model: map[string]int{}} }

func (r *shaped) moved() bool { return r.shape != nil && r.from != r.model }

func stale(made, from os.FileInfo) bool { return made.ModTime() != from.ModTime() }

// Where two values are compared, one of them is nil.
func sameBytes(a, b any) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, ok := a.([]byte)
	if !ok {
		return false
	}
	y, ok := b.([]byte)
	return ok && string(x) == string(y)
}

var _ = sameBytes([]byte("a"), []byte("b"))
