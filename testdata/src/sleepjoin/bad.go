package sleepjoin

import (
	"fmt"
	"log"
	"sync/atomic"
	"time"
)

func use(...any) {}

func hope() {
	for i := range 10 {
		go use(i)
	}
	time.Sleep(time.Second) // want `time.Sleep does not wait for the goroutine, which may need longer: wait for a signal of it`
}

func printed() {
	n := 0
	go func() { n = 1 }()
	time.Sleep(100 * time.Millisecond) // want `time.Sleep does not wait for the goroutine`
	fmt.Println(n)
}

type worker struct{ n atomic.Int64 }

func (w *worker) run() { w.n.Add(1) }

func method(w *worker) int64 {
	go w.run()
	time.Sleep(time.Millisecond) // want `time.Sleep does not wait for the goroutine`
	return w.n.Load()
}

func stopped() {
	quit := make(chan bool)
	go func() {
		for {
			select {
			case <-quit:
				log.Println("done")
				return
			default:
			}
		}
	}()
	close(quit)
	time.Sleep(time.Second) // want `time.Sleep does not wait for the goroutine`
}

func start(f func()) { go f() }

func throughHelper() {
	start(func() { use(1) })
	time.Sleep(time.Second) // want `time.Sleep does not wait for the goroutine`
}

func onOnePath(background bool) {
	if background {
		go use(1)
	}
	time.Sleep(time.Second) // want `time.Sleep does not wait for the goroutine`
}
