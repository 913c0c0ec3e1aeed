package mapgrow

import "sync"

var cache = map[string]int{}

func length(s string) int {
	if n, ok := cache[s]; ok {
		return n
	}
	n := len([]rune(s))
	cache[s] = n // want `cache only ever grows: nothing deletes from it or bounds it`
	return n
}

var counts map[string]int

func count(s string) {
	if counts == nil {
		counts = make(map[string]int)
	}
	counts[s]++ // want `counts only ever grows`
}

var sessions sync.Map

func login(id string) {
	sessions.Store(id, true) // want `sessions only ever grows`
}

type registry struct {
	mu    sync.Mutex
	items map[string]int
}

var global = &registry{items: map[string]int{}}

func (r *registry) add(k string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.items[k]++ // want `items only ever grows`
}

func reset(m map[int][128]byte) {
	for k := range m { // want `deleting every key of m keeps its memory: clear does the same, only a new map frees it`
		delete(m, k)
	}
}

func (r *registry) reset(m map[string]int) {
	for k := range m { // want `deleting every key of m`
		delete(m, k)
	}
}

func comments(m map[string]int) {
	for k := range m { // want `deleting every key of m`
		// One after the other.
		delete(m, k) // until nothing is left
	}
}

func ownClear(m map[string]int, clear func()) {
	for k := range m { // want `deleting every key of m`
		delete(m, k)
	}
	clear()
}

func field(s *struct{ m map[string]int }) {
	for k := range s.m { // want `deleting every key of s.m`
		delete(s.m, k)
	}
}
