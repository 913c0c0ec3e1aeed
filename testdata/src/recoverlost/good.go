package recoverlost

import (
	"fmt"
	"log"
	"os"
	"reflect"
	"runtime/debug"
)

func logged(work func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	work()
}

func setsResult(work func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	work()
	return nil
}

func setsOther(work func()) (ok bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
			ok = false
		}
	}()
	work()
	return true, nil
}

func byAddress(work func()) (err error) {
	defer rescue(&err)
	work()
	return nil
}

func rescue(errp *error) {
	if r := recover(); r != nil {
		*errp = fmt.Errorf("panic: %v", r)
	}
}

func byHelper(work func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			assign(&err, r)
		}
	}()
	work()
	return nil
}

func assign(errp *error, r any) { *errp = fmt.Errorf("panic: %v", r) }

func raisedAgain(work func() error) error {
	defer func() {
		if r := recover(); r != nil {
			log.Print("failed")
			panic(r)
		}
	}()
	return work()
}

func exits(work func() error) error {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
			os.Exit(2)
		}
	}()
	return work()
}

func sends(work func(), failures chan<- error) error {
	defer func() {
		if r := recover(); r != nil {
			failures <- fmt.Errorf("panic: %v", r)
		}
	}()
	work()
	return nil
}

func outside(work func()) error {
	var failure error
	func() error {
		defer func() {
			if r := recover(); r != nil {
				failure = fmt.Errorf("panic: %v", r)
			}
		}()
		work()
		return nil
	}()
	return failure
}

func closeTwice(ch chan int) {
	defer func() { recover() }()
	close(ch)
}

func trySend(ch chan int) (sent bool) {
	defer func() { recover() }()
	ch <- 1
	return true
}

func flags(work func()) (panicked bool) {
	defer func() {
		panicked = recover() != nil
	}()
	work()
	return false
}

func flagsOnBranch(work func()) (panicked bool) {
	defer func() {
		if recover() != nil {
			panicked = true
		}
	}()
	work()
	return false
}

func value(work func()) (r any) {
	defer func() { r = recover() }()
	work()
	return nil
}

func explainedInside(a, b any) (same bool) {
	defer func() {
		// Values that cannot be compared are not the same.
		_ = recover()
	}()
	return a == b
}

// Values that cannot be compared are not equal.
func equal(a, b any) bool {
	defer func() {
		recover()
	}()
	return a == b
}

var disableRecover bool

func switched(parse func([]byte) int, data []byte) int {
	if !disableRecover {
		defer func() {
			recover()
		}()
	}
	return parse(data)
}

func aboveDefer(parse func([]byte) int, data []byte) (n int) {
	// Malformed data counts as none.
	defer func() {
		recover()
	}()
	return parse(data)
}

func aboveCondition(parse func([]byte) int, data []byte, lenient bool) (n int) {
	// Malformed data counts as none.
	if lenient {
		defer func() {
			recover()
		}()
	}
	return parse(data)
}

// documented returns 0 if parse panics.
func documented(parse func([]byte) int, data []byte) (n int) {
	defer func() {
		recover()
	}()
	return parse(data)
}

func knownPanic(b []byte) ([]byte, error) {
	defer func() {
		// Old versions of the decoder panic for what they report today.
		_ = recover()
	}()
	return decodeOld(b)
}

func decodeOld(b []byte) ([]byte, error) { return b[1:], nil }

// The fallback is set after a panic, and for another reason too.
func label(describe func() string) (text string) {
	defer func() {
		r := recover()
		if r != nil || text == "" {
			text = "unknown"
		}
	}()
	return describe()
}

// Package reflect panics where a type does not fit, and has the zero Value.
func converted(v reflect.Value, t reflect.Type) reflect.Value {
	defer func() { recover() }()
	return v.Convert(t)
}
