package goleak

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

func fetch() (string, error) { return "", errors.New("down") }

func receiverTakesContext(ctx context.Context) (string, error) {
	ch := make(chan string)
	go func() {
		s, _ := fetch()
		ch <- s // want `goroutine can block for ever sending on ch: its receiver may take another case`
	}()
	select {
	case s := <-ch:
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func receiverTakesTimeout() error {
	done := make(chan error)
	go func() {
		_, err := fetch()
		done <- err // want `goroutine can block for ever sending on done: its receiver may take another case`
	}()
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return errors.New("late")
	}
}

func earlyReturn() error {
	ch := make(chan error)
	go func() {
		_, err := fetch()
		ch <- err // want `goroutine can block for ever sending on ch: its receiver may be gone`
	}()
	if _, err := fetch(); err != nil {
		return err
	}
	return <-ch
}

func doubleSend() error {
	ch := make(chan error)
	go func() {
		if _, err := fetch(); err != nil {
			ch <- err // the missing return
		}
		ch <- nil // want `goroutine can block for ever sending on ch: its receiver may be gone`
	}()
	return <-ch
}

func firstOfMany(hosts []string) string {
	ch := make(chan string)
	for _, h := range hosts {
		go func() {
			ch <- h // want `goroutine can block for ever sending on ch: its receiver may be gone`
		}()
	}
	return <-ch
}

func moreSendsThanRoom(hosts []string) error {
	errs := make(chan error, 1)
	for range hosts {
		go func() {
			_, err := fetch()
			errs <- err // want `goroutine can block for ever sending on errs: its receiver may be gone`
		}()
	}
	return <-errs
}

func nobodyReceives() {
	ch := make(chan int)
	go func() {
		ch <- 1 // want `goroutine can block for ever sending on ch: .*`
	}()
}

func noCloseForRange(jobs []int) {
	ch := make(chan int)
	for range 3 {
		go func() {
			for j := range ch { // want `goroutine can block for ever ranging over ch: nobody closes it then`
				_ = j
			}
		}()
	}
	for _, j := range jobs {
		ch <- j
	}
}

func closeSkippedOnError(jobs []int) error {
	ch := make(chan int)
	go func() {
		for j := range ch { // want `goroutine can block for ever ranging over ch: nobody closes it then`
			_ = j
		}
	}()
	for _, j := range jobs {
		if _, err := fetch(); err != nil {
			return err
		}
		ch <- j
	}
	close(ch)
	return nil
}

// A worker has the contract that Start is followed by Stop.
type worker struct {
	quit chan struct{}
	jobs chan int
}

func newWorker() *worker {
	return &worker{quit: make(chan struct{}), jobs: make(chan int)}
}

func (w *worker) start() { go w.loop() }

func (w *worker) loop() {
	for {
		select { // want `goroutine can block for ever in a select: its sender may be gone`
		case <-w.quit:
			return
		case j := <-w.jobs:
			_ = j
		}
	}
}

func (w *worker) stop() { close(w.quit) }

func startWithoutStop(fail bool) {
	w := newWorker()
	w.start()
	if fail {
		return
	}
	w.stop()
}

func missingSignal() {
	done := make(chan bool)
	go func() {
		if _, err := fetch(); err != nil {
			return
		}
		done <- true
	}()
	<-done // want `missingSignal can block for ever receiving from done: its sender may be gone`
}

func missingDone(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() {
			if _, err := fetch(); err != nil {
				return
			}
			wg.Done()
		}()
	}
	wg.Wait() // want `missingDone can block for ever waiting for wg: Done is not called often enough`
}

func waitBeforeReceive(xs []int) (sum int) {
	var wg sync.WaitGroup
	ch := make(chan int)
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x // want `goroutine can block for ever sending on ch: what it waits for is blocked too`
		}()
	}
	wg.Wait()
	close(ch)
	for x := range ch {
		sum += x
	}
	return sum
}

func lockHeldByReceiver() {
	var mu sync.Mutex
	ch := make(chan int)
	go func() {
		mu.Lock()
		ch <- 1
		mu.Unlock()
	}()
	mu.Lock()
	<-ch // want `lockHeldByReceiver can block for ever receiving from ch: what it waits for is blocked too`
	mu.Unlock()
}

func sendThroughHelper(ctx context.Context) error {
	errc := make(chan error)
	startProbe(errc)
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func startProbe(errc chan<- error) {
	go probe(errc)
}

func probe(errc chan<- error) {
	_, err := fetch()
	errc <- err // want `goroutine can block for ever sending on errc: its receiver may take another case`
}

func sendAfterLoopExit(stop <-chan bool) {
	ch := make(chan int)
	go func() {
		for i := range 10 {
			ch <- i // want `goroutine can block for ever sending on ch: its receiver may take another case`
		}
		close(ch)
	}()
	for {
		select {
		case _, ok := <-ch:
			if !ok {
				return
			}
		case <-stop:
			return
		}
	}
}

func storedClosure() error {
	ch := make(chan error)
	run := func() {
		_, err := fetch()
		ch <- err // want `goroutine can block for ever sending on ch: its receiver may take another case`
	}
	go run()
	select {
	case err := <-ch:
		return err
	case <-time.After(time.Second):
		return nil
	}
}

func generic[T any](make1 func() T, stop <-chan struct{}) (v T) {
	ch := make(chan T)
	go func() {
		ch <- make1() // want `goroutine can block for ever sending on ch: its receiver may take another case`
	}()
	select {
	case v = <-ch:
	case <-stop:
	}
	return v
}

func cancelForgotten(fail bool) error {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done() // want `goroutine can block for ever receiving from .*: nobody cancels it`
	}()
	if fail {
		return errors.New("no")
	}
	cancel()
	return nil
}

func condNobodySignals() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	go func() {
		mu.Lock()
		c.Wait() // want `goroutine can block for ever waiting for c: nobody is left to wake it`
		mu.Unlock()
	}()
}

type poller struct{ n int }

func (p *poller) poll() { p.n++ }

func (p *poller) startTicker() {
	go func() { // want `goroutine polls for ever: nothing can end its loop`
		for range time.NewTicker(time.Second).C {
			p.poll()
		}
	}()
}

func (p *poller) startSleeper() {
	go p.sleepLoop() // want `goroutine polls for ever: nothing can end its loop`
}

func (p *poller) sleepLoop() {
	for {
		p.poll()
		time.Sleep(time.Second)
	}
}

func closedAtTheEnd(xs []int, check func(int) error) error {
	ch := make(chan int)
	go func() {
		for x := range ch { // want `goroutine can block for ever ranging over ch: nobody closes it then`
			println(x)
		}
	}()
	for _, x := range xs {
		if err := check(x); err != nil {
			return err
		}
		ch <- x
	}
	close(ch)
	return nil
}

// Close does not end what keeps the object up to date.
type meter struct{ hits atomic.Int64 }

func newMeter(show func(int64)) *meter {
	m := &meter{}
	go m.loop(show) // want `goroutine polls for ever: nothing can end its loop`
	return m
}

func (m *meter) loop(show func(int64)) {
	for range time.NewTicker(time.Minute).C {
		show(m.hits.Swap(0))
	}
}

func (m *meter) Close() { m.hits.Store(0) }

func watch(path string, look func(string)) {
	go func() { // want `goroutine polls for ever: nothing can end its loop`
		for {
			look(path)
			time.Sleep(time.Second)
		}
	}()
}
