package pooluse

import (
	"testing"
	"time"
)

// The test asks what the release has done to the timer.
func TestReleaseTimer(t *testing.T) {
	timer := acquireTimer(time.Second)
	releaseTimer(timer)
	if timer.Stop() {
		t.Error("still runs")
	}
}
