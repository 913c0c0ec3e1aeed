package looptimer

import (
	"context"
	"time"
)

func total(ch <-chan int) {
	limit := time.NewTimer(time.Minute)
	defer limit.Stop()
	for {
		select {
		case v := <-ch:
			use(v)
		case <-limit.C:
			return
		}
	}
}

func periodic(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
			use(1)
		}
	}
}

func everyCaseLeaves(ch <-chan int) int {
	for {
		select {
		case v := <-ch:
			return v
		case <-time.After(time.Second):
			return 0
		}
	}
}

func eachInTime(ch <-chan int, n int) bool {
	for range n {
		select {
		case v := <-ch:
			use(v)
		case <-time.After(time.Second):
			return false
		}
	}
	for i := 0; i < n; i++ {
		select {
		case <-ch:
		case <-time.After(time.Second):
			return false
		}
	}
	return true
}

func outsideLoop(ch <-chan int) {
	select {
	case v := <-ch:
		use(v)
	case <-time.After(time.Second):
	}
}

func tickerCollected(ctx context.Context) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			use(1)
		}
	}
}

func resetNow(t *time.Timer, ch <-chan int) {
	for range ch {
		t.Stop()
		t.Reset(time.Second)
	}
}

// drained gives the workers another interval as long as they get on.
func drained(done chan struct{}, finished func() int) {
	before := -1
	for {
		select {
		case <-done:
			return
		case <-wake:
			before = -1
		case <-time.After(time.Second):
			if n := finished(); n != before {
				before = n
				continue
			}
			return
		}
	}
}

var wake = make(chan struct{})
