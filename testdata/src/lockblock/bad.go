package lockblock

import (
	"io"
	"net/http"
	"sync"
	"time"
)

type client struct {
	mu    sync.Mutex
	url   string
	ch    chan int
	quit  chan bool
	wg    sync.WaitGroup
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

type pair struct {
	mu sync.Mutex
	ch chan int
	n  int
}

func newPair() *pair { return &pair{ch: make(chan int)} }

func (p *pair) put() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ch <- p.n // want `sends on p.ch while p.mu is held, which the other side needs: deadlock`
}

func (p *pair) take() {
	p.mu.Lock()
	p.n = <-p.ch // want `receives from p.ch while p.mu is held, which the other side needs: deadlock`
	p.mu.Unlock()
}

func (c *client) waits() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		c.mu.Lock()
		c.items = nil
		c.mu.Unlock()
	}()
	c.wg.Wait() // want `waits for c.wg while c.mu is held, which the other side needs: deadlock`
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
