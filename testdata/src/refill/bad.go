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
