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
