package ctxnil

import (
	"context"
	"log/slog"
)

func ignores(_ context.Context, k string) string { return k }

func tolerates(ctx context.Context) error {
	if ctx == nil {
		ctx = context.Background()
	}
	return ctx.Err()
}

func forwards(ctx context.Context) error { return tolerates(ctx) }

func viaForward() error { return forwards(nil) }

func good(l *slog.Logger) {
	ignores(nil, "k")
	tolerates(nil)
	fetch(context.TODO(), "k")
	l.LogAttrs(nil, slog.LevelInfo, "x")
	takesAny(nil)
	var ctx context.Context
	ctx = context.Background()
	fetch(ctx, "k")
}

func takesAny(v any) {}
