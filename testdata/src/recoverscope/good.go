package recoverscope

import (
	"fmt"
	"log"
	"strings"
)

func direct(work func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	work()
}

func withResult(errp *error) {
	if r := recover(); r != nil {
		*errp = fmt.Errorf("panic: %v", r)
	}
}

func deferredWithArgument(work func()) (err error) {
	defer withResult(&err)
	work()
	return nil
}

func throughVariable(work func()) {
	rescue := func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}
	defer rescue()
	work()
}

func passesValue(work func()) {
	defer func() {
		note(recover())
	}()
	work()
}

func note(r any) {
	if r != nil {
		log.Print(r)
	}
}

// The caller defers what is returned.
func rescuer(name string) func() {
	return func() {
		if r := recover(); r != nil {
			log.Print(name, r)
		}
	}
}

func defersReturned(work func()) {
	defer rescuer("work")()
	work()
}

func nestedDefer(work func()) {
	defer func() {
		defer func() {
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		log.Print("cleaning up")
	}()
	work()
}

type job struct{}

func (j job) rescue() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func (j job) run(work func()) {
	defer j.rescue()
	work()
}

func inGoroutineRight(work func()) {
	go func() {
		defer func() {
			_ = recover()
		}()
		work()
	}()
}

func ordinaryText() {
	defer func() {
		if r := recover(); r != nil && strings.Contains(fmt.Sprint(r), "nil map") {
			log.Print(r)
		}
	}()
}

func fatalTextElsewhere(line string) bool { return strings.Contains(line, "concurrent map") }

func recoverLike(recover func() any) any { return recover() }
