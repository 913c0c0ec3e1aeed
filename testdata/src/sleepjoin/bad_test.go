package sleepjoin

import (
	"sync/atomic"
	"testing"
	"time"
)

func TestCalled(t *testing.T) {
	var called atomic.Bool
	go func() { called.Store(true) }()
	time.Sleep(10 * time.Millisecond) // want `time.Sleep does not wait for the goroutine, which may need longer: wait for a signal of it, or use testing/synctest`
	println(called.Load())
}

func TestInGoroutine(t *testing.T) {
	go func() {
		if !succeeds() {
			t.Error("did not succeed")
		}
	}()
	time.Sleep(10 * time.Millisecond) // want `time.Sleep does not wait for the goroutine`
}

func succeeds() bool { return true }
