package deadtimeout

import (
	"context"
	"time"
)

func waits(ch <-chan int) (int, bool) {
	select {
	case v := <-ch:
		return v, true
	case <-time.After(time.Second):
		return 0, false
	}
}

func poll(ch <-chan int) (int, bool) {
	select {
	case v := <-ch:
		return v, true
	default:
		return 0, false
	}
}

func startedBefore(ch <-chan int) {
	t := time.NewTimer(time.Second)
	defer t.Stop()
	for {
		select {
		case <-ch:
			return
		case <-t.C:
			return
		default:
			time.Sleep(time.Millisecond)
		}
	}
}

func context1(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

func atOnce() {
	select {
	case <-time.After(0):
	default:
	}
}
