package maprace

import (
	"net/http"
	"sync"
	"time"
)

type cache struct {
	mu sync.RWMutex
	m  map[string]int
}

func newCache() *cache {
	c := &cache{m: make(map[string]int)}
	c.m["zero"] = 0
	c.load()
	return c
}

func (c *cache) load() { c.m["one"] = 1 }

func (c *cache) Set(k string, v int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[k] = v
}

func (c *cache) Get(k string) int {
	return c.m[k] // want `map c.m is read without cache.mu, which guards it elsewhere: a fatal error that recover cannot catch`
}

func (c *cache) Keys() []string {
	c.mu.RLock()
	m := c.m
	c.mu.RUnlock()
	var keys []string
	for k := range m { // want `map m is ranged over without cache.mu|map c.m is ranged over without cache.mu`
		keys = append(keys, k)
	}
	return keys
}

func (c *cache) All() map[string]int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m // want `c.m is returned out of cache.mu, so callers read it while it is written: a fatal error`
}

func (c *cache) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.m)
}

func (c *cache) dropLocked(k string) { delete(c.m, k) }

func (c *cache) Swap() map[string]int {
	c.mu.Lock()
	old := c.m
	c.m = make(map[string]int)
	c.mu.Unlock()
	for k := range old {
		delete(old, k)
	}
	return old
}

var (
	sessionsMu sync.Mutex
	sessions   = map[string]time.Time{}
)

func Login(name string) {
	sessionsMu.Lock()
	sessions[name] = time.Now()
	sessionsMu.Unlock()
}

func Logout(name string) {
	delete(sessions, name) // want `map sessions is deleted from without sessionsMu, which guards it elsewhere`
}

type api struct {
	counts map[string]int
	fixed  map[string]string
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.counts[r.URL.Path]++ // want `map a.counts is written by a handler, which runs in many goroutines, without a lock`
	_ = a.fixed[r.URL.Path]
}

var views = make(map[string]int)

func serveView(w http.ResponseWriter, r *http.Request) {
	countView(r.URL.Path)
}

func countView(path string) {
	views[path]++ // want `map views is written by a handler`
}

type request struct {
	w    http.ResponseWriter
	vals map[string]string
}

func (q *request) serve(w http.ResponseWriter, r *http.Request) { q.vals["a"] = "b" }

func localMap(w http.ResponseWriter, r *http.Request) {
	m := map[string]int{}
	m["a"]++
}

type hub struct {
	members map[string]int
	join    chan string
}

func (h *hub) Run() {
	go h.loop()
}

func (h *hub) loop() {
	for name := range h.join {
		h.members[name]++
	}
}

func (h *hub) Count() int {
	return len(h.members) // want `map h.members is measured without a lock while the goroutine of its type uses it`
}

// actor is used by its goroutine alone.
type actor struct {
	state map[string]int
	in    chan string
	ask   chan chan int
}

func (a *actor) Run() {
	go func() {
		for {
			select {
			case name := <-a.in:
				a.state[name]++
			case reply := <-a.ask:
				reply <- len(a.state)
			}
		}
	}()
}

func (a *actor) Count() int {
	reply := make(chan int)
	a.ask <- reply
	return <-reply
}

type copyOnWrite struct {
	mu sync.Mutex
	m  map[string]int
}

func (c *copyOnWrite) Set(k string, v int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := make(map[string]int, len(c.m)+1)
	for k, v := range c.m {
		next[k] = v
	}
	next[k] = v
	c.m = next
}

func (c *copyOnWrite) Map() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.m
}

type shardedMap struct {
	shards [16]struct {
		mu sync.Mutex
		m  map[string]int
	}
}

func (s *shardedMap) Inc(i int, k string) {
	shard := &s.shards[i%16]
	shard.mu.Lock()
	defer shard.mu.Unlock()
	shard.m[k]++
}

func (s *shardedMap) Get(i int, k string) int {
	shard := &s.shards[i%16]
	shard.mu.Lock()
	defer shard.mu.Unlock()
	return shard.m[k]
}

// A constructor starts the goroutine that cleans up.
type visits struct{ last map[string]int }

func newVisits(ticks <-chan int) *visits {
	s := &visits{last: make(map[string]int)}
	go s.expire(ticks)
	return s
}

func (s *visits) expire(ticks <-chan int) {
	for now := range ticks {
		for k, last := range s.last {
			if now-last > 10 {
				delete(s.last, k)
			}
		}
	}
}

func (s *visits) Touch(k string, now int) {
	s.last[k] = now // want `map s.last is written`
}

type lockedVisits struct {
	mu   sync.Mutex
	last map[string]int
}

func newLockedVisits(ticks <-chan int) *lockedVisits {
	s := &lockedVisits{last: make(map[string]int)}
	go func() {
		for now := range ticks {
			s.mu.Lock()
			for k, last := range s.last {
				if now-last > 10 {
					delete(s.last, k)
				}
			}
			s.mu.Unlock()
		}
	}()
	return s
}

func (s *lockedVisits) Touch(k string, now int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last[k] = now
}
