package chanclose

import (
	"sync"

	"example.com/throttle"
)

func closeLast(n int) <-chan int {
	ch := make(chan int, n+1)
	for i := range n {
		ch <- i
	}
	ch <- -1
	close(ch)
	return ch
}

func oneClose(jobs []string) chan error {
	done := make(chan error, 1)
	defer close(done)
	for _, j := range jobs {
		if err := load(j); err != nil {
			done <- err
			return done
		}
	}
	return done
}

func waiterCloses(xs []int) (sum int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() { ch <- x })
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	for v := range ch {
		sum += v
	}
	return sum
}

func onceGuards() {
	quit := make(chan struct{})
	var once sync.Once
	stop := func() { once.Do(func() { close(quit) }) }
	defer stop()
	if load("x") != nil {
		stop()
	}
}

func onceFunc() {
	quit := make(chan struct{})
	stop := sync.OnceFunc(func() { close(quit) })
	defer stop()
	stop()
}

func flagGuards(fail bool) {
	ch := make(chan int)
	closed := false
	if fail {
		close(ch)
		closed = true
	}
	if !closed {
		close(ch)
	}
}

func nilGuards(fail bool) {
	ch := make(chan int)
	if fail {
		close(ch)
		ch = nil
	}
	if ch != nil {
		close(ch)
	}
}

func madeAnew(xs []int) {
	for range xs {
		ch := make(chan int)
		close(ch)
	}
}

func selectGuards() {
	ch := make(chan struct{})
	stop := func() {
		select {
		case <-ch:
		default:
			close(ch)
		}
	}
	stop()
	stop()
}

func signalParam(done chan struct{}) {
	<-done
	close(done)
}

func twoWay(ch chan int) {
	v := <-ch
	ch <- v
	close(ch)
}

func asksAndUses(ch chan int) {
	if v, ok := <-ch; ok {
		ch <- v
	}
}

type link struct {
	mu     sync.Mutex
	closed bool
	quit   chan struct{}
}

func (l *link) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.closed = true
	close(l.quit)
}

func closesTwiceGuarded() {
	l := &link{quit: make(chan struct{})}
	defer l.close()
	if load("x") != nil {
		l.close()
	}
}

func closedByData(read func() string) {
	seen := make(chan struct{})
	go func() { <-seen }()
	for {
		switch read() {
		case "first":
			close(seen)
		case "end":
			return
		}
	}
}

func severalGroups(n int) {
	var wg sync.WaitGroup
	ch := make(chan int)
	wg.Add(n)
	for range n {
		go func() {
			defer wg.Done()
			load("x")
		}()
	}
	wg.Add(n)
	for range n {
		go func() {
			defer wg.Done()
			ch <- 1
		}()
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	for range ch {
	}
}

// A lock, a sync.Once, or a single goroutine keeps the question valid.
type ender struct {
	mu   sync.Mutex
	once sync.Once
	over chan struct{}
}

func (e *ender) Kill() { e.locked() }
func (e *ender) Stop() { e.locked() }

func (e *ender) locked() {
	e.mu.Lock()
	defer e.mu.Unlock()
	select {
	case <-e.over:
	default:
		close(e.over)
	}
}

func (e *ender) Abort() { e.once.Do(e.end) }
func (e *ender) Leave() { e.once.Do(e.end) }

func (e *ender) end() {
	select {
	case <-e.over:
	default:
		close(e.over)
	}
}

type owned struct{ over chan struct{} }

func (o *owned) Close() {
	select {
	case <-o.over:
	default:
		close(o.over)
	}
}

type asserted struct{ done chan struct{} }

func (a *asserted) finish() {
	select {
	case <-a.done:
		panic("finished twice")
	default:
	}
	close(a.done)
}

func (a *asserted) Fail() { a.finish() }
func (a *asserted) Pass() { a.finish() }

// The queue is closed when nobody sends any more, or by its only sender.
type calm struct {
	queue   chan string
	over    chan struct{}
	senders sync.WaitGroup
}

func (c *calm) Notify(s string) {
	c.senders.Add(1)
	defer c.senders.Done()
	select {
	case <-c.over:
	case c.queue <- s:
	}
}

func (c *calm) Close() {
	close(c.over)
	c.senders.Wait()
	close(c.queue)
}

type producer struct {
	out  chan int
	over chan struct{}
}

func newProducer() *producer {
	p := &producer{out: make(chan int), over: make(chan struct{})}
	go p.run()
	return p
}

func (p *producer) run() {
	for i := 0; p.put(i); i++ {
	}
	<-p.over
	close(p.out)
}

func (p *producer) put(i int) bool {
	select {
	case p.out <- i:
		return true
	case <-p.over:
		return false
	}
}

type pair struct {
	mu   sync.Mutex
	stop chan struct{}
	a, b end
}

type end struct{ p *pair }

func newPair() *pair {
	p := &pair{stop: make(chan struct{})}
	p.a.p, p.b.p = p, p
	return p
}

func (e *end) close() { e.p.close() }

// Both ends close the pair, and the second finds it closed.
func (p *pair) close() {
	p.mu.Lock()
	select {
	case <-p.stop:
	default:
		close(p.stop)
	}
	p.mu.Unlock()
}

func usePair() {
	p := newPair()
	p.a.close()
	p.b.close()
}

// Finish waits until all who send are done.
func throttled(keys []string, load func(string) (int, error)) (sum int) {
	res := make(chan int, 3)
	limit := throttle.New(4)
	for _, k := range keys {
		if limit.Do() != nil {
			return 0
		}
		go func() {
			var err error
			defer limit.Done(err)
			v, err := load(k)
			if err != nil {
				return
			}
			res <- v
		}()
	}
	got := make(chan int)
	go func() {
		n := 0
		for v := range res {
			n += v
		}
		got <- n
	}()
	limit.Finish()
	close(res)
	return <-got
}

// Each connection has a channel of its own.
type dialer struct {
	answers chan string
}

func (d *dialer) reset() { d.answers = make(chan string) }

func (d *dialer) read(lines []string) {
	defer close(d.answers)
	for _, line := range lines {
		d.answers <- line
	}
}

func (d *dialer) first(attempts [][]string) string {
	for _, lines := range attempts {
		d.reset()
		go d.read(lines)
		if answer, ok := <-d.answers; ok {
			return answer
		}
	}
	return ""
}
