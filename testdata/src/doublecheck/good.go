package doublecheck

import (
	"reflect"
	"regexp"
	"sync"
	"sync/atomic"
)

var once = sync.OnceValue(func() *config { return &config{addr: ":80"} })

var current atomic.Pointer[config]

func load() *config {
	if c := current.Load(); c != nil {
		return c
	}
	mu.Lock()
	defer mu.Unlock()
	if c := current.Load(); c != nil {
		return c
	}
	c := &config{}
	current.Store(c)
	return c
}

func (s *service) underLock() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ready {
		s.ready = true
	}
}

func (c *memo) getAgain(k string) *config {
	c.mu.RLock()
	u, ok := c.m[k]
	c.mu.RUnlock()
	if ok {
		return u
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if u, ok := c.m[k]; ok {
		return u
	}
	u = new(config)
	c.m[k] = u
	return u
}

func (c *memo) oneLock(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.m[k]; !ok {
		c.m[k] = new(config)
	}
}

func (c *memo) otherKey(a, b string) {
	c.mu.RLock()
	_, ok := c.m[a]
	c.mu.RUnlock()
	if !ok {
		c.mu.Lock()
		c.m[b] = nil
		c.mu.Unlock()
	}
}

func (s *service) tested(reset bool) {
	if s.conn != nil && reset {
		s.mu.Lock()
		s.ready = false
		s.mu.Unlock()
	}
}

// flush is called with s.mu held, and lets others in while it works.
func (s *service) flush(write func()) {
	if s.ready {
		s.mu.Unlock()
		write()
		s.mu.Lock()
		if s.ready {
			s.ready = false
		}
	}
}

// reserved leaves a mark for those who come meanwhile.
func (c *memo) reserved(k string, compute func() *config) *config {
	c.mu.Lock()
	u, ok := c.m[k]
	if !ok {
		c.m[k] = nil
	}
	c.mu.Unlock()
	if ok {
		return u
	}
	u = compute()
	c.mu.Lock()
	c.m[k] = u
	c.mu.Unlock()
	return u
}

// inbox has a field of its owner's below those that the lock is for.
type inbox struct {
	// mu guards what is below it.
	mu   sync.Mutex
	mode int

	// For the reader goroutine.
	next *config
}

func (b *inbox) advance() {
	if b.next == nil {
		return
	}
	b.mu.Lock()
	b.mode++
	if b.next != nil {
		b.next = nil
	}
	b.mu.Unlock()
}

type layouts struct {
	mu sync.RWMutex
	m  map[reflect.Type]*config
}

func (l *layouts) of(t reflect.Type) *config {
	l.mu.RLock()
	c, ok := l.m[t]
	l.mu.RUnlock()
	if ok {
		return c
	}
	c = &config{addr: t.Name()}
	l.mu.Lock()
	l.m[t] = c
	l.mu.Unlock()
	return c
}

// perKey lets one caller at a time work on each key.
type perKey struct {
	mu   sync.Mutex
	busy sync.Map
	m    map[string]*config
}

func (p *perKey) open(key string) *config {
	if done, loaded := p.busy.LoadOrStore(key, new(sync.WaitGroup)); loaded {
		done.(*sync.WaitGroup).Wait()
	}
	p.mu.Lock()
	c, ok := p.m[key]
	p.mu.Unlock()
	if ok {
		return c
	}
	c = &config{addr: key}
	p.mu.Lock()
	p.m[key] = c
	p.mu.Unlock()
	return c
}

type marks struct {
	mu sync.RWMutex
	m  map[string]int
}

func (s *marks) limit(k string) int {
	s.mu.RLock()
	n, ok := s.m[k]
	s.mu.RUnlock()
	if ok {
		return n
	}
	s.mu.Lock()
	s.m[k] = 10
	s.mu.Unlock()
	return 10
}

// patterns compiles a pattern twice at worst, and both are as good.
type patterns struct {
	mu sync.RWMutex
	m  map[string]*regexp.Regexp
}

func (p *patterns) get(s string) *regexp.Regexp {
	p.mu.RLock()
	re, ok := p.m[s]
	p.mu.RUnlock()
	if !ok {
		re = regexp.MustCompile(s)
		p.mu.Lock()
		p.m[s] = re
		p.mu.Unlock()
	}
	return re
}

type span struct{ from, to int }

type spans struct {
	mu sync.Mutex
	m  map[string]span
}

func (s *spans) of(line string) span {
	s.mu.Lock()
	found, ok := s.m[line]
	s.mu.Unlock()
	if ok {
		return found
	}
	found = span{0, len(line)}
	s.mu.Lock()
	s.m[line] = found
	s.mu.Unlock()
	return found
}

type SingleFlight interface {
	Do(key string, fn func() (any, error)) (any, error)
}

type dialed struct {
	sf SingleFlight
	mu sync.RWMutex
	m  map[string]*config
}

// Calls with the same key wait for each other.
func (d *dialed) get(key string) (any, error) {
	return d.sf.Do(key, func() (any, error) {
		d.mu.RLock()
		c, ok := d.m[key]
		d.mu.RUnlock()
		if ok {
			return c, nil
		}
		c = new(config)
		d.mu.Lock()
		d.m[key] = c
		d.mu.Unlock()
		return c, nil
	})
}

type words struct {
	mu sync.Mutex
	m  map[string][]string
}

func (w *words) of(line string) []string {
	w.mu.Lock()
	found, ok := w.m[line]
	w.mu.Unlock()
	if ok {
		return found
	}
	found = []string{line}
	w.mu.Lock()
	w.m[line] = found
	w.mu.Unlock()
	return found
}

// An outcome is what parsing came to: the same each time.
type outcome struct {
	parsed *config
	err    error
}

type outcomes struct {
	mu   sync.RWMutex
	m    map[string]outcome
	raw  map[string]any
	many int
}

func (o *outcomes) of(k string) (*config, error) {
	o.mu.RLock()
	found, ok := o.m[k]
	o.mu.RUnlock()
	if ok {
		return found.parsed, found.err
	}
	c := &config{addr: k}
	o.mu.Lock()
	o.m[k] = outcome{parsed: c}
	o.mu.Unlock()
	return c, nil
}

func (o *outcomes) rawOf(k string) any {
	o.mu.RLock()
	found, ok := o.raw[k]
	o.mu.RUnlock()
	if !ok {
		found = []string{k}
		o.mu.Lock()
		o.raw[k] = found
		o.mu.Unlock()
	}
	return found
}
