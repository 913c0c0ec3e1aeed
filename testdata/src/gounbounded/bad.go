package gounbounded

import (
	"context"
	"net"
	"sync"

	"golang.org/x/sync/semaphore"
)

func use(...any) {}

func crawl(urls <-chan string) {
	sem := make(chan struct{}, 8)
	for u := range urls {
		go func() {
			sem <- struct{}{} // want `sem is acquired inside the goroutine, so it bounds the work but not the number of goroutines`
			defer func() { <-sem }()
			use(u)
		}()
	}
}

func group(urls []string) {
	sem := make(chan bool, 8)
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- true // want `sem is acquired inside the goroutine`
			use(u)
			<-sem
		}()
	}
	wg.Wait()
}

type server struct{ slots chan struct{} }

func (s *server) serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go s.handle(c)
	}
}

func (s *server) handle(c net.Conn) {
	s.slots <- struct{}{} // want `s.slots is acquired inside the goroutine`
	defer func() { <-s.slots }()
	use(c)
}

func weighted(ctx context.Context, urls <-chan string) {
	sem := semaphore.NewWeighted(8)
	for u := range urls {
		go func() {
			if sem.Acquire(ctx, 1) != nil { // want `sem is acquired inside the goroutine`
				return
			}
			defer sem.Release(1)
			use(u)
		}()
	}
}

func withGo(urls <-chan string) {
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for u := range urls {
		wg.Go(func() {
			sem <- struct{}{} // want `sem is acquired inside the goroutine`
			defer func() { <-sem }()
			use(u)
		})
	}
	wg.Wait()
}
