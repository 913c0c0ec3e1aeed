package chanlen

import "sync"

func put(ch chan int, v int) bool {
	if len(ch) < cap(ch) { // want `len\(ch\) is out of date before ch is used: the operation may block`
		ch <- v
		return true
	}
	return false
}

func get(ch <-chan int) (int, bool) {
	if len(ch) > 0 { // want `len\(ch\) is out of date before ch is used: .*`
		return <-ch, true
	}
	return 0, false
}

type queue struct{ items chan string }

func (q *queue) drain() {
	for len(q.items) > 0 { // want `len\(q.items\) is out of date before q.items is used: .*`
		<-q.items
	}
}

func (q *queue) push(s string) {
	if len(q.items) == cap(q.items) { // want `len\(q.items\) is out of date before q.items is used: .*`
		return
	} else {
		q.items <- s
	}
}

func generic[T any](ch chan T, v T) {
	if len(ch) == 0 { // want `len\(ch\) is out of date before ch is used: .*`
		ch <- v
	}
}

// Others use the batch already, or take no lock.
func fillShared(n int, serve func(*batch)) *batch {
	b := &batch{items: make(chan string, n)}
	go serve(b)
	for len(b.items) < n { // want `len\(b.items\) is out of date before b.items is used: .*`
		b.items <- "x"
	}
	return b
}

type half struct {
	mu    sync.Mutex
	items chan string
}

func (h *half) get() string { return <-h.items }

func (h *half) drain() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.items) > 0 { // want `len\(h.items\) is out of date before h.items is used: .*`
		<-h.items
	}
}
