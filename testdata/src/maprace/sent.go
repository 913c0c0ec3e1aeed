package maprace

import (
	"maps"
	"sync"
)

type letter struct{ marks map[string]string }

func produce(out chan<- map[string]int, keys []string) {
	m := map[string]int{}
	for _, key := range keys {
		m[key]++ // want `map m is written after it was sent to a goroutine that uses it, a fatal error that recover cannot catch`
		out <- m
	}
	close(out)
}

func consume(in <-chan map[string]int) (sum int) {
	for m := range in {
		for _, n := range m {
			sum += n
		}
	}
	return sum
}

func connected(keys []string) {
	ch := make(chan map[string]int)
	go consume(ch)
	produce(ch, keys)
}

func producerInGoroutine(keys []string) (sum int) {
	ch := make(chan map[string]int)
	go func() {
		m := map[string]int{}
		for _, key := range keys {
			m[key]++ // want `map m is written after it was sent`
			ch <- m
		}
		close(ch)
	}()
	for m := range ch {
		sum += len(m)
	}
	return sum
}

type postbox struct{ in chan letter }

func newPostbox() *postbox {
	p := &postbox{in: make(chan letter, 8)}
	go p.loop()
	return p
}

func (p *postbox) loop() {
	for l := range p.in {
		p.read(l)
	}
}

func (p *postbox) read(l letter) { l.marks["read"] = "yes" }

func (p *postbox) Post(l letter) string {
	p.in <- l
	return l.marks["read"] // want `map l.marks is read after it was sent`
}

func sentPointer(l *letter) int {
	ch := make(chan *letter)
	go func() {
		l := <-ch
		l.marks["a"] = "b"
	}()
	ch <- l
	return len(l.marks) // want `map l.marks is measured after it was sent`
}

func sentInSelect(ch chan letter, done chan bool) {
	go func() {
		for {
			select {
			case l := <-ch:
				l.marks["a"] = "b"
			case <-done:
				return
			}
		}
	}()
	l := letter{marks: map[string]string{}}
	select {
	case ch <- l:
		clear(l.marks) // want `map l.marks is cleared after it was sent`
	case <-done:
		clear(l.marks)
	}
}

func sendsClones(keys []string) {
	ch := make(chan map[string]int)
	go consume(ch)
	m := map[string]int{}
	for _, key := range keys {
		m[key]++
		ch <- maps.Clone(m)
	}
	close(ch)
}

func startsAnew(keys []string) {
	ch := make(chan map[string]int)
	go consume(ch)
	m := map[string]int{}
	for _, key := range keys {
		m[key]++
		if len(m) > 9 {
			ch <- m
			m = map[string]int{}
		}
	}
	close(ch)
}

func answered() {
	ch, ack := make(chan letter), make(chan bool)
	go func() {
		for l := range ch {
			l.marks["a"] = "b"
			ack <- true
		}
	}()
	l := letter{marks: map[string]string{}}
	ch <- l
	<-ack
	l.marks["b"] = "c"
}

func waitedFor() {
	ch := make(chan letter)
	var wg sync.WaitGroup
	wg.Go(func() {
		for l := range ch {
			l.marks["a"] = "b"
		}
	})
	l := letter{marks: map[string]string{}}
	ch <- l
	close(ch)
	wg.Wait()
	l.marks["b"] = "c"
}

func workers(n int, letters []letter) {
	ch := make(chan letter)
	for range n {
		go func() {
			for l := range ch {
				l.marks["a"] = "b"
			}
		}()
	}
	for _, l := range letters {
		l.marks["queued"] = "yes"
		ch <- l
	}
	close(ch)
}

// counts are flushed, and begun anew.
type counts struct {
	out chan map[string]int
	cur map[string]int
}

func newCounts() *counts {
	c := &counts{out: make(chan map[string]int), cur: map[string]int{}}
	go consume(c.out)
	return c
}

func (c *counts) Add(key string) {
	c.cur[key]++
	if len(c.cur) > 9 {
		c.out <- c.cur
		c.cur = map[string]int{}
	}
	c.cur["all"]++
}

func readBothWays(l letter) int {
	ch := make(chan letter)
	go func() {
		l := <-ch
		_ = l.marks["a"]
	}()
	ch <- l
	return len(l.marks)
}

func lockedBothWays(l letter) int {
	var mu sync.Mutex
	ch := make(chan letter)
	go func() {
		l := <-ch
		mu.Lock()
		l.marks["a"] = "b"
		mu.Unlock()
	}()
	ch <- l
	mu.Lock()
	defer mu.Unlock()
	return len(l.marks)
}

type task struct {
	id  int
	out map[int]int
}

func dealtOut(n int) map[int]int {
	out := make(map[int]int)
	tasks := make(chan task)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for t := range tasks {
				t.out[t.id] = t.id * t.id // want `map t.out is written by several goroutines at once`
			}
		})
	}
	for i := range n {
		tasks <- task{id: i, out: out}
	}
	close(tasks)
	wg.Wait()
	return out
}

func dealtOutToOne(n int) map[int]int {
	out := make(map[int]int)
	tasks := make(chan task)
	var wg sync.WaitGroup
	wg.Go(func() {
		for t := range tasks {
			t.out[t.id] = t.id
		}
	})
	for i := range n {
		tasks <- task{id: i, out: out}
	}
	close(tasks)
	wg.Wait()
	return out
}

func dealtOutWithMaps(n int) {
	tasks := make(chan task)
	for range 4 {
		go func() {
			for t := range tasks {
				t.out[t.id] = t.id
			}
		}()
	}
	for i := range n {
		tasks <- task{id: i, out: map[int]int{}}
	}
	close(tasks)
}

func dealtOutWithLock(n int) {
	var mu sync.Mutex
	out := make(map[int]int)
	tasks := make(chan task)
	for range 4 {
		go func() {
			for t := range tasks {
				mu.Lock()
				t.out[t.id] = t.id
				mu.Unlock()
			}
		}()
	}
	for i := range n {
		tasks <- task{id: i, out: out}
	}
	close(tasks)
}
