package mapvalue

type user struct {
	name string
	age  int
	addr struct{ city string }
}

func (u *user) rename(s string) { u.name = s }

type handler interface{ handle() }

func rename(users map[int]*user, id int) {
	users[id].name = "x" // want `dereference of users\[id\] panics when users lacks the key`
}

func variable(users map[int]*user, id int) string {
	u := users[id]
	return u.name // want `dereference of u panics when users lacks the key`
}

func called(fs map[string]func(), name string) {
	fs[name]() // want `call of fs\[name\] panics when fs lacks the key`
}

func invoked(hs map[string]handler, name string) {
	hs[name].handle() // want `dereference of hs\[name\] panics`
}

type registry struct{ users map[int]*user }

func (r *registry) age(id int) int {
	return r.users[id].age // want `panics when r.users lacks the key`
}

func onOnePath(users map[int]*user, id int, quick bool) int {
	u := users[id]
	if !quick && u == nil {
		return 0
	}
	return u.age // want `dereference of u panics`
}

func generic[K comparable](users map[K]*user, k K) {
	users[k].age++ // want `panics when users lacks the key`
}

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
