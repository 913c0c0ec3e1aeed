package deferresult

import (
	"fmt"
	"io"
	"os"
	"sync"
)

func closeError(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr // want `assigning err here is too late: the result is copied before deferred calls run`
		}
	}()
	_, err = f.Write(data)
	return err
}

func counter() int {
	n := 0
	defer func() {
		n++ // want `assigning n here is too late`
	}()
	return n
}

func twoResults(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	n := 1
	defer func() {
		err = f.Close() // want `assigning err here is too late`
	}()
	n++
	return n, err
}

func shadowed(path string) (err error) {
	if f, err := os.Open(path); err == nil {
		defer func() {
			err = f.Close() // want `assigning err here is too late`
		}()
		return err
	}
	return nil
}

func text() string {
	s := "a"
	defer func() { s = s + "b" }() // want `assigning s here is too late`
	return s
}

type closer struct{ mu sync.Mutex }

func (c *closer) close() error {
	var err error
	c.mu.Lock()
	defer func() {
		c.mu.Unlock()
		err = os.ErrClosed // want `assigning err here is too late`
	}()
	err = os.Remove("x")
	return err
}

func inLiteral() func() int {
	return func() int {
		n := 1
		defer func() { n = 2 }() // want `assigning n here is too late`
		return n
	}
}

func nested() int {
	n := 1
	defer func() {
		func() {
			n = 3 // want `assigning n here is too late`
		}()
	}()
	return n
}

func slice() []int {
	list := []int{1}
	defer func() {
		list = append(list, 2) // want `assigning list here is too late`
	}()
	return list
}

func throughVariable() int {
	n := 1
	done := func() { n = 2 } // want `assigning n here is too late`
	defer done()
	return n
}

func generic[T any](v, w T) T {
	x := v
	defer func() { x = w }() // want `assigning x here is too late`
	return x
}

type myErr struct{}

func (*myErr) Error() string { return "" }

func converted() error {
	e := &myErr{}
	defer func() {
		e = nil // want `assigning e here is too late`
	}()
	return e
}

func closeInto(err *error, c io.Closer) {
	if cerr := c.Close(); *err == nil {
		*err = cerr
	}
}

func throughPointer(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer closeInto(&err, f) // want `err is assigned too late by this call: the result is copied before deferred calls run`
	_, err = f.Write(data)
	return err
}

func recoverInto(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v", r)
	}
}

func recoveredIntoLocal(b []byte) (int, error) {
	var err error
	defer recoverInto(&err) // want `err is assigned too late by this call`
	return int(b[8]), err
}
