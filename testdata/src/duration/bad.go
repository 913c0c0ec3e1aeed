package duration

import (
	"context"
	"math/rand"
	"net/http"
	"strconv"
	"time"
)

func bare() {
	time.Sleep(100)             // want `100 without a unit is 100 nanoseconds`
	<-time.After(5)             // want `5 without a unit is 5 nanoseconds`
	time.NewTimer(30).Stop()    // want `30 without a unit`
	time.AfterFunc(60*60, bare) // want `3600 without a unit`
	wait(10)                    // want `10 without a unit`
	t := time.NewTicker(1000)   // want `1000 without a unit`
	t.Reset(500)                // want `500 without a unit`
}

func wait(d time.Duration) { time.Sleep(d) }

func timeout(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, 30) // want `30 without a unit`
}

func client() *http.Client {
	return &http.Client{Timeout: 10} // want `10 without a unit`
}

func squared(ms time.Duration) {
	time.Sleep(ms * time.Millisecond) // want `ms \* time.Millisecond multiplies a duration by a duration: nanoseconds squared`
}

type config struct{ Interval time.Duration }

func (c config) wait(n int) {
	time.Sleep(c.Interval * time.Second)             // want `multiplies a duration by a duration`
	time.Sleep(time.Since(time.Time{}) * c.Interval) // want `multiplies a duration by a duration`
}

func watch(ttl time.Duration) *time.Ticker {
	return time.NewTicker(ttl / 3) // want `NewTicker panics when the division yields 0`
}

func zero() *time.Ticker {
	return time.NewTicker(0) // want `NewTicker panics for an interval that is not positive`
}

func tick() <-chan time.Time {
	return time.Tick(-1) // want `Tick returns nil, from which a receive waits for ever for an interval that is not positive`
}

func jitter() *time.Ticker {
	return time.NewTicker(time.Duration(rand.Intn(10)) * time.Second) // want `NewTicker panics when the random number is 0`
}

func parsed(s string) *time.Ticker {
	n, _ := strconv.Atoi(s)
	return time.NewTicker(time.Duration(n) * time.Second) // want `NewTicker panics when the input is 0`
}

func (c config) field() *time.Ticker {
	return time.NewTicker(c.Interval / 2) // want `NewTicker panics when the division yields 0`
}

func configure(s *http.Server) {
	s.ReadTimeout = 5 // want `5 without a unit is 5 nanoseconds`
}

func converted(done chan bool) {
	timeout := time.Duration(5) // want `5 without a unit is 5 nanoseconds`
	select {
	case <-done:
	case <-time.After(timeout):
	}
}

type flushOptions struct {
	Interval time.Duration
	size     int
}

type flusher struct{ opts flushOptions }

func (f *flusher) run() *time.Ticker {
	return time.NewTicker(f.opts.Interval) // want `NewTicker panics when Interval is 0, which nothing in the package ever sets`
}

func startFlusher() { go (&flusher{flushOptions{size: 8}}).run() }

type limits struct {
	timeoutSeconds int
	DelayMs        int64
}

func (l limits) wait() {
	time.Sleep(time.Duration(l.timeoutSeconds)) // want `l.timeoutSeconds counts seconds, but without a unit it is as many nanoseconds`
}

func (l limits) client() *http.Client {
	return &http.Client{Timeout: time.Duration(l.DelayMs)} // want `l.DelayMs counts milliseconds`
}

const pollEvery = 250

func poll() {
	time.Sleep(pollEvery) // want `250 without a unit is 250 nanoseconds`
}

func untilNext(next time.Time) *time.Ticker {
	return time.NewTicker(time.Until(next)) // want `NewTicker panics when the instant has passed`
}

func rest(period time.Duration, start time.Time) *time.Ticker {
	return time.NewTicker(period - time.Since(start)) // want `NewTicker panics when more time has passed`
}

func perSecond(rate int) *time.Ticker {
	return time.NewTicker(time.Duration(1/rate) * time.Second) // want `NewTicker panics when the division yields 0`
}

func perMinute(rate int64) <-chan time.Time {
	return time.Tick(time.Second * time.Duration(60/rate)) // want `Tick returns nil, from which a receive waits for ever when the division yields 0`
}

func leftByError(text string) *time.Ticker {
	d, err := time.ParseDuration(text)
	if err != nil {
		d = 0
	}
	return time.NewTicker(d) // want `NewTicker panics when there is an error`
}

func leftByLookup(conf map[string]time.Duration) *time.Ticker {
	var d time.Duration
	if v, ok := conf["every"]; ok {
		d = v
	}
	return time.NewTicker(d) // want `NewTicker panics when the key is missing`
}

func leftByText(text string) <-chan time.Time {
	var secs int
	if text != "" {
		secs = len(text)
	}
	d := time.Duration(secs)
	return time.Tick(d * time.Second) // want `when the text is empty`
}

type beat struct{ t *time.Ticker }

func (b *beat) every(d time.Duration) { b.t.Reset(d) } // want `Reset panics for the interval 0 that a caller passes as d`

func (b *beat) off() { b.every(0) }

func tickEvery(d time.Duration) *time.Ticker {
	return time.NewTicker(d) // want `NewTicker panics for the interval 0`
}

const never = 0

func unpaced() *time.Ticker { return tickEvery(never) }

func paced() *time.Ticker { return tickEvery(time.Second) }
