package deferresult

import (
	"fmt"
	"io"
	"log"
	"os"
)

func named(path string, data []byte) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	_, err = f.Write(data)
	return err
}

func usedAfter() int {
	n := 1
	defer func() {
		n++
		log.Print(n)
	}()
	return n
}

func usedByEarlierDefer() int {
	n := 1
	defer func() { log.Print(n) }()
	defer func() { n = 2 }()
	return n
}

func notReturned() int {
	open := true
	defer func() { open = false }()
	if open {
		return 1
	}
	return 2
}

func pointer() *int {
	n := 1
	defer func() { n = 2 }()
	return &n
}

func returnedBefore(fail bool) error {
	err := os.Remove("x")
	if fail {
		return err
	}
	defer func() { err = nil }()
	return nil
}

func field() *closer {
	c := &closer{}
	defer func() { *c = closer{} }()
	return c
}

func recovered(work func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	work()
	return err
}

func sharedWithGoroutine(ch chan int) int {
	n := 1
	go func() { ch <- n }()
	defer func() { n = 2 }()
	return n
}

func outer() (n int) {
	func() {
		defer func() { n = 2 }()
	}()
	return n
}

func keepFirst(err *error, c io.Closer) {
	if cerr := c.Close(); *err == nil {
		*err = cerr
	}
}

func throughPointerNamed(path string, data []byte) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer keepFirst(&err, f)
	_, err = f.Write(data)
	return err
}

func throughPointerKept(path string, errs *[]*error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	*errs = append(*errs, &err)
	defer keepFirst(&err, f)
	_, err = f.WriteString("x")
	return err
}

func rescueInto(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v", r)
	}
}

func recoveredIntoResult(b []byte) (n int, err error) {
	defer rescueInto(&err)
	return int(b[8]), nil
}
