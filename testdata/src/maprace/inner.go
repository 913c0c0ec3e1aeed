package maprace

import (
	"iter"
	"maps"
	"sync"
)

// A sheet guards its rows, which are maps, with one lock.
type sheet struct {
	mu   sync.Mutex
	rows map[string]map[string]int
}

func (s *sheet) bump(row, col string) {
	s.mu.Lock()
	r, ok := s.rows[row]
	if !ok {
		r = make(map[string]int)
		s.rows[row] = r
	}
	s.mu.Unlock()
	r[col]++ // want `map r is written without sheet.mu, under which it was looked up`
}

func (s *sheet) at(row, col string) int {
	s.mu.Lock()
	r := s.rows[row]
	s.mu.Unlock()
	return r[col] // want `map r is read without sheet.mu, under which it was looked up`
}

func (s *sheet) sum(row string) (n int) {
	s.mu.Lock()
	r, ok := s.rows[row]
	s.mu.Unlock()
	if !ok {
		return 0
	}
	for _, v := range r { // want `map r is ranged over without sheet.mu, under which it was looked up`
		n += v
	}
	return n
}

func (s *sheet) take(row string) (n int) {
	s.mu.Lock()
	r := s.rows[row]
	delete(s.rows, row)
	s.mu.Unlock()
	for _, v := range r {
		n += v
	}
	return n
}

func (s *sheet) takeAll(row string) (n int) {
	s.mu.Lock()
	r := s.rows[row]
	s.rows = make(map[string]map[string]int)
	s.mu.Unlock()
	for _, v := range r {
		n += v
	}
	return n
}

func (s *sheet) copyOf(row string) map[string]int {
	s.mu.Lock()
	r := maps.Clone(s.rows[row])
	s.mu.Unlock()
	r["copied"] = 1
	return r
}

func (s *sheet) whole(row, col string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.rows[row]; r != nil {
		r[col] = 0
	}
}

// A ledger has a helper that looks up the inner map.
type ledger struct {
	mu    sync.RWMutex
	books map[int]map[string]bool
}

func (l *ledger) book(id int) map[string]bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.books[id]
	if b == nil {
		b = make(map[string]bool)
		l.books[id] = b
	}
	return b
}

func (l *ledger) mark(id int, entry string) {
	b := l.book(id)
	b[entry] = true // want `map b is written without ledger.mu, under which it was looked up`
}

func (l *ledger) unmark(id int, entry string) {
	delete(l.book(id), entry) // want `is deleted from without ledger.mu, under which it was looked up`
}

// A generation is never changed once it is stored.
type generation struct {
	mu  sync.Mutex
	all map[string]map[string]string
}

func (g *generation) put(name string, pairs map[string]string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all[name] = maps.Clone(pairs)
}

func (g *generation) get(name, key string) string {
	g.mu.Lock()
	m := g.all[name]
	g.mu.Unlock()
	return m[key]
}

// A phonebook hands out functions that use its map.
type phonebook struct {
	mu      sync.RWMutex
	numbers map[string]string
}

func (p *phonebook) Set(name, number string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.numbers[name] = number
}

func (p *phonebook) All() iter.Seq2[string, string] {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return func(yield func(string, string) bool) { // want `the iterator over p.numbers is used when phonebook.mu is free`
		for name, number := range p.numbers {
			if !yield(name, number) {
				return
			}
		}
	}
}

func (p *phonebook) finder() func(string) string {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return func(name string) string { return p.numbers[name] } // want `the function that uses p.numbers is called when phonebook.mu is free`
}

func (p *phonebook) setter(name string) func(string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return func(number string) { p.numbers[name] = number } // want `the function that uses p.numbers is called when phonebook.mu is free`
}

func (p *phonebook) lockedAll() iter.Seq[string] {
	return func(yield func(string) bool) {
		p.mu.RLock()
		defer p.mu.RUnlock()
		for name := range p.numbers {
			if !yield(name) {
				return
			}
		}
	}
}

func (p *phonebook) remover(name string) func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.numbers[name] = ""
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.numbers, name)
	}
}

func (p *phonebook) copied() iter.Seq2[string, string] {
	p.mu.RLock()
	defer p.mu.RUnlock()
	all := maps.Clone(p.numbers)
	return func(yield func(string, string) bool) {
		for name, number := range all {
			if !yield(name, number) {
				return
			}
		}
	}
}

func (p *phonebook) each(do func(string)) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	visit := func() {
		for name := range p.numbers {
			do(name)
		}
	}
	visit()
}

func (p *phonebook) capturing() func(string) string {
	p.mu.RLock()
	defer p.mu.RUnlock()
	m := p.numbers
	return func(name string) string { return m[name] } // want `the function that uses m is called when phonebook.mu is free`
}

// A snapshotted map is replaced as a whole.
type snapshotted struct {
	mu  sync.Mutex
	all map[string]int
}

func (s *snapshotted) Set(k string, v int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = maps.Clone(s.all)
	s.all[k] = v
}

func (s *snapshotted) finder() func(string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.all
	return func(k string) int { return m[k] }
}
