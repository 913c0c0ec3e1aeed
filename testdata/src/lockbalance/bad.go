package lockbalance

import (
	"errors"
	"sync"
)

var errEmpty = errors.New("empty")

func load(key string) (string, error) { return key, nil }
func ready() bool                     { return false }

type store struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	user  string
	items map[string]string
	inner struct{ mu sync.Mutex }
}

func (s *store) earlyReturn() error {
	s.mu.Lock()
	user, err := load("k")
	if err != nil {
		return err // want `s.mu is still locked on this return: the next Lock waits forever`
	}
	s.user = user
	s.mu.Unlock()
	return nil
}

func (s *store) readLock(key string) (string, error) {
	s.rw.RLock()
	v, ok := s.items[key]
	if !ok {
		return "", errEmpty // want `s.rw is still locked on this return`
	}
	s.rw.RUnlock()
	return v, nil
}

func (s *store) inSwitch(n int) {
	s.mu.Lock()
	switch n {
	case 0:
		s.mu.Unlock()
	case 1:
		return // want `s.mu is still locked on this return`
	default:
		s.mu.Unlock()
	}
}

func (s *store) byContinue(keys []string) {
	for _, k := range keys {
		s.mu.Lock() // want `s.mu is still locked when the loop comes back here`
		if k == "" {
			continue
		}
		s.user = k
		s.mu.Unlock()
	}
}

func (s *store) byBreak(keys []string) {
	for _, k := range keys {
		s.inner.mu.Lock()
		if k == "" {
			break
		}
		s.inner.mu.Unlock()
	}
} // want `s.inner.mu is still locked on this return`

func (s *store) byGoto(n int) {
	s.mu.Lock()
	if n > 3 {
		goto out
	}
	s.mu.Unlock()
out:
	s.user = ""
} // want `s.mu is still locked on this return`

func (s *store) inSelect(ch, quit chan int) {
	s.mu.Lock()
	select {
	case <-ch:
		s.mu.Unlock()
	case <-quit:
		return // want `s.mu is still locked on this return`
	}
}

func (s *store) lock()   { s.mu.Lock() }
func (s *store) unlock() { s.mu.Unlock() }

func (s *store) throughWrapper() error {
	s.lock()
	if _, err := load(s.user); err != nil {
		return err // want `s.mu is still locked on this return`
	}
	s.unlock()
	return nil
}

func (s *store) tryLock() error {
	if s.rw.TryLock() {
		if _, err := load(s.user); err != nil {
			return err // want `s.rw is still locked on this return`
		}
		s.rw.Unlock()
	}
	return nil
}

type embedded struct {
	sync.Mutex
	n int
}

func (e *embedded) take() int {
	e.Lock()
	if e.n == 0 {
		return 0 // want `e is still locked on this return`
	}
	e.n--
	e.Unlock()
	return e.n
}

func locker(l sync.Locker) bool {
	l.Lock()
	if !ready() {
		return false // want `l is still locked on this return`
	}
	l.Unlock()
	return true
}

var global sync.Mutex

func packageVariable() {
	func() {
		global.Lock()
		if ready() {
			return // want `global is still locked on this return`
		}
		global.Unlock()
	}()
}

func goroutine(done chan<- bool) {
	var mu sync.Mutex
	go func() {
		mu.Lock()
		if ready() {
			return // want `mu is still locked on this return`
		}
		mu.Unlock()
		done <- true
	}()
}

type box[T any] struct {
	mu   sync.Mutex
	vals []T
}

func (b *box[T]) pop() (v T, ok bool) {
	b.mu.Lock()
	if len(b.vals) == 0 {
		return v, false // want `b.mu is still locked on this return`
	}
	v = b.vals[0]
	b.mu.Unlock()
	return v, true
}

func (s *store) deferredTooLate() error {
	s.mu.Lock()
	if s.user == "" {
		return errEmpty // want `s.mu is still locked on this return`
	}
	defer s.mu.Unlock()
	return nil
}

type forgetful struct {
	mu sync.Mutex
	n  int
}

func (f *forgetful) add() {
	f.mu.Lock() // want `f.mu is not unlocked, here or elsewhere`
	f.n++
}

// Modes.

func (s *store) readUnlock(key string) string {
	s.rw.RLock()
	v := s.items[key]
	s.rw.Unlock() // want `s.rw is locked by RLock but released by Unlock: fatal error`
	return v
}

func (s *store) deferredMode(key, v string) {
	s.rw.Lock()
	defer s.rw.RUnlock() // want `s.rw is locked by Lock but released by RUnlock: fatal error`
	s.items[key] = v
}

func (s *store) modeOnOnePath(key string) string {
	s.rw.RLock()
	if key == "" {
		s.rw.Unlock() // want `s.rw is locked by RLock but released by Unlock`
		return ""
	}
	defer s.rw.RUnlock()
	return s.items[key]
}

// Second releases.

func (s *store) deferredToo() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.user == "" {
		s.mu.Unlock() // want `s.mu is unlocked here and again by the deferred call: fatal error`
		return 0
	}
	return 1
}

func (s *store) twice(c bool) {
	s.mu.Lock()
	if c {
		s.mu.Unlock()
	}
	s.user = ""
	s.mu.Unlock() // want `s.mu is unlocked a second time: fatal error`
}

func (s *store) inLoop(keys []string) {
	s.mu.Lock()
	for range keys {
		s.mu.Unlock() // want `s.mu is unlocked a second time: fatal error`
	}
} // want `s.mu is still locked on this return`

func (s *store) closureToo() {
	s.mu.Lock()
	defer func() {
		s.user = ""
		s.mu.Unlock()
	}()
	if ready() {
		s.unlock() // want `s.mu is unlocked here and again by the deferred call`
		return
	}
}

func (s *store) tryIgnored() {
	s.mu.TryLock()
	s.user = ""
	s.mu.Unlock() // want `s.mu is unlocked even if TryLock has failed: fatal error`
}

type half struct {
	mu sync.Mutex
	n  int
}

func (h *half) onlyOnePathLocks() {
	if ready() {
		h.mu.Lock()
	}
	h.n = 1
	h.mu.Unlock() // want `h.mu is unlocked also when it was not locked: fatal error`
}

// The lock is released by another condition.
type tracks struct{ locks []*sync.Mutex }

func (l *tracks) cross(i int, other *sync.Mutex, work func()) {
	mu := l.locks[i]
	mu.Lock()
	work()
	if other != nil {
		mu.Unlock()
	}
} // want `mu is still locked on this return: the next Lock waits forever`
