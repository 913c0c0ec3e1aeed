package duration

import (
	"testing"
	"time"
)

func TestNegative(t *testing.T) {
	if time.Tick(-1) != nil {
		t.Error("not nil")
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	time.NewTicker(0)
}

func TestHalf(t *testing.T) {
	for _, interval := range []time.Duration{time.Second, time.Minute} {
		time.NewTicker(interval / 2).Stop()
	}
}

type settings struct{ beat time.Duration }

func beats(s settings) *time.Ticker { return time.NewTicker(s.beat / 2) }
