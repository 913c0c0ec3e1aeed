package mapcopy

func (u *user) rename(s string) { u.name = s }

func storedBack(m map[string]user, k string) {
	u := m[k]
	u.age++
	m[k] = u
}

func readLater(m map[string]user, k string) int {
	u := m[k]
	u.age++
	return u.age
}

func returned(m map[string]user, k string) user {
	u := m[k]
	u.age++
	return u
}

func addressed(m map[string]user, k string) *user {
	u := m[k]
	u.age++
	return &u
}

func readAfter(m map[string]user, k string) string {
	u := m[k]
	u.rename("x")
	return u.name
}

func renamed(m map[string]user, k string) {
	u := m[k]
	u.rename("x")
	m[k] = u
}

func (u *user) log(to func(string)) {
	u.age++
	to(u.name)
}

func logged(m map[string]user, k string, to func(string)) {
	u := m[k]
	u.log(to)
}

func pointers(m map[string]*user, k string) {
	u := m[k]
	u.age++
}

func resetOrNot(m map[string]user, k string, reset bool) {
	u := m[k]
	if reset {
		u.age = 0
	}
	m[k] = u
}

func newOrOld(m map[string]user, k string) {
	u, ok := m[k]
	if !ok {
		u = user{name: k}
	}
	u.age++
	m[k] = u
}

func (b *bucket) next() int {
	b.tokens++
	return b.tokens
}

func calledTwice(m map[string]bucket, k string) int {
	b := m[k]
	return b.next() + b.next()
}

func calledInLoop(m map[string]bucket, k string) (n int) {
	b := m[k]
	for b.take() {
		n++
	}
	return n
}

func takenAndStored(m map[string]bucket, k string) bool {
	b := m[k]
	ok := b.take()
	m[k] = b
	return ok
}

func (u *user) title() string {
	u.name = "Dr. x"
	return u.name
}

func forTheResult(m map[string]user, k string) string {
	u := m[k]
	return u.title()
}
