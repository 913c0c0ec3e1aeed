package syncload

import "sync"

func stored(m *sync.Map) int {
	v, _ := m.Load("n")
	return v.(int)
}
