package refill

import "time"

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

func (b *bucket) whenAdded(now time.Time) {
	n := int64(now.Sub(b.last).Seconds() * b.rate)
	if n > 0 {
		b.tokens += n
		b.last = now
	}
}

func (l *leaky) advance(now time.Time) {
	n := now.Sub(l.at) / l.per
	l.level -= int(n)
	l.at = l.at.Add(n * l.per)
}

func (l *leaky) oncePerPeriod(now time.Time) {
	elapsed := now.Sub(l.at)
	if elapsed < l.per {
		return
	}
	l.level -= int(elapsed / l.per)
	l.at = now
}

func (l *leaky) withRest(now time.Time) {
	elapsed := now.Sub(l.at)
	l.level -= int(elapsed / l.per)
	l.at = now.Add(-(elapsed % l.per))
}

type meter struct {
	rate float64
	last time.Time
	seen int
}

// Nothing is added up.
func (m *meter) measure(now time.Time, n int) {
	m.seen = int(float64(n) / now.Sub(m.last).Seconds())
	m.last = now
}

// gauge is filled to the end of what has been read, in loops within loops.
type gauge struct {
	tokens int
	last   time.Time
}

func (g *gauge) fill(now time.Time, more func() bool) {
	end := g.last
	g.tokens += int(now.Sub(g.last) / time.Second)
	for more() {
		for more() {
			if more() {
				end = end.Add(time.Second)
			}
		}
	}
	g.last = end
}

type clock struct{ at, stopped time.Time }

// The instants of a loop come round.
func (c *clock) skip(times []time.Time) {
	now := c.at
	for _, t := range times {
		if t.After(now) {
			now = t
		}
	}
	c.at, c.stopped = now, now
}
