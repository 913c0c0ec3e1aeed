package protocol

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

type goodFeed struct {
	events chan string
	stop   chan struct{}
}

func newGoodFeed() *goodFeed {
	f := &goodFeed{events: make(chan string), stop: make(chan struct{})}
	go f.serve()
	return f
}

func (f *goodFeed) serve() {
	for {
		select {
		case e := <-f.events:
			println(e)
		case <-f.stop:
			return
		}
	}
}

func (f *goodFeed) publish(e string) { f.events <- e }
func (f *goodFeed) Close()           { close(f.stop) }

type goodPoller struct{ quit, ended chan struct{} }

func (p *goodPoller) start(poll func() error) {
	p.quit, p.ended = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(p.ended)
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

func (p *goodPoller) stopPolling() {
	select {
	case p.quit <- struct{}{}:
	case <-p.ended:
	}
}

// It ends only when told: afterwards nobody is to use it.
type hub struct {
	in   chan int
	quit chan struct{}
}

func startHub() *hub {
	h := &hub{in: make(chan int), quit: make(chan struct{})}
	go h.serve()
	return h
}

func (h *hub) serve() {
	for {
		select {
		case <-h.in:
		case <-h.quit:
			return
		}
	}
}

func (h *hub) put(n int) { h.in <- n }
func (h *hub) Close()    { h.quit <- struct{}{} }

type goodPromise[T any] struct{ c chan T }

func goodPromised[T any](f func() T) *goodPromise[T] {
	p := &goodPromise[T]{c: make(chan T, 1)}
	go func() { p.c <- f() }()
	return p
}

func (p *goodPromise[T]) get(ctx context.Context) (v T, err error) {
	select {
	case v = <-p.c:
		return v, nil
	case <-ctx.Done():
		return v, ctx.Err()
	}
}

// Asked again and again until the result is there.
type retried struct{ c chan int }

func startRetried(f func() int) *retried {
	r := &retried{c: make(chan int)}
	go func() { r.c <- f() }()
	return r
}

func (r *retried) wait(report func()) int {
	for {
		select {
		case n := <-r.c:
			return n
		case <-time.After(time.Second):
			report()
		}
	}
}

// Another goroutine waits for the end.
type goodConn struct {
	closed, ended chan struct{}
	once          sync.Once
}

func newGoodConn() *goodConn {
	c := &goodConn{closed: make(chan struct{}), ended: make(chan struct{})}
	go c.dispatch()
	return c
}

func (c *goodConn) dispatch() {
	defer close(c.ended)
	<-c.closed
}

func (c *goodConn) close() {
	c.once.Do(func() { close(c.closed) })
	<-c.ended
}

type goodMailbox struct {
	mu   sync.Mutex
	full sync.Cond
	mail []string
}

func newGoodMailbox() *goodMailbox {
	m := &goodMailbox{}
	m.full.L = &m.mu
	return m
}

func (m *goodMailbox) post(s string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mail = append(m.mail, s)
	m.wake()
}

func (m *goodMailbox) wake() { m.full.Signal() }

func (m *goodMailbox) fetch() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.mail) == 0 {
		m.full.Wait()
	}
	s := m.mail[0]
	m.mail = m.mail[1:]
	return s
}

// The condition is handed to somebody else, who may wake the others.
type sharedCond struct{ cond *sync.Cond }

func (s *sharedCond) wait(wakers *[]*sync.Cond) {
	s.cond.L.Lock()
	*wakers = append(*wakers, s.cond)
	s.cond.Wait()
	s.cond.L.Unlock()
}

func tickUntilDone(quit <-chan struct{}, work func()) {
	go func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
	loop:
		for {
			select {
			case <-quit:
				break loop
			case <-t.C:
				work()
			}
		}
		println("bye")
	}()
}

func breaksOnPurpose(quit <-chan struct{}, full <-chan bool, work func() bool) {
	for {
		select {
		case <-full:
			break
		case <-quit:
			return
		}
		work()
	}
}

func waitsBehindTheLoop(jobs []func()) {
	var wg sync.WaitGroup
	wg.Add(len(jobs))
	for _, job := range jobs {
		go func() {
			defer wg.Done()
			job()
		}()
	}
	wg.Wait()
}

// A walk that ends early would leave the walker blocked: this one does not.
type leaf struct {
	left, right *leaf
	n           int
}

func walkAll(l *leaf, c chan<- int) {
	if l == nil {
		return
	}
	walkAll(l.left, c)
	c <- l.n
	walkAll(l.right, c)
}

func sumLeaves(l *leaf) (sum int) {
	c := make(chan int)
	go func() {
		defer close(c)
		walkAll(l, c)
	}()
	for n := range c {
		sum += n
	}
	return sum
}

var cleanOnce sync.Once

func ensureCleaner(clean func()) {
	cleanOnce.Do(func() {
		go func() {
			for {
				time.Sleep(time.Minute)
				clean()
			}
		}()
	})
}

var errLate = errors.New("late")

func laterOrNever(d time.Duration, f func()) (cancel func()) {
	t := time.NewTimer(d)
	quit := make(chan struct{})
	go func() {
		select {
		case <-t.C:
			f()
		case <-quit:
		}
	}()
	return func() {
		t.Stop()
		close(quit)
	}
}

func otherTimer(d time.Duration, f func()) {
	t, limit := time.NewTimer(d), time.NewTimer(time.Hour)
	defer limit.Stop()
	go func() {
		<-t.C
		f()
	}()
}

// An empty message stands for the end.
type lastMessage struct {
	queue chan []byte
	ended chan struct{}
}

func newLastMessage() *lastMessage {
	w := &lastMessage{queue: make(chan []byte, 8), ended: make(chan struct{})}
	go w.loop()
	return w
}

func (w *lastMessage) loop() {
	defer close(w.ended)
	for b := range w.queue {
		if b == nil {
			return
		}
		println(string(b))
	}
}

func (w *lastMessage) Put(b []byte) { w.queue <- b }

func (w *lastMessage) Close() {
	w.queue <- nil
	<-w.ended
}

func guardedResult(f func() int) int {
	c := make(chan int, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				c <- -1
			}
		}()
		c <- f()
	}()
	return <-c
}

func guardedClose(f func() int) int {
	c := make(chan int)
	go func() {
		defer close(c)
		defer func() { recover() }()
		c <- f()
	}()
	return <-c
}

// The goroutine has its own copy of the channel, or has ended before.
type goodRefresher struct{ quit chan struct{} }

func newGoodRefresher(look func()) *goodRefresher {
	r := &goodRefresher{quit: make(chan struct{})}
	quit := r.quit
	go func() {
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
	return r
}

func (r *goodRefresher) Stop() {
	close(r.quit)
	r.quit = nil
}

type joined struct{ quit, ended chan struct{} }

func newJoined(look func()) *joined {
	j := &joined{quit: make(chan struct{}), ended: make(chan struct{})}
	go func() {
		defer close(j.ended)
		for {
			select {
			case <-j.quit:
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
	return j
}

func (j *joined) Stop() {
	close(j.quit)
	<-j.ended
	j.quit = nil
}

type goodFetcher struct{ results chan string }

func (f *goodFetcher) fetch(ctx context.Context, url string) {
	select {
	case f.results <- url:
	case <-ctx.Done():
	}
}

func (f *goodFetcher) get(ctx context.Context, url string) string {
	f.results = make(chan string)
	go f.fetch(ctx, url)
	select {
	case s := <-f.results:
		return s
	case <-ctx.Done():
		return ""
	}
}

// Others tell the loop, too, or it has room for its own message.
type goodRoom struct {
	members map[chan string]bool
	leave   chan chan string
	again   chan struct{}
}

func newGoodRoom() *goodRoom {
	h := &goodRoom{map[chan string]bool{}, make(chan chan string), make(chan struct{}, 1)}
	go h.run()
	return h
}

func (h *goodRoom) run() {
	for {
		select {
		case m := <-h.leave:
			delete(h.members, m)
			if len(h.members) > 0 {
				h.again <- struct{}{}
			}
		case <-h.again:
			for m := range h.members {
				go h.drop(m)
			}
		}
	}
}

func (h *goodRoom) drop(m chan string)  { h.leave <- m }
func (h *goodRoom) Leave(m chan string) { h.drop(m) }

// The state says that the receiver runs, and it ends by that send only.
type beater struct {
	state int32
	ended chan struct{}
}

func newBeater() *beater {
	b := &beater{ended: make(chan struct{})}
	go b.beat()
	return b
}

func (b *beater) beat() {
	if !atomic.CompareAndSwapInt32(&b.state, 0, 1) {
		return
	}
	for {
		select {
		case <-b.ended:
			return
		case <-time.After(time.Second):
		}
	}
}

func (b *beater) close() {
	if atomic.CompareAndSwapInt32(&b.state, 1, 2) {
		b.ended <- struct{}{}
	}
}
