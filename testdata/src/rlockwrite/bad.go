package rlockwrite

import (
	"maps"
	"sort"
	"sync"
)

type stat struct {
	mu   sync.RWMutex
	hits map[string]int
	all  []string
	n    int
	last struct{ key string }
}

func (s *stat) hit(k string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.hits[k]++ // want `s.hits is written while only the read lock of stat.mu is held, which other readers hold too`
	return s.hits[k]
}

func (s *stat) count() {
	s.mu.RLock()
	s.n++ // want `s.n is written while only the read lock`
	s.mu.RUnlock()
}

func (s *stat) forget(k string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	delete(s.hits, k) // want `s.hits is deleted from while only the read lock`
}

func (s *stat) clear() {
	s.mu.RLock()
	defer s.mu.RUnlock()
	clear(s.hits) // want `s.hits is cleared while only the read lock`
}

func (s *stat) add(v string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.all = append(s.all, v) // want `s.all is written while only the read lock`
}

func (s *stat) set(i int, v string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.all[i] = v // want `s.all is written while only the read lock`
}

func (s *stat) nested(k string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.last.key = k // want `s.last.key is written while only the read lock`
}

func (s *stat) onOnePath(k string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if n, ok := s.hits[k]; ok {
		return n
	}
	s.hits[k] = 1 // want `s.hits is written while only the read lock`
	return 1
}

func (s *stat) throughHelper(k string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.put(k)
}

func (s *stat) put(k string) {
	s.hits[k] = 0 // want `s.hits is written while only the read lock`
}

func (s *stat) inLiteral(keys []string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	func() {
		s.hits[keys[0]] = 1 // want `s.hits is written while only the read lock`
	}()
}

func (s *stat) copied(m map[string]int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	maps.Copy(s.hits, m) // want `s.hits is written while only the read lock`
}

type embedded[E any] struct {
	sync.RWMutex
	val E
}

func (e *embedded[E]) store(v E) {
	e.RLock()
	defer e.RUnlock()
	e.val = v // want `e.val is written while only the read lock of embedded.RWMutex`
}

var (
	mu    sync.RWMutex
	cache = map[string]int{}
)

func remember(k string) {
	mu.RLock()
	defer mu.RUnlock()
	cache[k]++ // want `cache is written while only the read lock of mu is held`
}

func recall(k string) int {
	mu.RLock()
	defer mu.RUnlock()
	return cache[k]
}

type level struct {
	mu     sync.RWMutex
	tables []int
}

func (l *level) Add(n int) { l.mu.Lock(); l.tables = append(l.tables, n); l.mu.Unlock() }

func (l *level) Sort() {
	l.mu.RLock()
	defer l.mu.RUnlock()
	sort.Slice(l.tables, func(i, j int) bool { return l.tables[i] < l.tables[j] }) // want `l.tables is sorted while only the read lock of level.mu is held`
}
