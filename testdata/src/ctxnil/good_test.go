package ctxnil

import (
	"context"
	"testing"
	"time"
)

func wait(ctx context.Context, d time.Duration) bool {
	if d > 0 {
		_, ok := ctx.Deadline()
		return ok
	}
	return d == 0
}

// The test takes the path that has no use for the context.
func TestNoWait(t *testing.T) {
	if wait(nil, -1) {
		t.Error("waits")
	}
}
