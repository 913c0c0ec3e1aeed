package guardedby

import (
	"errors"
	"sync"
	"sync/atomic"
)

type list struct {
	mu   sync.Mutex
	all  []string
	name string // never written after construction
	done chan struct{}
}

func newList(name string) *list {
	l := &list{name: name, done: make(chan struct{})}
	l.all = append(l.all, name)
	l.fill()
	return l
}

// fill is part of the construction.
func (l *list) fill() { l.all = append(l.all, "x") }

func (l *list) Add(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.addLocked(s)
}

func (l *list) AddAll(all []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range all {
		l.add(s)
	}
}

func (l *list) addLocked(s string) { l.all = append(l.all, s) }

// add is only called under the lock.
func (l *list) add(s string) { l.all = append(l.all, s+l.name) }

func (l *list) Name() string { return l.name }

// First returns the first element. The caller holds l.mu.
func (l *list) First() string { return l.all[0] }

func (l *list) Wait() int {
	<-l.done
	return len(l.all)
}

type counter struct {
	mu sync.Mutex
	n  int64
	m  int
}

func (c *counter) A() { c.mu.Lock(); c.m++; c.mu.Unlock() }
func (c *counter) B() { c.mu.Lock(); c.m--; c.mu.Unlock() }

func (c *counter) Atomic() int64 { return atomic.AddInt64(&c.n, 1) }

func fresh() int {
	c := &counter{}
	c.m = 3
	c.A()
	return c.m
}

// owner is written by one method only, which may read what it wrote.
type owner struct {
	mu    sync.Mutex
	state int
}

func (o *owner) run() {
	for o.state < 10 {
		o.mu.Lock()
		o.state++
		o.mu.Unlock()
	}
}

func (o *owner) State() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state
}

func (o *owner) Half() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state / 2
}

type lazy struct {
	mu    sync.Mutex
	once  sync.Once
	value []int
}

func (l *lazy) get() []int {
	l.once.Do(func() { l.value = []int{1} })
	return l.value
}

func (l *lazy) set(v []int) { l.mu.Lock(); l.value = v; l.mu.Unlock() }
func (l *lazy) add(v int)   { l.mu.Lock(); l.value = append(l.value, v); l.mu.Unlock() }

type published struct {
	mu    sync.Mutex
	ready atomic.Bool
	data  []int
}

func (p *published) Set(d []int) { p.mu.Lock(); p.data = d; p.mu.Unlock(); p.ready.Store(true) }
func (p *published) Add(d int)   { p.mu.Lock(); p.data = append(p.data, d); p.mu.Unlock() }

func (p *published) Data() []int {
	if !p.ready.Load() {
		return nil
	}
	return p.data
}

type mostlyBare struct {
	mu sync.Mutex
	n  int
}

func (m *mostlyBare) a() { m.mu.Lock(); m.n++; m.mu.Unlock() }
func (m *mostlyBare) b() { m.n++ }
func (m *mostlyBare) c() { m.n++ }
func (m *mostlyBare) d() { m.n-- }

type conditional struct {
	mu sync.Mutex
	n  int
}

func (c *conditional) Inc(lock bool) {
	if lock {
		c.mu.Lock()
	}
	c.n++
	if lock {
		c.mu.Unlock()
	}
}

func (c *conditional) Get() int  { c.mu.Lock(); defer c.mu.Unlock(); return c.n }
func (c *conditional) Set(n int) { c.mu.Lock(); defer c.mu.Unlock(); c.n = n }

// turns sets the field and then tells the one who waits.
type turns struct {
	mu    sync.Mutex
	ready bool
}

func (t *turns) Set()   { t.mu.Lock(); t.ready = true; t.mu.Unlock() }
func (t *turns) Unset() { t.mu.Lock(); t.ready = false; t.mu.Unlock() }

func (t *turns) serve(done chan struct{}) {
	t.ready = false
	close(done)
}

func (t *turns) Serve() {
	done := make(chan struct{})
	go t.serve(done)
	<-done
}

// optional is locked by its callers on some paths only.
type optional struct {
	mu sync.Mutex
	n  int
}

func (o *optional) Inc() { o.mu.Lock(); o.n++; o.mu.Unlock() }
func (o *optional) Dec() { o.mu.Lock(); o.n--; o.mu.Unlock() }

func (o *optional) Add(shared bool, n int) {
	if shared {
		o.mu.Lock()
		defer o.mu.Unlock()
	}
	o.add(n)
}

func (o *optional) add(n int) { o.n += n }

// settings are guarded only where they are part of a device.
type settings struct{ limit int }

type device struct {
	mu  sync.Mutex
	set settings
}

func (d *device) Raise() { d.mu.Lock(); d.set.limit++; d.mu.Unlock() }
func (d *device) Lower() { d.mu.Lock(); d.set.limit--; d.mu.Unlock() }

func valid(s *settings) bool { return s.limit > 0 }

// stream has two locks for its settings: writers hold both, readers one.
type stream struct {
	mu    sync.Mutex
	cfg   settings
	cfgMu sync.RWMutex
}

func (s *stream) Update(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cfgMu.Lock()
	s.cfg.limit = n
	s.cfgMu.Unlock()
}

func (s *stream) Limit() int   { s.mu.Lock(); defer s.mu.Unlock(); return s.cfg.limit }
func (s *stream) Twice() int   { s.mu.Lock(); defer s.mu.Unlock(); return 2 * s.cfg.limit }
func (s *stream) Current() int { s.cfgMu.RLock(); defer s.cfgMu.RUnlock(); return s.cfg.limit }

// notifier has a handler that is registered before it is put to use.
type notifier struct {
	mu      sync.Mutex
	handler func(int)
	seen    int
}

func (n *notifier) Register(h func(int)) { n.mu.Lock(); n.handler = h; n.mu.Unlock() }
func (n *notifier) Ready() bool          { n.mu.Lock(); defer n.mu.Unlock(); return n.handler != nil }
func (n *notifier) Fire(i int)           { n.handler(i) }

// watcher has a field of the goroutine that calls it.
type watcher struct {
	// mu guards what is below it.
	mu   sync.Mutex
	mode int

	pending *settings // for the one that delivers updates
}

func (w *watcher) Swap() *settings {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mode++
	p := w.pending
	w.pending = nil
	return p
}

func (w *watcher) Drop()              { w.mu.Lock(); w.pending = nil; w.mu.Unlock() }
func (w *watcher) Update(p *settings) { w.pending = p }

// runs has a channel that is made when a run begins.
type runs struct {
	mu sync.Mutex
	ch chan struct{}
	n  int
}

func (r *runs) Run()   { r.ch = make(chan struct{}); r.n = 0 }
func (r *runs) Step()  { r.mu.Lock(); close(r.ch); r.ch = make(chan struct{}); r.mu.Unlock() }
func (r *runs) Again() { r.mu.Lock(); close(r.ch); r.ch = make(chan struct{}); r.mu.Unlock() }

// replay has its metrics set before its goroutines start.
type replay struct {
	mu      sync.Mutex
	metrics *settings
}

func (r *replay) Run() {
	r.metrics = &settings{}
	go r.refresh()
	go r.clear()
}

func (r *replay) refresh()       { r.mu.Lock(); r.metrics = &settings{limit: 1}; r.mu.Unlock() }
func (r *replay) clear()         { r.mu.Lock(); r.metrics = nil; r.mu.Unlock() }
func (r *replay) get() *settings { r.mu.Lock(); defer r.mu.Unlock(); return r.metrics }

// futures hands the release of its lock to a literal that also runs later.
type futures struct {
	mu      sync.Mutex
	pending int
}

func (f *futures) Pending() int { f.mu.Lock(); defer f.mu.Unlock(); return f.pending }
func (f *futures) Reset()       { f.mu.Lock(); f.pending = 0; f.mu.Unlock() }
func (f *futures) Add()         { f.mu.Lock(); f.pending++; f.mu.Unlock() }

func (f *futures) Handle(ok bool, after func(func())) {
	f.mu.Lock()
	settle := func() {
		if f.pending > 0 {
			f.pending--
		}
	}
	fail := func() { f.mu.Unlock() }
	if !ok {
		after(func() {
			f.mu.Lock()
			fail()
		})
	}
	settle()
	fail()
}

// monitor is set up by a method that a constructor calls, when it is known
// already to the callbacks that it has registered.
type monitor struct {
	mu    sync.Mutex
	names []string
}

var onClose []func()

func newMonitor() *monitor {
	m := &monitor{}
	onClose = append(onClose, func() { m.Close() })
	m.register("ping")
	return m
}

func (m *monitor) register(name string)   { m.registerAs(name) }
func (m *monitor) registerAs(name string) { m.names = append(m.names, name) }

func (m *monitor) Close()          { m.mu.Lock(); m.names = nil; m.mu.Unlock() }
func (m *monitor) Names() []string { m.mu.Lock(); defer m.mu.Unlock(); return m.names }

// collector is attached once, before its events begin.
type collector struct {
	mu  sync.Mutex
	dir string
}

func (c *collector) Attach(dir string) { c.dir = dir }
func (c *collector) A() string         { c.mu.Lock(); defer c.mu.Unlock(); return c.dir + "a" }
func (c *collector) B() string         { c.mu.Lock(); defer c.mu.Unlock(); return c.dir + "b" }
func (c *collector) C() string         { c.mu.Lock(); defer c.mu.Unlock(); return c.dir + "c" }

// handoff asks its goroutine for the result if that is still to come.
type handoff struct {
	mu   sync.Mutex
	err  error
	more bool
	done chan struct{}
}

func (h *handoff) Fail(err error) { h.mu.Lock(); h.err = err; h.mu.Unlock() }
func (h *handoff) Clear()         { h.mu.Lock(); h.err = nil; h.mu.Unlock() }

func (h *handoff) Next() error {
	if h.more {
		<-h.done
	}
	return h.err
}

// index is recovered by a method of what a helper has just made.
type index struct {
	mu    sync.Mutex
	count int
}

func blank() *index {
	x := &index{}
	x.count = -1
	return x
}

func recoverIndex() *index {
	x := blank()
	x.read()
	return x
}

func (x *index) read()      { x.count = 3 }
func (x *index) Inc()       { x.mu.Lock(); x.count++; x.mu.Unlock() }
func (x *index) Count() int { x.mu.Lock(); defer x.mu.Unlock(); return x.count }

// journal has its store set under the lock, and belongs to another group.
type journal struct {
	mu  sync.Mutex
	seq int

	store *settings
}

func (s *journal) Setup()       { s.mu.Lock(); s.store = &settings{}; s.mu.Unlock() }
func (s *journal) Replace()     { s.mu.Lock(); s.store = nil; s.mu.Unlock() }
func (s *journal) Limit() int   { s.mu.Lock(); defer s.mu.Unlock(); return s.store.limit }
func (s *journal) Double() int  { s.mu.Lock(); defer s.mu.Unlock(); return s.store.limit * 2 }
func (s *journal) Known() bool  { return s.store != nil }
func (s *journal) String() bool { return s.seq > 0 }

// response has a header that is final when it may be read.
type response struct {
	mu     sync.Mutex
	header []string
}

func (r *response) Add(h string) { r.mu.Lock(); r.header = append(r.header, h); r.mu.Unlock() }
func (r *response) Set(h string) { r.mu.Lock(); r.header = []string{h}; r.mu.Unlock() }
func (r *response) Count() int   { r.mu.Lock(); defer r.mu.Unlock(); return len(r.header) }

// Header returns the header as it was sent. It does not wait; it must not be
// called until the response is sent.
func (r *response) Header() []string { return r.header }

// The comment speaks of another field.
type Helper struct {
	mut     sync.Mutex // guards waiting
	waiting int
	running bool
}

func (h *Helper) Run(next func() int) error {
	h.mut.Lock()
	h.waiting++
	h.running = true
	h.mut.Unlock()
	done := make(chan error, 1)
	go h.loop(next, done)
	return <-done
}

func (h *Helper) Stop() {
	h.mut.Lock()
	h.running = false
	h.mut.Unlock()
}

func (h *Helper) loop(next func() int, done chan<- error) {
	for {
		if next() == 0 || !h.running {
			done <- nil
			return
		}
	}
}

// A literal that is made under the lock calls the method.
type view struct {
	mu    sync.Mutex
	lines []int
}

func (v *view) Mark()  { v.mu.Lock(); v.lines = append(v.lines, 1); v.mu.Unlock() }
func (v *view) Clear() { v.mu.Lock(); v.lines = append(v.lines[:0], 2); v.mu.Unlock() }
func (v *view) Len() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.lines)
}

func (v *view) renew() { v.lines = make([]int, len(v.lines)) }

func (v *view) Loop(actions chan int) {
	for a := range actions {
		v.mu.Lock()
		var do func(a int) bool
		all := func(as ...int) bool {
			for _, a := range as {
				if !do(a) {
					return false
				}
			}
			return true
		}
		do = func(a int) bool {
			switch a {
			case 1:
				v.renew()
			case 2:
				return all(1, 3)
			case 3:
				v.mu.Unlock()
				return false
			}
			return true
		}
		if !all(a) {
			continue
		}
		v.mu.Unlock()
	}
}

// The function fills in an object that its caller has made for it.
type machine struct {
	mu   sync.Mutex
	name string
	zone string
}

func (m *machine) Rename(s string)   { m.mu.Lock(); m.name = s; m.mu.Unlock() }
func (m *machine) update(o *machine) { m.mu.Lock(); m.name = o.Name(); m.mu.Unlock() }
func (m *machine) Name() string      { m.mu.Lock(); defer m.mu.Unlock(); return m.name }

func described(row map[string]string, m *machine) (*machine, error) {
	if row["zone"] == "" {
		return nil, errors.New("no zone")
	}
	m.zone = row["zone"]
	return m, nil
}

func usable(m *machine) bool { return m.name != "" && m.zone != "" }

func machines(rows []map[string]string) (list []*machine) {
	for _, row := range rows {
		m, err := described(row, &machine{zone: "a"})
		if err == nil && usable(m) {
			list = append(list, m)
		}
	}
	return list
}

// Without lazy, the digest is set by the constructor only.
type script struct {
	mu     sync.Mutex
	lazy   bool
	digest string
}

func newScript(lazy bool) *script {
	s := &script{lazy: lazy}
	if !lazy {
		s.digest = "d"
	}
	return s
}

func (s *script) Run(load func() string) string {
	digest := ""
	if s.lazy {
		s.mu.Lock()
		if s.digest == "" {
			s.digest = load()
		}
		digest = s.digest
		s.mu.Unlock()
	} else {
		digest = s.digest
	}
	return digest
}

func (s *script) Reload(load func() string) string {
	if !s.lazy {
		return s.digest
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.digest = load()
	return s.digest
}
