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
