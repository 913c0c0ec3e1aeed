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

func TestSteps(t *testing.T) {
	const step = 10 * time.Millisecond
	for _, test := range []struct{ at time.Duration }{{5}, {10}} {
		if step*test.at > time.Second {
			t.Error(test.at)
		}
	}
}
