package intdiv

import "time"

func ratio(ok, total int) float64 {
	return float64(ok / total) // want `the integer division drops the fraction before float64 sees it`
}

type stats struct{ hits, all int64 }

func (s *stats) rate() float32 {
	return float32(s.hits / s.all) // want `the integer division drops the fraction before float32 sees it`
}

func percent(n, of int) float64 {
	return 100 * float64(n/of) // want `the integer division drops`
}

func half(n int) float64 {
	return float64(n / 2) // want `the integer division drops`
}

func lengths(a, b []string) float64 {
	return float64(len(a) / len(b)) // want `the integer division drops`
}

func generic[T int | int64](a, b T) float64 {
	return float64(a / b) // want `the integer division drops`
}

type bucket struct {
	tokens int64
	rate   float64
	last   time.Time
}

func (b *bucket) refill(now time.Time) {
	add := int64(now.Sub(b.last).Seconds() * b.rate) // want `each call drops a fraction here and still moves b.last, so frequent calls add nothing`
	b.last = now
	b.tokens += add
}

func (b *bucket) since() {
	b.tokens += int64(time.Since(b.last).Seconds() * b.rate) // want `each call drops a fraction here`
	b.last = time.Now()
}
