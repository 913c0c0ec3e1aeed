package makelen

import "encoding/binary"

func capacity(us []user) []string {
	out := make([]string, 0, len(us))
	for _, u := range us {
		out = append(out, u.name)
	}
	return out
}

func indexed(us []user) []string {
	out := make([]string, len(us))
	for i, u := range us {
		out[i] = u.name
	}
	return append(out, "end")
}

func header(payload []byte) []byte {
	buf := make([]byte, 4)
	binary.BigEndian.PutUint32(buf, uint32(len(payload)))
	return append(buf, payload...)
}

func headerLater(payload []byte) []byte {
	buf := make([]byte, 4)
	buf = append(buf, payload...)
	binary.BigEndian.PutUint32(buf[:4], uint32(len(payload)))
	return buf
}

func padding(payload []byte) []byte { return append(make([]byte, 4), payload...) }

func copied(xs []int) []int {
	out := make([]int, len(xs))
	copy(out, xs)
	return append(out, 1)
}

func filledElsewhere(n int, fill func([]int)) []int {
	out := make([]int, n)
	fill(out)
	return append(out, 1)
}

func truncated(n int) []int {
	buf := make([]int, n)
	out := buf[:0]
	for i := range n {
		out = append(out, i)
	}
	return out
}

func zero() []int {
	out := make([]int, 0)
	return append(out, 1)
}

type table struct{ rows []int }

func newTable(n int) *table { return &table{rows: make([]int, n)} }

func (t *table) add(x int)    { t.rows = append(t.rows, x) }
func (t *table) set(i, x int) { t.rows[i] = x }

func appendedFirst() int {
	var xs []int
	for i := range 3 {
		xs = append(xs, i)
	}
	return xs[0]
}

func ranged() {
	var xs []int
	for i := range xs {
		xs[i] = 1
	}
	if len(xs) > 0 {
		xs[0] = 1
	}
}

func resliced(n int) []int {
	out := make([]int, 0, n)
	out = out[:n]
	out[0] = 1
	return out
}

func copyLen(src []byte) []byte {
	dst := make([]byte, len(src))
	copy(dst, src)
	return dst
}

func counted(src []int) int {
	dst := make([]int, 2)
	return copy(dst, src)
}

type filled struct{ slots []int }

func newFilled(n int) *filled { return &filled{slots: make([]int, 0, n)} }

func (f *filled) add(v int)    { f.slots = append(f.slots, v) }
func (f *filled) put(i, v int) { f.slots[i] = v }

func withSuffixes(n int, suffixes [][]byte) (all [][]byte) {
	base := make([]byte, n)
	for _, s := range suffixes {
		all = append(all, append(base, s...))
	}
	return all
}

func madeGrid(n int) [][]int {
	grid := make([][]int, n)
	for i := range grid {
		grid[i] = make([]int, n)
	}
	grid[0][0] = 1
	return grid
}

type slots struct{ rows [][]int }

func (s *slots) grow(n int) { s.rows = make([][]int, n) }

func newSlots(n int) *slots {
	s := &slots{}
	s.grow(n)
	for i := range n {
		s.rows[i] = make([]int, n)
	}
	return s
}

type plan struct{ names []string }

func (p *plan) name(i int) string { return p.names[i] }

func leadingZeros(n int, digits []byte) []byte {
	zeros := make([]byte, n)
	return append(zeros, digits...)
}

type streams struct{ all []int }

func newStreams(n int) *streams {
	s := &streams{}
	for i := range n {
		s.all = append(s.all, i)
	}
	s.all[0] = 7
	return s
}

type chart struct{ points []int }

func newChart(n int) *chart { return &chart{points: make([]int, n)} }

func emptyChart() *chart { return &chart{points: make([]int, 0, 8)} }

func fillChart(from []int) *chart {
	c := newChart(len(from))
	for i, p := range from {
		c.points[i] = p
	}
	c.points = append(c.points, 0)
	return c
}

func growChart(from []int) *chart {
	c := emptyChart()
	for _, p := range from {
		c.points = append(c.points, p)
	}
	return c
}

func (c *chart) load(from []int) { copy(c.points, from) }

func loadChart(from []int) *chart {
	c := newChart(len(from))
	c.load(from)
	c.points = append(c.points, 0)
	return c
}

type settings struct {
	hosts []string
	addrs []string
}

func (s *settings) read(line string) { s.hosts = append(s.hosts, line) }

// The hosts are read before their number is known.
func newSettings(lines []string) settings {
	s := settings{}
	for _, line := range lines {
		s.read(line)
	}
	if len(s.addrs) > len(s.hosts) {
		s.hosts = make([]string, len(s.addrs))
	}
	return s
}

func pick(args []string) string {
	switch len(args) {
	case 0:
		return ""
	case 1:
		return args[0]
	case 2:
		return args[1]
	}
	return args[2]
}

func filledFirst(xs []int) int {
	if len(xs) == 0 {
		xs = append(xs, 1)
	}
	return xs[0]
}

type lines struct{ text []string }

func (l *lines) read() { l.text = append(l.text, "x") }

func (l *lines) first() string {
	if len(l.text) == 0 {
		l.read()
		return l.text[0]
	}
	return l.text[0]
}

func (l *lines) second(more []string) string {
	if len(l.text) < 2 {
		l.text = append(l.text, more...)
		return l.text[1]
	}
	return l.text[0]
}

func otherLength(xs, ys []int) int {
	if len(xs) == 0 {
		return ys[0]
	}
	return xs[0]
}

func longerOnDemand(n int) []int {
	xs := make([]int, 4)
	if n > 4 {
		xs = make([]int, 8)
	}
	if len(xs) > 6 {
		xs[6] = 1
	}
	return xs
}

func withinCapacity() int {
	xs := make([]int, 2, 8)
	xs = xs[:5]
	return xs[4]
}

func lengthsMade(in []string) []int {
	var out []int
	grow := func(n int) { out = make([]int, n) }
	set := func(i int, s string) { out[i] = len(s) }
	grow(len(in))
	for i, s := range in {
		set(i, s)
	}
	return out
}

func filledByPointer(in []string, fill func(*[]int)) []int {
	var out []int
	set := func(i int, s string) { out[i] = len(s) }
	fill(&out)
	for i, s := range in {
		set(i, s)
	}
	return out
}

func rowsFilled(n int, fill func([][]int)) [][]int {
	table := make([][]int, n)
	for i := range table {
		table[i] = make([]int, 0, n)
		fill(table)
		table[i][0] = 1
	}
	return table
}

func rowsGrown(n int) [][]int {
	table := make([][]int, n)
	for i := range table {
		table[i] = make([]int, 0, n)
		for j := range n {
			table[i] = append(table[i], 0)
			table[i][j] = i * j
		}
	}
	return table
}

func triangular(n int) []int {
	sums := make([]int, 1)
	for i := 1; i < n; i++ {
		sums = append(sums, sums[i-1]+i)
	}
	return sums
}

type ownSnapshot struct{ data []byte }

func newSnapshot(n int) *ownSnapshot { return &ownSnapshot{data: make([]byte, n)} }

func (s *ownSnapshot) take(from []byte) { copy(s.data, from) }

func grownInCallback(each func(func(int, string))) []string {
	names := []string{}
	each(func(i int, s string) {
		for len(names) <= i {
			names = append(names, "")
		}
		names[i] = s
	})
	return names
}

func guardedInCallback(each func(func(int, string))) []string {
	names := []string{}
	each(func(i int, s string) {
		if i < len(names) {
			names[i] = s
		}
	})
	return names
}

type mailbox struct{ letters []string }

// The call may deliver: somebody has registered the method.
func (m *mailbox) next(wait func()) string {
	if len(m.letters) > 0 {
		return m.letters[0]
	}
	wait()
	if len(m.letters) > 0 {
		return m.letters[0]
	}
	return ""
}
