package doublecheck

import "sync"

type config struct{ addr string }

var (
	mu  sync.Mutex
	cfg *config
)

func get() *config {
	if cfg == nil { // want `cfg is tested without the lock under which it is assigned: data race`
		mu.Lock()
		if cfg == nil {
			cfg = &config{addr: ":80"}
		}
		mu.Unlock()
	}
	return cfg
}

type service struct {
	mu    sync.Mutex
	ready bool
	conn  *config
}

func (s *service) init() {
	if !s.ready { // want `s.ready is tested without the lock`
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.ready {
			s.conn = &config{}
			s.ready = true
		}
	}
}

func (s *service) early() *config {
	if s.conn != nil { // want `s.conn is tested without the lock`
		return s.conn
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		s.conn = new(config)
	}
	return s.conn
}

type memo struct {
	mu sync.RWMutex
	m  map[string]*config
}

func (c *memo) get(k string) *config {
	c.mu.RLock()
	u, ok := c.m[k]
	c.mu.RUnlock()
	if ok {
		return u
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	u = new(config)
	c.m[k] = u // want `c.m was looked up under an earlier lock: the entry stored since is overwritten`
	return u
}

func (c *memo) add(k string) {
	c.mu.Lock()
	_, ok := c.m[k]
	c.mu.Unlock()
	if !ok {
		u := &config{addr: k}
		c.mu.Lock()
		c.m[k] = u // want `c.m was looked up under an earlier lock`
		c.mu.Unlock()
	}
}

type session struct{ open *config }

type sessions struct {
	mu sync.Mutex
	m  map[string]session
}

func (s *sessions) of(user string) session {
	s.mu.Lock()
	found, ok := s.m[user]
	s.mu.Unlock()
	if ok {
		return found
	}
	found = session{open: new(config)}
	s.mu.Lock()
	s.m[user] = found // want `s.m was looked up under an earlier lock`
	s.mu.Unlock()
	return found
}
