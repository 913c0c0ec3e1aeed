package defernil

import "log"

func lock(ok bool) (bool, func()) {
	if !ok {
		return false, nil
	}
	return true, func() {}
}

func beforeOk(b bool) {
	ok, unlock := lock(b)
	defer unlock() // want `unlock may be nil where it is deferred, and calling it panics`
	if !ok {
		return
	}
	log.Print("locked")
}

func someCleanup(temp bool) {
	var cleanup func()
	if temp {
		cleanup = func() { log.Print("removed") }
	}
	defer cleanup() // want `cleanup may be nil where it is deferred, and calling it panics`
	log.Print("working")
}

func hook(name string) func() {
	switch name {
	case "a":
		return func() {}
	}
	return nil
}

func single(name string) {
	done := hook(name)
	defer done() // want `done may be nil where it is deferred`
}

func direct(name string) {
	defer hook(name)() // want `may be nil where it is deferred`
}

func started(name string) {
	run := hook(name)
	go run() // want `run may be nil where it is started`
}

type store struct{}

func (s *store) open(n int) (int, func()) {
	if n == 0 {
		return 0, nil
	}
	return n, func() {}
}

func (s *store) use(n int) int {
	v, release := s.open(n)
	defer release() // want `release may be nil where it is deferred`
	return v
}

func called(b bool) {
	_, unlock := lock(b)
	unlock() // want `unlock may be nil where it is called`
}

func captured(temp bool) {
	var cleanup func()
	if temp {
		cleanup = func() { log.Print("removed") }
	}
	defer func() { log.Print(cleanup == nil) }()
	defer cleanup() // want `cleanup may be nil where it is deferred`
}

func generic[T any](v T, keep bool) {
	var drop func(T)
	if !keep {
		drop = func(T) {}
	}
	defer drop(v) // want `drop may be nil where it is deferred`
}

type job struct{ finish func() }

func (j *job) neverSet() {
	defer j.finish() // want `j.finish may be nil where it is deferred, and calling it panics`
}
