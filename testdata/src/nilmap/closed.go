package nilmap

import (
	"errors"
	"sync"
)

var errClosed = errors.New("closed")

type uploads struct {
	mu     sync.Mutex
	parts  map[int][]byte
	sizes  map[int]int
	closed bool
	used   int
}

func newUploads() *uploads { return &uploads{parts: map[int][]byte{}, sizes: map[int]int{}} }

func (u *uploads) put(n int, part []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.used += len(part)
	u.parts[n] = part // want `write to u\.parts panics after abort has set it to nil`
}

func (u *uploads) size(n, size int) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return errClosed
	}
	u.sizes[n] = size
	return nil
}

func (u *uploads) abort() {
	u.mu.Lock()
	u.closed = true
	u.used = 0
	u.parts = nil
	u.sizes = nil
	u.mu.Unlock()
}

type hub struct {
	mu    sync.Mutex
	conns map[string]bool
}

func newHub() *hub { return &hub{conns: make(map[string]bool)} }

func (h *hub) serve(names <-chan string) {
	for name := range names {
		h.mu.Lock()
		if h.conns == nil {
			h.mu.Unlock()
			return
		}
		h.mu.Unlock()
		go func() {
			h.mu.Lock()
			h.conns[name] = true // want `write to h\.conns panics after stop has set it to nil`
			h.mu.Unlock()
		}()
	}
}

func (h *hub) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns = nil
}

// What the map is set to nil by, a later start fills again.
type worker struct {
	mu   sync.Mutex
	jobs map[int]string
}

func (w *worker) start() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs = make(map[int]string)
}

func (w *worker) add(n int, job string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs[n] = job
}

func (w *worker) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs = nil
}

// Without a lock the callers have to see to it.
type reader struct{ seen map[string]bool }

func newReader() *reader { return &reader{seen: map[string]bool{}} }

func (r *reader) mark(key string) { r.seen[key] = true }

func (r *reader) close() { r.seen = nil }

// The caller has asked, and holds the lock.
type ledger struct {
	mu   sync.Mutex
	rows map[string]int
}

func newLedger() *ledger { return &ledger{rows: map[string]int{}} }

func (t *ledger) insert(key string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.rows == nil {
		return errClosed
	}
	t.insertLocked(key)
	return nil
}

func (t *ledger) insertLocked(key string) { t.rows[key]++ }

func (t *ledger) drop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = nil
}

// The comment says what callers must not do.
type gate struct {
	mu   sync.Mutex
	open map[string]bool
}

func newGate() *gate { return &gate{open: map[string]bool{}} }

func (g *gate) allow(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open[key] = true
}

// shut ends the gate. Don't use it afterwards.
func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = nil
}

// Between the question of the caller and the write the lock is free.
type spool struct {
	mu     sync.Mutex
	files  map[string]int
	closed bool
}

func newSpool() *spool { return &spool{files: map[string]int{}} }

func (s *spool) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

func (s *spool) upload(name string) error {
	if s.isClosed() {
		return errClosed
	}
	s.record(name)
	return nil
}

func (s *spool) record(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name]++ // want `write to s\.files panics after abort has set it to nil`
}

func (s *spool) abort() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.files = nil
}
