package onceuse

import "sync"

func closerGood(ch chan int) func() {
	var once sync.Once
	return func() { once.Do(func() { close(ch) }) }
}

func firstOnly(items []string) {
	var once sync.Once
	for range items {
		once.Do(load)
	}
}

func shared() {
	var once sync.Once
	for range 3 {
		go func() { once.Do(load) }()
	}
}

func twoPaths(a, b chan int) {
	var once sync.Once
	if a != nil {
		once.Do(load)
	}
	once.Do(load)
}

var onceValue = sync.OnceValue(func() int { return 1 })

func newConf() *conf {
	c := &conf{}
	c.once = sync.Once{}
	return c
}

type guarded struct {
	mu   sync.Mutex
	once sync.Once
}

func (g *guarded) reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.once = sync.Once{}
}

type pair struct{ a, b sync.Once }

func (p *pair) both() {
	p.a.Do(func() { p.b.Do(load) })
}

type child struct {
	parent *child
	once   sync.Once
}

func (c *child) init() {
	c.once.Do(func() {
		if c.parent != nil {
			c.parent.init()
		}
	})
}

func (c *child) later() {
	c.once.Do(func() { go c.later() })
}

type action struct {
	once sync.Once
	deps []*action
}

func execute(root *action) {
	var exec func(a *action)
	execAll := func(list []*action) {
		for _, a := range list {
			exec(a)
		}
	}
	exec = func(a *action) {
		a.once.Do(func() { execAll(a.deps) })
	}
	exec(root)
}

type app struct{ stats *stats }

type stats struct{ once sync.Once }

func (a *app) Provision() { a.stats.once = sync.Once{} }
