package nilmap

// table is emptied by a method that leaves it without a map.
type table struct {
	rows map[string]int
	n    int
}

func newTable() *table { return &table{rows: make(map[string]int)} }

func (t *table) Reset()           { t.rows = nil }
func (t *table) Len() int         { return len(t.rows) }
func (t *table) Get(k string) int { return t.rows[k] }
func (t *table) Put(k string) {
	t.rows[k] = 1 // want `write to t.rows panics after Reset, which leaves it nil`
}
func (t *table) Double() {
	for k, v := range t.rows {
		t.rows[k] = 2 * v
	}
}

// wholeTable is emptied as a whole.
type wholeTable struct {
	rows map[string]int
	n    int
}

func newWholeTable() *wholeTable {
	t := new(wholeTable)
	t.rows = map[string]int{}
	return t
}

func (t *wholeTable) Clear(n int) { *t = wholeTable{n: n} }
func (t *wholeTable) put(k string) {
	t.rows[k]++ // want `write to t.rows panics after Clear, which leaves it nil`
}
func (t *wholeTable) PutAll(keys []string) {
	for _, k := range keys {
		t.put(k)
	}
}

// lazyTable makes the map where it is missing.
type lazyTable struct{ rows map[string]int }

func newLazyTable() *lazyTable { return &lazyTable{rows: make(map[string]int)} }
func (t *lazyTable) Reset()    { t.rows = nil }
func (t *lazyTable) Put(k string) {
	if t.rows == nil {
		t.rows = make(map[string]int)
	}
	t.rows[k] = 1
}

// remadeTable makes the map again in a method.
type remadeTable struct{ rows map[string]int }

func newRemadeTable() *remadeTable       { t := &remadeTable{}; t.setup(); return t }
func (t *remadeTable) setup()            { t.rows = make(map[string]int) }
func (t *remadeTable) Reset()            { t.rows = nil; t.setup() }
func (t *remadeTable) Put(k string)      { t.rows[k] = 1 }
func (t *remadeTable) String() string    { return "" }
func (t *remadeTable) Has(k string) bool { _, ok := t.rows[k]; return ok }

// closedTable is not used any more.
type closedTable struct{ rows map[string]int }

func newClosedTable() *closedTable        { return &closedTable{rows: make(map[string]int)} }
func (t *closedTable) Put(k string)       { t.rows[k] = 1 }
func (t *closedTable) Close() (err error) { t.rows = nil; return }

// keptTable is emptied as a whole but for the map.
type keptTable struct {
	rows map[string]int
	n    int
}

func newKeptTable() *keptTable      { return &keptTable{rows: make(map[string]int)} }
func (t *keptTable) Reset()         { clear(t.rows); *t = keptTable{rows: t.rows} }
func (t *keptTable) Put(k string)   { t.rows[k] = 1 }
func (t *keptTable) Count() (n int) { return len(t.rows) }

// builtTable is filled by its constructor alone.
type builtTable struct{ rows map[string]int }

func newBuiltTable(keys []string) *builtTable {
	t := &builtTable{rows: make(map[string]int)}
	for _, k := range keys {
		t.add(k)
	}
	return t
}

func (t *builtTable) add(k string) { t.rows[k] = 1 }
func (t *builtTable) Clear()       { t.rows = nil }
