package lockbalance

import (
	"log"
	"os"
	"sync"
)

func (s *store) deferred() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, err := load("k")
	if err != nil {
		return err
	}
	s.user = user
	return nil
}

func (s *store) everyPath() error {
	s.mu.Lock()
	if s.user == "" {
		s.mu.Unlock()
		return errEmpty
	}
	s.mu.Unlock()
	return nil
}

func (s *store) deferredLiteral() error {
	s.mu.Lock()
	defer func() {
		s.user = ""
		s.mu.Unlock()
	}()
	_, err := load("k")
	return err
}

func (s *store) matchingConditions(shared bool) string {
	if shared {
		s.rw.RLock()
	} else {
		s.rw.Lock()
	}
	v := s.items["k"]
	if shared {
		s.rw.RUnlock()
	} else {
		s.rw.Unlock()
	}
	return v
}

func (s *store) flag(need bool) {
	locked := false
	if need {
		s.mu.Lock()
		locked = true
	}
	s.user = ""
	if locked {
		s.mu.Unlock()
	}
}

func (s *store) deferredIf(need bool) {
	if need {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	s.user = ""
}

func (s *store) conditionalDefer() (err error) {
	s.mu.Lock()
	defer func() {
		if err != nil {
			s.mu.Unlock()
		}
	}()
	_, err = load("k")
	if err != nil {
		return err
	}
	s.mu.Unlock()
	return nil
}

func (s *store) window(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mu.Unlock()
	f()
	s.mu.Lock()
}

// callLocked is called with the lock held.
func (s *store) callLocked(f func()) {
	s.mu.Unlock()
	f()
	s.mu.Lock()
}

func (s *store) begin() *store { s.rw.Lock(); return s }
func (s *store) end()          { s.rw.Unlock() }

func (s *store) useTx() {
	tx := s.begin()
	defer tx.end()
	tx.user = ""
}

// acquire returns nil with the lock held, and an error without.
func (s *store) acquire() error {
	s.rw.Lock()
	if s.user == "" {
		s.rw.Unlock()
		return errEmpty
	}
	return nil
}

func (s *store) tryAcquire() bool {
	s.rw.Lock()
	if s.user != "" {
		return true
	}
	s.rw.Unlock()
	return false
}

func (s *store) find(k string) *store {
	s.rw.Lock()
	if k != "" {
		return s // the caller calls end
	}
	s.rw.Unlock()
	return nil
}

func (s *store) returnsUnlock() func() {
	s.mu.Lock()
	return s.mu.Unlock
}

func (s *store) usesReturned() {
	unlock := s.returnsUnlock()
	defer unlock()
	s.user = ""
}

func (s *store) handOver(ch chan int) {
	s.mu.Lock()
	go func() {
		defer s.mu.Unlock()
		<-ch
	}()
}

func (s *store) handOverSometimes(ch chan int) {
	s.mu.Lock()
	if ready() {
		go s.release(ch)
		return
	}
	s.mu.Unlock()
}

func (s *store) release(ch chan int) {
	<-ch
	s.mu.Unlock()
}

func (s *store) ends() {
	s.mu.Lock()
	if s.user == "" {
		os.Exit(1)
	}
	if s.user == "x" {
		log.Fatal("x")
	}
	s.mu.Unlock()
}

func (s *store) panics(n int) {
	s.mu.Lock()
	if n < 0 {
		panic("negative")
	}
	s.mu.Unlock()
}

func (s *store) tries() bool {
	if !s.mu.TryLock() {
		return false
	}
	defer s.mu.Unlock()
	return true
}

func (s *store) tryOr() {
	ok := s.mu.TryLock()
	if !ok {
		s.mu.Lock()
	}
	s.user = ""
	s.mu.Unlock()
}

func (s *store) tryWrapper() bool { return s.mu.TryLock() }

func (s *store) usesTryWrapper() {
	if s.tryWrapper() {
		s.mu.Unlock()
	}
}

func (s *store) loop(keys []string) {
	for _, k := range keys {
		s.mu.Lock()
		if k == "" {
			s.mu.Unlock()
			continue
		}
		s.user = k
		s.mu.Unlock()
	}
}

func (s *store) relockedInLoop(keys []string) {
	s.mu.Lock()
	for range keys {
		s.mu.Unlock()
		load("k")
		s.mu.Lock()
	}
	s.mu.Unlock()
}

type node struct {
	mu   sync.Mutex
	next *node
}

func handOverHand(n *node) {
	n.mu.Lock()
	for n.next != nil {
		next := n.next
		next.mu.Lock()
		n.mu.Unlock()
		n = next
	}
	n.mu.Unlock()
}

func lockAll(nodes []*node) {
	for _, n := range nodes {
		n.mu.Lock()
	}
	for _, n := range nodes {
		n.mu.Unlock()
	}
}

type shard struct {
	sync.RWMutex
	m map[int]int
}

func (s *shard) Lock()   { s.RWMutex.Lock() }
func (s *shard) Unlock() { s.RWMutex.Unlock() }

func useShard(shards []*shard, i int) int {
	sh := shards[i%len(shards)]
	sh.Lock()
	defer sh.Unlock()
	return sh.m[i]
}

func readersTwice(s *store) {
	if s.rw.TryRLock() {
		if s.rw.TryRLock() {
			s.rw.RUnlock()
		}
		s.rw.RUnlock()
	}
}

func byReader(s *store) {
	l := s.rw.RLocker()
	l.Lock()
	defer l.Unlock()
	_ = s.items
}

func condWait(c *sync.Cond) {
	c.L.Lock()
	for !ready() {
		c.Wait()
	}
	c.L.Unlock()
}

type Exported struct{ Mu sync.Mutex }

// Others unlock it.
func (e *Exported) Acquire() { e.Mu.Lock() }

func manyReaders(s *store, n int) {
	for range n {
		s.rw.RLock()
	}
	for range n {
		s.rw.RUnlock()
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (s *store) failsAfterUnlock() {
	s.mu.Lock()
	if _, err := load("k"); err != nil {
		s.mu.Unlock()
		must(err)
	}
	s.mu.Unlock()
}

type pausable struct{ mu sync.Mutex }

// pause is called with the lock held.
func (p *pausable) pause(f func()) {
	p.mu.Unlock()
	defer p.mu.Lock()
	f()
}

func readersOf(rw *sync.RWMutex, n int) {
	reader := rw.RLocker()
	for range n {
		reader.Lock()
	}
	for range n {
		rw.RUnlock()
	}
}

// tickets are acquired by one goroutine and released by another.
type tickets struct{ mu sync.Mutex }

func (t *tickets) take(n int, taken chan<- bool) {
	for range n {
		t.mu.Lock()
		taken <- true
	}
}

func (t *tickets) give(n int, taken <-chan bool) {
	for range n {
		<-taken
		t.mu.Unlock()
	}
}

// namedLocks hands out a lock for each name.
type namedLocks struct {
	mu sync.Mutex
	m  map[string]*sync.Mutex
}

func (l *namedLocks) take(name string) {
	l.mu.Lock()
	m := l.m[name]
	l.mu.Unlock()
	m.Lock()
}

func (l *namedLocks) drop(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if m, ok := l.m[name]; ok {
		m.Unlock()
	}
}

// A lock is left to the caller if all went well.

func (s *store) beginFor(user string) bool {
	s.mu.Lock()
	if s.user != user {
		s.mu.Unlock()
		return false
	}
	return true
}

func (s *store) clearFor(user string) bool {
	if !s.beginFor(user) {
		return false
	}
	defer s.mu.Unlock()
	s.user = ""
	return true
}

func (s *store) openLocked(key string) (string, error) {
	s.mu.Lock()
	v, err := load(key)
	if err != nil {
		s.mu.Unlock()
		return "", err
	}
	return v, nil
}

func (s *store) copyUser(key string) error {
	v, err := s.openLocked(key)
	if err != nil {
		return err
	}
	s.user = v
	s.mu.Unlock()
	return nil
}

// releaseOnce returns a function that unlocks l when it is called first.
func releaseOnce(l sync.Locker) func() {
	var once sync.Once
	return func() { once.Do(l.Unlock) }
}

type listener struct {
	mu    sync.RWMutex
	ready func()
}

func (l *listener) serve() {
	release := releaseOnce(&l.mu)
	l.mu.Lock()
	defer release()
	l.ready = release
	l.ready()
}

func (l *listener) serveOnce() {
	release := sync.OnceFunc(l.mu.Unlock)
	l.mu.Lock()
	defer release()
	if l.ready != nil {
		release()
	}
}

type statements interface {
	prepare(query string, mu sync.Locker) error
}

type cache struct {
	mu    *sync.RWMutex
	known map[string]bool
	all   statements
}

// The callee is given the lock, to release it.
func (c *cache) prepare(query string) error {
	c.mu.Lock()
	if c.known[query] {
		c.mu.Unlock()
		return nil
	}
	return c.all.prepare(query, c.mu)
}

// next returns with the lock held, and returns the lock.
func (s *store) next(wanted string) (lock *sync.Mutex, err error) {
	for {
		s.mu.Lock()
		if s.user == "" {
			s.mu.Unlock()
			err = errEmpty
			break
		}
		if s.user == wanted {
			lock = &s.mu
			break
		}
		s.mu.Unlock()
	}
	return
}

func (s *store) taken() *sync.Mutex {
	s.mu.Lock()
	return &s.mu
}

// Locked and unlocked under the same condition on a length.
type screen struct{ ui, state sync.Mutex }

func (s *screen) run(info string, quiet bool, work func()) {
	if !quiet {
		s.state.Lock()
		if len(info) == 0 {
			s.ui.Lock()
		}
		work()
		s.state.Unlock()
	} else if len(info) == 0 {
		s.ui.Lock()
	}
	work()
	if len(info) <= 0 {
		s.ui.Unlock()
	}
}

// The lock is taken and released if there is one.
type lanes struct{ locks []*sync.Mutex }

func (l *lanes) cross(i int, work func()) {
	var mu *sync.Mutex
	if l.locks != nil {
		mu = l.locks[i]
		mu.Lock()
	}
	work()
	if mu != nil {
		mu.Unlock()
	}
}

// finish unlocks by way of the field.
type slots struct {
	all  []slot
	last *sync.Cond
}

type slot struct {
	cond *sync.Cond
	busy bool
}

func (s *slots) take(i int) bool {
	n := &s.all[i]
	s.last = n.cond
	n.cond.L.Lock()
	return n.busy
}

func (s *slots) finish() {
	if s.last != nil {
		s.last.L.Unlock()
		s.last.Signal()
		s.last = nil
	}
}
