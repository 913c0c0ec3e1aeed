package relock

import "sync"

func ready() bool { return false }

type acct struct {
	mu sync.Mutex
	rw sync.RWMutex
	n  int
	m  map[string]int
	f  func()
}

func (a *acct) balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.n
}

func (a *acct) add(d int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.n += d
	return a.balance() // want `a.mu is locked again by balance by the goroutine that holds it: deadlock`
}

func (a *acct) straight() {
	a.mu.Lock()
	a.mu.Lock() // want `a.mu is locked again by the goroutine that holds it`
	a.mu.Unlock()
}

func (a *acct) deferredLock() {
	a.mu.Lock()
	defer a.mu.Lock() // want `a.mu is locked again by the goroutine that holds it`
	a.n++
}

func (a *acct) chain()  { a.middle() }
func (a *acct) middle() { _ = a.balance() }

func (a *acct) longChain() {
	a.mu.Lock()
	a.chain() // want `a.mu is locked again by chain by the goroutine that holds it`
	a.mu.Unlock()
}

func (a *acct) onePath(c bool) {
	a.mu.Lock()
	if !c {
		a.mu.Unlock()
	}
	a.n++
	a.mu.Lock() // want `a.mu is locked again by the goroutine that holds it`
	a.mu.Unlock()
}

func (a *acct) methodValue() {
	get := a.balance
	a.mu.Lock()
	defer a.mu.Unlock()
	a.n = get() // want `a.mu is locked again by balance by`
}

func (a *acct) storedClosure() {
	log := func() { a.mu.Lock(); a.n++; a.mu.Unlock() }
	a.mu.Lock()
	log() // want `a.mu is locked again by the function literal by`
	a.mu.Unlock()
}

func (a *acct) inDefer() {
	a.mu.Lock()
	defer a.mu.Unlock()
	defer func() { // want `a.mu is locked again by the function literal by`
		a.n = a.balance()
	}()
}

type closer interface{ close() }

func (a *acct) close() { a.mu.Lock(); a.n = 0; a.mu.Unlock() }

func shut(c closer) { c.close() }

func (a *acct) throughInterface() {
	a.mu.Lock()
	defer a.mu.Unlock()
	shut(a) // want `a.mu is locked again by shut by`
}

func (a *acct) get(k string) int {
	a.rw.RLock()
	defer a.rw.RUnlock()
	if v, ok := a.m[k]; ok {
		return v
	}
	a.rw.Lock() // want `a.rw is locked for writing while this goroutine holds it for reading: deadlock`
	defer a.rw.Unlock()
	a.m[k] = 1
	return 1
}

func (a *acct) downgrade() {
	a.rw.Lock()
	defer a.rw.Unlock()
	a.rw.RLock() // want `a.rw is locked for reading while this goroutine holds it for writing: deadlock`
	defer a.rw.RUnlock()
}

func (a *acct) size() int { a.rw.RLock(); defer a.rw.RUnlock(); return len(a.m) }

func (a *acct) average() int {
	a.rw.RLock()
	defer a.rw.RUnlock()
	return a.n / max(a.size(), 1) // want `a.rw is locked for reading a second time by size: deadlock as soon as a writer waits in between`
}

func (a *acct) each(fn func(string, int)) {
	a.rw.RLock()
	defer a.rw.RUnlock()
	for k, v := range a.m {
		fn(k, v)
	}
}

func (a *acct) callback() (sum int) {
	a.each(func(_ string, v int) { // want `a.rw is locked for reading a second time by the function handed to each`
		sum += v / a.size()
	})
	return sum
}

type embedded struct {
	sync.Mutex
	n int
}

func (e *embedded) inc() { e.Lock(); e.n++; e.Unlock() }
func (e *embedded) twice() {
	e.Lock()
	defer e.Unlock()
	e.inc() // want `e is locked again by inc by`
}

var global sync.Mutex

func inner() { global.Lock(); defer global.Unlock() }
func outer() {
	global.Lock()
	defer global.Unlock()
	for range 3 {
		inner() // want `global is locked again by inner by`
	}
}

func lockIt(mu *sync.Mutex) { mu.Lock(); mu.Unlock() }
func (a *acct) byParameter() {
	a.mu.Lock()
	lockIt(&a.mu) // want `a.mu is locked again by lockIt by`
	a.mu.Unlock()
}

type list[T any] struct {
	mu   sync.Mutex
	vals []T
}

func (l *list[T]) size() int { l.mu.Lock(); defer l.mu.Unlock(); return len(l.vals) }
func (l *list[T]) push(v T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size() < 10 { // want `l.mu is locked again by size by`
		l.vals = append(l.vals, v)
	}
}

func (a *acct) lock() { a.mu.Lock() }
func (a *acct) throughWrapper() {
	a.lock()
	defer a.mu.Unlock()
	_ = a.balance() // want `a.mu is locked again by balance by`
}

func (a *acct) afterTry() {
	if a.mu.TryLock() {
		_ = a.balance() // want `a.mu is locked again by balance by`
		a.mu.Unlock()
	}
}

func (a *acct) once(o *sync.Once) {
	a.mu.Lock()
	defer a.mu.Unlock()
	o.Do(func() { a.n = a.balance() }) // want `a.mu is locked again by`
}

func elements(as []*acct, i int) {
	as[i].mu.Lock()
	defer as[i].mu.Unlock()
	_ = as[i].balance() // want `as\[i\].mu is locked again by balance`
}
