package chanclose

import (
	"errors"
	"sync"
)

func load(s string) error { return errors.New(s) }

func sendAfterClose(n int) <-chan int {
	ch := make(chan int, n+1)
	for i := range n {
		ch <- i
	}
	close(ch)
	ch <- -1 // want `ch may be closed here: sending panics`
	return ch
}

func deferredSecondClose(jobs []string) chan error {
	done := make(chan error, 1)
	defer close(done) // want `done may be closed already: closing it again panics`
	for _, j := range jobs {
		if err := load(j); err != nil {
			done <- err
			close(done)
			return done
		}
	}
	return done
}

func closeInLoop(xs []int) {
	ch := make(chan int)
	for range xs {
		close(ch) // want `ch may be closed already: closing it again panics`
	}
}

func severalSendersClose(xs []int) int {
	ch := make(chan int)
	for _, x := range xs {
		go func() {
			ch <- x
			close(ch) // want `ch is closed by one of several goroutines: the others panic`
		}()
	}
	return <-ch + <-ch
}

func closedWhileOthersSend(fail bool) {
	ch := make(chan int)
	go func() {
		ch <- 1 // want `ch may be closed here: sending panics`
	}()
	if fail {
		close(ch)
		return
	}
	<-ch
}

type conn struct{ quit chan struct{} }

func (c *conn) close() { close(c.quit) } // want `c.quit may be closed already: closing it again panics`

func closesTwice() error {
	c := &conn{quit: make(chan struct{})}
	defer c.close()
	if err := load("x"); err != nil {
		c.close()
		return err
	}
	return nil
}

func receiverClosesParam(ch chan int) (sum int) {
	for v := range ch {
		if v < 0 {
			close(ch) // want `ch is closed by its receiver: a sender that has more to send panics`
			break
		}
		sum += v
	}
	return sum
}

func probeThenSend(ch chan int, v int) {
	if _, ok := <-ch; !ok { // want `asking whether ch is closed takes a value out, and is out of date before the send`
		return
	}
	ch <- v
}

func closedBeforeWorkersEnd(xs []int) {
	ch := make(chan int, 10)
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x // want `ch may be closed here: sending panics`
		}()
	}
	close(ch)
	wg.Wait()
}

// Both Kill and Stop may find the channel open.
type box struct{ stop chan struct{} }

func newBox() *box     { return &box{stop: make(chan struct{})} }
func (b *box) Kill()   { b.end() }
func (b *box) Stop()   { b.end() }
func (b *box) isOver() { <-b.stop }

func (b *box) end() {
	select {
	case <-b.stop:
	default:
		close(b.stop) // want `b.stop may be closed by two goroutines that both have found it open: the second panics`
	}
}

// The reader ends the stream, and so does who closes it.
type stream struct {
	over chan struct{}
	in   chan []byte
}

func newStream(in chan []byte) *stream {
	s := &stream{over: make(chan struct{}), in: in}
	go s.read()
	return s
}

func (s *stream) read() {
	for range s.in {
	}
	s.Close()
}

func (s *stream) Close() {
	select {
	case <-s.over:
		return
	default:
	}
	close(s.over) // want `s.over may be closed by two goroutines that both have found it open: the second panics`
}

// Who has been told of the end may still choose to send.
type notifier struct {
	queue chan string
	over  chan struct{}
}

func newNotifier() *notifier {
	return &notifier{queue: make(chan string), over: make(chan struct{})}
}

func (n *notifier) Notify(s string) {
	select {
	case <-n.over:
	case n.queue <- s:
	}
}

func (n *notifier) Close() {
	close(n.over)
	close(n.queue) // want `n.queue is closed while Notify may wait to send on it: that panics`
}

// The same, by the goroutine that learns of the end.
type pump struct {
	jobs chan func()
	over chan struct{}
}

func (p *pump) do(f func()) {
	select {
	case p.jobs <- f:
	case <-p.over:
	}
}

func (p *pump) run() {
	go func() {
		<-p.over
		close(p.jobs) // want `p.jobs is closed while do may wait to send on it: that panics`
	}()
	for f := range p.jobs {
		f()
	}
}

// Nobody waits for those who send.
func unthrottled(keys []string, load func(string) int) (sum int) {
	res := make(chan int, 3)
	for _, k := range keys {
		go func() {
			res <- load(k) // want `res may be closed here: sending panics`
		}()
	}
	close(res)
	for v := range res {
		sum += v
	}
	return sum
}
