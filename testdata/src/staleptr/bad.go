package staleptr

type user struct {
	id   int
	name string
	n    int
}

func (u *user) rename(s string) { u.name = s }

func register(us []user) []user {
	first := &us[0]
	us = append(us, user{id: 9})
	first.name = "admin" // want `write through a pointer into us may miss it: append has moved the elements since`
	return us
}

func plain(xs []int) []int {
	p := &xs[len(xs)-1]
	xs = append(xs, 1)
	*p = 2 // want `write through a pointer into xs may miss it`
	return xs
}

func field(us []user) []user {
	n := &us[0].n
	us = append(us, user{})
	*n++ // want `write through a pointer into us may miss it`
	return us
}

func method(us []user) []user {
	u := &us[0]
	us = append(us, user{})
	u.rename("x") // want `write through a pointer into us may miss it`
	return us
}

func onOnePath(us []user, grow bool) []user {
	u := &us[0]
	if grow {
		us = append(us, user{})
	}
	u.n = 1 // want `may miss it`
	return us
}

type store struct{ users []user }

func (s *store) add(u user) { s.users = append(s.users, u) }

func (s *store) first(u user) {
	p := &s.users[0]
	s.users = append(s.users, u)
	p.n++ // want `write through a pointer into s.users may miss it`
}

func (s *store) throughHelper(u user) {
	p := &s.users[0]
	s.add(u)
	p.n++ // want `write through a pointer into s.users may miss it`
}

func inLoop(us []user, more []user) []user {
	last := &us[0]
	for _, u := range more {
		us = append(us, u)
		last.n++ // want `may miss it`
	}
	return us
}

func generic[E any](xs []E, x E) []E {
	p := &xs[0]
	xs = append(xs, x)
	*p = x // want `may miss it`
	return xs
}

type list struct {
	all    []user
	byName map[string]*user
}

func (l *list) add(name string) *user {
	l.all = append(l.all, user{name: name})
	return &l.all[len(l.all)-1]
}

func (l *list) pair() {
	a := l.add("a")
	b := l.add("b")
	a.name = "x" // want `write through a pointer into all may miss it: append has moved the elements since`
	b.name = "y"
}

func (l *list) register(name string) {
	l.all = append(l.all, user{name: name})
	l.byName[name] = &l.all[len(l.all)-1] // want `the map keeps a pointer into l.all, which points to a copy once append has moved the elements`
}

func (l *list) rename(name, to string) { l.byName[name].name = to }

func indexed(names []string) ([]user, map[string]*user) {
	var us []user
	index := map[string]*user{}
	for _, n := range names {
		us = append(us, user{name: n})
		index[n] = &us[len(us)-1] // want `the map keeps a pointer into us`
	}
	index["x"].name = "y"
	return us, index
}

func firstOnly(us []user) []user {
	var cur *user
	for i := range 10 {
		us = append(us, user{})
		if i == 0 {
			cur = &us[0]
		}
		cur.name += "x" // want `write through a pointer into us may miss it`
	}
	return us
}

func byClosure(us []user) []user {
	p := &us[0]
	grow := func() { us = append(us, user{}) }
	grow()
	p.name = "x" // want `write through a pointer into us may miss it`
	return us
}

func firstOfMade(names []string) []user {
	us := make([]user, 1)
	n := &us[0].n
	for range names {
		us = append(us, user{})
		*n++ // want `write through a pointer into us may miss it: append has moved the elements since`
	}
	return us
}

func firstOfLiteral(name string) []user {
	us := []user{{name: "root"}}
	root := &us[0]
	us = append(us, user{name: name})
	root.n = 1 // want `write through a pointer into us may miss it`
	return us
}

func merged(spans [][2]int) [][2]int {
	out := [][2]int{spans[0]}
	last := &out[0]
	for _, s := range spans {
		if s[0] <= last[1] {
			last[1] = s[1] // want `write through a pointer into out may miss it`
			continue
		}
		out = append(out, s)
	}
	return out
}

type person struct {
	name string
	age  int
}

func pointersTo(names []string) []person {
	var all []person
	var pointers []*person
	for _, name := range names {
		all = append(all, person{name: name})
		pointers = append(pointers, &all[len(all)-1]) // want `the pointer into all is collected, and points to a copy once append has moved the elements`
	}
	for _, p := range pointers {
		p.age = len(p.name)
	}
	return all
}
