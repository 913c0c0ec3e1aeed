package nilmap

import (
	"encoding/json"
	"errors"
	"strings"
)

func reads() int {
	var m map[string]int
	delete(m, "a")
	for range m {
	}
	clear(m)
	return len(m) + m["a"]
}

func lazily(k string) {
	var m map[string]int
	for range 3 {
		if m == nil {
			m = make(map[string]int)
		}
		m[k]++
	}
}

func correlated(on bool) {
	var m map[string]int
	if on {
		m = make(map[string]int)
	}
	if on {
		m["a"] = 1
	}
}

func bothBranches(on bool) {
	var m map[string]int
	if on {
		m = make(map[string]int)
	} else {
		m = map[string]int{"b": 1}
	}
	m["a"] = 1
}

func unmarshalled(data []byte) {
	var m map[string]int
	if json.Unmarshal(data, &m) != nil {
		return
	}
	m["a"] = 1
}

type cache struct {
	items map[string]int
	lazy  map[string]int
	Open  map[string]int
	byRef map[string]int
	inner map[string]map[string]int
}

func newCache() *cache {
	c := &cache{items: map[string]int{}, inner: make(map[string]map[string]int)}
	initialize(&c.byRef)
	return c
}

func initialize(m *map[string]int) { *m = make(map[string]int) }

func (c *cache) put(k string) {
	if c.lazy == nil {
		c.lazy = make(map[string]int)
	}
	c.lazy[k]++
	c.items[k]++
	c.Open[k]++
	c.byRef[k]++
	if c.inner[k] == nil {
		c.inner[k] = make(map[string]int)
	}
	c.inner[k]["a"]++
}

func localMade() *cache {
	var c cache
	c.items = make(map[string]int)
	c.items["a"] = 1
	return &c
}

func lookup(ok bool) (map[string]int, error) {
	if !ok {
		return nil, errors.New("no")
	}
	return map[string]int{}, nil
}

func checked() error {
	m, err := lookup(cond())
	if err != nil {
		return err
	}
	m["a"] = 1
	return nil
}

func helperChecked() {
	m := load(cond())
	if m == nil {
		m = map[string]int{}
	}
	m["a"] = 1
}

func outParameter(data []byte) (map[string]int, error) {
	m := new(map[string]int)
	err := json.Unmarshal(data, m)
	return *m, err
}

func made() *map[string]int {
	m := new(map[string]int)
	*m = make(map[string]int)
	(*m)["a"] = 1
	return m
}

func nestedMade() map[string]map[string]int {
	m := make(map[string]map[string]int)
	for _, k := range []string{"a", "b"} {
		if _, ok := m[k]; !ok {
			m[k] = make(map[string]int)
		}
		m[k]["x"]++
	}
	return m
}

func parameter(m map[string]int) { m["a"] = 1 }

func slices() *[]byte { return new([]byte) }

func optional(m map[string]int, k string) {
	if m != nil {
		m[k] = 1
	}
}

func passesNil() { optional(nil, "a") }

type conf struct{ sources map[string][]string }

func parse(lines []string) *conf {
	c := new(conf)
	for _, l := range lines {
		if c.sources == nil {
			c.sources = make(map[string][]string)
		}
		c.sources[l] = append(c.sources[l], l)
	}
	return c
}

func found(keys []string) {
	var m map[string]int
	for _, k := range keys {
		if m[k] > 0 {
			m[k] = 2
			continue
		}
		if m == nil {
			m = map[string]int{}
		}
		m[k] = 1
	}
}

type form struct{ values map[string]string }

func (f *form) parse() { f.values = map[string]string{} }

func (f *form) set(k, v string) {
	if f.values == nil {
		f.parse()
	}
	f.values[k] = v
}

func madeShards(n int) []map[string]int {
	all := make([]map[string]int, n)
	for i := range all {
		all[i] = map[string]int{"n": n}
		all[i]["id"] = i
	}
	return all
}

func filledShards(n int, fill func([]map[string]int)) []map[string]int {
	all := make([]map[string]int, n)
	fill(all)
	all[0]["id"] = 1
	return all
}

func madeBuckets() {
	var buckets [4]map[int]int
	for i := range buckets {
		buckets[i] = map[int]int{}
	}
	buckets[2][1] = 5
}

func anyRow(keys []string) map[string]map[string]int {
	grid := make(map[string]map[string]int)
	for _, k := range keys {
		grid[k] = make(map[string]int)
	}
	grid["b"]["x"] = 1
	return grid
}

func joinedElsewhere(files map[string]map[int][]int, name string, line int) {
	byLine := files[name]
	var list []int
	if byLine != nil {
		list = byLine[line]
	}
	at := -1
	for i, x := range list {
		if x > 3 {
			at = i
			break
		}
	}
	if at < 0 {
		return
	}
	byLine[line] = list[:at]
}

func choose(kind string, a, b map[string]bool) {
	bad := func() { panic("bad kind") }
	var m map[string]bool
	switch kind {
	case "a":
		m = a
	case "b":
		m = b
	default:
		bad()
	}
	m[kind] = true
}

type stream struct{ trailer *map[string][]string }

func (s *stream) copyFrom(from map[string][]string) {
	for k, vs := range from {
		t := s.trailer
		if *t == nil {
			*t = make(map[string][]string)
		}
		(*t)[k] = vs
	}
}

func tallyMade(counts map[string]map[string]int, host, path string) {
	if _, ok := counts[host]; !ok {
		counts[host] = make(map[string]int)
	}
	bump(counts, host, path)
}

func bump(counts map[string]map[string]int, host, path string) { counts[host][path]++ }

func tallyAllMade(pairs [][2]string) map[string]map[string]int {
	counts := make(map[string]map[string]int)
	for _, p := range pairs {
		tallyMade(counts, p[0], p[1])
	}
	return counts
}

func deferredAfterMake(fail bool) map[string]int {
	m := make(map[string]int)
	defer func() { m["end"] = 1 }()
	if fail {
		return nil
	}
	return m
}

func deferredPanics(fail bool) (m map[string]int) {
	defer func() { m["end"] = 1 }()
	if fail {
		panic("failed")
	}
	m = map[string]int{}
	return m
}

func deferredLooks(fail bool) (m map[string]int) {
	defer func() {
		if m != nil {
			m["end"] = 1
		}
	}()
	if fail {
		return nil
	}
	return map[string]int{}
}

func madeByLiteral(fail bool) map[string]int {
	var m map[string]int
	ensure := func() { m = map[string]int{} }
	ensure()
	defer func() { m["end"] = 1 }()
	return m
}

type tags struct{ own, more map[string]string }

type thing struct{ tags }

func newThing() *thing { return &thing{tags: tags{more: map[string]string{}}} }

func newCopy(t tags) *thing { return &thing{tags: t} }

func fillThing() *thing {
	t := newThing()
	t.more["a"] = "b"
	c := newCopy(t.tags)
	c.own["a"] = "b"
	return c
}

func (t *thing) init() { t.own = map[string]string{} }

func initFirst() *thing {
	t := newThing()
	t.init()
	t.own["a"] = "b"
	return t
}

type queue struct{ pending map[string]int }

func newQueue() *queue { return &queue{pending: make(map[string]int)} }

func (q *queue) reset() {
	q.pending = nil
	q.start()
	q.pending["started"] = 1
}

func (q *queue) start() { q.pending = make(map[string]int) }

func (q *queue) swap(k string) map[string]int {
	old := q.pending
	q.pending = nil
	old[k] = 1
	return old
}

func hasEntries(k string, next func() bool) map[string]int {
	var n map[string]int
	if k != "" {
		n = make(map[string]int)
	}
	for next() {
		if len(n) > 0 {
			n["more"]++
		} else if k != "" {
			n[k] = 1
		}
	}
	return n
}

// The name changes in two steps, and both conditions ask for what came of it.
func named(name string, lower, snake bool) map[string]int {
	if lower {
		name = strings.ToLower(name)
	}
	if snake {
		name = strings.ReplaceAll(name, "-", "_")
	}
	var n map[string]int
	if name != "" {
		n = make(map[string]int)
	}
	if name == "stream" {
		n[name] = 1
	}
	return n
}

type slot struct {
	name    string
	entries map[string]int
}

func slots(n int, keys []string) []slot {
	all := make([]slot, n)
	for i := range all {
		all[i].entries = map[string]int{}
	}
	for i, k := range keys {
		all[i%n].entries[k] = i
	}
	return all
}

func slotsFilled(n int, keys []string) []slot {
	all := make([]slot, n)
	for i := range all {
		all[i].fill()
	}
	all[0].entries[keys[0]] = 1
	return all
}

func (s *slot) fill() { s.entries = map[string]int{} }

func defaultTags() tags { return tags{own: map[string]string{}, more: map[string]string{}} }

func overDefaultTags(k, v string) tags {
	t := defaultTags()
	t.more[k] = v
	return t
}

type options struct {
	quiet  bool
	prefix string
}

func (o *options) totals(name string) map[string]int {
	if o.quiet {
		return nil
	}
	return map[string]int{o.prefix + name: 1}
}

// With quiet, totals returns nothing.
func (o *options) all(names []string) map[string]int {
	var sums map[string]int
	if !o.quiet {
		sums = make(map[string]int)
	}
	for _, name := range names {
		for k, n := range o.totals(name) {
			sums[k] = n
		}
	}
	return sums
}

type annotation struct{ of map[string]string }

// The loop has no turn where the map was not made.
func (t annotation) merged(more annotation) annotation {
	if t.of == nil && len(more.of) > 0 {
		t.of = make(map[string]string, len(more.of))
	}
	for k, v := range more.of {
		t.of[k] = v
	}
	return t
}

// The function returns what a map of maps holds, which has a map for each key.
type stripes struct {
	byShard map[int]map[string]*int
}

func newStripes() *stripes {
	byShard := make(map[int]map[string]*int, 8)
	for i := range 8 {
		byShard[i] = map[string]*int{}
	}
	return &stripes{byShard: byShard}
}

func (s *stripes) of(key string) map[string]*int { return s.byShard[len(key)%8] }

func (s *stripes) add(key string, n *int) { s.of(key)[key] = n }
