package ctxnil

import (
	"context"
	"net/http"
	"os/exec"
)

func fetch(ctx context.Context, k string) error {
	<-ctx.Done()
	return ctx.Err()
}

func run() error {
	return fetch(nil, "k") // want `fetch gets a nil context and panics where it uses it`
}

func unset() error {
	var ctx context.Context
	return fetch(ctx, "k") // want `fetch gets a nil context`
}

func onOnePath(ok bool) error {
	var ctx context.Context
	if ok {
		return fetch(context.Background(), "k")
	}
	return fetch(ctx, "k") // want `fetch gets a nil context`
}

type client struct{}

func (client) get(ctx context.Context) error { return ctx.Err() }

func method(c client) error {
	return c.get(nil) // want `get gets a nil context`
}

func request() (*http.Request, error) {
	return http.NewRequestWithContext(nil, "GET", "/", nil) // want `NewRequestWithContext gets a nil context`
}

func command() *exec.Cmd {
	return exec.CommandContext(nil, "ls") // want `CommandContext gets a nil context`
}

func goroutine() {
	go fetch(nil, "k") // want `fetch gets a nil context`
}

func generic[T any](ctx context.Context, v T) error { return ctx.Err() }

func callsGeneric() error {
	return generic(nil, 1) // want `generic gets a nil context`
}
