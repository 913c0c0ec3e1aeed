package goleak

import (
	"context"
	"errors"
	"net"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"time"

	"goleak/flags"
)

func roomForAbandonedResult(ctx context.Context) (string, error) {
	ch := make(chan string, 1)
	go func() {
		s, _ := fetch()
		ch <- s
	}()
	select {
	case s := <-ch:
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func sendGivesUpToo(ctx context.Context) (string, error) {
	ch := make(chan string)
	go func() {
		s, _ := fetch()
		select {
		case ch <- s:
		case <-ctx.Done():
		}
	}()
	select {
	case s := <-ch:
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func receiveOnEveryPath() error {
	ch := make(chan error)
	go func() {
		_, err := fetch()
		ch <- err
	}()
	if _, err := fetch(); err != nil {
		return errors.Join(err, <-ch)
	}
	return <-ch
}

func countedReceives(xs []int) (all []int) {
	ch := make(chan int)
	for _, x := range xs {
		go func() { ch <- x }()
	}
	for range xs {
		all = append(all, <-ch)
	}
	return all
}

func countedByVariable(xs []int) {
	ch := make(chan int)
	n := 0
	for _, x := range xs {
		if x < 0 {
			continue
		}
		n++
		go func() { ch <- x }()
	}
	for i := 0; i < n; i++ {
		<-ch
	}
}

func roomForAll(xs []int) int {
	ch := make(chan int, len(xs))
	for _, x := range xs {
		go func() { ch <- x }()
	}
	return <-ch
}

func closeAfterWait(xs []int) (sum int) {
	var wg sync.WaitGroup
	ch := make(chan int)
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x
		}()
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	for x := range ch {
		sum += x
	}
	return sum
}

func workerPool(jobs []int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for j := range ch {
				_ = j
			}
		})
	}
	for _, j := range jobs {
		ch <- j
	}
	close(ch)
	wg.Wait()
}

func semaphore(jobs []int) {
	sem := make(chan struct{}, 3)
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			fetch()
		}()
	}
	wg.Wait()
}

func pipeline(xs []int) (sum int) {
	src := make(chan int)
	go func() {
		defer close(src)
		for _, x := range xs {
			src <- x
		}
	}()
	dst := make(chan int)
	go func() {
		defer close(dst)
		for x := range src {
			dst <- x * x
		}
	}()
	for x := range dst {
		sum += x
	}
	return sum
}

func ownerClosesDone() {
	done := make(chan struct{})
	defer close(done)
	go func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				fetch()
			case <-done:
				return
			}
		}
	}()
	fetch()
}

func startAndStop() {
	w := newWorker()
	w.start()
	defer w.stop()
	w.jobs <- 1
}

func returned() <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		ch <- 1
	}()
	return ch
}

var published []chan int

func storedOutside() {
	ch := make(chan int)
	published = append(published, ch)
	go func() { ch <- 1 }()
}

type server struct {
	conns map[net.Conn]chan struct{}
	mu    sync.Mutex
}

func (s *server) storedInReceiver(c net.Conn) {
	gone := make(chan struct{})
	s.mu.Lock()
	s.conns[c] = gone
	s.mu.Unlock()
	go func() { <-gone }()
}

func signals() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		<-c
		os.Exit(1)
	}()
}

func errorAndResult() (string, error) {
	errc := make(chan error)
	resc := make(chan string)
	go func() {
		s, err := fetch()
		if err != nil {
			errc <- err
			return
		}
		resc <- s
	}()
	select {
	case err := <-errc:
		return "", err
	case s := <-resc:
		return s, nil
	}
}

type reply struct {
	s   string
	err error
}

func secondValueOnlyWithoutError() (string, error) {
	ch := make(chan reply)
	more := make(chan string)
	go func() {
		s, err := fetch()
		ch <- reply{s, err}
		if err == nil {
			more <- s
		}
	}()
	r := <-ch
	if r.err != nil {
		return "", r.err
	}
	return <-more, nil
}

func stopOnce() {
	quit := make(chan struct{})
	var once sync.Once
	stop := func() { once.Do(func() { close(quit) }) }
	go func() {
		fetch()
		stop()
	}()
	<-quit
	stop()
}

func cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-ctx.Done()
	}()
	fetch()
}

func lockReleasedBeforeReceive() {
	var mu sync.Mutex
	ch := make(chan int)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		ch <- 1
	}()
	mu.Lock()
	fetch()
	mu.Unlock()
	<-ch
}

func condSignalled() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		c.Broadcast()
	}()
	mu.Lock()
	for !ready {
		c.Wait()
	}
	mu.Unlock()
}

func flagDecides(async bool) error {
	ch := make(chan error)
	if async {
		go func() {
			_, err := fetch()
			ch <- err
		}()
	}
	fetch()
	if !async {
		return nil
	}
	return <-ch
}

func counterDecides(xs []string) {
	done := make(chan struct{})
	var left atomic.Int32
	left.Store(int32(len(xs)))
	for range xs {
		go func() {
			if left.Add(-1) == 0 {
				close(done)
			}
		}()
	}
	<-done
}

func handedToCallee(run func(chan<- int)) {
	ch := make(chan int)
	go run(ch)
	<-ch
}

func sentOverChannel(requests chan<- chan string) string {
	answer := make(chan string)
	requests <- answer
	return <-answer
}

func timerSendsInTime() error {
	errc := make(chan error, 2)
	timer := time.AfterFunc(time.Second, func() { errc <- errors.New("late") })
	go func() {
		_, err := fetch()
		timer.Stop()
		errc <- err
	}()
	return <-errc
}

func drained(ctx context.Context) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 3 {
			ch <- i
		}
	}()
	select {
	case <-ch:
	case <-ctx.Done():
	}
	for range ch {
	}
}

func (p *poller) startWithContext(ctx context.Context) {
	go func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				p.poll()
			}
		}
	}()
}

func (p *poller) startBounded() {
	go func() {
		for p.n < 10 {
			p.poll()
			time.Sleep(time.Second)
		}
	}()
}

func init() {
	go func() {
		for range time.Tick(time.Hour) {
			fetch()
		}
	}()
}

func group(ctx context.Context, xs []int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(xs))
	for _, x := range xs {
		go func() {
			defer wg.Done()
			select {
			case ch <- x:
			case <-ctx.Done():
			}
		}()
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	for range ch {
	}
}

func signalOnEveryPath() {
	done := make(chan bool)
	go func() {
		defer close(done)
		if _, err := fetch(); err != nil {
			return
		}
		done <- true
	}()
	<-done
}

func doneDeferred(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, err := fetch(); err != nil {
				return
			}
		}()
	}
	wg.Wait()
}

func escapesWhileWaiting(run func(func())) {
	ready := make(chan bool)
	wait := make(chan bool)
	done := make(chan bool)
	go func() {
		run(func() {
			ready <- true
			<-wait
		})
		done <- true
	}()
	<-ready
	wait <- true
	<-done
}

type beats struct{ timer *time.Timer }

func (b *beats) stop() { b.timer.Stop() }

func (b *beats) run(quit chan struct{}) {
	go func() {
		if !b.timer.Stop() {
			<-b.timer.C
		}
		<-quit
	}()
	close(quit)
}

// The timer is stopped, or whoever stops it too late takes the value.
type slowWriter struct {
	timer   *time.Timer
	started chan struct{}
}

func newSlowWriter() *slowWriter {
	w := &slowWriter{started: make(chan struct{})}
	w.timer = time.AfterFunc(time.Hour, func() { w.started <- struct{}{} })
	w.timer.Stop()
	return w
}

func (w *slowWriter) write(f func()) {
	w.timer.Reset(time.Second)
	f()
	if !w.timer.Stop() {
		<-w.started
	}
}

// Objects and funcs that nobody can end last as long as the process.
type gauge struct{ hits atomic.Int64 }

func newGauge(show func(int64)) *gauge {
	g := &gauge{}
	go g.loop(show)
	return g
}

func (g *gauge) loop(show func(int64)) {
	for range time.NewTicker(time.Minute).C {
		show(g.hits.Swap(0))
	}
}

func NewStamper() func() int64 {
	var now atomic.Int64
	go func() {
		for {
			now.Store(time.Now().Unix())
			time.Sleep(time.Second)
		}
	}()
	return now.Load
}

// The workers wait for one who tries again, maybe for long.
func workWhenReady(n int, ready func() bool, work func()) {
	start := make(chan struct{})
	go func() {
		for !ready() {
			time.Sleep(time.Second)
		}
		close(start)
	}()
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			work()
		}()
	}
	wg.Wait()
}

// One goroutine for the whole process keeps the date.
var dateOnce sync.Once

func date() {
	dateOnce.Do(keepDate)
}

func keepDate() {
	go func() {
		for {
			time.Sleep(time.Second)
			fetch()
		}
	}()
}

// The buffer has room for a number of each part, wherever it belongs.
func countParts(parts []string, groups [][]string, count func(string) int) int {
	counts := make(chan int, len(parts))
	for _, group := range groups {
		go func() {
			for _, part := range group {
				counts <- count(part)
			}
		}()
	}
	sum, n := 0, 0
	for c := range counts {
		sum += c
		if n++; n == len(parts) {
			break
		}
	}
	return sum
}

// The last of the goroutines to end closes the channel.
func lastOneCloses(jobs []func(), want int32, stop func()) {
	ended := int32(0)
	all := make(chan struct{})
	work := func(job func()) {
		job()
		if n := atomic.AddInt32(&ended, 1); n >= want/2 {
			stop()
			if n == want {
				close(all)
			}
		}
	}
	for _, job := range jobs {
		go work(job)
	}
	<-all
}

// The goroutine stops only if it is told to, by who does not wait for it then.
func scanParts(parts []string, abort func() bool) (sum int) {
	var stop flags.Flag
	results := make(chan int, len(parts))
	for _, part := range parts {
		go func() {
			n := 0
			for range part {
				if stop.Get() {
					return
				}
				n++
			}
			results <- n
		}()
	}
	if abort() {
		stop.Set(true)
		return 0
	}
	for range parts {
		sum += <-results
	}
	return sum
}
