package appendalias

import (
	"slices"
	"sort"
	"strings"
	"sync"
)

type release struct {
	tag  string
	arch map[string]bool
}

type releases struct {
	mu   sync.RWMutex
	list []release
	tags []string
}

func (r *releases) set(list []release) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = list
}

func (r *releases) all() []release {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.list
}

func (r *releases) names() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.tags
}

func (r *releases) copied() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return slices.Clone(r.tags)
}

// runningOn keeps the releases for an architecture.
func runningOn(list []release, arch string) []release {
	if arch == "" {
		return list
	}
	kept := list[:0]
	for _, r := range list {
		if r.arch == nil {
			kept = append(kept, r)
			continue
		}
		if r.arch[arch] {
			kept = append(kept, r)
		}
	}
	return kept
}

func answer(r *releases, arch string) []release {
	list := r.all()
	if len(list) == 0 {
		return nil
	}
	list = runningOn(list, arch) // want `runningOn moves the elements of list in place, which all has handed out from under its lock`
	return list
}

func tagLine(r *releases) string {
	tags := r.names()
	sort.Strings(tags) // want `Strings moves the elements of tags in place, which names has handed out from under its lock`
	return strings.Join(tags, ",")
}

func tagLineOfCopy(r *releases) string {
	tags := r.copied()
	sort.Strings(tags)
	return strings.Join(tags, ",")
}

func tagLineOfClone(r *releases) string {
	tags := slices.Clone(r.names())
	sort.Strings(tags)
	return strings.Join(tags, ",")
}

// Without a lock, one object belongs to one user.
type plainReleases struct{ tags []string }

func (r *plainReleases) names() []string { return r.tags }

func sortsPlain(r *plainReleases) { sort.Strings(r.names()) }
