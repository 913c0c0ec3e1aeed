package syncmap

import "sync"

func fast(m *sync.Map, k string) any {
	if v, ok := m.Load(k); ok {
		return v
	}
	v, _ := m.LoadOrStore(k, &user{})
	return v
}

func update(m *sync.Map, k string) {
	if v, ok := m.Load(k); ok {
		m.Store(k, v)
	}
}

func otherKey(m *sync.Map, a, b string) {
	if _, ok := m.Load(a); !ok {
		m.Store(b, 1)
	}
}

func otherMap(m, n *sync.Map, k string) {
	if _, ok := m.Load(k); !ok {
		n.Store(k, 1)
	}
}

type guarded struct {
	mu sync.Mutex
	m  sync.Map
}

func (g *guarded) get(k string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, ok := g.m.Load(k); !ok {
		g.m.Store(k, 1)
	}
}

func local(keys []string) int {
	var m sync.Map
	n := 0
	for _, k := range keys {
		if _, ok := m.Load(k); !ok {
			m.Store(k, 1)
			n++
		}
	}
	return n
}

func forget(m *sync.Map, k string) {
	if _, ok := m.Load(k); ok {
		m.Delete(k)
	}
}

var names sync.Map

func cached(id int, find func(int) string) string {
	if v, ok := names.Load(id); ok {
		return v.(string)
	}
	s := find(id)
	names.Store(id, s)
	return s
}

func lockedLater(g *guarded, k string) {
	if _, ok := g.m.Load(k); ok {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, ok := g.m.Load(k); ok {
		return
	}
	g.m.Store(k, &user{})
}

func once(m *sync.Map, k string) {
	if _, ok := m.Load(k); !ok {
		m.Store(k, true) // syncsteps reports this
	}
}

func info(m *sync.Map, k string) {
	if _, ok := m.Load(k); !ok {
		m.Store(k, &user{name: k})
	}
}
