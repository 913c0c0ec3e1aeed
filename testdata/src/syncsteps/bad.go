package syncsteps

import "sync"

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
