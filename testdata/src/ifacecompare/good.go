package ifacecompare

import (
	"io"
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
