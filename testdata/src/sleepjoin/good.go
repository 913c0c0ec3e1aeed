package sleepjoin

import (
	"net/http"
	"os"
	"os/signal"
	"sync"
	"time"
)

func waits() {
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { use(i) })
	}
	wg.Wait()
	time.Sleep(time.Second)
}

func receives() {
	done := make(chan bool)
	go func() { use(1); done <- true }()
	time.Sleep(time.Second)
	<-done
}

func daemon() {
	go func() {
		for {
			use(1)
		}
	}()
	time.Sleep(time.Second)
}

func paced(items []int) {
	for _, item := range items {
		go use(item)
		time.Sleep(time.Millisecond)
	}
}

func before() {
	time.Sleep(time.Second)
	go use(1)
}

func goesOn() {
	go use(1)
	time.Sleep(time.Second)
	use(2)
}

func configured(d time.Duration) {
	go use(1)
	time.Sleep(d)
}

func inGoroutine() {
	go func() {
		time.Sleep(time.Second)
		use(1)
	}()
}

func released(workers int) {
	quit := make(chan struct{})
	for range workers {
		go func() { <-quit }()
	}
	close(quit)
	time.Sleep(10 * time.Millisecond)
}

func startedServer(addr string) *http.Server {
	srv := &http.Server{Addr: addr}
	go srv.ListenAndServe()
	time.Sleep(time.Second)
	return srv
}

func blockedReader(read func() int) func() int {
	c := make(chan int)
	go func() { c <- read() }()
	time.Sleep(10 * time.Millisecond)
	return func() int { return <-c }
}

func resultElsewhere(read func() error) error {
	errc := make(chan error, 1)
	begin := func() {
		go func() { errc <- read() }()
		time.Sleep(10 * time.Millisecond)
	}
	begin()
	return <-errc
}

// The sleep is how long the goroutine runs.
func measured(work func()) {
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				work()
			}
		}
	}()
	time.Sleep(time.Second)
	close(stop)
}

// One goroutine serves, one waits for a signal: the sleep is for neither.
func lingers() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	go func() {
		<-stop
		println("stopping")
	}()
	go func() {
		if err := http.ListenAndServe("localhost:8080", nil); err != nil {
			panic(err)
		}
	}()
	use(1)
	time.Sleep(5 * time.Second)
}
