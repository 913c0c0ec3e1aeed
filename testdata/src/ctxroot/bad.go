package ctxroot

import (
	"context"
	"net/http"
	"time"
)

func fetch(ctx context.Context, k string) error { return ctx.Err() }

func profile(w http.ResponseWriter, r *http.Request) {
	fetch(context.Background(), r.URL.Path) // want `a new root context ignores the deadline and cancellation of r.Context\(\)`
}

func timeout(ctx context.Context) error {
	c, cancel := context.WithTimeout(context.Background(), time.Second) // want `a new root context ignores the deadline and cancellation of ctx`
	defer cancel()
	return fetch(c, "k")
}

func todo(ctx context.Context) error {
	return fetch(context.TODO(), "k") // want `a new root context ignores`
}

type svc struct{}

func (svc) do(ctx context.Context, n int) error {
	if n > 0 {
		bg := context.Background() // want `a new root context ignores`
		return fetch(bg, "k")
	}
	return nil
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fetch(context.Background(), "k") // want `a new root context ignores`
	})
}

func generic[T any](ctx context.Context, v T) error {
	return fetch(context.Background(), "k") // want `a new root context ignores`
}

type database interface {
	Exec(ctx context.Context, query string, args ...any) error
}

func executed(ctx context.Context, db database) error {
	return db.Exec(context.Background(), "delete from t where id = ?", 1) // want `a new root context ignores`
}
