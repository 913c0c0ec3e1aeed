package maprange

import "strings"

func expand(m map[string]int) {
	for k, v := range m {
		m[k+"_copy"] = v // want `new key for m inside the loop over it: the loop may visit it or not`
	}
}

func increment(m map[int]int) {
	for k := range m {
		m[k+1]++ // want `new key for m`
	}
}

func renamed(m map[string]int) {
	for k, v := range m {
		delete(m, k)
		m[strings.ToLower(k)] = v // want `new key for m`
	}
}

func changedKey(m map[string]int) {
	for k, v := range m {
		k = strings.ToLower(k)
		m[k] = v // want `new key for m`
	}
}

type store struct{ items map[string]int }

func (s *store) double() {
	for k, v := range s.items {
		if v > 1 {
			s.items[k+k] = v // want `new key for s.items`
		}
	}
}

func inverse(m map[int]int) {
	for k, v := range m {
		m[v] = k // want `new key for m`
	}
}

func generic[K comparable](m map[K]int, next func(K) K) {
	for k, v := range m {
		m[next(k)] = v // want `new key for m`
	}
}

func storeNew(m map[string]int, k string) {
	m[k+"!"] = 1
}

func byHelper(m map[string]int) {
	for k := range m {
		storeNew(m, k) // want `the call stores a new key in m inside the loop over it: the loop may visit it or not`
	}
}

func byClosure(m map[string]int) {
	put := func(k string) { m[k] = 1 }
	for k := range m {
		put("p/" + k) // want `the call stores a new key in m`
	}
}

type counts struct{ m map[string]int }

func (c *counts) add(k string) { c.m[k]++ }

func (c *counts) double() {
	for k := range c.m {
		c.add(k + k) // want `the call stores a new key in c.m`
	}
}

func otherName(m map[string]int) {
	same := m
	for k := range m {
		same["x"+k] = 1 // want `new key for m inside the loop over it`
	}
}

func renamedOnlySome(m map[string]any) {
	for k, v := range m {
		lower := strings.ToLower(k)
		if k == "" {
			delete(m, k)
		}
		m[lower] = v // want `new key for m`
	}
}
