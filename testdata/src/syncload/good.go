package syncload

import "sync"

func checked(m *sync.Map, id int) string {
	if v, ok := m.Load(id); ok {
		return v.(*user).name
	}
	return ""
}

func commaOk(m *sync.Map, id int) *user {
	v, _ := m.Load(id)
	u, _ := v.(*user)
	return u
}

func nilTest(m *sync.Map, id int) *user {
	v, _ := m.Load(id)
	if v == nil {
		return nil
	}
	return v.(*user)
}

func loadOrStore(m *sync.Map, k string) *user {
	v, _ := m.LoadOrStore(k, &user{})
	return v.(*user)
}

func elsewhere(m *sync.Map, k string) string {
	v, ok := m.Load(k)
	if !ok {
		panic("missing " + k)
	}
	return v.(string)
}

func flagged(m *sync.Map, k string) (s string) {
	v, ok := m.Load(k)
	if ok {
		s = v.(string)
	}
	return s
}

func mapOk(m map[string]any, k string) int {
	v, ok := m[k]
	if !ok {
		return 0
	}
	return v.(int)
}

func total(m *sync.Map) (n int) {
	var keys []any
	m.Range(func(k, _ any) bool {
		keys = append(keys, k)
		return true
	})
	for _, k := range keys {
		v, _ := m.Load(k)
		n += v.(int)
	}
	return n
}

// The lock of the topic was stored before, and is removed after the last user.
type topics struct{ locks sync.Map }

func (t *topics) use(topic string, done <-chan struct{}) {
	lock, _ := t.locks.LoadOrStore(topic, new(sync.Mutex))
	lock.(*sync.Mutex).Lock()
	go func(t *topics) {
		<-done
		lock, _ := t.locks.Load(topic)
		lock.(*sync.Mutex).Lock()
		t.locks.Delete(topic)
	}(t)
}
