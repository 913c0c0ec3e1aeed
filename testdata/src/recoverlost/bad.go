package recoverlost

import (
	"errors"
	"fmt"
	"log"
)

func bare(work func()) {
	defer func() {
		recover() // want `the recovered panic disappears: it is neither logged, nor returned, nor raised again`
	}()
	work()
}

func blank(work func()) {
	defer func() {
		_ = recover() // want `the recovered panic disappears`
	}()
	work()
}

func comparedOnly(work func()) {
	defer func() {
		if r := recover(); r != nil { // want `the recovered panic disappears`
			return
		}
	}()
	work()
}

func inGoroutine(work func()) {
	go func() {
		defer func() {
			recover() // want `the recovered panic disappears`
		}()
		work()
	}()
}

type worker struct{ jobs chan func() }

func (w *worker) run() {
	for job := range w.jobs {
		w.one(job)
	}
}

func (w *worker) one(job func()) {
	defer swallow()
	job()
}

func swallow() {
	if recover() != nil { // want `the recovered panic disappears`
	}
}

func unnamed(data []byte) (string, error) {
	defer func() {
		if r := recover(); r != nil { // want `after this recover, unnamed returns a nil error as if it had succeeded`
			log.Print("recovered ", r)
		}
	}()
	return string(data[:10]), nil
}

func assignsLocal(work func()) error {
	var err error
	defer func() {
		if r := recover(); r != nil { // want `after this recover, assignsLocal returns a nil error as if it had succeeded`
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	work()
	return err
}

func namedButNotSet(work func()) (err error) {
	defer func() {
		if r := recover(); r != nil { // want `after this recover, namedButNotSet returns a nil error as if it had succeeded`
			log.Print(r)
		}
	}()
	work()
	return nil
}

func logPanic() {
	if r := recover(); r != nil { // want `after this recover, throughHelper returns a nil error as if it had succeeded`
		log.Println("panic:", r)
	}
}

func throughHelper(work func() error) error {
	defer logPanic()
	return work()
}

func literal(work func()) func() error {
	return func() error {
		defer func() {
			if r := recover(); r != nil { // want `after this recover, the function literal returns a nil error as if it had succeeded`
				log.Print(r)
			}
		}()
		work()
		return errors.New("always")
	}
}

func shadowed(work func()) (err error) {
	defer func() {
		if r := recover(); r != nil { // want `after this recover, shadowed returns a nil error as if it had succeeded`
			err := fmt.Errorf("panic: %v", r)
			log.Print(err)
		}
	}()
	work()
	return err
}

func generic[T any](get func() T) (T, error) {
	defer func() {
		if r := recover(); r != nil { // want `after this recover, generic returns a nil error as if it had succeeded`
			log.Print(r)
		}
	}()
	return get(), nil
}
