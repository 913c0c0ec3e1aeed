package lockorder

import (
	"sync"
	"sync/atomic"
)

var c, d sync.Mutex

func one() { c.Lock(); defer c.Unlock(); d.Lock(); defer d.Unlock(); work() }
func two() { c.Lock(); defer c.Unlock(); d.Lock(); defer d.Unlock(); work() }

// One after the other.
func apart() {
	d.Lock()
	d.Unlock()
	c.Lock()
	c.Unlock()
}

// Every order happens under one outer lock.

var gate, e, f sync.Mutex

func ef() {
	gate.Lock()
	e.Lock()
	f.Lock()
	f.Unlock()
	e.Unlock()
	gate.Unlock()
}
func fe() {
	gate.Lock()
	f.Lock()
	e.Lock()
	e.Unlock()
	f.Unlock()
	gate.Unlock()
}

// Readers do not exclude each other.

var g, h sync.RWMutex

func gh() { g.RLock(); h.RLock(); h.RUnlock(); g.RUnlock() }
func hg() { h.RLock(); g.RLock(); g.RUnlock(); h.RUnlock() }

// The callee releases the lock before it takes the other.

type pool struct {
	mu   sync.Mutex
	conn *conn
}

type conn struct {
	mu   sync.Mutex
	pool *pool
}

func (p *pool) closeConn() {
	p.mu.Lock()
	p.conn.mu.Lock()
	p.conn.mu.Unlock()
	p.mu.Unlock()
}

func (c *conn) leave() {
	c.mu.Lock()
	c.notify()
	c.mu.Unlock()
}

func (c *conn) notify() {
	c.mu.Unlock()
	c.pool.mu.Lock()
	c.pool.mu.Unlock()
	c.mu.Lock()
}

// In goroutines of their own.

func (c *conn) async() {
	c.mu.Lock()
	defer c.mu.Unlock()
	go c.pool.closeConn()
}

// TryLock does not wait.

func (c *conn) try() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pool.mu.TryLock() {
		c.pool.mu.Unlock()
	}
}

type wallet struct {
	mu sync.Mutex
	id int
	n  int
}

func inOrder(from, to *wallet, n int) {
	first, second := from, to
	if from.id > to.id {
		first, second = to, from
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	from.n -= n
	to.n += n
}

func compared(from, to *wallet) {
	if from.id < to.id {
		from.mu.Lock()
		to.mu.Lock()
	} else {
		to.mu.Lock()
		from.mu.Lock()
	}
	from.mu.Unlock()
	to.mu.Unlock()
}

// Down a tree.
type node struct {
	mu   sync.Mutex
	kids []*node
}

func (n *node) walk() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, k := range n.kids {
		k.walk()
	}
}

// Two parts of one object are two locks, though of one type.

type half struct {
	sync.Mutex
	n int
}

type duplex struct {
	setup   sync.Mutex
	in, out half
}

func (d *duplex) open() {
	d.setup.Lock()
	defer d.setup.Unlock()
	d.out.Lock()
	d.out.n++
	d.out.Unlock()
}

func (d *duplex) read() {
	d.in.Lock()
	defer d.in.Unlock()
	d.setup.Lock()
	d.in.n++
	d.setup.Unlock()
}

// Objects of one type that are kept in several places are of several kinds.

type peer struct{ mu sync.Mutex }

type router struct {
	mu sync.Mutex
	in map[string]*peer
}

type host struct {
	leaves []*peer
	router *router
}

func (r *router) find() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.in {
		p.mu.Lock()
		p.mu.Unlock()
	}
}

func (h *host) join(leaf *peer) {
	leaf.mu.Lock()
	defer leaf.mu.Unlock()
	h.router.mu.Lock()
	h.leaves = append(h.leaves, leaf)
	h.router.mu.Unlock()
}

// A lock that is taken for the caller only if nobody has it.

var (
	turnMu   sync.Mutex
	turns    int
	turnGate sync.RWMutex
)

func enter() {
	turnMu.Lock()
	defer turnMu.Unlock()
	if turns == 0 {
		turnGate.Lock()
	}
	turns++
}

func exit() {
	turnMu.Lock()
	defer turnMu.Unlock()
	turns--
	if turns == 0 {
		turnGate.Unlock()
	}
}

// A lock that a callee releases while it waits is not one that its callers lack.

type session struct {
	state sync.Mutex
	in    sync.Mutex
	ready bool
}

func (s *session) start() {
	s.state.Lock()
	defer s.state.Unlock()
	s.in.Lock()
	s.ready = true
	s.in.Unlock()
}

func (s *session) read() {
	s.in.Lock()
	defer s.in.Unlock()
	s.pump()
}

// pump is called with s.state held where it waits.
func (s *session) pump() {
	if s.ready {
		return
	}
	s.state.Unlock()
	s.wait()
	s.state.Lock()
}

func (s *session) wait() {}

// What an atomic flag keeps apart.

type channel struct {
	open, in sync.Mutex
	opened   atomic.Bool
}

func (c *channel) setup() {
	c.open.Lock()
	defer c.open.Unlock()
	if c.opened.Load() {
		return
	}
	c.in.Lock()
	c.opened.Store(true)
	c.in.Unlock()
}

func (c *channel) reopen() {
	c.in.Lock()
	defer c.in.Unlock()
	c.open.Lock()
	c.opened.Store(true)
	c.open.Unlock()
}

// Two of the three goroutines hold gate, which keeps them apart.

type line struct {
	gate, ends, state sync.Mutex
	calls             []*call
}

type call struct {
	mu   sync.Mutex
	over *line
}

func (l *line) shut() {
	l.gate.Lock()
	defer l.gate.Unlock()
	l.state.Lock()
	defer l.state.Unlock()
	for _, c := range l.calls {
		c.hangUp()
	}
}

func (c *call) hangUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.over.ending()
}

func (l *line) ending() {
	l.ends.Lock()
	work()
	l.ends.Unlock()
}

func (l *line) renew() {
	l.gate.Lock()
	l.ends.Lock()
	l.state.Lock()
	work()
	l.state.Unlock()
	l.ends.Unlock()
	l.gate.Unlock()
}

// The guest that is kept is found by the one that comes anew.

type guest struct {
	mu   sync.Mutex
	name string
}

type guests struct{ byName map[string]*guest }

func (h *guest) update(from *guest) {
	h.mu.Lock()
	defer h.mu.Unlock()
	from.mu.Lock()
	defer from.mu.Unlock()
	h.name = from.name
}

func (hs *guests) known(h *guest) *guest { return hs.byName[h.name] }

func (hs *guests) add(h *guest) {
	if old := hs.known(h); old != nil {
		old.update(h)
	}
}
