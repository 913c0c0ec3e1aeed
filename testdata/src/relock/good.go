package relock

import "sync"

func (a *acct) balanceLocked() int { return a.n }

func (a *acct) addGood(d int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.n += d
	return a.balanceLocked()
}

func (a *acct) oneAfterTheOther() {
	a.mu.Lock()
	a.n++
	a.mu.Unlock()
	_ = a.balance()
}

func (a *acct) inGoroutine() {
	a.mu.Lock()
	defer a.mu.Unlock()
	go a.balance()
	go func() { _ = a.balance() }()
}

func merge(a, b *acct) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.n += b.balance()
}

// flush is called with the lock held, and drops it for a while.
func (a *acct) flush() {
	a.mu.Unlock()
	ready()
	a.mu.Lock()
}

func (a *acct) callsFlush() {
	a.mu.Lock()
	a.flush()
	a.mu.Unlock()
}

func (a *acct) set(locked bool) {
	if !locked {
		a.mu.Lock()
		defer a.mu.Unlock()
	}
	a.n = 1
}

func (a *acct) setBoth() {
	a.set(false)
	a.mu.Lock()
	a.set(true)
	a.mu.Unlock()
}

func (a *acct) reset(need bool) {
	if need {
		a.mu.Lock()
	}
	a.n = 0
	if need {
		a.mu.Unlock()
	}
	a.mu.Lock()
	a.mu.Unlock()
}

type tree struct {
	mu          sync.Mutex
	left, right *tree
	n           int
}

func (t *tree) sum() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.n
	if t.left != nil {
		n += t.left.sum()
	}
	for r := t.right; r != nil; r = r.right {
		n += r.sum()
	}
	return n
}

func (t *tree) walk() {
	t.mu.Lock()
	for t.left != nil {
		l := t.left
		l.mu.Lock()
		t.mu.Unlock()
		t = l
	}
	t.mu.Unlock()
}

func (a *acct) upgraded(k string) int {
	a.rw.RLock()
	v, ok := a.m[k]
	a.rw.RUnlock()
	if ok {
		return v
	}
	a.rw.Lock()
	defer a.rw.Unlock()
	return a.m[k]
}

func (a *acct) stores() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.f = func() { _ = a.balance() }
}

func (a *acct) tryAgain() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.TryLock() { // does not wait
		a.mu.Unlock()
	}
}

func (a *acct) eachOther(b *acct) {
	a.each(func(_ string, v int) { b.n += b.size() })
}

func allOf(as []*acct) {
	for _, a := range as {
		a.mu.Lock()
	}
	for _, a := range as {
		a.mu.Unlock()
	}
}

func (a *acct) unlockFirst() {
	a.mu.Lock()
	defer func() {
		a.mu.Unlock()
		_ = a.balance()
	}()
}

func (a *acct) deferredOrder() {
	defer a.balance()
	a.mu.Lock()
	defer a.mu.Unlock()
}

func (a *acct) switched(c chan int) {
	a.mu.Lock()
	select {
	case <-c:
		a.mu.Unlock()
		_ = a.balance()
	default:
		a.mu.Unlock()
	}
}

type callbacks struct{ loaded func(string) bool }

// wrap makes callbacks that call others of the same type.
func wrap(inner *callbacks) *callbacks {
	var mu sync.Mutex
	return &callbacks{loaded: func(s string) bool {
		mu.Lock()
		defer mu.Unlock()
		return inner.loaded(s)
	}}
}

func first() *callbacks { return &callbacks{loaded: func(s string) bool { return s == "" }} }

type other struct{ mu sync.Mutex }

func (o *other) close() { o.mu.Lock(); defer o.mu.Unlock() }

func useOther(o *other) { shut(o) }

func (a *acct) remove(need bool) {
	lock := func() {
		if need {
			a.mu.Lock()
		}
	}
	unlock := func() {
		if need {
			a.mu.Unlock()
		}
	}
	lock()
	defer unlock()
	a.n--
}

func (a *acct) removeLocked() {
	a.mu.Lock()
	a.remove(false)
	a.mu.Unlock()
}

type update struct{ requested bool }

func (a *acct) alert(locked bool) {
	if !locked {
		a.mu.Lock()
		defer a.mu.Unlock()
	}
	a.n = 0
}

func (a *acct) handle(u *update) {
	if u.requested {
		a.mu.Lock()
		defer a.mu.Unlock()
	}
	a.alert(u.requested)
}

// wire has a mode, and what locks again belongs to the other one.
type wire struct {
	mu      sync.Mutex
	version int
	n       int
}

func (w *wire) message() bool {
	if w.version != 3 {
		return w.renegotiate()
	}
	w.n++
	return true
}

func (w *wire) renegotiate() bool {
	if w.version == 3 {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.n = 0
	return true
}

func (w *wire) feed3() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.message()
}

// finish unlocks what take has locked by way of the field.
type slots struct {
	all  []slot
	last *sync.Cond
	i    int
}

type slot struct {
	cond *sync.Cond
	busy bool
}

func (s *slots) take() bool {
	s.i++
	n := &s.all[s.i&3]
	s.last = n.cond
	n.cond.L.Lock()
	return n.busy
}

func (s *slots) finish() {
	if s.last != nil {
		s.last.L.Unlock()
		s.last = nil
	}
}

func (s *slots) twice() bool {
	if s.take() {
		return false
	} else {
		s.finish()
	}
	busy := s.take()
	s.finish()
	return busy
}
