package syncload

import (
	"fmt"
	"sync"
)

type user struct{ name string }

func name(m *sync.Map, id int) string {
	v, _ := m.Load(id)
	return v.(*user).name // want `the assertion panics when Load finds nothing: its second result is ignored`
}

func taken(m *sync.Map, id int) *user {
	v, _ := m.LoadAndDelete(id)
	return v.(*user) // want `panics when LoadAndDelete finds nothing`
}

func plainMap(m map[string]any, k string) int {
	v, _ := m[k]
	return v.(int) // want `the assertion panics when the lookup finds nothing`
}

func swapped(m *sync.Map, k string) {
	prev, _ := m.Swap(k, &user{})
	fmt.Println(prev.(*user).name) // want `panics when Swap finds nothing`
}

type server struct{ conns sync.Map }

func (s *server) shut(k string) {
	v, _ := s.conns.Load(k)
	ch := v.(chan int) // want `panics when Load finds nothing`
	close(ch)
}

func goesOn(m *sync.Map, k string) string {
	v, ok := m.Load(k)
	if !ok {
		fmt.Println("missing", k)
	}
	return v.(string) // want `the assertion panics when Load finds nothing, and still runs then`
}

func inClosure(m *sync.Map) func(string) *user {
	return func(k string) *user {
		v, _ := m.Load(k)
		return v.(*user) // want `panics when Load finds nothing`
	}
}

func generic[T any](m *sync.Map, k string) T {
	v, _ := m.Load(k)
	return v.(T) // want `panics when Load finds nothing`
}

// What was stored before has another key.
type subjects struct{ locks sync.Map }

func (t *subjects) use(subject, parent string) {
	t.locks.Store(parent, new(sync.Mutex))
	go func() {
		lock, _ := t.locks.Load(subject)
		lock.(*sync.Mutex).Lock() // want `the assertion panics when Load finds nothing: its second result is ignored`
	}()
}
