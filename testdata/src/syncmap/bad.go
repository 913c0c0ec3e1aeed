package syncmap

import "sync"

type user struct{ name string }

func conn(m *sync.Map, k string) any {
	if v, ok := m.Load(k); ok {
		return v
	}
	v := new(user)
	m.Store(k, v) // want `Load and Store of m are two steps: another goroutine may store its own object in between; use LoadOrStore`
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

func watcher(m *sync.Map, topic string) chan string {
	v, ok := m.Load(topic)
	if !ok {
		ch := make(chan string, 1)
		m.Store(topic, ch) // want `are two steps`
		return ch
	}
	return v.(chan string)
}

func counted(m *sync.Map, k string) {
	if _, ok := m.Load(k); !ok {
		n := new(int)
		m.Store(k, n) // want `are two steps`
		*n++
	}
}

func generic[K comparable](m *sync.Map, k K) *user {
	if v, ok := m.Load(k); ok {
		return v.(*user)
	}
	u := &user{}
	m.Store(k, u) // want `are two steps`
	return u
}
