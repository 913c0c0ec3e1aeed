package prealloc

type user struct{ id int }

func ids(us []user) []int {
	var out []int
	for _, u := range us {
		out = append(out, u.id) // want `out grows step by step to a length that is known: make it with capacity len\(us\)`
	}
	return out
}

func literal(m map[string]int) []string {
	keys := []string{}
	for k := range m {
		keys = append(keys, k) // want `make it with capacity len\(m\)`
	}
	return keys
}

func count(n int) []int {
	out := make([]int, 0)
	for i := range n {
		out = append(out, i*i) // want `make it with capacity n`
	}
	return out
}

type team struct{ members []user }

func (t *team) ids() (all []int) {
	var out []int
	for i := range t.members {
		id := t.members[i].id
		out = append(out, id) // want `make it with capacity len\(t.members\)`
	}
	return out
}

func generic[E, F any](xs []E, f func(E) F) []F {
	var out []F
	for _, x := range xs {
		out = append(out, f(x)) // want `make it with capacity`
	}
	return out
}
