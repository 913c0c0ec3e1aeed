package maprace

import (
	"expvar"
	"net/http"
	"net/rpc"
	"strconv"
	"sync"
	"time"
)

func publishedLocal(urls <-chan string) {
	codes := make(map[string]int)
	expvar.Publish("codes", expvar.Func(func() any { return len(codes) }))
	for u := range urls {
		codes[u]++ // want `map codes is written while requests may read it as a metric`
	}
}

func publishedBesideGoroutine(urls <-chan string) {
	codes := make(map[string]int)
	go func() {
		for u := range urls {
			codes[u]++ // want `map codes is written in one goroutine while another may access it`
		}
	}()
	expvar.Publish("codes", expvar.Func(func() any { return len(codes) }))
}

var online = make(map[string]bool)

func init() { expvar.Publish("online", expvar.Func(func() any { return len(online) })) }

func Arrives(name string) { online[name] = true } // want `map online is written without a lock while a request for a metric uses it`

type gaugeSet struct{ values map[string]int64 }

func newGaugeSet(vars *expvar.Map) *gaugeSet {
	g := &gaugeSet{values: make(map[string]int64)}
	vars.Set("gauges", expvar.Func(g.snapshot))
	return g
}

func (g *gaugeSet) snapshot() any { return len(g.values) }

func (g *gaugeSet) Add(name string, n int64) {
	g.values[name] += n // want `map g.values is written without a lock while a request for a metric uses it`
}

// A headcount is a metric itself.
type headcount struct{ counts map[string]int }

func newHeadcount() *headcount {
	t := &headcount{counts: make(map[string]int)}
	expvar.Publish("headcount", t)
	return t
}

func (t *headcount) String() string {
	n := 0
	for _, c := range t.counts {
		n += c
	}
	return strconv.Itoa(n)
}

func (t *headcount) Count(name string) {
	t.counts[name]++ // want `map t.counts is written without a lock while a request for a metric uses it`
}

func publishedWhenFilled(names []string) {
	index := make(map[string]int)
	for i, name := range names {
		index[name] = i
	}
	expvar.Publish("index", expvar.Func(func() any { return len(index) }))
}

func publishedWithLock(urls <-chan string) {
	var mu sync.Mutex
	codes := make(map[string]int)
	expvar.Publish("locked", expvar.Func(func() any {
		mu.Lock()
		defer mu.Unlock()
		return len(codes)
	}))
	for u := range urls {
		mu.Lock()
		codes[u]++
		mu.Unlock()
	}
}

type directory struct{ entries map[string]string }

type entry struct{ Key, Value string }

func (d *directory) Put(e entry, done *bool) error {
	d.entries[e.Key] = e.Value // want `map d.entries is written by several goroutines at once`
	*done = true
	return nil
}

type lockedDirectory struct {
	mu      sync.Mutex
	entries map[string]string
}

func (d *lockedDirectory) Put(e entry, done *bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.entries[e.Key] = e.Value
	*done = true
	return nil
}

func serveDirectories() error {
	if err := rpc.Register(&directory{entries: make(map[string]string)}); err != nil {
		return err
	}
	return rpc.RegisterName("Locked", &lockedDirectory{entries: make(map[string]string)})
}

type tried struct {
	mu   sync.Mutex
	hits map[string]int
}

func (t *tried) deferred(k string) {
	if t.mu.TryLock() {
		defer t.mu.Unlock()
	}
	t.hits[k]++ // want `map t.hits is written even if the attempt to lock tried.mu fails`
}

type triedFlag struct {
	mu   sync.RWMutex
	seen map[string]bool
}

func (t *triedFlag) mark(k string) {
	locked := t.mu.TryLock()
	t.seen[k] = true // want `map t.seen is written even if the attempt to lock triedFlag.mu fails`
	if locked {
		t.mu.Unlock()
	}
}

type triedLoop struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func (t *triedLoop) touch(k string) {
	for range 3 {
		if t.mu.TryLock() {
			break
		}
		time.Sleep(time.Millisecond)
	}
	t.last[k] = time.Now() // want `map t.last is written even if the attempt to lock triedLoop.mu fails`
	t.mu.Unlock()
}

type triedWell struct {
	mu   sync.Mutex
	hits map[string]int
}

func (t *triedWell) skip(k string) bool {
	if !t.mu.TryLock() {
		return false
	}
	defer t.mu.Unlock()
	t.hits[k]++
	return true
}

func (t *triedWell) wait(k string) {
	if !t.mu.TryLock() {
		t.mu.Lock()
	}
	defer t.mu.Unlock()
	t.hits[k]++
}

func (t *triedWell) flag(k string) {
	locked := t.mu.TryLock()
	if locked {
		t.hits[k]++
		t.mu.Unlock()
	}
}

// Handlers whose order something else than a mutex keeps.
type tokenHolder struct {
	token chan struct{}
	seen  map[string]bool
}

func (t *tokenHolder) first(k string) bool {
	t.token <- struct{}{}
	defer func() { <-t.token }()
	seen := t.seen[k]
	t.seen[k] = true
	return !seen
}

func (t *tokenHolder) acquire() { t.token <- struct{}{} }
func (t *tokenHolder) release() { <-t.token }

func (t *tokenHolder) forget(k string) {
	t.acquire()
	defer t.release()
	delete(t.seen, k)
}

func (t *tokenHolder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !t.first(r.URL.Path) {
		t.forget(r.URL.Path)
	}
}

var (
	suffixOnce sync.Once
	suffixes   map[string]string
)

func loadSuffixes() {
	suffixes = make(map[string]string)
	suffixes[".a"] = "alpha"
}

func serveSuffix(w http.ResponseWriter, r *http.Request) {
	suffixOnce.Do(loadSuffixes)
	w.Header().Set("X-Suffix", suffixes[r.URL.Path])
}

var (
	kindOnce sync.Once
	kinds    map[string]int
)

func serveKind(w http.ResponseWriter, r *http.Request) {
	kindOnce.Do(func() {
		kinds = make(map[string]int)
		kinds["one"] = 1
	})
	w.WriteHeader(kinds[r.URL.Path])
}
