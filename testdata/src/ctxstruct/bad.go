package ctxstruct

import "context"

type service struct {
	name string
	ctx  context.Context // want `a context in a field of service outlives the call it belongs to: pass it as a parameter`
}

func (s *service) do() error { return s.ctx.Err() }

type client[T any] struct {
	ctx context.Context // want `a context in a field of client outlives`
	v   T
}

func find(id int, ctx context.Context) error { // want `find takes the context behind other parameters`
	return ctx.Err()
}

func (s *service) get(key string, ctx context.Context) error { // want `get takes the context behind other parameters`
	return ctx.Err()
}

func generic[T any](v T, ctx context.Context) error { // want `generic takes the context behind other parameters`
	return ctx.Err()
}
