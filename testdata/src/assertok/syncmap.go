package assertok

import "sync"

type results struct{ m sync.Map }

func (r *results) fail(k string, err error) { r.m.Store(k, err.Error()) }

func (r *results) put(k string, u *user) { r.m.Store(k, u) }

func (r *results) get(k string) *user {
	if v, ok := r.m.Load(k); ok {
		return v.(*user) // want `this assertion panics if it fails, and it may: the map holds values of type string too`
	}
	return nil
}

func (r *results) getChecked(k string) *user {
	if v, ok := r.m.Load(k); ok {
		u, _ := v.(*user)
		return u
	}
	return nil
}

type users struct{ m sync.Map }

func (c *users) put(k string, u *user) { c.m.Store(k, u) }

func (c *users) get(k string) *user {
	if v, ok := c.m.Load(k); ok {
		return v.(*user)
	}
	return nil
}

// A constant key may stand for a value of its own kind.
type registryOf struct{ m sync.Map }

func (r *registryOf) put(k string, u *user) {
	r.m.Store("count", 1)
	r.m.Store(k, u)
}

func (r *registryOf) get(k string) *user {
	if v, ok := r.m.Load(k); ok {
		return v.(*user)
	}
	return nil
}
