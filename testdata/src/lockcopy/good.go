package lockcopy

import "sync"

func newCounter() *counter { return &counter{} }

func byPointer(c *counter) *counter {
	p := current()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p
}

func fresh() {
	a := *new(counter)
	b := *newCounter()
	_, _ = &a, &b
	c := counter{}
	_ = &c
}

func fields() int {
	n := (*current()).n
	(*current()).mu.Lock()
	(*current()).mu.Unlock()
	*current() = counter{}
	return n
}

func pointers(ch chan *counter, list []*counter) []*counter {
	ch <- current()
	for _, c := range list {
		c.n++
	}
	return append([]*counter(nil), list...)
}

func literalSent(ch chan counter) { ch <- counter{} }

func sized() int {
	var mus [4]sync.Mutex
	for i := range mus {
		mus[i].Lock()
		mus[i].Unlock()
	}
	return len(mus)
}

func discarded() { _ = *current() }

func typed(x any) {
	switch x.(type) {
	case counter:
	}
	switch v := x.(type) {
	case *counter:
		v.n++
	}
}

func newCounterAt(n int) *counter {
	c := &counter{n: n}
	c.n++
	return c
}

type counted struct{ counter }

func embedded() *counted { return &counted{counter: *newCounterAt(3)} }
