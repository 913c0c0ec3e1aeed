// Package variables has goroutines that wait for channels in package variables.
package variables

import (
	"errors"
	"time"
)

var unread = make(chan string)

func emit(s string) {
	go func() { unread <- s }() // want `goroutine can block for ever sending on unread: nobody receives from it`
}

var quit = make(chan struct{})

func poll(look func()) {
	go func() { // want `goroutine never ends: nobody sends to quit or closes it`
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
}

var ready chan int

func prepare() { ready = make(chan int) }

func whenReady(f func()) {
	go func() {
		<-ready // want `goroutine can block for ever receiving from ready: nobody sends to it or closes it`
		f()
	}()
}

var result = make(chan int)

func compute(f func() int) (int, error) {
	go func() { result <- f() }() // want `goroutine can block for ever sending on result: its receiver may take another case`
	select {
	case v := <-result:
		return v, nil
	case <-time.After(time.Second):
		return 0, errors.New("too late")
	}
}

// Right: others receive, or may.
var (
	served   = make(chan int)
	Exported = make(chan int)
	handed   = make(chan int)
	a, b     = pair()
)

func pair() (chan int, chan int) { return make(chan int), make(chan int) }

func serve(v int) {
	go func() { served <- v }()
	go func() { Exported <- v }()
	go func() { handed <- v }()
	go func() { a <- v }()
	go func() { b <- v }()
}

func Served() int        { return <-served }
func Handed() <-chan int { return handed }

// Right: it runs as long as the program.
var stop = make(chan struct{})

func init() {
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Minute):
				println("alive")
			}
		}
	}()
}
