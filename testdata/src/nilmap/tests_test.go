package nilmap

import "testing"

func TestPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	var m map[string]int
	m["x"] = 1
}

func BenchmarkFill(b *testing.B) {
	var m map[int]int
	for i := 0; i < b.N; i++ {
		if i%100 == 0 {
			m = make(map[int]int)
		}
		m[i] = i
	}
}

func Example() {
	var settings struct{ names map[string]int }
	settings.names["x"] = 1 // want `write to settings.names panics`
}
