package testinggoroutine

import "time"

// A pool makes what it lends by a function.
type pool struct{ make func() string }

func (p *pool) acquire() string { return p.make() }

// A cluster asks its function again later, also in a goroutine.
type cluster struct{ dial func(addr string) string }

func newCluster(dial func(addr string) string) *cluster {
	c := &cluster{dial: dial}
	c.refresh()
	return c
}

func (c *cluster) refresh() { c.again() }

func (c *cluster) later() {
	go func() {
		time.Sleep(time.Second)
		c.again()
	}()
}

func (c *cluster) again() { c.dial("a") }
