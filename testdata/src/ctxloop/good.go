package ctxloop

import (
	"context"
	"time"
)

func fresh(ctx context.Context, n int, f func(context.Context)) {
	for range n {
		c, cancel := context.WithTimeout(ctx, time.Second)
		f(c)
		cancel()
	}
}

func shadowed(ctx context.Context, n int, f func(context.Context)) {
	for range n {
		ctx := context.WithValue(ctx, key("k"), 1)
		f(ctx)
	}
}

func local(ctxs []context.Context, f func(context.Context)) {
	for _, ctx := range ctxs {
		ctx = context.WithValue(ctx, key("k"), 1)
		f(ctx)
	}
}

func first(ctx context.Context, ks []string) context.Context {
	for _, k := range ks {
		if k != "" {
			ctx = context.WithValue(ctx, key("k"), k)
			break
		}
	}
	return ctx
}

func anew(parent context.Context, n int, f func(context.Context)) {
	var ctx context.Context
	for range n {
		ctx = parent
		ctx = context.WithValue(ctx, key("k"), 1)
		f(ctx)
	}
}

func shorter(ctx context.Context, fetch func(context.Context)) {
	p, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	c, cancel2 := context.WithTimeout(p, 5*time.Second)
	defer cancel2()
	fetch(c)
}

func siblings(ctx context.Context, fetch func(context.Context)) {
	a, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	b, cancel2 := context.WithTimeout(ctx, time.Minute)
	defer cancel2()
	fetch(a)
	fetch(b)
}

func notALoop(ctx context.Context) context.Context {
	ctx = context.WithValue(ctx, key("k"), 1)
	return ctx
}
