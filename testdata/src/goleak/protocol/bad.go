package protocol

import (
	"context"
	"errors"
	"sync"
	"time"
)

// The exit of the goroutine is a channel that nobody closes.
type feed struct {
	events chan string
	stop   chan struct{}
}

func newFeed() *feed {
	f := &feed{events: make(chan string), stop: make(chan struct{})}
	go f.serve() // want `goroutine never ends: nobody sends to stop or closes it`
	return f
}

func (f *feed) serve() {
	for {
		select {
		case e := <-f.events:
			println(e)
		case <-f.stop:
			return
		}
	}
}

func (f *feed) publish(e string) { f.events <- e }

// The worker ends with its first error: who tells it to stop then waits.
type poller struct{ quit chan struct{} }

func (p *poller) start(poll func() error) {
	p.quit = make(chan struct{})
	go func() {
		for {
			select {
			case <-p.quit:
				return
			default:
				if poll() != nil {
					return
				}
			}
		}
	}()
}

func (p *poller) stopPolling() {
	p.quit <- struct{}{} // want `stopPolling can block for ever sending on p.quit: its receiver may be gone`
}

// The others look at done, but status does not.
type node struct {
	asks  chan chan int
	steps chan int
	quit  chan struct{}
	done  chan struct{}
}

func startNode() *node {
	n := &node{asks: make(chan chan int), steps: make(chan int), quit: make(chan struct{}), done: make(chan struct{})}
	go n.serve()
	return n
}

func (n *node) serve() {
	defer close(n.done)
	for {
		select {
		case c := <-n.asks:
			c <- 1
		case <-n.steps:
		case <-n.quit:
			return
		}
	}
}

func (n *node) status() int {
	c := make(chan int, 1)
	n.asks <- c // want `status can block for ever sending on n.asks: its receiver may be gone`
	return <-c
}

func (n *node) step(i int) error {
	select {
	case n.steps <- i:
		return nil
	case <-n.done:
		return errors.New("stopped")
	}
}

func (n *node) end() { close(n.quit) }

// The only result, and who waits for it may give up.
type promise[T any] struct{ c chan T }

func promised[T any](f func() T) *promise[T] {
	p := &promise[T]{c: make(chan T)}
	go func() {
		v := f()
		p.c <- v // want `goroutine can block for ever sending on p.c: its receiver may take another case`
	}()
	return p
}

func (p *promise[T]) get(ctx context.Context) (v T, err error) {
	select {
	case v = <-p.c:
		return v, nil
	case <-ctx.Done():
		return v, ctx.Err()
	}
}

// The goroutine waits for its own end.
type conn struct {
	closed, ended chan struct{}
	in            chan int
	once          sync.Once
}

func newConn() *conn {
	c := &conn{closed: make(chan struct{}), ended: make(chan struct{}), in: make(chan int)}
	go c.dispatch()
	return c
}

func (c *conn) dispatch() {
	defer close(c.ended)
	for {
		select {
		case m := <-c.in:
			if m < 0 {
				c.close()
				return
			}
		case <-c.closed:
			return
		}
	}
}

func (c *conn) close() {
	c.once.Do(func() {
		close(c.closed)
		<-c.ended // want `goroutine can block for ever receiving from c.ended, which it closes itself when it returns`
	})
}

func (c *conn) feed(n int) {
	select {
	case c.in <- n:
	case <-c.closed:
	}
}

// Nobody wakes who waits for the condition.
type mailbox struct {
	mu   sync.Mutex
	full *sync.Cond
	mail []string
}

func newMailbox() *mailbox {
	m := &mailbox{}
	m.full = sync.NewCond(&m.mu)
	return m
}

func (m *mailbox) post(s string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mail = append(m.mail, s)
}

func (m *mailbox) fetch() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.mail) == 0 {
		m.full.Wait() // want `fetch can block for ever waiting for m.full: nobody ever signals it`
	}
	s := m.mail[0]
	m.mail = m.mail[1:]
	return s
}

// The break is that of the select.
func tickUntil(quit <-chan struct{}, work func()) {
	go func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for {
			select {
			case <-quit:
				println("bye")
				break // want `break leaves only the select, so nothing ends the loop`
			case <-t.C:
				work()
			}
		}
	}()
}

// Waiting inside the loop that starts the goroutines.
func waitsTooEarly(jobs []func()) {
	var wg sync.WaitGroup
	wg.Add(len(jobs))
	for _, job := range jobs {
		go func() {
			defer wg.Done()
			job()
		}()
		wg.Wait() // want `waitsTooEarly can block for ever waiting for wg: Done is not called often enough`
	}
}

// The receiver has ended with an error, as a flag of its own tells.
type pipe struct {
	data    chan int
	late    bool
	stopped struct{ sync.Mutex }
}

func drainPipe(p *pipe) error {
	if p.late {
		return errors.New("late")
	}
	for range p.data {
	}
	return nil
}

func fillPipe(late bool) {
	p := &pipe{data: make(chan int, 2), late: late}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if err := drainPipe(p); err != nil {
			println(err.Error())
		}
	}()
	for i := 0; i < 100; i++ {
		p.data <- i // want `fillPipe can block for ever sending on p.data: its receiver may be gone`
	}
	close(p.data)
	wg.Wait()
}

// A timer that is stopped never sends.
func later(d time.Duration, f func()) (cancel func() bool) {
	t := time.NewTimer(d)
	go func() {
		<-t.C // want `goroutine can block for ever receiving from t.C: a stopped timer sends nothing`
		f()
	}()
	return t.Stop
}

type delayed struct{ timer *time.Timer }

func (d *delayed) start(f func()) {
	d.timer = time.NewTimer(time.Second)
	go func() {
		<-d.timer.C // want `goroutine can block for ever receiving from d.timer.C: a stopped timer sends nothing`
		f()
	}()
	if f == nil {
		func() { d.timer.Stop() }()
	}
}

// Close waits for a loop that only a failure ends.
type writer struct {
	queue chan []byte
	ended chan struct{}
	write func([]byte) error
}

func newWriter(write func([]byte) error) *writer {
	w := &writer{queue: make(chan []byte, 8), ended: make(chan struct{}), write: write}
	go w.loop()
	return w
}

func (w *writer) loop() {
	defer close(w.ended)
	for b := range w.queue { // want `goroutine can block for ever ranging over w.queue: nobody closes it`
		if err := w.write(b); err != nil {
			return
		}
	}
}

func (w *writer) Put(b []byte) { w.queue <- b }
func (w *writer) Close()       { <-w.ended }

// A panic that is recovered ends the goroutine without a result.
func guarded(f func() int) int {
	c := make(chan int)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				println("recovered")
			}
		}()
		c <- f()
	}()
	return <-c // want `guarded can block for ever receiving from c: its sender may be gone`
}

type branch struct {
	left, right *branch
	key         int
}

func (b *branch) walk(c chan<- int) {
	if b == nil {
		return
	}
	b.left.walk(c)
	c <- b.key // want `goroutine can block for ever sending on c: its receiver may be gone`
	b.right.walk(c)
}

func (b *branch) has(key int) bool {
	keys := make(chan int)
	go func() {
		defer close(keys)
		b.walk(keys)
	}()
	for k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// The loop may come round to a nil channel.
type refresher struct{ quit chan struct{} }

func newRefresher(look func()) *refresher {
	r := &refresher{quit: make(chan struct{})}
	go func() {
		for {
			select {
			case <-r.quit:
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
	return r
}

func (r *refresher) Stop() {
	close(r.quit)
	r.quit = nil // want `quit is set to nil after it was closed: a goroutine that has not seen it yet never ends`
}

// The sender respects the context, the receiver does not.
type fetcher struct{ results chan string }

func (f *fetcher) fetch(ctx context.Context, url string) {
	select {
	case f.results <- url:
	case <-ctx.Done():
	}
}

func (f *fetcher) get(ctx context.Context, url string) string {
	f.results = make(chan string)
	go f.fetch(ctx, url)
	return <-f.results // want `get can block for ever receiving from f.results: its sender may take another case`
}

// The loop waits for itself to receive.
type chatRoom struct {
	members     map[chan string]bool
	join, leave chan chan string
	say         chan string
}

func newChatRoom() *chatRoom {
	h := &chatRoom{map[chan string]bool{}, make(chan chan string), make(chan chan string), make(chan string)}
	go h.run()
	return h
}

func (h *chatRoom) run() {
	for {
		select {
		case m := <-h.join:
			h.members[m] = true
		case m := <-h.leave:
			delete(h.members, m)
		case s := <-h.say:
			for m := range h.members {
				select {
				case m <- s:
				default:
					h.drop(m)
				}
			}
		}
	}
}

func (h *chatRoom) drop(m chan string) {
	h.leave <- m // want `goroutine can block for ever sending on h.leave, which it alone receives from`
}
func (h *chatRoom) Join(m chan string) { h.join <- m }
func (h *chatRoom) Say(s string)       { h.say <- s }
