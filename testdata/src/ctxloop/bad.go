package ctxloop

import (
	"context"
	"time"
)

type key string

func tag(ctx context.Context, ks []string) context.Context {
	for _, k := range ks {
		ctx = context.WithValue(ctx, key(k), k) // want `ctx grows by one layer in each iteration`
	}
	return ctx
}

func tick(ctx context.Context, f func(context.Context)) {
	for {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want `ctx grows by one layer`
		f(ctx)
		cancel()
	}
}

func inClosure(ctx context.Context, n int, f func(func())) {
	for i := 0; i < n; i++ {
		f(func() {
			ctx = context.WithValue(ctx, key("k"), i) // want `ctx grows by one layer`
		})
	}
}

func nested(ctx context.Context, m [][]string) context.Context {
	for _, ks := range m {
		for _, k := range ks {
			ctx = context.WithValue(ctx, key(k), k) // want `ctx grows by one layer`
		}
	}
	return ctx
}

func call(ctx context.Context, fetch func(context.Context)) {
	p, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	c, cancel2 := context.WithTimeout(p, 10*time.Second) // want `the timeout of 10s never takes effect: the parent's ends after 5s`
	defer cancel2()
	fetch(c)
}

func through(ctx context.Context, fetch func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	c, cancel2 := context.WithTimeout(context.WithValue(ctx, key("k"), 1), time.Minute) // want `the timeout of 1m0s never takes effect`
	defer cancel2()
	fetch(c)
}
