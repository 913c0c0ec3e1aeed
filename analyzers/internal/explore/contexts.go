package explore

// A ctxv is a context made in the execution.
type ctxv struct {
	parent    *ctxv
	children  []*ctxv
	world     bool // it may end for reasons from outside
	cancelled bool
	done      *chanv // what Done returns, if the context ends only here
	outside   *sym   // what Done returns otherwise
}

// newContext returns a context that ends with parent or on its own.
func (m *machine) newContext(parent value) *ctxv {
	c := &ctxv{}
	if i, ok := parent.(ifacev); ok {
		parent = i.v
	}
	if p, ok := parent.(*ctxv); ok {
		c.parent, c.world, c.cancelled = p, p.world, p.cancelled
		p.children = append(p.children, c)
	} else {
		c.world = true
	}
	return c
}

// ask evaluates the method Done or Err of c.
func (m *machine) ask(c *ctxv, method string) value {
	switch {
	case method == "Err" && c.cancelled:
		return m.failure()
	case method == "Err" && !c.world:
		return nilv{}
	case method == "Err":
		return nil
	case c.world && !c.cancelled:
		return nil // some channel of the outside
	}
	return c.channel(m)
}

// channel returns the channel that is closed when c ends.
func (c *ctxv) channel(m *machine) *chanv {
	if c.done == nil {
		c.done = &chanv{size: intv(0), context: true}
		if c.cancelled {
			c.done.closed = m.root.Blocks[0].Instrs[0]
		}
	}
	return c.done
}

// failure returns an error that is not nil.
func (m *machine) failure() value {
	e := m.newSym(errorType, nil)
	e.isNil = -1
	return e
}

// cancel ends c and the contexts derived from it.
func (m *machine) cancel(c *ctxv) {
	if c.cancelled {
		return
	}
	c.cancelled = true
	if c.done != nil {
		m.closeNow(c.done, m.root.Blocks[0].Instrs[0])
	}
	for _, child := range c.children {
		m.cancel(child)
	}
}

// release makes c end for reasons from outside: its cancel function is known
// there.
func (m *machine) release(c *ctxv) {
	c.world = true
	if c.done != nil {
		c.done.world = true
	}
	for _, child := range c.children {
		m.release(child)
	}
}
