//go:build go1.21

package looptimer

import (
	"testing"
	"time"
)

// The ticker of a test is gone with it.
func TestTicks(t *testing.T) {
	n := 0
	for range time.NewTicker(time.Millisecond).C {
		if n++; n == 3 {
			return
		}
	}
}
