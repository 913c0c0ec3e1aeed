package mapgrow

import "sync"

var bounded = map[string]int{}

func put(s string) {
	if len(bounded) > 100 {
		clear(bounded)
	}
	bounded[s] = 1
}

var deleted = map[string]int{}

func add(s string)  { deleted[s] = 1 }
func drop(s string) { delete(deleted, s) }

var constant = map[string]int{}

func hit() { constant["a"]++ }

var table = map[string]int{"a": 1}

func lookup(s string) int { return table[s] }

var filled = map[string]int{}

func init() {
	for _, s := range []string{"a", "b"} {
		filled[s] = 1
	}
}

var handed = map[string]int{}

func hand(f func(map[string]int), s string) {
	handed[s] = 1
	f(handed)
}

var live sync.Map

func open(id string)  { live.Store(id, 1) }
func close(id string) { live.Delete(id) }

func some(m map[string]int) {
	for k, v := range m {
		if v == 0 {
			delete(m, k)
		}
	}
}

type local struct{ seen map[string]bool }

func walk(names []string) {
	l := &local{seen: map[string]bool{}}
	for _, n := range names {
		l.seen[n] = true
	}
}
