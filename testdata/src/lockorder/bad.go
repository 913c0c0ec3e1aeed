package lockorder

import "sync"

func work() {}

var a, b sync.Mutex

func move() { a.Lock(); defer a.Unlock(); b.Lock(); defer b.Unlock(); work() }
func undo() {
	b.Lock()
	defer b.Unlock()
	a.Lock() // want `a is locked while b is held, elsewhere b while a is: deadlock`
	defer a.Unlock()
	work()
}

type server struct {
	mu    sync.Mutex
	stats *stats
}

type stats struct {
	mu    sync.Mutex
	owner *server
	n     int
}

func (s *server) handle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stats.add()
}

func (s *server) size() int { s.mu.Lock(); defer s.mu.Unlock(); return 1 }

func (st *stats) add() { st.mu.Lock(); st.n++; st.mu.Unlock() }

func (st *stats) flush() {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.n = st.owner.size() // want `server.mu is locked while stats.mu is held, elsewhere stats.mu while server.mu is: deadlock`
}

// Three locks, one of them in a goroutine.

var x, y, z sync.RWMutex

func xy() { x.Lock(); y.Lock(); y.Unlock(); x.Unlock() }
func yz() { y.RLock(); z.Lock(); z.Unlock(); y.RUnlock() }
func zx() {
	go func() {
		z.Lock()
		x.RLock() // want `x is locked while z is held, which closes a cycle of 3 locks: deadlock`
		x.RUnlock()
		z.Unlock()
	}()
}

// Through an interface that only this package implements.

type sink interface{ put() }

type file struct {
	mu  sync.Mutex
	out sink
	in  *buffer
}

type buffer struct {
	mu sync.Mutex
	f  *file
}

func (b *buffer) put() { b.mu.Lock(); defer b.mu.Unlock() }

func open() *file { return &file{out: &buffer{}} }

func (f *file) write() {
	f.mu.Lock()
	f.out.put()
	f.mu.Unlock()
}

func (b *buffer) drain() {
	b.mu.Lock()
	b.f.mu.Lock() // want `file.mu is locked while buffer.mu is held, elsewhere buffer.mu while file.mu is: deadlock`
	b.f.mu.Unlock()
	b.mu.Unlock()
}

// Two objects of one type.

type account struct {
	mu sync.Mutex
	n  int
}

func transfer(from, to *account, n int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	to.mu.Lock() // want `to is locked after from in the order of the arguments: a call with both exchanged deadlocks`
	defer to.mu.Unlock()
	from.n -= n
	to.n += n
}

func (c *account) get() int { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

func (c *account) merge(other *account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += other.get() // want `other is locked after c in the order of the arguments`
}

// All leases are in one table.

type lease struct {
	mu   sync.Mutex
	refs int
}

type leases struct {
	mu     sync.Mutex
	byName map[string]*lease
}

type tables struct{ leases *leases }

func (l *leases) get(name string) *lease {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.byName[name]
	x.mu.Lock()
	defer x.mu.Unlock()
	x.refs++
	return x
}

func (t *tables) release(name string, x *lease) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.refs--; x.refs == 0 {
		t.leases.mu.Lock() // want `leases.mu is locked while lease.mu is held, elsewhere lease.mu while leases.mu is: deadlock`
		delete(t.leases.byName, name)
		t.leases.mu.Unlock()
	}
}

// A lock that is released in another call is held in between.

type urlLocks struct {
	mu sync.RWMutex
	m  map[string]*sync.Mutex
}

func (l *urlLocks) lock(url string) {
	l.mu.Lock()
	if _, ok := l.m[url]; !ok {
		l.m[url] = new(sync.Mutex)
	}
	l.m[url].Lock()
	l.mu.Unlock()
}

func (l *urlLocks) unlock(url string) {
	l.mu.RLock() // want `urlLocks.mu is locked while urlLocks.m\[\] is held, elsewhere urlLocks.m\[\] while urlLocks.mu is: deadlock`
	defer l.mu.RUnlock()
	if m, ok := l.m[url]; ok {
		m.Unlock()
	}
}
