package ctxcancel

import (
	"context"
	"os"
	"os/signal"
	"time"
)

func discarded(ctx context.Context) error {
	c, _ := context.WithTimeout(ctx, time.Second) // want `the cancel function of context.WithTimeout is discarded`
	return use(c)
}

func stopDiscarded(ctx context.Context) error {
	c, _ := signal.NotifyContext(ctx, os.Interrupt) // want `the cancel function of signal.NotifyContext is discarded`
	return use(c)
}

func earlyReturn(ctx context.Context, ok bool) error {
	c, cancel := context.WithCancel(ctx) // want `cancel is not called on some path, so its context lives until the parent ends`
	if !ok {
		return nil
	}
	defer cancel()
	return use(c)
}

func stopOnOnePath(ctx context.Context, ok bool) error {
	c, stop := signal.NotifyContext(ctx, os.Interrupt) // want `stop is not called on some path`
	if err := use(c); err != nil {
		return err
	}
	stop()
	return nil
}

func cause(ctx context.Context) error {
	c, cancel := context.WithCancelCause(ctx) // want `cancel is not called on some path`
	if err := use(c); err != nil {
		cancel(err)
		return err
	}
	return nil
}

func inLoop(ctx context.Context, n int) {
	for range n {
		c, cancel := context.WithTimeout(ctx, time.Second) // want `cancel is not called on some path`
		if use(c) != nil {
			continue
		}
		cancel()
	}
}

func derive(ctx context.Context) (context.Context, context.CancelFunc, error) {
	c, cancel := context.WithCancel(ctx)
	return c, cancel, nil
}

func throughHelper(ctx context.Context) error {
	c, cancel, err := derive(ctx) // want `cancel is not called on some path`
	if err != nil {
		return err
	}
	if use(c) == nil {
		return nil
	}
	cancel()
	return nil
}

func helperDiscarded(ctx context.Context) error {
	c, _, err := derive(ctx) // want `the cancel function of ctxcancel.derive is discarded`
	if err != nil {
		return err
	}
	return use(c)
}

func inClosure(ctx context.Context) func() error {
	return func() error {
		c, cancel := context.WithTimeout(ctx, time.Second) // want `cancel is not called on some path`
		err := use(c)
		if err != nil {
			return err
		}
		cancel()
		return nil
	}
}

func toHelperThatForgets(ctx context.Context) error {
	c, cancel := context.WithCancel(ctx) // want `cancel is not called on some path`
	ignore(cancel)
	return use(c)
}

func ignore(f context.CancelFunc) {
	if f == nil {
		println("nil")
	}
}

type worker struct {
	ctx  context.Context
	stop context.CancelFunc
}

func newWorker() *worker {
	w := &worker{}
	w.ctx, w.stop = context.WithCancel(context.Background()) // want `nothing ever calls the cancel function kept in field stop`
	return w
}

func generic[T any](ctx context.Context, v T, f func(context.Context, T) bool) {
	c, cancel := context.WithCancel(ctx) // want `cancel is not called on some path`
	if f(c, v) {
		cancel()
	}
}

func use(ctx context.Context) error { return ctx.Err() }
