package maprace

import (
	"net/http"
	"sync"
)

// A watcher is known to the collector, which has a lock of its own.
type watcher struct {
	mu     sync.RWMutex
	stamps map[string]float64
}

func newWatcher() *watcher { return &watcher{stamps: make(map[string]float64)} }

func (w *watcher) set(name string, stamp float64) {
	w.mu.Lock()
	w.stamps[name] = stamp
	w.mu.Unlock()
}

func (w *watcher) drop(name string) {
	w.mu.Lock()
	delete(w.stamps, name)
	w.mu.Unlock()
}

func (w *watcher) refresh(names []string) {
	for i, name := range names {
		w.set(name, float64(i))
	}
	w.drop("")
}

type collector struct {
	mu       sync.RWMutex
	watchers map[*watcher]struct{}
}

func newCollector() *collector { return &collector{watchers: make(map[*watcher]struct{})} }

func (c *collector) add(w *watcher) {
	c.mu.Lock()
	c.watchers[w] = struct{}{}
	c.mu.Unlock()
}

func (c *collector) Collect(out chan<- float64) {
	all := make(map[string]float64)
	c.mu.RLock()
	for w := range c.watchers {
		for name, stamp := range w.stamps { // want `map stamps is ranged over without watcher\.mu, which guards it elsewhere`
			all[name] = stamp
		}
	}
	c.mu.RUnlock()
	for _, stamp := range all {
		out <- stamp
	}
}

func (c *collector) Sum() (sum float64) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for w := range c.watchers {
		w.mu.RLock()
		for _, stamp := range w.stamps {
			sum += stamp
		}
		w.mu.RUnlock()
	}
	return sum
}

// What a session says of a lock is about its own, not that of its owner.
type owner struct {
	mu   sync.Mutex
	keys map[string]int
}

func newOwner() *owner { return &owner{keys: make(map[string]int)} }

func (o *owner) allow(key string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.keys[key]++
}

func (o *owner) forget(key string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.keys, key)
}

type session struct {
	mu    sync.Mutex
	of    *owner
	limit int
}

// Apply owner limits
// Lock is held on entry.
func (s *session) applyLimit(key string) {
	s.limit = s.of.keys[key] // want `map s\.of\.keys is read without owner\.mu, which guards it elsewhere`
}

// Locks of session and owner are held on entry.
func (s *session) applyBoth(key string) { s.limit = s.of.keys[key] }

// No lock held on entry: nobody else knows the owner yet.
func (s *session) applyFirst(key string) { s.limit = s.of.keys[key] }

func (s *session) register(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.applyLimit(key)
}

// A map type with methods of its own.
type tree map[string][]string

func (t tree) insert(dir, name string) { t[dir] = append(t[dir], name) }

func (t tree) list(dir string) []string { return t[dir] }

func (t tree) prune(dir string) { delete(t, dir) }

type disk struct {
	mu    sync.Mutex
	files tree
}

func newDisk() *disk { return &disk{files: tree{}} }

func (d *disk) Create(dir, name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files.insert(dir, name)
}

func (d *disk) Remove(dir string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.files.prune(dir)
}

func (d *disk) List(dir string) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files.list(dir)
}

type object struct{ on *disk }

func (o *object) Update(dir, name string) {
	o.on.files.insert(dir, name) // want `map o\.on\.files is written without disk\.mu, which guards it elsewhere`
}

func headers(urls []string, ask func(url string) string) http.Header {
	all := make(http.Header)
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() {
			all.Add("Via", ask(url)) // want `map all is written by several goroutines at once`
		})
	}
	wg.Wait()
	return all
}

func headersInTurn(urls []string, ask func(url string) string) http.Header {
	all := make(http.Header)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() {
			via := ask(url)
			mu.Lock()
			defer mu.Unlock()
			all.Add("Via", via)
		})
	}
	wg.Wait()
	return all
}

func readHeaders(h http.Header, urls []string, ask func(url, via string)) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { ask(url, h.Get("Via")) })
	}
	wg.Wait()
}

// A look without the lock at what another turn of the loop changes under it.
type eventLog struct {
	mu     sync.Mutex
	values map[string]map[string]string
}

func newEventLog() *eventLog { return &eventLog{values: make(map[string]map[string]string)} }

func (r *eventLog) Current(key string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.values[key])
}

func (r *eventLog) Replace(key string, values map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.values[key] = values
}

func (r *eventLog) Handle(key string, events []string) {
	for _, e := range events {
		switch e {
		case "put":
			r.mu.Lock()
			r.values[key][e] = e
			r.mu.Unlock()
		case "delete":
			if values, ok := r.values[key]; ok { // want `map r\.values is read without eventLog\.mu, which guards it elsewhere`
				delete(values, e)
			}
		}
	}
}
