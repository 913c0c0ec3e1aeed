package ctxkey

import (
	"context"
	"testing"
)

func TestStored(t *testing.T) {
	ctx := context.WithValue(context.Background(), "key", "value")
	if ctx.Value("key").(string) != "value" {
		t.Error("not stored")
	}
}
