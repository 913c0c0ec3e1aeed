package staleptr

func after(us []user) []user {
	us = append(us, user{id: 9})
	first := &us[0]
	first.name = "admin"
	return us
}

func before(us []user) []user {
	first := &us[0]
	first.name = "admin"
	return append(us, user{id: 9})
}

func readsOnly(us []user) ([]user, int) {
	first := &us[0]
	us = append(us, user{})
	return us, first.id
}

func renewed(us []user, more []user) []user {
	for _, u := range more {
		us = append(us, u)
		p := &us[len(us)-1]
		p.n++
	}
	return us
}

func pointers(us []*user) []*user {
	p := us[0]
	us = append(us, &user{})
	p.n++
	return us
}

func otherSlice(us, vs []user) []user {
	p := &us[0]
	vs = append(vs, user{})
	p.n++
	return vs
}

func reserved(n int) []user {
	us := make([]user, 0, n)
	us = append(us, user{})
	p := &us[0]
	us = append(us, user{})
	p.n++
	return us
}

func takenAgain(us []user) []user {
	p := &us[0]
	us = append(us, user{})
	p = &us[0]
	p.n = 1
	return us
}

func (s *store) index(u user) {
	s.users[0].n = 1
	s.users = append(s.users, u)
	s.users[0].n = 2
}

func lastOrNew(us []user) []user {
	var last *user
	if len(us) > 0 {
		last = &us[len(us)-1]
	}
	if last == nil || last.id == 0 {
		us = append(us, user{})
		last = &us[len(us)-1]
	}
	last.n++
	return us
}

type table struct {
	rows   []user
	byName map[string]*user
}

func (t *table) add(name string) *user {
	t.rows = append(t.rows, user{name: name})
	return &t.rows[len(t.rows)-1]
}

func (t *table) oneAfterTheOther(u *table) {
	a := t.add("a")
	a.name = "x"
	b := t.add("b")
	c := u.add("c")
	b.name = "y"
	c.name = "z"
}

func indexedReserved(names []string) map[string]*user {
	us := make([]user, 0, len(names))
	index := map[string]*user{}
	for _, n := range names {
		us = append(us, user{name: n})
		index[n] = &us[len(us)-1]
	}
	index["x"].name = "y"
	return index
}

func indexedAfter(names []string) map[string]*user {
	var us []user
	for _, n := range names {
		us = append(us, user{name: n})
	}
	index := map[string]*user{}
	for i := range us {
		index[us[i].name] = &us[i]
	}
	index["x"].name = "y"
	return index
}

func onlyRead(names []string) int {
	var us []user
	index := map[string]*user{}
	for _, n := range names {
		us = append(us, user{name: n})
		index[n] = &us[len(us)-1]
	}
	return len(index["x"].name)
}

func lastOne(us []user) []user {
	var cur *user
	for range 10 {
		us = append(us, user{})
		cur = &us[len(us)-1]
		cur.name = "x"
	}
	return us
}

func byClosureBefore(us []user) []user {
	grow := func() { us = append(us, user{}) }
	grow()
	p := &us[0]
	p.name = "x"
	return us
}

func constantCapacity(name string) []user {
	us := make([]user, 1, 8)
	root := &us[0]
	us = append(us, user{name: name})
	root.n = 1
	return us
}

func pointersRead(names []string) (n int) {
	var all []person
	var pointers []*person
	for _, name := range names {
		all = append(all, person{name: name})
		pointers = append(pointers, &all[len(all)-1])
	}
	for _, p := range pointers {
		n += len(p.name)
	}
	return n
}

func pointersAfterwards(names []string) []person {
	var all []person
	for _, name := range names {
		all = append(all, person{name: name})
	}
	var pointers []*person
	for i := range all {
		pointers = append(pointers, &all[i])
	}
	for _, p := range pointers {
		p.age = len(p.name)
	}
	return all
}

func pointersIntoReserved(names []string) []person {
	all := make([]person, 0, len(names))
	var pointers []*person
	for _, name := range names {
		all = append(all, person{name: name})
		pointers = append(pointers, &all[len(all)-1])
	}
	for _, p := range pointers {
		p.age = len(p.name)
	}
	return all
}
