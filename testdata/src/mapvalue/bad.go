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
