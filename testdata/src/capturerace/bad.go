package capturerace

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sort"
	"sync"
	"time"
)

type account struct{ age int }

func work() error { return nil }

func fetch(key string) (int, error) { return len(key), nil }

func counter(list []account) (sum int) {
	var wg sync.WaitGroup
	for _, a := range list {
		wg.Go(func() { sum += a.age }) // want `sum is written by several goroutines at once, and no lock keeps them apart`
	}
	wg.Wait()
	return sum
}

func counterWithAdd(n int) int {
	count := 0
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			count++ // want `count is written by several goroutines at once`
		}()
	}
	wg.Wait()
	return count
}

func sharedError(keys []string) error {
	var err error
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Add(1)
		go func(key string) {
			defer wg.Done()
			_, err = fetch(key) // want `err is written by several goroutines at once`
		}(key)
	}
	wg.Wait()
	return err
}

func errorOfTheParent() error {
	v, err := fetch("a")
	done := make(chan bool)
	go func() {
		_, err = fetch("b") // want `err is written in a goroutine while the code that started it uses it without waiting or locking`
		close(done)
	}()
	if v > 0 {
		err = errors.New("again")
	}
	<-done
	return err
}

func namedResult(ctx context.Context) (n int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		n, err = fetch("a") // want `n is written in a goroutine while` `err is written in a goroutine while`
	}()
	select {
	case <-done:
		return n, err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func appended(keys []string) []int {
	var out []int
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() {
			n, _ := fetch(key)
			out = append(out, n) // want `out is written by several goroutines at once`
		})
	}
	wg.Wait()
	return out
}

func readWithoutWaiting() int {
	n := 0
	go func() {
		n = 1 // want `n is written in a goroutine while the code that started it uses it`
	}()
	return n
}

func sleepIsNoLock() bool {
	ready := false
	go func() { ready = true }() // want `ready is written in a goroutine while`
	time.Sleep(time.Second)
	return ready
}

func polled() {
	stop := false
	go func() {
		for !stop {
			_ = work()
		}
	}()
	_ = work()
	stop = true // want `stop is written while the goroutine that was started before may read it`
}

func twoGoroutines() int {
	n := 0
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); n++ }() // want `n is written in one goroutine while another may access it`
	go func() { defer wg.Done(); n++ }()
	wg.Wait()
	return n
}

func twoLocks() int {
	n := 0
	var a, b sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() { a.Lock(); n++; a.Unlock() }) // want `n is written in one goroutine while another may access it`
	wg.Go(func() { b.Lock(); n++; b.Unlock() })
	wg.Wait()
	return n
}

func underReadLock(n int) int {
	total := 0
	var mu sync.RWMutex
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			mu.RLock()
			defer mu.RUnlock()
			total++ // want `total is written by several goroutines at once`
		})
	}
	wg.Wait()
	return total
}

func lockedOnOneSide() int {
	n := 0
	var mu sync.Mutex
	go func() {
		mu.Lock()
		n++ // want `n is written in a goroutine while`
		mu.Unlock()
	}()
	return n
}

func onOnePath(fast bool) int {
	n := 0
	var wg sync.WaitGroup
	wg.Go(func() { n = 1 }) // want `n is written in a goroutine while`
	if fast {
		return n
	}
	wg.Wait()
	return n
}

func afterDone() int {
	n := 0
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Done()
		n = 1 // want `n is written in a goroutine while`
	}()
	wg.Wait()
	return n
}

type server struct {
	hits    int
	started bool
	err     error
}

func (s *server) loop() {
	for work() == nil {
		s.hits++ // want `s.hits is written in a goroutine while`
	}
}

func (s *server) run() int {
	go s.loop()
	return s.hits
}

func (s *server) note(err error) {
	s.err = err // want `s.err is written by several goroutines at once`
}

func (s *server) many(n int) {
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.note(work())
		}()
	}
	wg.Wait()
}

func inHelper(n int) int {
	total := 0
	parallel(n, func(i int) {
		total += i // want `total is written by several goroutines at once`
	})
	return total
}

func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(i)
		}()
	}
	wg.Wait()
}

func storedClosure(n int) int {
	total := 0
	var wg sync.WaitGroup
	add := func() {
		defer wg.Done()
		total++ // want `total is written by several goroutines at once`
	}
	for range n {
		wg.Add(1)
		go add()
	}
	wg.Wait()
	return total
}

func handler() {
	visits := 0
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		visits++ // want `visits is written by several goroutines at once`
	})
}

func timer() int {
	fired := 0
	time.AfterFunc(time.Second, func() { fired++ }) // want `fired is written in a goroutine while`
	return fired
}

func buffer(parts []string) string {
	var out bytes.Buffer
	var wg sync.WaitGroup
	for _, part := range parts {
		wg.Go(func() { out.WriteString(part) }) // want `out is written by several goroutines at once`
	}
	wg.Wait()
	return out.String()
}

func generic[E any](list []E, f func(E) int) int {
	sum := 0
	var wg sync.WaitGroup
	for _, e := range list {
		wg.Go(func() { sum += f(e) }) // want `sum is written by several goroutines at once`
	}
	wg.Wait()
	return sum
}

func structVariable(n int) account {
	var a account
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { a.age = i }) // want `a.age is written by several goroutines at once`
	}
	wg.Wait()
	return a
}

func worker(jobs chan int) int {
	total := 0
	go func() {
		for j := range jobs {
			total += j // want `total is written in a goroutine while`
		}
	}()
	jobs <- 1
	close(jobs)
	return total
}

var hits int

func packageVariable(n int) {
	for range n {
		go func() { hits++ }() // want `hits is written by several goroutines at once`
	}
}

type poller struct {
	stopped bool
	polls   int
}

func (p *poller) Start() {
	go p.loop()
}

func (p *poller) loop() {
	for !p.stopped {
		p.polls++
	}
}

func (p *poller) Stop() {
	p.stopped = true // want `p.stopped is written without a lock while the goroutine of its type uses it`
}

func (p *poller) Polls() int {
	return p.polls // want `p.polls is read without a lock while the goroutine of its type uses it`
}

type result struct{ n int }

func wholeStruct() result {
	var r result
	go func() { r = result{n: 1} }() // want `r is written in a goroutine while`
	return result{r.n}
}

func pointer(n *int) {
	for range 3 {
		go func() { *n++ }() // want `n is written by several goroutines at once`
	}
}

func increment(n *int) { *n++ } // want `n is written by several goroutines at once`

func pointerToLocal() {
	n := 0
	for range 3 {
		go increment(&n)
	}
}

func sameElement(out []int) {
	for range 3 {
		go func() { out[0]++ }() // want `out\[0\] is written by several goroutines at once`
	}
}

func sameElementOfArray() {
	var a [3]int
	for range 3 {
		go func() { a[0]++ }() // want `a\[0\] is written by several goroutines at once`
	}
}

// The packets of two turns share one buffer.
type receiver struct {
	conn   net.PacketConn
	handle func([]byte)
}

func (r *receiver) serve() error {
	buf := make([]byte, 1500)
	for {
		n, _, err := r.conn.ReadFrom(buf) // want `buf is filled again while the goroutine started with it may still use it`
		if err != nil {
			return err
		}
		go r.handle(buf[:n])
	}
}

func sharedArray(src io.Reader, group *sync.WaitGroup, use func([]byte)) {
	var block [512]byte
	for {
		if _, err := io.ReadFull(src, block[:]); err != nil { // want `block is filled again while the goroutine started with it may still use it`
			break
		}
		group.Go(func() { use(block[:]) })
	}
	group.Wait()
}

// The goroutine is told to work before the field is set.

type link struct {
	wake chan struct{}
	hops int
}

func openLink() *link {
	l := &link{wake: make(chan struct{}, 1)}
	go func() {
		<-l.wake
		l.hops++ // want `l.hops is written in a goroutine while the code that started it uses it without waiting or locking`
	}()
	l.wake <- struct{}{}
	l.hops = 1
	return l
}

func openLinkElsewhere() *link {
	l := &link{wake: make(chan struct{}, 1)}
	go func() {
		<-l.wake
		l.hops++ // want `l.hops is written in a goroutine while the code that started it uses it without waiting or locking`
	}()
	go l.start()
	l.hops = 1
	return l
}

func (l *link) start() { l.wake <- struct{}{} }

func openLinkGiven(wake chan struct{}) *link {
	l := &link{wake: wake}
	go func() {
		<-l.wake
		l.hops++ // want `l.hops is written in a goroutine while the code that started it uses it without waiting or locking`
	}()
	l.hops = 1
	return l
}

func openLinkAlias(all map[string]chan struct{}) *link {
	wake := make(chan struct{}, 1)
	l := &link{wake: wake}
	all["link"] = wake
	go func() {
		<-l.wake
		l.hops++ // want `l.hops is written in a goroutine while the code that started it uses it without waiting or locking`
	}()
	l.hops = 1
	return l
}

// That a channel of somebody else is nil says nothing about the worker.
func drainOther(jobs chan int, ticks chan int) (odd int, failed int) {
	go func() {
		for job := range jobs {
			if job < 0 {
				failed++ // want `failed is written in a goroutine while the code that started it uses it without waiting or locking`
			}
		}
	}()
	open := ticks
	for open != nil {
		r, ok := <-open
		if !ok {
			open = nil
		}
		odd += r & 1
	}
	return odd, failed
}

// Nobody says that the server has got the context.
func replacedUnseen(srv *http.Server, seen chan struct{}) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	srv.RegisterOnShutdown(func() { println("bye") })
	go func() { srv.Shutdown(ctx) }()
	<-seen
	ctx, cancel = context.WithTimeout(context.Background(), time.Second) // want `ctx is written while the goroutine that was started before may read it, without waiting or locking`
	defer cancel()
	<-ctx.Done()
	return ctx.Err()
}

type query struct{ terms []string }

// key sorts the terms in place, for a key that does not depend on their order.
func (q *query) key() string {
	sort.Strings(q.terms) // want `q\.terms is sorted by several goroutines at once, and no lock keeps them apart`
	return q.terms[0]
}

func lookUpAll(q *query, shards []func(key string)) {
	var wg sync.WaitGroup
	for _, shard := range shards {
		wg.Go(func() { shard(q.key()) })
	}
	wg.Wait()
}

func sortedByEach(terms []string, shards []func(terms []string)) {
	var wg sync.WaitGroup
	for _, shard := range shards {
		wg.Go(func() {
			sort.Slice(terms, func(i, j int) bool { return terms[i] < terms[j] }) // want `terms is sorted by several goroutines at once`
			shard(terms)
		})
	}
	wg.Wait()
}

var naming = "old"

func name() string { return naming }

// The deferred call runs once, after the loop, while goroutines may run.
func rename(n int) {
	defer func() { naming = "old" }() // want `naming is written while the goroutine that was started before may read it, without waiting or locking`
	for range n {
		go func() { println(naming) }()
	}
}
