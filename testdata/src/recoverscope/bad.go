package recoverscope

import (
	"errors"
	"fmt"
	"log"
	"strings"
)

func nestedLiteral(work func()) {
	defer func() {
		func() {
			if r := recover(); r != nil { // want `recover has no effect here: no defer statement calls this function directly`
				log.Print(r)
			}
		}()
	}()
	work()
}

func deferredBuiltin(work func()) {
	defer recover() // want `recover has no effect as a deferred call itself`
	work()
}

func asArgument(work func()) {
	defer fmt.Println(recover()) // want `recover has no effect here`
	work()
}

func callAsArgument() { asArgument(func() {}) }

func handle() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func right(work func()) {
	defer handle()
	work()
}

func throughHelper(work func()) {
	defer func() {
		handle() // want `handle cannot recover here: it must be deferred itself`
	}()
	work()
}

func never() error {
	if r := recover(); r != nil { // want `recover has no effect here`
		return fmt.Errorf("panic: %v", r)
	}
	return nil
}

func catches(work func()) error {
	work()
	return never()
}

func inGoroutine(work func()) {
	go func() {
		if r := recover(); r != nil { // want `recover has no effect here`
			log.Print(r)
		}
		work()
	}()
}

func calledAtOnce(work func()) {
	func() {
		recover() // want `recover has no effect here`
	}()
	work()
}

type server struct{}

func (s *server) rescue() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func (s *server) serve(work func()) {
	defer func() {
		log.Print("served")
		s.rescue() // want `rescue cannot recover here: it must be deferred itself`
	}()
	work()
}

func (s *server) serveWell(work func()) {
	defer s.rescue()
	work()
}

func fatalText(m map[string]int, k string) (err error) {
	defer func() {
		if r := recover(); r != nil && strings.Contains(fmt.Sprint(r), "concurrent map") { // want `"concurrent map" is a fatal error, which recover never sees`
			err = errors.New("retry")
		}
	}()
	m[k]++
	return nil
}

func fatalEqual() {
	defer func() {
		if r := recover(); fmt.Sprint(r) == "sync: unlock of unlocked mutex" { // want `"unlock of unlocked" is a fatal error, which recover never sees`
			log.Print("twice")
		}
	}()
}

func Exported() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func throughExported(work func()) {
	defer func() {
		Exported() // want `Exported cannot recover here: it must be deferred itself`
	}()
	work()
}

type worker struct{}

// The handler is two calls deep.
func (w *worker) guard() {
	handle() // want `handle cannot recover here: it must be deferred itself`
}

func (w *worker) run(work func()) {
	defer w.guard()
	work()
}
