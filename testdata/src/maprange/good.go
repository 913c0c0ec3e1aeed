package maprange

import "maps"

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
