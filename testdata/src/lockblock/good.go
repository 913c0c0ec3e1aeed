package lockblock

import (
	"maps"
	"net/http"
	"sync"
	"time"
)

func (c *client) copied() error {
	c.mu.Lock()
	url := c.url
	c.mu.Unlock()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) async() {
	c.mu.Lock()
	defer c.mu.Unlock()
	go c.pause()
	go func() { time.Sleep(1) }()
}

func (c *client) polls() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.quit:
		return true
	default:
		return false
	}
}

type signal struct {
	mu sync.Mutex
	ch chan bool
}

func newSignal() *signal { return &signal{ch: make(chan bool, 1)} }

func (s *signal) notify() {
	s.mu.Lock()
	s.ch <- true
	s.mu.Unlock()
}

func (c *client) snapshot(fn func(string, int)) {
	c.mu.Lock()
	snap := maps.Clone(c.items)
	c.mu.Unlock()
	for k, v := range snap {
		fn(k, v)
	}
}

func (c *client) window() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropped()
}

// dropped releases the lock of its caller while it waits.
func (c *client) dropped() {
	c.mu.Unlock()
	time.Sleep(1)
	c.mu.Lock()
}

func conditional(c *sync.Cond, ready *bool) {
	c.L.Lock()
	defer c.L.Unlock()
	for !*ready {
		c.Wait()
	}
}
