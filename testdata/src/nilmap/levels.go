package nilmap

type levels = map[string]map[string]map[string]int

func twoMissing(a, b, c string) levels {
	m := make(levels)
	m[a][b][c] = 1 // want `write to m\[a\]\[b\] panics: no element of m\[a\] is ever made`
	return m
}

func oneMade(a, b, c string) levels {
	m := make(levels)
	m[a] = make(map[string]map[string]int)
	m[a][b][c] = 1 // want `write to m\[a\]\[b\] panics: m\[a\] has just been made, without elements`
	return m
}

func oneMadeWhereMissing(m levels, keys []string) {
	for _, k := range keys {
		if _, ok := m[k]; !ok {
			m[k] = map[string]map[string]int{}
		}
		m[k]["x"]["y"]++ // want `panics: m\[keys\[…\]\] has just been made, without elements`
	}
}

type inventory struct{ stock levels }

func (i *inventory) add(shop, kind, name string) {
	if i.stock[shop] == nil {
		i.stock[shop] = make(map[string]map[string]int)
	}
	i.stock[shop][kind][name]++ // want `write to i.stock\[shop\]\[kind\] panics: i.stock\[shop\] has just been made, without elements`
}

func newInventory() *inventory { return &inventory{stock: make(levels)} }

func allMade(m levels, keys []string) {
	for _, k := range keys {
		if m[k] == nil {
			m[k] = make(map[string]map[string]int)
		}
		if m[k]["x"] == nil {
			m[k]["x"] = make(map[string]int)
		}
		m[k]["x"]["y"]++
	}
}

func madeByHelper(a, c string) {
	m := make(levels)
	m[a] = make(map[string]map[string]int)
	fillLevel(m, a)
	m[a]["b"][c] = 1
}

func fillLevel(m levels, a string) { m[a]["b"] = map[string]int{} }

func madeUnderTheKey(m levels, a, b, c string) {
	m[a] = make(map[string]map[string]int)
	m[a][b] = make(map[string]int)
	m[a][b][c] = 1
}

func askedFirst(m levels, a, b, c string) {
	if _, ok := m[a]; !ok {
		m[a] = make(map[string]map[string]int)
	}
	if inner, ok := m[a][b]; ok {
		inner[c] = 1
		return
	}
	m[a][b] = map[string]int{c: 1}
}

func literalLevels(a, c string) {
	m := make(levels)
	m[a] = map[string]map[string]int{"b": {}}
	m[a]["b"][c] = 1
}

// sharded has shards that nobody makes.
type sharded struct {
	shards []map[string]int
	fixed  [8]map[string]int
}

func newSharded(n int) *sharded { return &sharded{shards: make([]map[string]int, n)} }

func (s *sharded) put(i int, k string) {
	s.shards[i][k] = 1  // want `write to s.shards\[i\] panics: no element of s.shards is ever made`
	s.fixed[i%8][k] = 1 // want `panics: no element of s.fixed is ever made`
}

func (s *sharded) sum(i int, k string) int { return s.shards[i][k] + len(s.fixed[i]) + len(s.shards) }

var buckets [4]map[string]int

func putBucket(i int, k string) {
	buckets[i][k]++ // want `write to buckets\[i\] panics: no element of buckets is ever made`
}

var bins = make([]map[string]int, 4)

func putBin(i int, k string) {
	bins[i][k]++ // want `write to bins\[i\] panics: no element of bins is ever made`
}

// fullShards makes its shards.
type fullShards struct {
	shards []map[string]int
	fixed  [8]map[string]int
	late   []map[string]int
	passed []map[string]int
	grown  []map[string]int
}

func newFullShards(n int) *fullShards {
	f := &fullShards{shards: make([]map[string]int, n), late: make([]map[string]int, n), passed: make([]map[string]int, n)}
	for i := range f.shards {
		f.shards[i] = make(map[string]int)
	}
	for i := range f.fixed {
		f.fixed[i] = map[string]int{}
	}
	fillAll(f.passed)
	f.grown = append(f.grown, map[string]int{})
	return f
}

func fillAll(all []map[string]int) {
	for i := range all {
		all[i] = map[string]int{}
	}
}

func (f *fullShards) put(i int, k string) {
	if f.late[i] == nil {
		f.late[i] = map[string]int{}
	}
	f.shards[i][k] = 1
	f.fixed[i][k] = 1
	f.late[i][k] = 1
	f.passed[i][k] = 1
	f.grown[i][k] = 1
}

var ready [4]map[string]int

func init() {
	for i := range ready {
		ready[i] = map[string]int{}
	}
}

func putReady(i int, k string) { ready[i][k]++ }
