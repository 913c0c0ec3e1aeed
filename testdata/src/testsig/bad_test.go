package testsig

import "testing"

func Testparse(t *testing.T) { // want `Testparse has malformed name: first letter after 'Test' must not be lowercase`
	load("k")
}

func Benchmarkload(b *testing.B) { // want `Benchmarkload has malformed name` `Benchmarkload runs its body once whatever b.N is, so the result means nothing`
	load("k")
}

func BenchmarkOnce(b *testing.B) { // want `BenchmarkOnce runs its body once whatever b.N is`
	load("k")
}

func BenchmarkReset(b *testing.B) { // want `BenchmarkReset runs its body once`
	b.ResetTimer()
	for range 1000 {
		load("k")
	}
}

func BenchmarkAssigned(b *testing.B) {
	b.N = 100 // want `b.N is set by the framework: assigning it falsifies the result`
	for range b.N {
		load("k")
	}
}

func BenchmarkBoth(b *testing.B) { // want `b.Loop and b.N count the iterations both: use one of them`
	for b.Loop() {
		for range b.N {
			load("k")
		}
	}
}

func ExampleNope() {} // want `ExampleNope refers to unknown identifier: Nope`
