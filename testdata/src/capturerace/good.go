package capturerace

import (
	"context"
	"errors"
	"example.com/throttle"
	"golang.org/x/sync/errgroup"
	"io"
	"net"
	"net/http"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

func atomicCounter(list []account) int {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, a := range list {
		wg.Go(func() { sum.Add(int64(a.age)) })
	}
	wg.Wait()
	return int(sum.Load())
}

func oldAtomicCounter(n int) int64 {
	var sum int64
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { atomic.AddInt64(&sum, 1) })
	}
	wg.Wait()
	return sum
}

func locked(n int) int {
	total := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			total += i
		})
	}
	wg.Wait()
	return total
}

func joinedBeforeUse() (n int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		n, err = fetch("a")
	}()
	<-done
	return n, err
}

func joinedByError() (int, error) {
	n := 0
	errc := make(chan error, 1)
	go func() {
		var err error
		n, err = fetch("a")
		errc <- err
	}()
	if err := <-errc; err != nil {
		return 0, err
	}
	return n, nil
}

func group(ctx context.Context) (int, error) {
	var a, b int
	g, _ := errgroup.WithContext(ctx)
	g.Go(func() (err error) { a, err = fetch("a"); return err })
	g.Go(func() (err error) { b, err = fetch("b"); return err })
	if err := g.Wait(); err != nil {
		return 0, err
	}
	return a + b, nil
}

func ownElement(keys []string) []int {
	out := make([]int, len(keys))
	var wg sync.WaitGroup
	for i, key := range keys {
		wg.Go(func() { out[i], _ = fetch(key) })
	}
	wg.Wait()
	return out
}

func ownVariable(keys []string) {
	for _, key := range keys {
		n := 0
		go func() {
			n, _ = fetch(key)
			_ = n
		}()
	}
}

func ownError(keys []string) {
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() {
			_, err := fetch(key)
			if err != nil {
				err = errors.New("wrapped")
			}
			_ = err
		})
	}
	wg.Wait()
}

func onceError(keys []string) error {
	var first error
	var once sync.Once
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() {
			if _, err := fetch(key); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	wg.Wait()
	return first
}

func token(n int) int {
	total := 0
	sem := make(chan struct{}, 1)
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			sem <- struct{}{}
			total++
			<-sem
		})
	}
	wg.Wait()
	return total
}

func joinedInTheLoop(n int) int {
	total := 0
	for range n {
		done := make(chan bool)
		go func() { total++; done <- true }()
		<-done
	}
	return total
}

func handedOver() int {
	n := 0
	start, done := make(chan bool), make(chan bool)
	go func() {
		<-start
		n++
		close(done)
	}()
	n = 1
	close(start)
	<-done
	return n
}

func closer(keys []string) int {
	results := make(chan int)
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() { n, _ := fetch(key); results <- n })
	}
	go func() { wg.Wait(); close(results) }()
	sum := 0
	for n := range results {
		sum += n
	}
	return sum
}

func collector(keys []string) []int {
	var all []int
	results, done := make(chan int), make(chan struct{})
	go func() {
		defer close(done)
		for n := range results {
			all = append(all, n)
		}
	}()
	for _, key := range keys {
		n, _ := fetch(key)
		results <- n
	}
	close(results)
	<-done
	return all
}

func waitsForWorkers(keys []string) int {
	sum := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() { n, _ := fetch(key); mu.Lock(); sum += n; mu.Unlock() })
	}
	done := make(chan int)
	go func() { wg.Wait(); sum *= 2; done <- sum }()
	return <-done
}

func writtenBefore() {
	n := 1
	n++
	go func() { _ = n }()
}

func onlyRead(list []account) {
	for range list {
		go func() { _ = len(list) }()
	}
}

func flag() {
	var stop atomic.Bool
	go func() {
		for !stop.Load() {
			_ = work()
		}
	}()
	stop.Store(true)
}

func publishedByFlag() int {
	var ready atomic.Bool
	n := 0
	go func() {
		n = 1
		ready.Store(true)
	}()
	for !ready.Load() {
		time.Sleep(time.Millisecond)
	}
	return n
}

func onlyTheFirst(n int) int {
	first := 0
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			if i == 0 {
				first = i
			}
		})
	}
	wg.Wait()
	return first
}

func branches(fast bool) int {
	n := 0
	if fast {
		n = 1
	} else {
		done := make(chan bool)
		go func() { n = 2; close(done) }()
		<-done
	}
	return n
}

func deferredWait() {
	var wg sync.WaitGroup
	n := 0
	defer func() { wg.Wait(); _ = n }()
	wg.Go(func() { n = 1 })
}

func lockedInHandler() {
	visits := 0
	var mu sync.Mutex
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		visits++
	})
}

func stoppedTimer() int {
	fired := 0
	t := time.AfterFunc(time.Second, func() { fired++ })
	t.Stop()
	return fired
}

type guarded struct {
	mu sync.Mutex
	n  int
}

func (g *guarded) add() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n++
}

func (g *guarded) many(n int) {
	for range n {
		go g.add()
	}
}

func (g *guarded) addLocked() { g.n++ }

func (g *guarded) manyLocked(n int) {
	for range n {
		go func() {
			g.mu.Lock()
			g.addLocked()
			g.mu.Unlock()
		}()
	}
}

func waitHelper(wait func(*sync.WaitGroup)) int {
	var wg sync.WaitGroup
	n := 0
	wg.Go(func() { n++ })
	wait(&wg)
	return n
}

func rendezvous() int {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		<-done
	}()
	done <- true
	return n
}

func privateObject(n int) {
	for range n {
		go func() {
			var a account
			a.age++
			b := &account{}
			b.age++
		}()
	}
}

func objectOfTheIteration(n int) {
	for range n {
		a := &account{}
		go func() { a.age++ }()
	}
}

func threePart(n int) {
	for i := 0; i < n; i++ {
		go func() { _ = i }()
	}
}

func conditionalJoin(async bool) int {
	n := 0
	done := make(chan bool)
	if async {
		go func() { n = 1; close(done) }()
	}
	if async {
		<-done
	}
	return n
}

// task tells when it has ended, so that its result may be read.
type task struct {
	done   chan struct{}
	result int
	limit  int
}

func (t *task) Start() {
	go func() {
		defer close(t.done)
		for i := range t.limit {
			t.result += i
		}
	}()
}

func (t *task) SetLimit(n int) { t.limit = n }

func (t *task) Result() int {
	<-t.done
	return t.result
}

func lastWords(t interface{ Fatalf(string, ...any) }) {
	n := 0
	var mu sync.Mutex
	go func() { mu.Lock(); n++; mu.Unlock() }()
	mu.Lock()
	bad := n > 3
	mu.Unlock()
	if bad {
		panic(n)
	}
}

func distinctElements() int {
	var parts [2]int
	var wg sync.WaitGroup
	wg.Go(func() { parts[0]++ })
	wg.Go(func() { parts[1]++ })
	wg.Wait()
	return parts[0] + parts[1]
}

func distinctPointers(list []*int) {
	for _, p := range list {
		go func() { *p++ }()
	}
}

func relayed(work func() int) (sum int) {
	quit := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Wait()
		close(quit)
	}()
	go func() {
		sum += work()
		wg.Done()
	}()
	<-quit
	return sum
}

func onceThenRead(n int, load func() int) {
	var once sync.Once
	v := 0
	for range n {
		go func() {
			once.Do(func() { v = load() })
			println(v)
		}()
	}
}

func asManyAsFit(load func() string) string {
	var name string
	done := make(chan struct{}, 2)
	fill := func(to *string) {
		*to = load()
		done <- struct{}{}
	}
	var other string
	go fill(&name)
	go fill(&other)
	for i := 0; i < cap(done); i++ {
		<-done
	}
	return name + other
}

func startGate(n int) bool {
	early := false
	for i := range n {
		c := make(chan int, i)
		got := false
		go func() {
			<-c
			got = true
		}()
		if got {
			early = true
		}
		c <- 0
	}
	return early
}

func takeTurns(n int, work func(int)) {
	turns := make([]chan bool, n)
	i := 0
	for k := range n {
		turns[k] = make(chan bool)
		go func() {
			for {
				<-turns[k]
				next := turns[(k+1)%n]
				if i > 100 {
					close(next)
					break
				}
				work(i)
				i++
				next <- true
			}
		}()
	}
	turns[0] <- true
}

type saver struct{ timer *time.Timer }

func (s *saver) start(save func()) {
	s.timer = time.AfterFunc(time.Minute, func() {
		save()
		s.timer.Reset(time.Minute)
	})
}

// A buffer for each turn, a copy, or one goroutine at a time.
func ownBuffer(conn net.PacketConn, handle func([]byte)) error {
	for {
		buf := make([]byte, 1500)
		n, _, err := conn.ReadFrom(buf)
		if err != nil {
			return err
		}
		go handle(buf[:n])
	}
}

func copied(conn net.PacketConn, handle func([]byte)) error {
	buf := make([]byte, 1500)
	for {
		n, _, err := conn.ReadFrom(buf)
		if err != nil {
			return err
		}
		packet := append([]byte(nil), buf[:n]...)
		go handle(packet)
	}
}

func oneAfterTheOther(src io.Reader, handle func([]byte)) error {
	buf := make([]byte, 1500)
	for {
		n, err := src.Read(buf)
		if err != nil {
			return err
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			handle(buf[:n])
		}()
		<-done
	}
}

// Who decodes an object is the first to have it.
type decoded struct {
	limit int
	work  chan int
}

func (d *decoded) Start() {
	go func() {
		for w := range d.work {
			println(w > d.limit)
		}
	}()
}

func (d *decoded) UnmarshalText(b []byte) error {
	d.limit = len(b)
	return nil
}

// Only a test calls it from two goroutines.
type tally struct{ n int }

func (t *tally) bump() { t.n++ }

// A group of another package, by the names of its methods.
func throttled(keys []string, load func(string) (int, error)) ([]int, error) {
	var sizes []int
	var mu sync.Mutex
	limit := throttle.New(4)
	for _, key := range keys {
		if err := limit.Do(); err != nil {
			return nil, err
		}
		go func() {
			n, err := load(key)
			defer limit.Done(err)
			mu.Lock()
			sizes = append(sizes, n)
			mu.Unlock()
		}()
	}
	if err := limit.Finish(); err != nil {
		return nil, err
	}
	return sizes, nil
}

// The named result is returned by its name, which assigns nothing.
func opened(load func() (*account, error)) (a *account, err error) {
	a = new(account)
	done := make(chan struct{})
	go func() {
		println(a.age)
		close(done)
	}()
	if _, err := load(); err != nil {
		return a, err
	}
	<-done
	return a, nil
}

// One writer at a time: the next one starts when the last has given back the
// token.
func oneWriter(batches chan []int, quit chan struct{}) {
	written := 0
	token := make(chan struct{}, 1)
	write := func(batch []int) {
		written += len(batch)
		<-token
	}
	var batch []int
	for {
		select {
		case <-quit:
			return
		case batch = <-batches:
		}
		select {
		case <-quit:
			return
		case token <- struct{}{}:
		}
		go write(batch)
	}
}

// The goroutine works only when it is told to, and nobody can do so before the
// fields are set.

type session struct {
	wake   chan struct{}
	quit   <-chan struct{}
	peer   *tally
	leader int
}

func openSession(hub chan<- *session) *session {
	s := &session{wake: make(chan struct{}, 1), quit: make(chan struct{})}
	go s.follow()
	s.leader = 1
	s.peer = &tally{}
	hub <- s
	return s
}

func (s *session) follow() {
	defer func() { s.peer = nil }()
	var later <-chan time.Time
	for {
		select {
		case <-s.quit:
			return
		case <-s.wake:
			if later == nil {
				later = time.After(time.Second)
			}
		case <-later:
			later = nil
			if s.leader++; s.leader > 9 {
				s.wake <- struct{}{}
			}
		}
	}
}

// The channel variables are nil when the channels have been closed, which
// happens after all workers have ended.
func drainAll(jobs chan int) (odd int, failed int) {
	results := make(chan int)
	var mu sync.Mutex
	var wg sync.WaitGroup
	worker := func() {
		defer wg.Done()
		for job := range jobs {
			if job < 0 {
				mu.Lock()
				failed++
				mu.Unlock()
			}
			results <- job
		}
	}
	wg.Add(1)
	go worker()
	go func() {
		wg.Wait()
		close(results)
	}()
	open := results
	for {
		select {
		case r, ok := <-open:
			if !ok {
				open = nil
				break
			}
			odd += r & 1
		default:
			if len(jobs) > 10 {
				wg.Add(1)
				go worker()
			}
		}
		if open == nil {
			break
		}
	}
	return odd, failed
}

// The server has the context when it calls back.
func replacedWhenSeen(srv *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	seen := make(chan struct{}, 1)
	srv.RegisterOnShutdown(func() { seen <- struct{}{} })
	go func() { srv.Shutdown(ctx) }()
	<-seen
	ctx, cancel = context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	<-ctx.Done()
	return ctx.Err()
}

func sortedBefore(terms []string, shards []func(terms []string)) {
	sort.Strings(terms)
	var wg sync.WaitGroup
	for _, shard := range shards {
		wg.Go(func() { shard(terms) })
	}
	wg.Wait()
}

func sortsOwnCopy(terms []string, shards []func(terms []string)) {
	var wg sync.WaitGroup
	for _, shard := range shards {
		wg.Go(func() {
			own := slices.Clone(terms)
			sort.Strings(own)
			shard(own)
		})
	}
	wg.Wait()
}

func sortsPart(rows [][]int, all []int, size int) {
	var wg sync.WaitGroup
	for i := range rows {
		wg.Go(func() { sort.Ints(rows[i]) })
		wg.Go(func() { sort.Ints(all[i*size : (i+1)*size]) })
	}
	wg.Wait()
}

func sortedInTurn(terms []string, shards []func(terms []string)) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, shard := range shards {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			sort.Strings(terms)
			shard(terms)
		})
	}
	wg.Wait()
}

var patience = time.Second

func linger() { time.Sleep(patience) }
