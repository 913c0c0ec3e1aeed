package maprace

import (
	"sync"
	"time"
)

// codes expire.
type codes struct{ valid map[string]int }

func (c *codes) Issue(code string, d time.Duration) {
	c.valid[code] = 1 // want `map c.valid is written without a lock while a timer uses it`
	time.AfterFunc(d, func() { delete(c.valid, code) })
}

// hidden codes expire, too.
type hiddenCodes struct{ valid map[string]int }

func (c *hiddenCodes) expire(code string, d time.Duration) {
	time.AfterFunc(d, func() { c.drop(code) })
}

func (c *hiddenCodes) drop(code string) { delete(c.valid, code) }

func (c *hiddenCodes) check(code string) int {
	return c.valid[code] // want `map c.valid is read without a lock while a timer uses it`
}

// leases are reaped by a goroutine of the constructor.
type leases struct{ until map[string]time.Time }

func newLeases() *leases {
	l := &leases{until: make(map[string]time.Time)}
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for now := range ticker.C {
			for name, until := range l.until {
				if now.After(until) {
					delete(l.until, name)
				}
			}
		}
	}()
	return l
}

func (l *leases) extend(name string) {
	l.until[name] = time.Now() // want `map l.until is written without a lock while the goroutine of its type uses it`
}

func Lease(name string) {
	l := newLeases()
	l.extend(name)
}

var tokens = map[string]time.Time{}

func init() {
	go func() {
		for range time.Tick(time.Second) {
			clear(tokens)
		}
	}()
}

func Valid(token string) bool {
	_, ok := tokens[token] // want `map tokens is read without a lock while a goroutine uses it`
	return ok
}

// roster locks everywhere but in a method that nobody calls yet.
type roster struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *roster) add(name string) { r.mu.Lock(); r.names[name]++; r.mu.Unlock() }

func (r *roster) all() (all []string) {
	for name := range r.names { // want `map r.names is ranged over without roster.mu, which guards it elsewhere`
		all = append(all, name)
	}
	return all
}

// lockedRoster calls its method with the lock held.
type lockedRoster struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *lockedRoster) add(name string) { r.mu.Lock(); r.names[name]++; r.mu.Unlock() }

func (r *lockedRoster) count() (n int) {
	for range r.names {
		n++
	}
	return n
}

func (r *lockedRoster) Count() int { r.mu.Lock(); defer r.mu.Unlock(); return r.count() }

// lockedCodes expire with the lock held.
type lockedCodes struct {
	mu    sync.Mutex
	valid map[string]int
}

func (c *lockedCodes) Issue(code string, d time.Duration) {
	c.mu.Lock()
	c.valid[code] = 1
	c.mu.Unlock()
	time.AfterFunc(d, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.valid, code)
	})
}

func (c *lockedCodes) check(code string) int { return c.valid[code] }
func (c *lockedCodes) Check(code string) int { c.mu.Lock(); defer c.mu.Unlock(); return c.check(code) }

// loop uses its map in its goroutine alone, in whatever method.
type loop struct {
	events chan string
	work   chan func()
	seen   map[string]int
}

func newLoop() *loop {
	l := &loop{events: make(chan string), work: make(chan func()), seen: make(map[string]int)}
	l.add("zero")
	go l.run()
	return l
}

func (l *loop) run() {
	for {
		select {
		case e := <-l.events:
			l.handle(e)
		case f := <-l.work:
			f()
		}
	}
}

func (l *loop) handle(e string) { l.add(e) }
func (l *loop) add(e string)    { l.seen[e]++ }
func (l *loop) forget(e string) { delete(l.seen, e) }
func (l *loop) Forget(e string) { l.work <- func() { l.forget(e) } }

// halfLockedCodes forget the lock where the timer fires.
type halfLockedCodes struct {
	mu    sync.Mutex
	valid map[string]int
}

func (c *halfLockedCodes) Issue(code string, d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.valid[code] = 1
	time.AfterFunc(d, func() {
		delete(c.valid, code) // want `map c.valid is deleted from without halfLockedCodes.mu, which guards it elsewhere`
	})
}
