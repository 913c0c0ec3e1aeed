package ctxstruct

import (
	"context"
	"testing"
)

type runner struct {
	ctx    context.Context
	cancel context.CancelFunc
}

type scoped struct {
	context.Context
	id string
}

type fetchRequest struct {
	ctx context.Context
	url string
}

type session struct {
	ctx context.Context
}

func (s *session) Context() context.Context { return s.ctx }

type loop struct {
	ctx  context.Context
	done chan struct{}
}

func first(ctx context.Context, id int) error { return ctx.Err() }

func helper(t *testing.T, ctx context.Context) error { return ctx.Err() }

func (r *runner) method(ctx context.Context, id int) error { return ctx.Err() }

func none(id int) {}
