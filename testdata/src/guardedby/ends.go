package guardedby

import "sync"

// archive is closed by its owner once the writers are done.
type archive struct {
	mu   sync.Mutex
	size int
	file *settings
}

func (a *archive) Add()       { a.mu.Lock(); a.size++; a.file = &settings{}; a.mu.Unlock() }
func (a *archive) Grow(n int) { a.mu.Lock(); a.size += n; a.file.limit = n; a.mu.Unlock() }
func (a *archive) Size() int  { a.mu.Lock(); defer a.mu.Unlock(); return a.size }
func (a *archive) finish() int {
	return a.size
}

type keeper struct {
	wg   sync.WaitGroup
	kept *archive
}

func (k *keeper) Close() int {
	k.wg.Wait()
	return k.kept.finish()
}

func OpenKeeper(a *archive) *keeper {
	if a.finish() > 0 {
		return nil
	}
	return &keeper{kept: a}
}

type closer struct{ wg sync.WaitGroup }

func (c *closer) SignalAndWait() { c.wg.Wait() }

// rowset is measured by its own Close after the wait of a closer.
type rowset struct {
	mu   sync.Mutex
	rows int
	work closer
}

func (t *rowset) Insert()    { t.mu.Lock(); t.rows++; t.mu.Unlock() }
func (t *rowset) Remove()    { t.mu.Lock(); t.rows--; t.mu.Unlock() }
func (t *rowset) Count() int { t.mu.Lock(); defer t.mu.Unlock(); return t.rows }
func (t *rowset) Close() int { t.work.SignalAndWait(); return t.rows }

// session is readied by Reset for the next one who gets it.
type session struct {
	mu         sync.Mutex
	values     []string
	path, name string
	level      int
}

func (s *session) Set(v string) { s.mu.Lock(); s.values = append(s.values, v); s.mu.Unlock() }
func (s *session) Get() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values
}
func (s *session) Drop() { s.mu.Lock(); s.values = s.values[1:]; s.mu.Unlock() }

func (s *session) Reset(path string) {
	s.path = path
	s.name = ""
	s.level = 0
	s.values = nil
}

// oracle is replaced, and the new one set up before it is asked anything.
type oracle struct {
	mu   sync.Mutex
	next int
}

func newOracle() *oracle { return &oracle{} }

func (o *oracle) Tick()    { o.mu.Lock(); o.next++; o.mu.Unlock() }
func (o *oracle) Back()    { o.mu.Lock(); o.next--; o.mu.Unlock() }
func (o *oracle) Now() int { o.mu.Lock(); defer o.mu.Unlock(); return o.next }

type flusher struct{ oracle *oracle }

func (s *flusher) Flush(last int) {
	s.oracle = newOracle()
	s.oracle.next = last
}

// window is part of a connection, which many use, and of a channel, which one does.
type window struct {
	mu      sync.Mutex
	highest int
	read    int
}

func (w *window) addRead(n int) { w.read += n }

type connWindow struct{ window }

func (c *connWindow) Raise(n int)  { c.mu.Lock(); c.highest += n; c.mu.Unlock() }
func (c *connWindow) Lower(n int)  { c.mu.Lock(); c.highest -= n; c.mu.Unlock() }
func (c *connWindow) Highest() int { c.mu.Lock(); defer c.mu.Unlock(); return c.highest }

type chanWindow struct {
	window
	final bool
}

func (c *chanWindow) Abandon() { c.mu.Lock(); c.read = c.highest; c.mu.Unlock() }
func (c *chanWindow) Raise(offset int) bool {
	if offset <= c.highest {
		return false
	}
	c.highest = offset
	return true
}

// listener says when its error may be asked for.
type listener struct {
	mu  sync.Mutex
	err error
}

func (l *listener) Fail(err error) { l.mu.Lock(); l.err = err; l.mu.Unlock() }
func (l *listener) Retry()         { l.mu.Lock(); l.err = nil; l.mu.Unlock() }
func (l *listener) Failed() bool   { l.mu.Lock(); defer l.mu.Unlock(); return l.err != nil }

// Err returns what ended the listener. It is not safe to call Err before that.
func (l *listener) Err() error { return l.err }

// replica gets its subject when it is set up.
type replica struct {
	mu      sync.Mutex
	subject string
	term    int
}

func initReplica(name string) *replica {
	r := register(name)
	r.subscribe(name)
	return r
}

var replicas sync.Map

func register(name string) *replica {
	r, _ := replicas.LoadOrStore(name, &replica{})
	return r.(*replica)
}

func (r *replica) subscribe(name string) { r.mu.Lock(); r.subject = name; r.mu.Unlock() }
func (r *replica) Lead() string          { r.mu.Lock(); defer r.mu.Unlock(); r.term++; return r.subject }
func (r *replica) Follow() string        { r.mu.Lock(); defer r.mu.Unlock(); return r.subject + "f" }
func (r *replica) Forward() string       { return r.subject }

// server has its options replaced by the one who applies the changes after that.
type server struct {
	mu   sync.Mutex
	opts *settings
}

func (s *server) setOpts(o *settings) { s.mu.Lock(); s.opts = o; s.mu.Unlock() }
func (s *server) getOpts() *settings  { s.mu.Lock(); defer s.mu.Unlock(); return s.opts }
func (s *server) Limit() int          { s.mu.Lock(); defer s.mu.Unlock(); return s.opts.limit }
func (s *server) Twice() int          { s.mu.Lock(); defer s.mu.Unlock(); return s.opts.limit * 2 }

type option interface{ Apply(s *server) }

type limitOption struct{ limit int }

func (o limitOption) Apply(s *server) { s.opts.limit = o.limit }

func (s *server) reload(o *settings, opts []option) {
	s.setOpts(o)
	s.applyAll(opts)
}

func (s *server) Reload(limit int) { s.reload(&settings{}, []option{limitOption{limit}}) }

func (s *server) applyAll(opts []option) {
	for _, opt := range opts {
		opt.Apply(s)
	}
}
