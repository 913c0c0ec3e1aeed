package chanlen

import "sync"

func tryPut(ch chan int, v int) bool {
	select {
	case ch <- v:
		return true
	default:
		return false
	}
}

func report(ch chan int, gauge func(int)) {
	if len(ch) > 10 {
		gauge(len(ch))
	}
}

func other(a, b chan int) {
	if len(a) > 0 {
		b <- 1
	}
}

func checkedAgain(ch chan int) {
	if len(ch) > 0 {
		select {
		case <-ch:
		default:
		}
	}
}

func slices(s []int, ch chan int) {
	if len(s) > 0 {
		ch <- s[0]
	}
}

func capacity(ch chan int) {
	if cap(ch) == 0 {
		panic("unbuffered")
	}
	ch <- 1
}

func onlyReceiver(workers []func() error) error {
	errs := make(chan error, len(workers))
	for _, w := range workers {
		if err := w(); err != nil {
			errs <- err
		}
	}
	if len(errs) > 0 {
		return <-errs
	}
	return nil
}

func twoRounds(work func(chan<- error)) error {
	errc := make(chan error, 4)
	fill := func() {
		errc <- nil
	}
	fill()
	if len(errc) > 0 {
		return <-errc
	}
	errc = make(chan error, 4)
	fill()
	if len(errc) > 0 {
		return <-errc
	}
	return nil
}

type batch struct {
	items chan string
	err   error
}

// Nobody knows the batch before it is full.
func fill(n int, next func() (string, error)) *batch {
	b := &batch{items: make(chan string, n)}
	for len(b.items) < n {
		s, err := next()
		if err != nil {
			b.err = err
			break
		}
		b.items <- s
	}
	go func() { b.items <- "" }()
	return b
}

type held struct {
	mu        sync.Mutex
	now, late chan string
}

func (h *held) put(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.late <- s
}

// All who receive hold the lock.
func (h *held) release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.late) > 0 {
		h.now <- <-h.late
	}
}
