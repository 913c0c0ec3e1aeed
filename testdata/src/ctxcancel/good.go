package ctxcancel

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"time"
)

func deferred(ctx context.Context) error {
	c, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return use(c)
}

func deferredLater(ctx context.Context, d time.Duration) error {
	var cancel context.CancelFunc
	if d > 0 {
		ctx, cancel = context.WithTimeout(ctx, d)
		defer cancel()
	}
	return use(ctx)
}

func inLiteral(ctx context.Context) error {
	c, cancel := context.WithCancel(ctx)
	defer func() {
		println("done")
		cancel()
	}()
	return use(c)
}

func returned(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

func returnedInFunc(ctx context.Context) (context.Context, func()) {
	c, cancel := context.WithCancel(ctx)
	return c, func() { cancel() }
}

type job struct {
	cancel func()
	ctx    context.Context
}

func (j *job) start() { j.ctx, j.cancel = context.WithCancel(context.Background()) }
func (j *job) Stop()  { j.cancel() }

func literal() *job {
	c, cancel := context.WithCancel(context.Background())
	return &job{cancel, c}
}

func goroutine(ctx context.Context) context.Context {
	c, cancel := context.WithCancel(ctx)
	go func() {
		defer cancel()
		time.Sleep(time.Second)
	}()
	return c
}

func passed(ctx context.Context, wg *sync.WaitGroup) {
	c, cancel := context.WithCancel(ctx)
	go watch(c, cancel, wg)
}

func watch(ctx context.Context, cancel context.CancelFunc, wg *sync.WaitGroup) {
	defer wg.Done()
	defer cancel()
	<-ctx.Done()
}

func afterFunc(ctx context.Context) context.Context {
	c, cancel := context.WithCancel(ctx)
	time.AfterFunc(time.Second, cancel)
	return c
}

func bothBranches(ctx context.Context) error {
	c, cancel := context.WithCancelCause(ctx)
	err := use(c)
	if err != nil {
		cancel(err)
		return err
	}
	cancel(nil)
	return nil
}

func sameCondition(ctx context.Context, limit bool) error {
	cancel := func() {}
	if limit {
		ctx, cancel = context.WithTimeout(ctx, time.Second)
	}
	err := use(ctx)
	cancel()
	return err
}

func stored(ctx context.Context, all map[string]context.CancelFunc) context.Context {
	c, cancel := context.WithCancel(ctx)
	all["x"] = cancel
	return c
}

func exits(ctx context.Context) {
	c, cancel := signal.NotifyContext(ctx, os.Interrupt)
	if use(c) != nil {
		os.Exit(1)
	}
	cancel()
}

func cleanup(ctx context.Context, t interface{ Cleanup(func()) }) context.Context {
	c, cancel := context.WithCancel(ctx)
	t.Cleanup(cancel)
	return c
}

func serveForever(ctx context.Context) {
	c, cancel := context.WithCancel(ctx)
	for {
		if use(c) != nil {
			cancel()
		}
	}
}

func helperFails(ctx context.Context) error {
	c, cancel, err := derive(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	return use(c)
}

type states struct{ all map[string]state }

type state struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *states) add(name string) (context.Context, context.CancelFunc) {
	c, cancel := context.WithCancel(context.Background())
	s.all[name] = state{c, cancel}
	return c, cancel
}

func kept(s *states) { s.add("x") }

func (s state) stop() { s.cancel() }

func reassigned(ctx context.Context) error {
	c, cancel := context.WithCancel(ctx)
	defer func() { cancel() }()
	if use(c) != nil {
		cancel()
		c, cancel = context.WithCancel(ctx)
	}
	return use(c)
}
