package mapkey

import (
	"math"
	"testing"
)

func TestPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	m := make(map[any]int)
	m[[]int{1}]++
}

func TestNaN(t *testing.T) {
	m := map[float64]int{math.NaN(): 1}
	m[math.NaN()] = 2
	if len(m) != 2 {
		t.Error(len(m))
	}
}

func BenchmarkMiss(b *testing.B) {
	m := map[*int]int{}
	key := new(int)
	for b.Loop() {
		_ = m[key]
	}
}
