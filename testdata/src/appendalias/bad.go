package appendalias

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"sort"
	"strconv"
)

func use(...any) {}

func cond() bool { return false }

func twoVariants(base []string) ([]string, []string) {
	a := append(base, "-v")
	b := append(base, "-q") // want `append to base may overwrite what the earlier append to it stored in a`
	return a, b
}

type command struct {
	args []string
	name string
}

func (c *command) run() {}

func twoCommands(common []string) {
	get := &command{args: append(common, "get")}
	put := &command{args: append(common, "put")} // want `append to common may overwrite what the earlier append to it stored in`
	get.run()
	put.run()
}

type node struct {
	base  []int
	left  []int
	right []int
	buf   []byte
	all   map[string][]byte
}

func (n *node) split(x, y int) {
	n.left = append(n.base, x)
	n.right = append(n.base, y) // want `append to n.base may overwrite`
}

func inLoop(prefix []string, names []string) [][]string {
	var all [][]string
	for _, name := range names {
		all = append(all, append(prefix, name)) // want `append to prefix in a loop may overwrite the result of earlier iterations`
	}
	return all
}

func inMap(prefix []string, names []string) map[string][]string {
	all := make(map[string][]string)
	for _, name := range names {
		all[name] = append(prefix, name) // want `append to prefix in a loop may overwrite`
	}
	return all
}

func toChannel(prefix []string, names []string, ch chan<- []string) {
	for _, name := range names {
		ch <- append(prefix, name) // want `append to prefix in a loop may overwrite`
	}
}

func toGoroutines(prefix []string, names []string) {
	for _, name := range names {
		args := append(prefix, name) // want `append to prefix in a loop may overwrite`
		go func() { use(args) }()
	}
}

func spareCapacity(n int) ([]int, []int) {
	base := make([]int, 0, n)
	base = append(base, 1, 2)
	x := append(base, 3)
	y := append(base, 4) // want `append to base may overwrite what the earlier append to it stored in x`
	return x, y
}

func add(xs []int, x int) []int { return append(xs, x) }

func throughHelper(base []int) ([]int, []int) {
	a := add(base, 1)
	b := add(base, 2) // want `append to base may overwrite what the earlier append to it stored in a`
	return a, b
}

func onOnePath(base []int) []int {
	a := append(base, 1)
	if cond() {
		b := append(base, 2) // want `append to base may overwrite`
		use(b)
	}
	return a
}

func numbers(base []byte) (a, b []byte) {
	a = strconv.AppendInt(base, 1, 10)
	b = strconv.AppendInt(base, 2, 10) // want `append to base may overwrite what the earlier append to it stored in a`
	return
}

func generic[E any](base []E, x, y E) [][]E {
	a, b := append(base, x), append(base, y) // want `append to base may overwrite`
	return [][]E{a, b}
}

func inClosure(base []int) func() ([]int, []int) {
	return func() ([]int, []int) {
		a := append(base, 1)
		b := append(base, 2) // want `append to base may overwrite`
		return a, b
	}
}

// The paths that leaves keep share their tail.
func walk(path []int, depth int, out *[][]int) {
	if depth == 0 {
		*out = append(*out, path)
		return
	}
	for i := range 3 {
		walk(append(path, i), depth-1, out) // want `append to path in a loop may overwrite`
	}
}

func twoBranches(path []int, depth int, out *[][]int) {
	if depth == 0 {
		*out = append(*out, path)
		return
	}
	twoBranches(append(path, 0), depth-1, out)
	twoBranches(append(path, 1), depth-1, out) // want `append to path may overwrite`
}

func combinations(n int) [][]int {
	var (
		all  [][]int
		path []int
		step func(from int)
	)
	step = func(from int) {
		if len(path) == 2 {
			all = append(all, path) // want `path is kept without a copy, and append after path\[:len\(path\) - 1\] overwrites its elements`
			return
		}
		for i := from; i < n; i++ {
			path = append(path, i)
			step(i + 1)
			path = path[:len(path)-1]
		}
	}
	step(0)
	return all
}

// derive: a second call on the same logger overwrites the first's attribute.
type logger struct {
	attrs []string
	level int
}

func (l *logger) with(attr string) *logger {
	return &logger{attrs: append(l.attrs, attr), level: l.level} // want `append to l.attrs shares its array with the new value`
}

func (l logger) and(attr string) logger {
	l.attrs = append(l.attrs, attr) // want `append to l.attrs shares its array with the new value`
	return l
}

func (l *logger) copied(attr string) *logger {
	c := *l
	c.attrs = append(c.attrs, attr) // want `append to c.attrs shares its array with the new value`
	return &c
}

func headAndTail(path []string) (head, tail []string) {
	head, tail = path[:2], path[2:]
	head = append(head, "index") // want `append to path\[:2\] overwrites elements of`
	return head, tail
}

func parentStillUsed(xs []int) {
	first := xs[:2]
	first = append(first, 99) // want `append to xs\[:2\] overwrites elements of xs, which is still used`
	use(first, xs)
}

func captured(xs []int) int {
	sub := xs[:3]
	xs = append(xs[:1], 7) // want `append to xs\[:1\] overwrites elements of`
	use(xs)
	return sub[1]
}

func removeAndKeep(xs []int, i int) ([]int, []int) {
	rest := append(xs[:i], xs[i+1:]...) // want `append to xs\[:i\] overwrites elements of xs, which is still used`
	return rest, xs
}

func filtered(xs []int) int {
	kept := xs[:0]
	for _, x := range xs {
		if x > 0 {
			kept = append(kept, x) // want `append to kept overwrites elements of xs, which is still used`
		}
	}
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum / len(kept)
}

func sortedCopy(xs []int, y int) []int {
	ys := append(xs, y)
	sort.Ints(ys) // want `ys may share its array with xs: this write changes both or one, depending on capacity`
	use(ys)
	return xs
}

func elementStore(xs []int) int {
	ys := append(xs, 1)
	ys[0] = 5 // want `ys may share its array with xs`
	use(ys)
	return xs[0]
}

func scanned(r io.Reader) [][]byte {
	var lines [][]byte
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		lines = append(lines, sc.Bytes()) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
	}
	return lines
}

func lookedUp(sc *bufio.Scanner) map[string][]byte {
	m := make(map[string][]byte)
	for sc.Scan() {
		key, value, _ := bytes.Cut(sc.Bytes(), []byte("="))
		_ = value
		line := sc.Bytes() // want `the slice of line is still used when Scan\(\) overwrites it`
		m[string(key)] = line
	}
	return m
}

func previous(sc *bufio.Scanner) {
	sc.Scan()
	a := sc.Bytes() // want `the slice of a is still used when Scan\(\) overwrites it`
	sc.Scan()
	use(a)
}

func rendered(names []string) [][]byte {
	var out [][]byte
	var buf bytes.Buffer
	for _, name := range names {
		buf.Reset()
		buf.WriteString(name)
		out = append(out, buf.Bytes()) // want `the slice of Bytes\(\) is still used when WriteString\(\) overwrites it`
	}
	return out
}

func chunks(r io.Reader) [][]byte {
	var all [][]byte
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return all
		}
		all = append(all, buf[:n]) // want `is kept, but the next iteration overwrites its array`
	}
}

func pump(r io.Reader, ch chan<- []byte) {
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		ch <- buf[:n] // want `is kept, but the next iteration overwrites its array`
	}
}

type encoder struct{ buf []byte }

func (e *encoder) encode(s string) []byte {
	e.buf = append(e.buf[:0], s...)
	return e.buf
}

func encoded(e *encoder, m map[string][]byte) {
	a := e.encode("a") // want `the slice of a is still used when b overwrites it`
	b := e.encode("b")
	m["a"], m["b"] = a, b
}

func (n *node) handOut(key string, data []byte) {
	n.all[key] = n.buf // want `n.buf is kept without a copy, and append after n.buf\[:0\] overwrites its elements`
	n.buf = append(n.buf[:0], data...)
}

func remove(xs []int, i int) []int { return append(xs[:i], xs[i+1:]...) }

func removed(xs []int) int {
	ys := remove(xs, 1) // want `remove moves the elements of xs in place, and xs is still used as it was`
	use(ys)
	return xs[1]
}

func deleted(xs []int) ([]int, []int) {
	ys := slices.Delete(xs, 0, 1) // want `Delete moves the elements of xs in place, and xs is still used as it was`
	return xs, ys
}

type store struct{ items []int }

func positive(xs []int) []int {
	kept := xs[:0]
	for _, x := range xs {
		if x > 0 {
			kept = append(kept, x)
		}
	}
	return kept
}

func (s *store) positive() []int {
	return positive(s.items) // want `positive moves the elements of s.items in place, but s.items keeps its old length`
}

func median(xs []float64) float64 {
	sort.Float64s(xs)
	return xs[len(xs)/2]
}

func firstAndMedian(samples []float64) (float64, float64) {
	m := median(samples) // want `median sorts samples in place, whose order matters afterwards`
	return samples[0], m
}

type tree struct {
	value       int
	left, right *tree
}

func leaves(root *tree) (all [][]int) {
	var visit func(n *tree, path []int)
	visit = func(n *tree, path []int) {
		if n == nil {
			return
		}
		path = append(path, n.value)
		if n.left == nil && n.right == nil {
			all = append(all, path)
			return
		}
		visit(n.left, path)
		visit(n.right, path) // want `appends to path again and overwrites what the earlier call appended and kept`
	}
	visit(root, nil)
	return all
}

func toConsumer(xs []int, out chan<- []int) {
	batch := make([]int, 0, 10)
	for _, x := range xs {
		batch = append(batch, x)
		if len(batch) == 10 {
			out <- batch // want `batch is kept without a copy, and append after batch\[:0\] overwrites its elements`
			batch = batch[:0]
		}
	}
}

func table(lines [][]int) [][]int {
	var all [][]int
	row := make([]int, 0, 4)
	for _, l := range lines {
		row = row[:0]
		for _, x := range l {
			row = append(row, x)
		}
		all = append(all, row) // want `row is kept without a copy, and append after row\[:0\] overwrites`
	}
	return all
}

func (s *store) active() []int {
	out := s.items[:0]
	for _, x := range s.items {
		if x > 0 {
			out = append(out, x) // want `append moves the elements of s.items in place, but s.items keeps its old length`
		}
	}
	return out
}

func formatted(ch chan []byte, names []string) {
	var buf bytes.Buffer
	for _, name := range names {
		buf.Reset()
		io.WriteString(&buf, name)
		ch <- buf.Bytes() // want `the slice of Bytes\(\) is still used when WriteString\(\) overwrites it`
	}
}

func permutations(xs []int) [][]int {
	var all [][]int
	var rec func(k int)
	rec = func(k int) {
		if k == len(xs) {
			all = append(all, xs) // want `xs is kept without a copy, and its elements are overwritten afterwards`
			return
		}
		for i := k; i < len(xs); i++ {
			xs[k], xs[i] = xs[i], xs[k]
			rec(k + 1)
			xs[k], xs[i] = xs[i], xs[k]
		}
	}
	rec(0)
	return all
}

type mux struct {
	shared []func()
	routes map[string][]func()
	list   []route
}

type route struct{ chain []func() }

func newMux() *mux { return &mux{routes: make(map[string][]func())} }

func (m *mux) use(f func()) { m.shared = append(m.shared, f) }

func (m *mux) handle(path string, f func()) {
	m.routes[path] = append(m.shared, f) // want `append to m.shared is kept, and the next call may overwrite it: m.shared itself does not grow`
}

func (m *mux) add(f func()) {
	m.list = append(m.list, route{append(m.shared, f)}) // want `append to m.shared is kept, and the next call may overwrite it`
}

type invocation struct{ args []string }

func (c *invocation) with(arg string) []string { return append(c.args, arg) }

func twoResults(c *invocation) ([]string, []string) {
	a := c.with("-a")
	b := c.with("-b") // want `with appends to c.args again and may overwrite what the earlier call returned`
	return a, b
}

func twoByClosure(base []string) ([]string, []string) {
	with := func(s string) []string { return append(base, s) }
	a := with("a")
	return a, with("b") // want `the call appends to base again and may overwrite what the earlier call returned`
}

type twig struct {
	val  int
	kids []*twig
}

func paths(n *twig, path []int, out *[][]int) {
	path = append(path, n.val)
	if len(n.kids) == 0 {
		*out = append(*out, path)
		return
	}
	for _, kid := range n.kids {
		paths(kid, path, out) // want `paths appends to path in each iteration and overwrites what it appended and kept before`
	}
}

func halves(xs []int) ([]int, []int) {
	left := xs[:len(xs)/2]
	right := xs[len(xs)/2:]
	left = append(left, -1) // want `append to xs\[:len\(xs\) / 2\] overwrites elements of xs, which is still used`
	return left, right
}

func records(r io.Reader) (rows [][]string) {
	c := csv.NewReader(r)
	c.ReuseRecord = true
	for {
		row, err := c.Read() // want `the slice of row is still used when`
		if err != nil {
			return rows
		}
		rows = append(rows, row)
	}
}

type shoot struct {
	index []int
	kids  []*shoot
}

func (b *shoot) grow(n int) {
	for range n {
		kid := &shoot{}
		kid.index = append(b.index, len(b.kids)) // want `append to b.index in a loop may overwrite the result of earlier iterations, which is kept`
		b.kids = append(b.kids, kid)
	}
}

type sender struct {
	buf  []byte
	sent [][]byte
}

func (s *sender) encode(text string) []byte {
	s.buf = append(s.buf[:0], text...)
	return s.buf
}

func (s *sender) sendAll(texts []string) {
	for _, text := range texts {
		s.sent = append(s.sent, s.encode(text)) // want `the slice of encode\(\) is still used when encode\(\) overwrites it`
	}
}

type record struct{ data []byte }

func (r *record) set(data []byte) { r.data = data }

func throughSetter(sc *bufio.Scanner) (all []record) {
	for sc.Scan() {
		var r record
		r.set(sc.Bytes()) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
		all = append(all, r)
	}
	return all
}

func trimmedChunks(r io.Reader) [][]byte {
	var all [][]byte
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return all
		}
		all = append(all, bytes.TrimSpace(buf[:n])) // want `is kept, but the next iteration overwrites its array`
	}
}

type series struct{ samples []float64 }

func (s *series) report() (float64, float64) {
	m := median(s.samples) // want `median sorts s.samples in place, whose order matters afterwards`
	return m, s.samples[len(s.samples)-1]
}

func entries(r io.Reader) map[string][]byte {
	all := make(map[string][]byte)
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		key, value, _ := bytes.Cut(sc.Bytes(), []byte("=")) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
		all[string(key)] = value
	}
	return all
}

func columns(r io.Reader) (first [][]byte) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		fields := bytes.Fields(sc.Bytes()) // want `the slice of Bytes\(\) is still used when Scan\(\) overwrites it`
		first = append(first, fields[0])
	}
	return first
}

type frames struct {
	r   io.Reader
	buf []byte
}

func (f *frames) next(n int) ([]byte, error) {
	if cap(f.buf) < n {
		f.buf = make([]byte, n)
	}
	f.buf = f.buf[:n]
	_, err := io.ReadFull(f.r, f.buf)
	return f.buf, err
}

func allFrames(f *frames) (all [][]byte) {
	for {
		p, err := f.next(512) // want `the slice of p is still used when next\(\) overwrites it`
		if err != nil {
			return all
		}
		all = append(all, p)
	}
}

func powerSet(xs []int) (all [][]int) {
	var visit func(i int, chosen []int)
	visit = func(i int, chosen []int) {
		if i == len(xs) {
			all = append(all, chosen)
			return
		}
		visit(i+1, chosen)
		visit(i+1, append(chosen, xs[i])) // want `append\(\) appends to chosen again|the call appends to chosen again`
	}
	visit(0, nil)
	return all
}

func atOnce(common, names []string, run func([]string)) {
	for _, name := range names {
		go func() {
			run(append(common, name)) // want `the goroutines of the loop append to common at the same place, and overwrite what each other has appended`
		}()
	}
}

type named struct {
	logger
	name string
}

func (n named) with(attr string) named {
	n.attrs = append(n.attrs, attr) // want `append to n.logger.attrs shares its array with the new value`
	return n
}

func prepared() command { return command{args: make([]string, 0, 8)} }

func twoCopies() (command, command) {
	all := prepared()
	get := all
	get.args = append(get.args, "get")
	put := all
	put.args = append(put.args, "put") // want `append to put.args may overwrite what the earlier append to it stored in`
	return get, put
}

type collector struct{ items []int }

func (c *collector) add(x int) { c.items = append(c.items, x) }

func (c *collector) drain() []int {
	items := c.items
	c.items = c.items[:0]
	return items
}

func drained(c *collector, rounds int) (all [][]int) {
	for i := range rounds {
		c.add(i)
		all = append(all, c.drain()) // want `the slice of drain\(\) is still used when drain\(\) overwrites it`
	}
	return all
}
