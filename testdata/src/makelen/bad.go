package makelen

type user struct{ name string }

func use(...any) {}

func names(us []user) []string {
	out := make([]string, len(us))
	for _, u := range us {
		out = append(out, u.name) // want `append puts elements behind the len\(us\) zero values that make put into out`
	}
	return out
}

func constant() []int {
	xs := make([]int, 5)
	xs = append(xs, 1) // want `append puts elements behind the 5 zero values`
	return xs
}

func onOnePath(n int, on bool) []int {
	xs := make([]int, n)
	if on {
		xs = append(xs, 1) // want `append puts elements`
	}
	return xs
}

func closure(us []user) []string {
	out := make([]string, len(us))
	add := func(s string) {
		out = append(out, s) // want `append puts elements`
	}
	for _, u := range us {
		add(u.name)
	}
	return out
}

type list struct{ items []int }

func newList(n int) *list { return &list{items: make([]int, n)} }

func (l *list) add(x int) {
	l.items = append(l.items, x) // want `append puts elements`
}

func (l *list) all() []int { return l.items }

func generic[E any](xs []E) []E {
	out := make([]E, len(xs))
	for i := range xs {
		out = append(out, xs[i]) // want `append puts elements`
	}
	return out
}

func squares(n int) []int {
	out := make([]int, 0, n)
	for i := range n {
		out[i] = i * i // want `index out of range: make gave out length 0, only capacity`
	}
	return out
}

func nilSlice() {
	var xs []int
	xs[0] = 1 // want `index out of range: xs has length 0 here`
}

func literal() int {
	xs := []int{}
	return xs[0] // want `index out of range: xs has length 0 here`
}

type grid struct{ cells []int }

func (g *grid) set(i, v int) {
	g.cells[i] = v // want `index out of range: g.cells has length 0 here`
}

func clone(src []byte) []byte {
	dst := make([]byte, 0, len(src))
	copy(dst, src) // want `copy into dst copies nothing: its length is 0`
	return dst
}

func cloneNil(src []byte) []byte {
	var dst []byte
	copy(dst, src) // want `copy into dst copies nothing`
	return dst
}

func tooShort() []int {
	src := []int{1, 2, 3, 4}
	dst := make([]int, 2)
	copy(dst, src) // want `copy loses elements: dst has 2, its source 4`
	return dst
}

type ring struct{ slots []int }

func newRing(n int) *ring { return &ring{slots: make([]int, 0, n)} }

func (r *ring) put(i, v int) {
	r.slots[i] = v // want `index out of range: r.slots has length 0 here`
}

func appendTo(xs []int, n int) []int {
	for i := range n {
		xs = append(xs, i)
	}
	return xs
}

func byHelper() []int {
	xs := make([]int, 10)
	return appendTo(xs, 10) // want `append puts elements behind the 10 zero values that make put into xs`
}

func square(n int) [][]int {
	grid := make([][]int, n)
	for i := range grid {
		grid[i][0] = 1 // want `index out of range: grid\[…\] has length 0 here`
	}
	return grid
}

type cells struct{ rows [][]int }

func newCells(n int) *cells {
	c := &cells{}
	for i := range n {
		c.rows[i] = make([]int, n) // want `index out of range: c.rows has length 0 here`
	}
	return c
}

type sheet struct {
	cells []string
	name  string
}

func newSheet(n int) *sheet { return &sheet{cells: make([]string, n)} }

func emptySheet(name string) *sheet { return &sheet{cells: make([]string, 0, 8), name: name} }

func fillSheet(from []string) *sheet {
	s := newSheet(len(from))
	for _, cell := range from {
		s.cells = append(s.cells, cell) // want `append puts elements behind the n zero values that make put into`
	}
	return s
}

func lengths(in []string) []int {
	var out []int
	set := func(i int, s string) {
		out[i] = len(s) // want `index out of range: out has length 0 here`
	}
	for i, s := range in {
		set(i, s)
	}
	return out
}

func products(n int) [][]int {
	table := make([][]int, n)
	for i := range table {
		table[i] = make([]int, 0, n)
		for j := range n {
			table[i][j] = i * j // want `index out of range: table\[…\] has length 0 here`
		}
	}
	return table
}

type snapshot struct{ data []byte }

func (s *snapshot) take(from []byte) {
	copy(s.data, from) // want `copy into s.data copies nothing: its length is 0`
}
