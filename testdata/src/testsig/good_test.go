package testsig

import "testing"

func TestParse(t *testing.T) { load("k") }

func Test(t *testing.T) {}

func Test_lower(t *testing.T) {}

func Testing() bool { return true }

func BenchmarkN(b *testing.B) {
	for i := 0; i < b.N; i++ {
		load("k")
	}
}

func BenchmarkLoop(b *testing.B) {
	for b.Loop() {
		load("k")
	}
}

func BenchmarkSub(b *testing.B) {
	b.Run("a", func(b *testing.B) {
		for range b.N {
			load("k")
		}
	})
}

func BenchmarkParallel(b *testing.B) {
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			load("k")
		}
	})
}

func BenchmarkHelper(b *testing.B) { bench(b, "k") }

func bench(b *testing.B, k string) {
	for range b.N {
		load(k)
	}
}

func BenchmarkAverage(b *testing.B) {
	bytes := 0
	for b.Loop() {
		load("k")
		bytes += 8
	}
	b.ReportMetric(float64(bytes)/float64(b.N), "bytes/op")
	if bytes < b.N {
		b.Fatal("too few")
	}
}
