package nilmap

import (
	"errors"
	"maps"
	"sync"
)

func cond() bool { return false }

func declared(words []string) map[string]int {
	var m map[string]int
	for _, w := range words {
		m[w]++ // want `write to the nil map m panics`
	}
	return m
}

func onOnePath(on bool) {
	var m map[string]int
	if on {
		m = make(map[string]int)
	}
	m["a"] = 1 // want `write to m panics: it is still nil on some path`
}

func namedResult() (m map[string]int, err error) {
	m["a"] = 1 // want `write to the nil map m panics`
	return m, nil
}

func captured() map[string]int {
	var m map[string]int
	add := func(k string) {
		m[k] = 1 // want `panics`
	}
	add("a")
	return m
}

type counter struct {
	mu     sync.Mutex
	counts map[string]int
	seen   map[string]bool
}

func newCounter() *counter { return &counter{seen: make(map[string]bool)} }

func (c *counter) add(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counts[k]++ // want `write to c.counts panics: nothing ever makes the map of field counts`
	c.seen[k] = true
}

var registry map[string]func()

func register(name string, f func()) {
	registry[name] = f // want `write to registry panics: nothing ever makes the map of variable registry`
}

func localStruct() {
	var c counter
	c.seen["a"] = true // want `panics`
}

func newStruct() *counter {
	c := new(counter)
	c.seen["a"] = true // want `panics`
	return c
}

func literalStruct() *counter {
	c := &counter{}
	c.seen["a"] = true // want `panics`
	return c
}

func load(ok bool) map[string]int {
	if !ok {
		return nil
	}
	return map[string]int{}
}

func fromHelper() {
	m := load(cond())
	m["a"] = 1 // want `write to m panics when the function that returns it returns nil`
}

func nested() map[string]map[string]int {
	m := make(map[string]map[string]int)
	m["a"]["b"] = 1 // want `write to m\["a"\] panics: no element of m is ever made`
	return nil
}

func pointer() {
	m := new(map[string]int) // want `new makes a pointer to a nil map: writing to it panics`
	(*m)["a"] = 1
}

func channel() *chan int {
	return new(chan int) // want `new makes a pointer to a nil channel`
}

func copied(src map[string]int) map[string]int {
	var dst map[string]int
	maps.Copy(dst, src) // want `dst is nil here, and Copy writes to it`
	return dst
}

func fill(m map[string]int, k string) {
	m[k] = len(k)
}

func filled() {
	var m map[string]int
	fill(m, "a") // want `m is nil here, and fill writes to it`
}

func generic[K comparable, V any](k K, v V) map[K]V {
	var m map[K]V
	m[k] = v // want `write to the nil map m panics`
	return m
}

func afterError() error {
	var m map[string]int
	if cond() {
		m = map[string]int{}
	} else if cond() {
		return errors.New("no")
	}
	m["a"] = 1 // want `still nil on some path`
	return nil
}

func tested(m map[string]int) {
	if m == nil {
		m["a"] = 1 // want `panics`
	}
}

func shards(n int) []map[string]int {
	all := make([]map[string]int, n)
	for i := range all {
		all[i]["id"] = i // want `write to all\[…\] panics: no element of all is ever made`
	}
	return all
}

func fixedShards() {
	var buckets [4]map[int]int
	buckets[2][1] = 5 // want `no element of buckets is ever made`
}

func otherRow() map[string]map[string]int {
	grid := make(map[string]map[string]int)
	grid["a"] = make(map[string]int)
	grid["a"]["x"] = 1
	grid["b"]["x"] = 1 // want `write to grid\["b"\] panics: grid has no element under that key`
	return grid
}

func tally(counts map[string]map[string]int, host, path string) {
	counts[host][path]++ // want `write to counts\[host\] panics: no element of counts is ever made`
}

func tallyAll(pairs [][2]string) map[string]map[string]int {
	counts := make(map[string]map[string]int)
	for _, p := range pairs {
		tally(counts, p[0], p[1])
	}
	return counts
}

func inDeferred(steps []func()) (done map[int]bool) {
	for i, step := range steps {
		func() {
			defer func() { done[i] = true }() // want `write to done panics: the variable is never assigned`
			step()
		}()
	}
	return done
}

func deferredOnOnePath(fail bool) map[string]int {
	var m map[string]int
	defer func() {
		m["end"] = 1 // want `write to m panics: it is still nil on some path to the deferred call`
	}()
	if fail {
		return nil
	}
	m = map[string]int{}
	return m
}

type labels struct{ own, inherited map[string]string }

type resource struct {
	labels
	name string
}

func newResource(name string) *resource {
	return &resource{labels: labels{own: map[string]string{"name": name}}, name: name}
}

func inherit(name string, from map[string]string) *resource {
	r := newResource(name)
	for k, v := range from {
		r.inherited[k] = v // want `write to r.labels.inherited panics: the field is still nil`
	}
	return r
}

func (r *resource) label(k, v string) {
	if r.inherited == nil {
		r.inherited = make(map[string]string)
	}
	r.inherited[k] = v
}

type batch struct{ pending map[string]int }

func newBatch() *batch { return &batch{pending: make(map[string]int)} }

func (b *batch) add(k string, flush func(map[string]int)) {
	if len(b.pending) > 10 {
		flush(b.pending)
		b.pending = nil
	}
	b.pending[k]++ // want `write to b.pending panics: it has been set to nil`
}

func emptyIsNotNil(k string, fill bool) map[string]int {
	var n map[string]int
	if fill {
		n = map[string]int{"a": 1}
	}
	if len(n) == 0 {
		n[k] = 1 // want `write to n panics: it is still nil on some path`
	}
	return n
}

type segment struct {
	name    string
	entries map[string]int
}

func segments(n int, keys []string) []segment {
	all := make([]segment, n)
	for i, k := range keys {
		all[i%n].entries[k] = i // want `write to .*entries panics: no element of all is ever made`
	}
	return all
}

func defaults() labels { return labels{own: map[string]string{}} }

func overDefaults(k, v string) labels {
	l := defaults()
	l.inherited[k] = v // want `write to l.inherited panics: the field is still nil`
	return l
}

func madeSegment(name string) segment { return segment{name: name, entries: map[string]int{}} }

func loaded(load func() map[string]int, fresh bool) map[string]int {
	var sums map[string]int
	if fresh {
		sums = make(map[string]int)
	}
	for k, n := range load() {
		sums[k] = n // want `write to sums panics: it is still nil on some path`
	}
	return sums
}
