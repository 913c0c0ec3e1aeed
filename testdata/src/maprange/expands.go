package maprange

import "strings"

type modules struct{ depth map[string]int }

func (m *modules) expand(deps func(string) []string) {
	for name, d := range m.depth {
		for _, dep := range deps(name) {
			if _, ok := m.depth[dep]; !ok {
				m.depth[dep] = d + 1 // want `new key for m.depth inside the loop over it`
			}
		}
	}
}

func closure(reached map[string]bool, edges map[string][]string) {
	for node := range reached {
		for _, next := range edges[node] {
			if !reached[next] {
				reached[next] = true // want `new key for reached inside the loop over it`
			}
		}
	}
}

type group struct{ members []string }

func memberGroups(groups map[string]group) {
	for _, g := range groups {
		for _, name := range g.members {
			if _, known := groups[name]; !known {
				groups[name] = group{} // want `new key for groups inside the loop over it`
			}
		}
	}
}

func untilNothingIsNew(reached map[string]bool, edges map[string][]string) {
	for changed := true; changed; {
		changed = false
		for node := range reached {
			for _, next := range edges[node] {
				if !reached[next] {
					reached[next] = true
					changed = true
				}
			}
		}
	}
}

func counted(reached map[string]bool, edges map[string][]string) {
	for n := 0; n != len(reached); {
		n = len(reached)
		for node := range reached {
			for _, next := range edges[node] {
				if !reached[next] {
					reached[next] = true
				}
			}
		}
	}
}

func aliases(m map[string]int) {
	for k, v := range m {
		if _, ok := m[strings.ToLower(k)]; !ok {
			m[strings.ToLower(k)] = v
		}
	}
}

func known(m map[string]int, edges map[string][]string) {
	for k := range m {
		for _, next := range edges[k] {
			if _, ok := m[next]; ok {
				m[next]++
			}
		}
	}
}

func fixedList(m map[string]int, required []string) {
	for range m {
		for _, name := range required {
			if _, ok := m[name]; !ok {
				m[name] = 0
			}
		}
	}
}
