package lockbalance

import "sync"

type registry struct {
	mu sync.RWMutex
	m  map[string]int
}

func (r *registry) get(k string) int {
	r.mu.RLock()
	v := r.m[k]
	r.mu.Unlock() // want `r.mu is locked by RLock but released by Unlock`
	return v
}

func (r *registry) set(k string, v int) {
	r.mu.Lock()
	defer r.mu.RUnlock() // want `r.mu is locked by Lock but released by RUnlock`
	r.m[k] = v
}

func (r *registry) drop(k string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k == "" {
		r.mu.Unlock() // want `r.mu is unlocked here and again by the deferred call`
		return false
	}
	delete(r.m, k)
	return true
}
