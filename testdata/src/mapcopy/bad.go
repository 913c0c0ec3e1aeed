package mapcopy

import "time"

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

func storedWhenNew(m map[string]user, k string) {
	u, ok := m[k]
	if !ok {
		u = user{name: k}
		m[k] = u
		return
	}
	u.age++ // want `changes a copy`
}

type bucket struct {
	tokens int
	last   time.Time
	seen   [4]int
}

func (b *bucket) refill(now time.Time) {
	if now.Sub(b.last) > time.Second {
		b.tokens, b.last = 10, now
	}
	b.tokens--
}

func refilled(m map[string]bucket, k string) {
	b := m[k]
	b.refill(time.Now()) // want `refill changes b, a copy: the element of m stays as it was`
}

func (b *bucket) take() bool {
	if b.tokens == 0 {
		return false
	}
	b.tokens--
	return true
}

func allowed(m map[string]bucket, k string) bool {
	b := m[k]
	return b.take() // want `take changes b, a copy: the element of m stays as it was`
}

func (b *bucket) reset() { b.tokens = 0 }

func (b *bucket) restart(now time.Time) {
	b.reset()
	b.last = now
}

func restarted(m map[string]bucket, k string) {
	b, ok := m[k]
	if !ok {
		return
	}
	b.restart(time.Now()) // want `restart changes b, a copy: the element of m stays as it was`
}
