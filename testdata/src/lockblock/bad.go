package lockblock

import (
	"io"
	"net/http"
	"sync"
	"time"
)

// others can go on without the lock, but those who want it wait with them.
type relay struct {
	mu sync.Mutex
	ch chan int
	wg sync.WaitGroup
}

func newRelay() *relay {
	r := &relay{ch: make(chan int)}
	go func() {
		for range r.ch {
		}
	}()
	return r
}

func (r *relay) send() {
	r.mu.Lock()
	r.ch <- 1 // want `sends on r.ch while r.mu is held: all who want the lock wait with it`
	r.mu.Unlock()
}

func (r *relay) wait() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wg.Wait() // want `waits for r.wg while r.mu is held`
}

type client struct {
	mu    sync.Mutex
	url   string
	ch    chan int
	quit  chan bool
	hook  func()
	Hook  func()
	items map[string]int
}

func (c *client) token() (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	resp, err := http.Get(c.url) // want `waits in http.Get while c.mu is held: all who want the lock wait with it`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

func (c *client) sleep() {
	c.mu.Lock()
	time.Sleep(time.Second) // want `waits in time.Sleep while c.mu is held`
	c.mu.Unlock()
}

func (c *client) pause() { time.Sleep(time.Second) }

func (c *client) throughCall() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pause() // want `waits in time.Sleep while c.mu is held`
}

func (c *client) selects() {
	c.mu.Lock()
	defer c.mu.Unlock()
	select { // want `waits in a select without default while c.mu is held`
	case <-c.quit:
	case <-time.After(time.Second):
	}
}

func (c *client) each(fn func(string, int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k, v := range c.items {
		fn(k, v) // want `fn is called while c.mu is held: if it needs the lock, it waits forever`
	}
}

func (c *client) hooked() {
	c.mu.Lock()
	c.Hook() // want `c.Hook is called while c.mu is held`
	c.mu.Unlock()
}
