// Package loops has goroutines that never end, and loops that fill buffers.
package loops

import (
	"bufio"
	"context"
	"net"
	"sync"
	"time"
)

// Nothing more comes from a closed connection, again and again.
type session struct {
	conn net.Conn
	got  chan []byte
}

func newSession(conn net.Conn, use func([]byte)) *session {
	s := &session{conn: conn}
	go s.read(use) // want `goroutine reads for ever: no error ends its loop`
	return s
}

func (s *session) read(use func([]byte)) {
	b := make([]byte, 512)
	for {
		n, err := s.conn.Read(b)
		if err != nil {
			continue
		}
		use(b[:n])
	}
}

func lines(conn net.Conn, use func(string)) {
	r := bufio.NewReader(conn)
	go func() { // want `goroutine reads for ever: no error ends its loop`
		for {
			if line, err := r.ReadString('\n'); err == nil {
				use(line)
			}
		}
	}()
}

func readUntilError(conn net.Conn, use func([]byte)) {
	b := make([]byte, 512)
	go func() {
		for {
			n, err := conn.Read(b)
			if err != nil {
				return
			}
			use(b[:n])
		}
	}()
}

// The poll goes on below the function of the goroutine, or in that of a group.
type watcher struct{ group sync.WaitGroup }

func (w *watcher) poll(look func()) {
	for {
		look()
		time.Sleep(time.Second)
	}
}

func (w *watcher) start(look func()) {
	go func() { w.poll(look) }() // want `goroutine polls for ever: nothing can end its loop`
	w.group.Go(func() {          // want `goroutine polls for ever: nothing can end its loop`
		w.poll(look)
	})
}

func (w *watcher) refill(slots chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	go func() { // want `goroutine polls for ever: nothing can end its loop`
		for range t.C {
			select {
			case slots <- struct{}{}:
			default:
			}
		}
	}()
}

func (w *watcher) poll2(look func() bool) {
	for look() {
		time.Sleep(time.Second)
	}
}

func (w *watcher) start2(look func() bool) { go func() { w.poll2(look) }() }

// More errors than the buffer holds.
func sweep(keys []string, drop func(string) error) <-chan error {
	errs := make(chan error, 16)
	go func() {
		defer close(errs)
		for _, k := range keys {
			if err := drop(k); err != nil {
				errs <- err // want `goroutine can block for ever sending on errs: its receiver may be gone`
			}
		}
	}()
	return errs
}

func firstError(keys []string, drop func(string) error) error {
	return <-sweep(keys, drop)
}

func workers(keys []string, drop func(string) error) error {
	errs := make(chan error, 8)
	for _, k := range keys {
		go func() { errs <- drop(k) }() // want `goroutine can block for ever sending on errs: its receiver may be gone`
	}
	for range keys {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func roomForAll(keys []string, drop func(string) error) error {
	errs := make(chan error, len(keys))
	for _, k := range keys {
		go func() { errs <- drop(k) }()
	}
	for range keys {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func fewEnough(keys []string, drop func(string) error) error {
	if len(keys) > 8 {
		return nil
	}
	errs := make(chan error, 8)
	for _, k := range keys {
		go func() { errs <- drop(k) }()
	}
	return <-errs
}

func limited(keys []string, drop func(string)) {
	slots := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, k := range keys {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			drop(k)
		})
	}
	wg.Wait()
}

// The sum of what is received is not known, though the first values are.
func count(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			if ctx.Err() != nil {
				return
			}
			out <- i // want `goroutine can block for ever sending on out: its receiver may be gone`
		}
	}()
	return out
}

func upTo(ctx context.Context, n int) int {
	sum := 0
	for v := range count(ctx, n) {
		if sum += v; sum > 100 {
			break
		}
	}
	return sum
}

// As often as the other side: three times.
type exchange struct{ ask, answer chan int }

func (x *exchange) serve() {
	for i := 0; i < 3; i++ {
		x.answer <- 2 * <-x.ask
	}
}

func (x *exchange) use() (sum int) {
	for i := 0; i < 3; i++ {
		x.ask <- i
		sum += <-x.answer
	}
	return sum
}

func three() int {
	x := &exchange{make(chan int), make(chan int)}
	go x.serve()
	return x.use()
}

// Nobody is left who could close the channel of the first loop.
type beat struct {
	quit  chan struct{}
	every time.Duration
}

func (b *beat) Start(tick func()) {
	b.quit = make(chan struct{})
	quit := b.quit
	go func() { // want `goroutine polls for ever: nobody is left to end it`
		t := time.NewTicker(b.every)
		defer t.Stop()
		for {
			select {
			case <-quit:
				return
			case <-t.C:
				tick()
			}
		}
	}()
}

func (b *beat) Stop() { close(b.quit) }

func startedTwice(tick func()) {
	b := &beat{every: time.Second}
	b.Start(tick)
	b.Start(tick)
	b.Stop()
}

// The early return forgets to stop it.
type probe struct{ quit chan struct{} }

func (p *probe) run(look func()) {
	for {
		select {
		case <-p.quit:
			return
		default:
		}
		look()
		time.Sleep(time.Second)
	}
}

func probing(look func(), work func() error) error {
	p := &probe{quit: make(chan struct{})}
	go p.run(look) // want `goroutine polls for ever: nobody is left to end it`
	if err := work(); err != nil {
		return err
	}
	close(p.quit)
	return nil
}

func probingRight(look func(), work func() error) error {
	p := &probe2{quit: make(chan struct{})}
	go p.run(look)
	defer close(p.quit)
	return work()
}

type probe2 struct{ quit chan struct{} }

func (p *probe2) run(look func()) {
	for {
		select {
		case <-p.quit:
			return
		default:
		}
		look()
		time.Sleep(time.Second)
	}
}

func returned(look func()) *probe2 {
	p := &probe2{quit: make(chan struct{})}
	go p.run(look)
	return p
}

// A context that nobody cancels on one path.
func refreshing(look func(), work func() error) error {
	ctx, cancel := context.WithCancel(context.Background())
	go func() { // want `goroutine polls for ever: nobody cancels its context`
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
	if err := work(); err != nil {
		return err
	}
	cancel()
	return nil
}

func refreshingRight(look func(), work func() error) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
	return work()
}

func untilDeadline(look func()) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	_ = cancel
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
				look()
			}
		}
	}()
}
