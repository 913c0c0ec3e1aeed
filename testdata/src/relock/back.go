package relock

import (
	"fmt"
	"log"
	"sync"
)

// The queue of a depot refers back to it.

type adder interface{ add(int) }

type depot struct {
	mu    sync.RWMutex
	n     map[int]int
	queue adder
	bays  map[int]*bay
}

type line struct{ depot *depot }

func newDepot() *depot {
	d := &depot{n: make(map[int]int), bays: make(map[int]*bay)}
	d.queue = &line{depot: d}
	return d
}

func (l *line) add(id int) { l.depot.count(id) }

func (d *depot) count(id int) int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.n[id]
}

func (d *depot) scan() {
	d.mu.RLock()
	defer d.mu.RUnlock()
	for id := range d.n {
		d.queue.add(id) // want `d.mu is locked for reading a second time by add`
	}
}

// So do the elements of a map of it.

type bay struct{ depot *depot }

func newBay(d *depot) *bay { return &bay{depot: d} }

func (d *depot) open(id int) { d.bays[id] = newBay(d) }

func (b *bay) close() {
	b.depot.mu.Lock()
	b.depot.n = nil
	b.depot.mu.Unlock()
}

func (d *depot) closeAll(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.bays[id].close() // want `d.mu is locked again by close`
}

// An object that is made on the spot refers to its maker.

type counter interface{ total() int }

type audit struct{ of counter }

func (a *audit) run() int { return a.of.total() }

func (d *depot) total() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.n)
}

func (d *depot) reset() {
	d.mu.Lock()
	defer d.mu.Unlock()
	(&audit{of: d}).run() // want `d.mu is locked for reading by run while this goroutine holds it for writing`
}

// Printing calls String.

type cache struct {
	mu sync.RWMutex
	m  map[string]int
}

func (c *cache) String() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return fmt.Sprint(len(c.m))
}

func (c *cache) lookup(k string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if _, ok := c.m[k]; !ok {
		fmt.Printf("%s is not in %v\n", k, c) // want `c.mu is locked for reading a second time by String`
	}
	return c.m[k]
}

func (c *cache) drop(k string) {
	c.mu.Lock()
	delete(c.m, k)
	log.Println("left", c) // want `c.mu is locked for reading by String while this goroutine holds it for writing`
	c.mu.Unlock()
}

func (c *cache) quiet(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Printf("%p %d\n", c, len(c.m))
	fmt.Println(k, len(c.m))
}

// A member may belong to another group.

type member struct{ of *group }

type group struct {
	mu    sync.Mutex
	all   map[string]*member
	guest *member
}

func (m *member) leave() {
	m.of.mu.Lock()
	m.of.mu.Unlock()
}

func (g *group) join(name string, m *member) { g.all[name] = m }

func (g *group) invite(other *group) { g.guest = &member{of: other} }

func (g *group) dissolve() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, m := range g.all {
		m.leave()
	}
	g.guest.leave()
}

// A walk that begins with the object itself.

type folder struct {
	mu     sync.Mutex
	parent *folder
	size   int
}

func (f *folder) grow() {
	for p := f; p != nil; p = p.parent {
		p.mu.Lock()
		p.size++
		p.mu.Unlock()
	}
}

func (f *folder) growAbove() {
	for p := f.parent; p != nil; p = p.parent {
		p.mu.Lock()
		p.size++
		p.mu.Unlock()
	}
}

func (f *folder) create() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.growAbove()
	f.grow() // want `f.mu is locked again by grow`
}
