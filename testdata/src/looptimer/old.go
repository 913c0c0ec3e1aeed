//go:build go1.21

package looptimer

import (
	"context"
	"sync"
	"time"
)

func oldRetained(ctx context.Context, ch <-chan int) {
	for {
		select {
		case v := <-ch:
			use(v)
		case <-ctx.Done():
			return
		case <-time.After(time.Minute): // want `every turn of the loop leaves a timer behind until it fires`
			use(0)
		}
	}
}

func oldUnstopped(ctx context.Context) {
	t := time.NewTicker(time.Second) // want `the ticker is not stopped on some path: before Go 1.23 it is never collected`
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			use(1)
		}
	}
}

func oldStoppedOnOnePath(fail bool) {
	t := time.NewTicker(time.Second) // want `the ticker is not stopped on some path: .*`
	if fail {
		return
	}
	<-t.C
	t.Stop()
}

func oldStopped(ctx context.Context) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	<-t.C
}

func oldHandedOn() *time.Ticker {
	t := time.NewTicker(time.Second)
	return t
}

func oldUndrained(t *time.Timer, ch <-chan int) {
	for range ch {
		if !t.Stop() {
			_ = t.Reset(time.Second) // want `the timer may have fired: before Go 1.23 the old tick is still in its channel`
		}
	}
}

func oldDrained(t *time.Timer, ch <-chan int) {
	for range ch {
		if !t.Stop() {
			select {
			case <-t.C:
			default:
			}
		}
		t.Reset(time.Second)
	}
}

func oldReceived(t *time.Timer) {
	for {
		<-t.C
		t.Reset(time.Second)
	}
}

func oldDelayed(d time.Duration, f func()) {
	t := time.AfterFunc(d, f)
	t.Reset(d)
}

func oldLength(t *time.Timer) bool { return len(t.C) > 0 }

// Timers go back to the pool stopped and drained.
var timers = sync.Pool{New: func() any { return time.NewTimer(time.Hour) }}

func oldPooled(ch <-chan int) {
	t := timers.Get()
	timer := t.(*time.Timer)
	timer.Reset(time.Second)
	defer func() {
		timer.Stop()
		select {
		case <-timer.C:
		default:
		}
		timers.Put(t)
	}()
	select {
	case v := <-ch:
		use(v)
	case <-timer.C:
	}
}
