package ctxkey

import (
	"context"
	"net/http"
	"testing"
)

type goodKey struct{}

var pointerKey = &struct{ name string }{"user"}

func stored(ctx context.Context) context.Context {
	ctx = context.WithValue(ctx, goodKey{}, 1)
	return context.WithValue(ctx, pointerKey, 2)
}

func checked(ctx context.Context) (int, bool) {
	n, ok := ctx.Value(goodKey{}).(int)
	return n, ok
}

func nilTested(ctx context.Context) int {
	if ctx.Value(goodKey{}) == nil {
		return 0
	}
	return ctx.Value(goodKey{}).(int)
}

func just(ctx context.Context) int {
	ctx = context.WithValue(ctx, goodKey{}, 1)
	return ctx.Value(goodKey{}).(int)
}

func foreign(r *http.Request) *http.Server {
	return r.Context().Value(http.ServerContextKey).(*http.Server)
}

func switched(ctx context.Context) string {
	switch v := ctx.Value(goodKey{}).(type) {
	case string:
		return v
	}
	return ""
}

func parameter(ctx context.Context, key any) any { return ctx.Value(key) }

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), goodKey{}, 1)))
	})
}

func behindMiddleware(w http.ResponseWriter, r *http.Request) {
	_ = r.Context().Value(goodKey{}).(int)
}

type bag struct{}

func (bag) Value(key any) any { return nil }

func other(b bag) any { return b.Value("x") }

type tracer struct{}

type spanKey struct{}

func (tracer) TraceStart(ctx context.Context) context.Context {
	return context.WithValue(ctx, spanKey{}, 1)
}

func (tracer) TraceEnd(ctx context.Context) int { return ctx.Value(spanKey{}).(int) }

// It helps tests: the contexts are theirs, and a panic fails them.
func assertSame(t *testing.T, want, got context.Context) {
	if want.Value(ownKey{}).(string) != got.Value(ownKey{}).(string) {
		t.Error("another value")
	}
}

type ownKey struct{}
