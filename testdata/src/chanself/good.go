package chanself

import "sync"

func room() int {
	ch := make(chan int, 1)
	ch <- 1
	return <-ch
}

func goroutineFirst() int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	return <-ch
}

func tokens(n int) chan struct{} {
	ch := make(chan struct{}, n)
	for range n {
		ch <- struct{}{}
	}
	return ch
}

func collect(xs []int) []int {
	ch := make(chan int, len(xs))
	for _, x := range xs {
		ch <- x
	}
	close(ch)
	var all []int
	for x := range ch {
		all = append(all, x)
	}
	return all
}

func nonBlocking() {
	ch := make(chan int)
	select {
	case ch <- 1:
	default:
	}
}

func sleepForEver() {
	<-make(chan struct{})
}

func handedOut(register func(chan int)) {
	ch := make(chan int)
	register(ch)
	ch <- 1
}

func closed() {
	ch := make(chan struct{})
	close(ch)
	<-ch
}

func unknownRoom(n int) {
	ch := make(chan int, n)
	ch <- 1
	ch <- 2
}

type pool struct {
	mu    sync.Mutex
	slots map[string]chan int
}

func (p *pool) stored(name string) {
	ch := make(chan int)
	p.mu.Lock()
	p.slots[name] = ch
	p.mu.Unlock()
	ch <- 1
}
