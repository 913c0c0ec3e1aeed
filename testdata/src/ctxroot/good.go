package ctxroot

import (
	"context"
	"net/http"
	"time"
)

func passed(ctx context.Context) error { return fetch(ctx, "k") }

func noneAtHand() error { return fetch(context.Background(), "k") }

func nilContext(ctx context.Context) error {
	if ctx == nil {
		ctx = context.Background()
	}
	return fetch(ctx, "k")
}

func audit(ctx context.Context) {
	go func() {
		fetch(context.Background(), "k")
	}()
	go fetch(context.Background(), "k")
}

func serve(ctx context.Context, srv *http.Server) error {
	go srv.ListenAndServe()
	<-ctx.Done()
	c, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return srv.Shutdown(c)
}

func shutdown(ctx context.Context, srv *http.Server) error {
	return srv.Shutdown(context.Background())
}

func deferred(ctx context.Context) {
	defer fetch(context.Background(), "k")
}

type worker struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (w *worker) start(ctx context.Context) error {
	w.ctx, w.cancel = context.WithCancel(context.Background())
	return ctx.Err()
}

func callback(ctx context.Context, register func(func())) {
	register(func() { fetch(context.Background(), "k") })
}

func blank(_ context.Context) error { return fetch(context.Background(), "k") }

func statusAfterFailure(ctx context.Context, start func(context.Context) error, status func(context.Context) string) string {
	if err := start(ctx); err != nil {
		return "failed: " + status(context.Background())
	}
	return status(ctx)
}

type printer interface {
	Printf(ctx context.Context, format string, args ...any)
}

func told(ctx context.Context, out printer, name string) error {
	out.Printf(context.Background(), "fetching %s", name)
	return fetch(ctx, name)
}

func watched(ctx context.Context, watch func(context.Context)) error {
	if ctx != context.Background() {
		watch(ctx)
	}
	return fetch(ctx, "k")
}
