package maprace

import (
	"html/template"
	"io"
	"iter"
	"maps"
	"slices"
	"sync"
)

type Profile struct {
	Labels map[string]string
	hidden map[string]string
	Age    int
}

type Profiles struct {
	mu  sync.RWMutex
	cur Profile
	all map[string]bool
}

func (p *Profiles) Current() Profile {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.cur // want `p.cur is returned out of Profiles.mu with its map, which is written there`
}

func (p *Profiles) Label(k, v string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cur.Labels[k] = v
	p.all[k] = true
}

func (p *Profiles) Keys() iter.Seq[string] {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return maps.Keys(p.all) // want `the iterator over p.all is used when Profiles.mu is free, while the map is written`
}

func (p *Profiles) Sorted() []string {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return slices.Sorted(maps.Keys(p.all))
}

func (p *Profiles) Render(t *template.Template, w io.Writer) error {
	return t.Execute(w, p.all) // want `map p.all is read without Profiles.mu, which guards it elsewhere`
}

func (p *Profiles) Copy() Profile {
	p.mu.RLock()
	defer p.mu.RUnlock()
	c := p.cur
	c.Labels = maps.Clone(c.Labels)
	return c
}

// replacedProfiles never write a map that others may have.
type replacedProfiles struct {
	mu  sync.RWMutex
	cur Profile
}

func (p *replacedProfiles) Current() Profile {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.cur
}

func (p *replacedProfiles) Label(k, v string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	next := maps.Clone(p.cur.Labels)
	next[k] = v
	p.cur = Profile{Labels: next}
}

// hiddenProfiles keep what callers cannot reach.
type hiddenProfiles struct {
	mu  sync.RWMutex
	cur Profile
}

func (p *hiddenProfiles) Current() Profile {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.cur
}

func (p *hiddenProfiles) note(k, v string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cur.hidden[k] = v
}
