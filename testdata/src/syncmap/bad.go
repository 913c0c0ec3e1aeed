package syncmap

import "sync"

type user struct{ name string }

func conn(m *sync.Map, k string) any {
	if v, ok := m.Load(k); ok {
		return v
	}
	v := new(user)
	m.Store(k, v) // want `Load and Store of m are two steps: another goroutine may store in between; use LoadOrStore`
	return v
}

type cache struct{ conns sync.Map }

func (c *cache) get(k string) *user {
	v, ok := c.conns.Load(k)
	if !ok {
		v = &user{name: k}
		c.conns.Store(k, v) // want `Load and Store of c.conns are two steps`
	}
	return v.(*user)
}

var global sync.Map

func once(k string) {
	if _, ok := global.Load(k); !ok {
		global.Store(k, true) // want `Load and Store of global are two steps`
	}
}

func take(m *sync.Map, k string) any {
	v, ok := m.Load(k)
	if ok {
		m.Delete(k) // want `Load and Delete of m are two steps: two goroutines may get the value; use LoadAndDelete`
		return v
	}
	return nil
}

func inClosure(m *sync.Map, k string) func() {
	return func() {
		if _, ok := m.Load(k); ok {
			return
		}
		m.Store(k, 1) // want `are two steps`
	}
}
