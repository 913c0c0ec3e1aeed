package refill

import "time"

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

func (b *bucket) inClosure() func() {
	return func() {
		now := time.Now()
		b.tokens += int64(now.Sub(b.last).Seconds() * b.rate) // want `still moves b.last`
		b.last = now
	}
}

func (b *bucket) convertedFirst(now time.Time) {
	b.tokens += int64(now.Sub(b.last).Seconds()) * 10 // want `each call drops a fraction here`
	b.last = now
}

type leaky struct {
	level, size int
	per         time.Duration
	at          time.Time
	stamp       int64
}

func (l *leaky) add(n int) {
	gone := int(time.Since(l.at) / l.per) // want `each call drops a fraction here and still moves l.at`
	l.level -= gone
	l.at = time.Now()
	l.level += n
}

func (l *leaky) bounded(now time.Time) {
	n := int(now.Sub(l.at).Milliseconds() / 100) // want `each call drops a fraction here`
	l.level = min(l.size, l.level+n)
	l.at = now
}

func (l *leaky) inNanoseconds(now int64) {
	l.level += int((now - l.stamp) / 1e6) // want `still moves l.stamp`
	l.stamp = now
}
