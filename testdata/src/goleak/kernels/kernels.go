// Package kernels holds leaks and deadlocks of the shapes that large programs
// have had.
package kernels

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// kernel: two channels, receiver takes errors only (moby-like)
func attach(stdin, stdout func() error) error {
	inDone := make(chan struct{})
	outErr := make(chan error)
	go func() {
		stdin()
		close(inDone)
	}()
	go func() {
		outErr <- stdout() // want `goroutine can block for ever sending on outErr: its receiver may be gone`
	}()
	select {
	case <-inDone:
		return nil
	case err := <-outErr:
		return err
	}
}

// lock held while sending; the receiver needs the lock
type hub struct {
	mu   sync.Mutex
	subs []chan int
	in   chan int
}

func newHub() *hub { return &hub{in: make(chan int)} }

func (h *hub) run() {
	for v := range h.in { // drains
		h.mu.Lock()
		for _, s := range h.subs {
			_ = s
		}
		h.mu.Unlock()
		_ = v
	}
}
func (h *hub) publish(v int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.in <- v // want `useHub can block for ever sending on h\.in: what it waits for is blocked too`
}
func useHub() {
	h := newHub()
	go h.run()
	h.publish(1)
	h.publish(2)
	close(h.in)
}

// stop waits for the loop, loop waits to send to stopped consumer
type watcher struct {
	result chan string
	stopc  chan struct{}
	donec  chan struct{}
}

func newWatcher() *watcher {
	w := &watcher{result: make(chan string), stopc: make(chan struct{}), donec: make(chan struct{})}
	go w.loop()
	return w
}
func (w *watcher) loop() {
	defer close(w.donec)
	for {
		select {
		case <-w.stopc:
			return
		default:
		}
		w.result <- "x" // want `goroutine can block for ever sending on w\.result: what it waits for is blocked too`
	}
}
func (w *watcher) Stop() {
	close(w.stopc)
	<-w.donec
}
func useWatcher() {
	w := newWatcher()
	<-w.result
	w.Stop()
}

// cond without signal due to early return
type q struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newQ() *q { x := &q{}; x.cond = sync.NewCond(&x.mu); return x }
func (x *q) take() {
	x.mu.Lock()
	for x.n == 0 {
		x.cond.Wait() // want `goroutine can block for ever waiting for x\.cond: nobody is left to wake it`
	}
	x.n--
	x.mu.Unlock()
}
func useQ(err error) {
	x := newQ()
	go x.take()
	if err != nil {
		return
	}
	x.mu.Lock()
	x.n++
	x.mu.Unlock()
	x.cond.Signal()
}

// wg.Add(1) twice, Done once
func addTwice() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done() }()
	wg.Wait() // want `addTwice can block for ever waiting for wg: Done is not called often enough`
}

// context derived: goroutine ignores ctx, result unbuffered through struct
type result struct {
	v   int
	err error
}

func do(ctx context.Context, f func() (int, error)) (int, error) {
	c := make(chan result)
	go func() {
		v, err := f()
		c <- result{v, err} // want `goroutine can block for ever sending on c: its receiver may take another case`
	}()
	select {
	case r := <-c:
		return r.v, r.err
	case <-ctx.Done():
		return 0, fmt.Errorf("do: %w", ctx.Err())
	}
}

// two results expected, first error returns
func both(a, b func() error) error {
	errs := make(chan error)
	go func() { errs <- a() }() // want `goroutine can block for ever sending on errs: its receiver may be gone`
	go func() { errs <- b() }() // want `goroutine can block for ever sending on errs: its receiver may be gone`
	for i := 0; i < 2; i++ {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// producer loop; consumer breaks
func firstBig(xs []int) int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for _, x := range xs {
			ch <- x // want `goroutine can block for ever sending on ch: its receiver may be gone`
		}
	}()
	for x := range ch {
		if x > 10 {
			return x
		}
	}
	return 0
}

// errgroup-like: wait in same goroutine
func pipelineNoReader(xs []int) []int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() {
			out <- x * x // want `goroutine can block for ever sending on out: what it waits for is blocked too`
		})
	}
	wg.Wait()
	close(out)
	var r []int
	for v := range out {
		r = append(r, v)
	}
	return r
}

// RWMutex: reader holds, writer waits, reader sends
func rw() {
	var mu sync.RWMutex
	c := make(chan int)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		<-c
	}()
	mu.RLock()
	c <- 1 // want `rw can block for ever sending on c: what it waits for is blocked too`
	mu.RUnlock()
}

// timer callback
func debounce(f func()) error {
	done := make(chan struct{})
	time.AfterFunc(time.Second, func() {
		f()
		done <- struct{}{} // want `goroutine can block for ever sending on done: its receiver may take another case`
	})
	select {
	case <-done:
		return nil
	case <-time.After(2 * time.Second):
		return errors.New("timeout")
	}
}

// slice of channels
func fan(n int) int {
	chs := make([]chan int, n)
	for i := range chs {
		chs[i] = make(chan int)
		go func() { chs[i] <- i }() // want `goroutine can block for ever sending on chs\[i\]: its receiver may be gone`
	}
	return <-chs[0]
}

// map of channels
func mp(keys []string) {
	m := map[string]chan int{}
	for _, k := range keys {
		c := make(chan int)
		m[k] = c
		go func() { <-c }() // want `goroutine can block for ever receiving from c: its sender may be gone`
	}
}

// close missing on error
func gen(fail func() error) (n int, err error) {
	src := make(chan int)
	done := make(chan struct{})
	go func() {
		for range src { // want `goroutine can block for ever ranging over src: nobody closes it then`
			n++
		}
		close(done)
	}()
	if err = fail(); err != nil {
		return 0, err
	}
	close(src)
	<-done
	return n, nil
}

// method value goroutine, interface
type task interface{ run(chan<- error) }
type t1 struct{}

func (t1) run(c chan<- error) { c <- nil } // want `goroutine can block for ever sending on c: its receiver may take another case`
func runTask(quit <-chan bool) {
	var t task = t1{}
	c := make(chan error)
	go t.run(c)
	select {
	case <-c:
	case <-quit:
	}
}

// Stop called twice on the unbuffered stop chan
type svc struct{ stop chan bool }

func (s *svc) loop() { <-s.stop }
func (s *svc) Stop() { s.stop <- true } // want `useSvc can block for ever sending on s\.stop: its receiver may be gone`
func useSvc() {
	s := &svc{stop: make(chan bool)}
	go s.loop()
	defer s.Stop()
	s.Stop()
}

// send under select default then blocking wait for ack
func ack() {
	req := make(chan int)
	ackc := make(chan int)
	go func() {
		select {
		case v := <-req:
			ackc <- v
		default:
		}
	}()
	select {
	case req <- 1:
	default:
	}
	<-ackc // want `ack can block for ever receiving from ackc: its sender may be gone`
}

// ctx: cancel never called on error
func ctxLeak(f func() error) error {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done() // want `goroutine can block for ever receiving from ctx\.Done\(\): nobody cancels it`
	}()
	if err := f(); err != nil {
		return err
	}
	cancel()
	return nil
}

// nested goroutine
func nested(ctx context.Context) error {
	errc := make(chan error)
	go func() {
		inner := make(chan error)
		go func() { inner <- errors.New("x") }() // want `goroutine can block for ever sending on inner: its receiver may take another case`
		select {
		case e := <-inner:
			errc <- e // want `goroutine can block for ever sending on errc: its receiver may take another case`
		case <-ctx.Done():
		}
	}()
	select {
	case e := <-errc:
		return e
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The workers give up when the first error has come, and the tasks stay.
type crew struct {
	tasks   chan int
	results chan error
	over    chan struct{}
	group   sync.WaitGroup
}

func (c *crew) work(do func(int) error) {
	defer c.group.Done()
	for t := range c.tasks {
		select {
		case c.results <- do(t):
		case <-c.over:
			return
		}
	}
}

func (c *crew) dispatch(n int) {
	defer close(c.tasks)
	for i := 0; i < n; i++ {
		c.tasks <- i // want `goroutine can block for ever sending on c.tasks: its receiver may be gone`
	}
}

func runCrew(n int, do func(int) error) error {
	c := &crew{tasks: make(chan int), results: make(chan error), over: make(chan struct{})}
	defer close(c.over)
	c.group.Add(2)
	go c.work(do)
	go c.work(do)
	go c.dispatch(n)
	go func() { c.group.Wait(); close(c.results) }()
	for err := range c.results {
		if err != nil {
			return err
		}
	}
	return nil
}
