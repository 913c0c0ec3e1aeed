package mapcopy

type user struct {
	name string
	age  int
	addr struct{ city string }
}

type registry struct{ users map[int]user }

func birthday(m map[string]user, k string) {
	u := m[k]
	u.age++ // want `assignment to a field of u changes a copy: the element of m stays as it was`
}

func set(m map[string]user, k string) {
	u, ok := m[k]
	if ok {
		u.age = 3 // want `changes a copy`
	}
}

func deep(m map[string]user, k string) {
	u := m[k]
	u.addr.city = "x" // want `changes a copy`
}

func otherFieldRead(m map[string]user, k string) string {
	u := m[k]
	u.age = 3 // want `changes a copy`
	return u.name
}

func (r *registry) counts(m map[string][2]int, k string) {
	c := m[k]
	c[0]++ // want `changes a copy`
}

func (u *user) grow() { u.age++ }

func method(m map[string]user, k string) {
	u := m[k]
	u.grow() // want `grow changes u, a copy: the element of m stays as it was`
}

func onOnePath(m map[string]user, k string, reset bool) {
	u := m[k]
	if reset {
		u.age = 0 // want `changes a copy`
		return
	}
	m[k] = u
}

func (r *registry) inClosure() func(int) {
	return func(id int) {
		u := r.users[id]
		u.age = 1 // want `the element of r.users stays as it was`
	}
}

func generic[K comparable](m map[K]user, k K) {
	u := m[k]
	u.age += 10 // want `changes a copy`
}
