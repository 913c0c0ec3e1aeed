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
