package defernil

import (
	"context"
	"errors"
	"log"
)

func afterOk(b bool) {
	ok, unlock := lock(b)
	if !ok {
		return
	}
	defer unlock()
}

func tested(name string) {
	if done := hook(name); done != nil {
		defer done()
	}
}

func always(temp bool) {
	cleanup := func() {}
	if temp {
		cleanup = func() { log.Print("removed") }
	}
	defer cleanup()
}

func withDefault(temp bool) {
	var cleanup func()
	if temp {
		cleanup = func() { log.Print("removed") }
	} else {
		cleanup = func() {}
	}
	defer cleanup()
}

func sameFlag(temp bool) {
	var cleanup func()
	if temp {
		cleanup = func() { log.Print("removed") }
	}
	if temp {
		defer cleanup()
	}
}

func timeout(ctx context.Context, limited bool) {
	var cancel context.CancelFunc
	if limited {
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
	}
	<-ctx.Done()
}

func dial(ok bool) (func(), error) {
	if !ok {
		return nil, errors.New("no")
	}
	return func() {}, nil
}

func errorChecked(ok bool) error {
	stop, err := dial(ok)
	if err != nil {
		return err
	}
	defer stop()
	return nil
}

func parameter(f func()) { defer f() }

type handler struct{ done func() }

func (h *handler) field() { defer h.done() }
