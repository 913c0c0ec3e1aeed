package ctxnil

import (
	"context"
	"testing"
)

func begin(ctx context.Context, n int) bool {
	err := ctx.Err()
	return err == nil && n > 0
}

func TestBegin(t *testing.T) {
	begin(nil, 1) // want `begin gets a nil context and panics where it uses it`
}
