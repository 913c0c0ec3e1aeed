package maprace

import (
	"net/http"
	"sync"
)

// page keeps headers, which a literal copies with the lock held.
type page struct{ headers map[string]string }

func servePages(each func(func(string)), find func(string) *page) {
	var mu sync.Mutex
	http.HandleFunc("/pages", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		p := find(r.URL.Path)
		p.headers = make(map[string]string)
		each(func(name string) {
			p.headers[name] = r.Header.Get(name)
		})
	})
}

// logFiles are closed when the writers of the store are done.
type logFiles struct {
	mu    sync.Mutex
	files map[int]string
}

func (l *logFiles) Add(id int)    { l.mu.Lock(); l.files[id] = ""; l.mu.Unlock() }
func (l *logFiles) Delete(id int) { l.mu.Lock(); delete(l.files, id); l.mu.Unlock() }
func (l *logFiles) Close() (n int) {
	for range l.files {
		n++
	}
	return n
}

type store struct {
	wg   sync.WaitGroup
	logs *logFiles
}

func (s *store) Close() int {
	s.wg.Wait()
	return s.logs.Close()
}

// Registry is written to a file when it is new.
type Registry struct {
	mu   sync.Mutex
	keys map[string]int
}

func newRegistry() *Registry { return &Registry{keys: make(map[string]int)} }

func OpenRegistry() *Registry {
	r := newRegistry()
	WriteRegistry(r)
	return r
}

func WriteRegistry(r *Registry) (sum int) {
	for _, k := range r.keys {
		sum += k
	}
	return sum
}

func (r *Registry) Add(name string)    { r.mu.Lock(); r.keys[name]++; r.mu.Unlock() }
func (r *Registry) Remove(name string) { r.mu.Lock(); delete(r.keys, name); r.mu.Unlock() }

// lru evicts with the lock held.
type lru struct {
	mu   sync.Mutex
	data map[string]int
}

func (c *lru) Put(k string) { c.mu.Lock(); c.data[k]++; c.mu.Unlock() }
func (c *lru) Del(k string) { c.mu.Lock(); delete(c.data, k); c.mu.Unlock() }
func (c *lru) OnEvict(k string) {
	// already locked
	delete(c.data, k)
}

// shelf is emptied by a function for tests.
type shelf struct {
	mu   sync.Mutex
	data map[string]int
}

func (s *shelf) Put(k string) { s.mu.Lock(); s.data[k]++; s.mu.Unlock() }
func (s *shelf) Del(k string) { s.mu.Lock(); delete(s.data, k); s.mu.Unlock() }
func (s *shelf) EmptyForTesting() {
	for k := range s.data {
		delete(s.data, k)
	}
}
