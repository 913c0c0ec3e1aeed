package intdiv

import "time"

func converted(ok, total int) float64 { return float64(ok) / float64(total) }

func integer(a, b int) int { return a / b }

func seconds(d time.Duration) float64 { return float64(d / time.Second) }

func millis(ns int64) float64 { return float64(ns / 1000000) }

func buckets(n, size int) float64 { return float64((n - n%size) / size) }

func ceiling(n, size int) float64 { return float64((n + size - 1) / size) }

func floats(a, b float64) float32 { return float32(a / b) }

func constant() float64 { return float64(10 / 2) }

type fraction struct {
	tokens, rate float64
	last         time.Time
}

func (f *fraction) refill(now time.Time) {
	f.tokens += now.Sub(f.last).Seconds() * f.rate
	f.last = now
}

func (b *bucket) advance(now time.Time) {
	add := int64(now.Sub(b.last).Seconds() * b.rate)
	b.last = b.last.Add(time.Duration(float64(add) / b.rate * float64(time.Second)))
	b.tokens += add
}

func elapsed(start time.Time) int { return int(time.Since(start).Seconds()) }
