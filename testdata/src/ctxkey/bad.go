package ctxkey

import (
	"context"
	"net/http"
)

func withID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, "requestID", id) // want `a context key of type string may collide with a key of another package`
}

func number(ctx context.Context) context.Context {
	return context.WithValue(ctx, 1, "x") // want `a context key of type int may collide`
}

func unnamed(ctx context.Context) context.Context {
	return context.WithValue(ctx, struct{}{}, "x") // want `a context key of type struct\{\} may collide`
}

const name = "user"

func id(ctx context.Context) any {
	return ctx.Value(name) // want `a context key of type string may collide`
}

func handler(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte(r.Context().Value("user").(string))) // want `a context key of type string may collide`
}

type uidKey struct{}

func uid(ctx context.Context) int {
	return ctx.Value(uidKey{}).(int) // want `the assertion panics for a context without this value`
}

type key int

const traceKey key = 1

func trace(ctx context.Context) func() string {
	return func() string {
		return ctx.Value(traceKey).(string) // want `the assertion panics`
	}
}

func generic[T any](ctx context.Context) T {
	v := ctx.Value(uidKey{}).(T) // want `the assertion panics`
	return v
}

func agent(ctx context.Context) string {
	return ctx.Value("agent").(string) // want `a context key of type string may collide` `the assertion panics`
}

func unknownKey(r *http.Request) int {
	return r.Context().Value(uidKey{}).(int) // want `the assertion panics`
}

type hook struct{}

type hookKey struct{}

func (hook) BeforeCall(ctx context.Context) context.Context { return ctx }

func (hook) AfterCall(ctx context.Context) int {
	return ctx.Value(hookKey{}).(int) // want `the assertion panics for a context without this value`
}

func withHook(ctx context.Context) context.Context { return context.WithValue(ctx, hookKey{}, 1) }
