package maprange

import (
	"container/list"
	"maps"
	"strings"
)

func sameKey(m map[string]int) {
	for k, v := range m {
		m[k] = v + 1
		m[k]++
	}
}

func deleted(m map[string]int) {
	for k := range m {
		delete(m, k+"x")
	}
}

func collected(m map[string]int) {
	added := make(map[string]int)
	for k, v := range m {
		added[k+"_copy"] = v
	}
	maps.Copy(m, added)
}

func once(m map[string]int) {
	for k, v := range m {
		m[k+"x"] = v
		break
	}
}

func returned(m map[string]int) {
	for k, v := range m {
		if v > 3 {
			m[k+"x"] = v
			return
		}
	}
}

func asked(m map[string]int) {
	for k := range m {
		if _, ok := m[k+"x"]; ok {
			m[k+"x"] = 0
		}
	}
}

func nested(m map[string]int) {
	for range m {
		for j := range m {
			m[j]++
		}
	}
}

func overSnapshot(m map[string]int) {
	for k, v := range maps.Clone(m) {
		m[k+"x"] = v
	}
}

func later(m map[string]int, todo *[]func()) {
	for k, v := range m {
		*todo = append(*todo, func() { m[k+"x"] = v })
	}
}

type entry struct {
	id string
	n  int
}

func putBack(m map[string]*entry) {
	for _, e := range m {
		e.n++
		m[e.id] = e
	}
}

func storeIn(m map[string]int, k string) { m[k] = 1 }

func sameKeyByHelper(m, n map[string]int) {
	for k := range m {
		storeIn(m, k)
		storeIn(n, k+"!")
	}
}

type totals struct{ m map[string]int }

func (t *totals) add(k string) { t.m[k]++ }

func (t *totals) reset(u *totals) {
	for k := range t.m {
		t.add(k)
		u.add(k + k)
	}
}

func stops(m map[string]int) {
	for k := range m {
		storeIn(m, k+"!")
		break
	}
}

func canonical(m map[string]bool) {
	for k := range m {
		lower := strings.ToLower(k)
		if lower != k {
			delete(m, k)
			m[lower] = true
		}
	}
}

func replaced(m map[string]int) {
	old := m
	m = map[string]int{}
	for k := range m {
		old["x"+k] = 1
	}
}

func normalized(m map[string]int, name func(string) string) {
	for k, v := range m {
		n := name(k)
		if k == n {
			continue
		}
		delete(m, k)
		m[n] = v
	}
}

func promoted(m map[string]int) {
	for k, v := range m {
		if !strings.HasPrefix(k, "trailer:") {
			continue
		}
		key := strings.TrimPrefix(k, "trailer:")
		m[strings.ToLower(key)] = v
	}
}

func lowerCase(m map[string]any) {
	for k, v := range m {
		lower := strings.ToLower(k)
		if k != lower {
			delete(m, k)
		}
		m[lower] = v
	}
}

func levels(depth map[string]int, children map[string][]string) {
	for root := range depth {
		queue := list.New()
		queue.PushBack(root)
		for queue.Len() > 0 {
			name := queue.Remove(queue.Front()).(string)
			depth[name]++
			for _, child := range children[name] {
				queue.PushBack(child)
			}
		}
	}
}
