package deferargs

import (
	"fmt"
	"io"
	"log"
	"os"
	"sync"
	"time"
)

func work() error { return nil }

func namedError(start time.Time) (err error) {
	defer log.Println("done", err, time.Since(start)) // want `err is evaluated by the defer statement, before it gets its final value` `time.Since is evaluated by the defer statement`
	err = work()
	return err
}

func namedCount(dst io.Writer, src io.Reader) (n int64, err error) {
	defer fmt.Println("copied", n) // want `n is evaluated by the defer statement`
	n, err = io.Copy(dst, src)
	return
}

func returned() (err error) {
	defer finish(err) // want `err is evaluated by the defer statement`
	return work()
}

func finish(err error) {
	if err != nil {
		log.Print(err)
	}
}

func localError() error {
	var err error
	defer finish(err) // want `err is evaluated by the defer statement`
	if err = work(); err != nil {
		return err
	}
	return nil
}

func counter(items []string) {
	count := 0
	defer log.Printf("%d items", count) // want `count is evaluated by the defer statement`
	for range items {
		count++
	}
}

type recorder struct{ t *log.Logger }

func (r *recorder) end(err error) { r.t.Print(err) }

func (r *recorder) do() (err error) {
	defer r.end(err) // want `err is evaluated by the defer statement`
	_, err = os.Stat("x")
	return err
}

func inLiteral() {
	func() {
		var err error
		defer finish(err) // want `err is evaluated by the defer statement`
		err = work()
	}()
}

type stats struct{ lines int }

func (s stats) print() { log.Print(s.lines) }

func copied(lines []string) {
	var s stats
	defer s.print() // want `s is copied by the defer statement, before it is modified`
	for range lines {
		s.lines++
	}
}

func measured(start time.Time) {
	defer observe(time.Since(start)) // want `time.Since is evaluated by the defer statement`
	work()
}

func observe(d time.Duration) { log.Print(d) }

func trace(name string) func() {
	start := time.Now()
	return func() { log.Print(name, time.Since(start)) }
}

func traced() {
	defer trace("traced") // want `trace runs at the end, and the function that it returns is never called`
	work()
}

type span struct{}

func (span) enter() func() { return func() {} }

func spanned(s span) {
	defer s.enter() // want `s.enter runs at the end, and the function that it returns is never called`
	work()
}

func relock(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Lock() // want `mu is locked again when the function returns: defer Unlock instead`
	work()
}

func relockRead(mu *sync.RWMutex) {
	mu.RLock()
	defer mu.RLock() // want `mu is locked again when the function returns: defer RUnlock instead`
	work()
}

type tally struct{ total int }

func (c *tally) add(n int) { c.total += n }

func (c *tally) handle(items []string) {
	n := 0
	defer c.add(n) // want `n is evaluated by the defer statement, before it gets its final value`
	for range items {
		n++
	}
}

func settle(ok bool) {}

func flagged(items []string) {
	var ok bool
	defer settle(ok) // want `ok is evaluated by the defer statement, before it gets its final value`
	ok = len(items) > 0
}
