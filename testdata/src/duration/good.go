package duration

import (
	"math/rand"
	"net/http"
	"time"
)

const step = 5

func units(n int) {
	time.Sleep(100 * time.Millisecond)
	time.Sleep(0)
	time.Sleep(1)
	time.Sleep(time.Duration(n) * time.Second)
	time.Sleep(step * time.Second)
}

func backoff(d time.Duration, n int) {
	for i := time.Duration(1); i < 5; i++ {
		time.Sleep(i * time.Second)
	}
	factor := time.Duration(n)
	time.Sleep(factor * d)
	time.Sleep(d / time.Second * time.Second)
	time.Sleep(2 * d)
	for j := range time.Duration(3) {
		time.Sleep(j * d)
	}
}

func jittered(d time.Duration) time.Duration {
	return d + time.Duration(rand.Int63n(int64(d)))
}

func checked(ttl time.Duration) *time.Ticker {
	if ttl < time.Second {
		ttl = time.Second
	}
	return time.NewTicker(ttl / 3)
}

func atLeast(ttl time.Duration) *time.Ticker {
	return time.NewTicker(max(ttl/3, time.Second))
}

func given(interval time.Duration) *time.Ticker { return time.NewTicker(interval) }

func constant() *time.Ticker { return time.NewTicker(time.Minute / 3) }

func plus() *time.Ticker {
	return time.NewTicker(time.Duration(rand.Intn(10)+1) * time.Second)
}

func growing(d, limit time.Duration) {
	for d < limit {
		d = d*2 + time.Millisecond
		d = min(d, limit)
		other := d * 2
		d = other + d
		time.Sleep(d * 2)
	}
}

func configured(s *http.Server) {
	s.ReadTimeout = 5 * time.Second
	s.WriteTimeout = 5e9
	s.IdleTimeout = 0
}

func counted(done chan bool) {
	seconds := time.Duration(5)
	select {
	case <-done:
	case <-time.After(seconds * time.Second):
	}
}

type leases struct{ ttl time.Duration }

// The field is compared before the literal is made.
func (l leases) watch(expire func()) {
	if l.ttl != 0 {
		go func() {
			for range time.NewTicker(l.ttl / 100).C {
				expire()
			}
		}()
	}
}

type pollOptions struct{ Interval time.Duration }

type poller struct{ opts pollOptions }

func (p *poller) run() *time.Ticker { return time.NewTicker(p.opts.Interval) }

func startPoller(every time.Duration) {
	p := &poller{}
	p.opts.Interval = every
	go p.run()
}

type readOptions struct{ Interval time.Duration }

type reader struct{ opts readOptions }

func (r *reader) run() *time.Ticker { return time.NewTicker(r.opts.Interval) }

func startReader(decode func(any)) {
	r := &reader{}
	decode(&r.opts)
	go r.run()
}

// Whoever imports the package sets the interval.
type Watcher struct{ Options watchOptions }

type watchOptions struct{ Interval time.Duration }

func (w *Watcher) run() *time.Ticker { return time.NewTicker(w.Options.Interval) }

func (l limits) waitLong() {
	time.Sleep(time.Duration(l.timeoutSeconds) * time.Second)
	seconds := time.Duration(l.timeoutSeconds)
	time.Sleep(seconds * time.Second)
}

func pauseFor(items, nanos int64, seconds time.Duration) {
	time.Sleep(time.Duration(items))
	time.Sleep(time.Duration(nanos))
	time.Sleep(time.Duration(seconds))
}

const (
	waitEvery time.Duration = 250
	retries                 = 3
)

func pollTyped() {
	time.Sleep(waitEvery)
	time.Sleep(retries * time.Second)
}

// A product divided by a duration is one again.
func share(part, whole time.Duration) time.Duration {
	return (part - time.Second) * 100 * time.Millisecond / (29 * time.Second)
}

func scaled(part, whole time.Duration) time.Duration { return (part * time.Minute) / whole }

// Who wants more ticks than the time has nanoseconds gets none.
func throttle(count int64, per time.Duration) *time.Ticker {
	return time.NewTicker(per / time.Duration(count))
}

func untilNextChecked(next time.Time) *time.Ticker {
	d := time.Until(next)
	if d <= 0 {
		return nil
	}
	return time.NewTicker(d)
}

func restAtLeast(period time.Duration, start time.Time) *time.Ticker {
	return time.NewTicker(max(period-time.Since(start), time.Second))
}

func perSecondRight(rate int) *time.Ticker {
	return time.NewTicker(time.Second / time.Duration(rate))
}

func orDefault(text string) *time.Ticker {
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		d = time.Minute
	}
	return time.NewTicker(d)
}

func lookedAt(conf map[string]time.Duration) *time.Ticker {
	var d time.Duration
	if v, ok := conf["every"]; ok {
		d = v
	}
	if d == 0 {
		return nil
	}
	return time.NewTicker(d)
}

func byKind(kind int) *time.Ticker {
	var d time.Duration
	switch kind {
	case 0:
		d = time.Second
	case 1:
		d = time.Minute
	}
	return time.NewTicker(d)
}

func positive(d time.Duration) *time.Ticker {
	if d <= 0 {
		d = time.Hour
	}
	return time.NewTicker(d)
}

func switchedOff() *time.Ticker { return positive(0) }
