package explore

import (
	"strings"

	"golang.org/x/tools/go/ssa"
)

// syncState is the state of a lock, group, condition or once.
type syncState struct {
	holder  *goroutine
	heldAt  ssa.Instruction
	readers map[*goroutine]int
	count   value
	counted bool                           // Add was called
	doneAt  map[*goroutine]ssa.Instruction // the last Done of each
	twice   bool                           // a goroutine has called Done twice
	done    bool
	waiters []*goroutine
	woken   map[*goroutine]bool
}

func (c *cell) state() *syncState {
	if c.sync == nil {
		c.sync = &syncState{readers: make(map[*goroutine]int), count: intv(0), woken: make(map[*goroutine]bool)}
	}
	return c.sync
}

// modelled executes calls of the functions whose effect is known, and reports
// whether name is one of them.
func (m *machine) modelled(g *goroutine, at ssa.Instruction, name string, args []value, then func(*machine, value)) bool {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return false
	}
	typ, method := name[:dot], name[dot+1:]
	self := func() *cell {
		if len(args) == 0 {
			return nil
		}
		v := args[0]
		if i, ok := v.(ifacev); ok {
			v = i.v
		}
		return m.deref(v)
	}
	switch typ {
	case "(*sync.Mutex)", "(*sync.RWMutex)", "(sync.Locker)":
		if c := self(); c != nil {
			return m.lock(g, at, c, method, then)
		}
	case "(*sync.WaitGroup)":
		if c := self(); c != nil {
			return m.waitGroup(g, at, c, method, args[1:], then)
		}
	case "(*golang.org/x/sync/errgroup.Group)":
		if c := self(); c != nil {
			return m.errGroup(g, at, c, method, args[1:], then)
		}
	case "(*sync.Cond)":
		if c := self(); c != nil {
			return m.cond(g, at, c, method, then)
		}
	case "(*sync.Once)":
		if c := self(); c != nil && method == "Do" {
			if c.state().done {
				then(m, nil)
				return true
			}
			c.state().done = true
			if !m.callValue(g, args[1], nil, at, then) {
				then(m, nil)
			}
			return true
		}
	case "(*testing.T)", "(*testing.common)", "(*testing.F)", "(*testing.B)", "(testing.TB)":
		return m.testing(g, at, method, args, then)
	}
	if strings.HasPrefix(typ, "(*sync/atomic.") {
		if c := self(); c != nil {
			v := c.kid(-1)
			if result, ok := at.(ssa.Value); ok && v.typ == nil && method == "Load" {
				v.typ = result.Type()
			}
			return m.atomic(v, method, args[1:], then)
		}
	}
	switch name {
	case "sync.OnceFunc":
		then(m, &closure{once: &onceState{f: args[0]}})
	case "sync.NewCond":
		v, ok := at.(ssa.Value)
		if !ok {
			return false
		}
		c := &cell{typ: deref(v.Type())}
		m.store(c.kid(condLock), args[0])
		then(m, c)
	case "errors.New", "fmt.Errorf", "github.com/pkg/errors.New", "github.com/pkg/errors.Errorf":
		then(m, m.failure())
	case "context.Background", "context.TODO":
		then(m, &ctxv{})
	case "context.WithCancel", "context.WithCancelCause":
		c := m.newContext(args[0])
		then(m, tuple{c, &closure{cancels: c}})
	case "context.WithTimeout", "context.WithDeadline", "context.WithTimeoutCause", "context.WithDeadlineCause":
		c := m.newContext(args[0])
		c.world = true
		then(m, tuple{c, &closure{cancels: c}})
	case "context.WithValue":
		m.escapeAll(args[1:])
		then(m, args[0])
	case "context.WithoutCancel":
		then(m, &ctxv{})
	case "(context.Context).Done", "(context.Context).Err":
		c, ok := args[0].(*ctxv)
		if !ok {
			return false
		}
		then(m, m.ask(c, method))
	case "time.AfterFunc":
		// The function runs some time, unless it is stopped.
		if !stopped(at) || m.choose(2, 1) == 0 {
			m.spawn(g, at, args[1], nil, nil)
		}
		then(m, nil)
	case "time.Sleep", "runtime.Gosched":
		then(m, nil)
		if len(m.gos) > 1 && m.choose(2, 2) == 0 {
			g.nap()
		}
	default:
		if rest, ok := strings.CutPrefix(name, "sync/atomic."); ok && len(args) > 0 {
			if c := self(); c != nil {
				op := strings.TrimRight(rest, "0123456789")
				for _, suffix := range []string{"Int", "Uint", "Uintptr", "Pointer"} {
					op = strings.TrimSuffix(op, suffix)
				}
				return m.atomic(c, op, args[1:], then)
			}
		}
		return false
	}
	return true
}

// condLock is the index of the field L of sync.Cond.
const condLock = 1
