package appendalias

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"sort"
	"strconv"
	"sync"
)

func clipped(base []string) ([]string, []string) {
	a := append(slices.Clip(base), "-v")
	b := append(slices.Clip(base), "-q")
	return a, b
}

func threeIndices(base []string) ([]string, []string) {
	n := len(base)
	a := append(base[:n:n], "-v")
	b := append(base[:len(base):len(base)], "-q")
	return a, b
}

func cloned(base []string) ([]string, []string) {
	a := append(slices.Clone(base), "-v")
	b := append(slices.Clone(base), "-q")
	return a, b
}

func copied(base []string) ([]string, []string) {
	a := append([]string(nil), base...)
	a = append(a, "x")
	b := append([]string{}, base...)
	b = append(b, "y")
	return a, b
}

func literal() ([]int, []int) {
	base := []int{1, 2}
	return append(base, 3), append(base, 4)
}

var defaults = []string{"a", "b"}

func packageLiteral() ([]string, []string) {
	return append(defaults, "x"), append(defaults, "y")
}

func exactMake(n int) ([]int, []int) {
	base := make([]int, n)
	return append(base, 3), append(base, 4)
}

func reassigned(xs []int) []int {
	xs = append(xs, 1)
	xs = append(xs, 2)
	return xs
}

func exclusive(base []int) []int {
	if cond() {
		return append(base, 1)
	}
	return append(base, 2)
}

func correlated(base []int, verbose bool) []int {
	out := base
	if verbose {
		out = append(base, 1)
	}
	if !verbose {
		out = append(base, 2)
	}
	return out
}

func deadBefore(base []string) {
	use(append(base, "a"))
	use(append(base, "b"))
}

func runEach(common []string, names []string) {
	for _, name := range names {
		c := &command{args: append(common, name)}
		c.run()
	}
}

func sameField(c *command, common, names []string) {
	for _, name := range names {
		c.args = append(common, name)
		c.run()
	}
}

func keyOfEach(prefix []byte, ids []int64, seen map[string]bool) {
	for _, id := range ids {
		key := strconv.AppendInt(prefix, id, 10)
		seen[string(key)] = true
	}
}

func scratch(ids []int64, w io.Writer) {
	var buf [20]byte
	for _, id := range ids {
		w.Write(strconv.AppendInt(buf[:0], id, 10))
	}
}

func perIteration(groups [][]int) [][]int {
	var all [][]int
	for _, g := range groups {
		all = append(all, append(g, 0))
	}
	return all
}

func growing(xs []int) [][]int {
	var all [][]int
	acc := []int{}
	for _, x := range xs {
		acc = append(acc, x)
		all = append(all, acc) // prefixes of one array, never overwritten
	}
	return all
}

func walkCopy(path []int, depth int, out *[][]int) {
	if depth == 0 {
		*out = append(*out, slices.Clone(path))
		return
	}
	for i := range 3 {
		walkCopy(append(path, i), depth-1, out)
	}
}

func combinationsCopied(n int) [][]int {
	var (
		all  [][]int
		path []int
		step func(from int)
	)
	step = func(from int) {
		if len(path) == 2 {
			all = append(all, append([]int(nil), path...))
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

func batches(xs []int, n int, emit func([]int)) {
	var batch []int
	for _, x := range xs {
		batch = append(batch, x)
		if len(batch) == n {
			emit(batch)
			batch = batch[:0]
		}
	}
}

func keptBatches(xs []int, n int) [][]int {
	var all [][]int
	var batch []int
	flush := func() {
		all = append(all, batch)
		batch = nil
	}
	for _, x := range xs {
		batch = append(batch, x)
		if len(batch) > n {
			batch = batch[:n]
			flush()
		}
	}
	return all
}

func (l *logger) safely(attr string) *logger {
	return &logger{attrs: append(l.attrs[:len(l.attrs):len(l.attrs)], attr)}
}

func (l *logger) add(attr string) *logger {
	l.attrs = append(l.attrs, attr)
	return l
}

func thirdIndex(path []string) (head, tail []string) {
	head, tail = path[:2:2], path[2:]
	head = append(head, "index")
	return head, tail
}

func removeReassigned(xs []int, i int) []int {
	xs = append(xs[:i], xs[i+1:]...)
	return xs
}

func removeOnce(xs []int, y int) []int {
	for i, x := range xs {
		if x == y {
			xs = append(xs[:i], xs[i+1:]...)
			break
		}
	}
	return xs
}

func insert(xs []int, i, x int) []int {
	return append(xs[:i], append([]int{x}, xs[i:]...)...)
}

func filterInPlace(xs []int) []int {
	kept := xs[:0]
	for _, x := range xs {
		if x > 0 {
			kept = append(kept, x)
		}
	}
	for i := len(kept); i < len(xs); i++ {
		xs[i] = 0
	}
	clear(xs[len(kept):])
	return kept
}

func filterByIndex(xs []int) []int {
	kept := xs[:0]
	for i := 0; i < len(xs); i++ {
		if xs[i] > 0 {
			kept = append(kept, xs[i])
		}
	}
	return kept
}

func truncateAndAppend(xs []int) []int {
	n := len(xs)
	xs = append(xs, 1, 2)
	return xs[:n]
}

func sortedClone(xs []int, y int) []int {
	ys := append(slices.Clone(xs), y)
	sort.Ints(ys)
	use(ys)
	return xs
}

func onlyLength(xs []int) int {
	ys := append(xs, 1)
	ys[0] = 5
	use(ys)
	return len(xs)
}

func scannedText(r io.Reader) []string {
	var lines []string
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		lines = append(lines, string(sc.Bytes()))
	}
	return lines
}

func scannedClone(sc *bufio.Scanner) [][]byte {
	var lines [][]byte
	for sc.Scan() {
		lines = append(lines, bytes.Clone(sc.Bytes()))
	}
	return lines
}

func scannedCopy(sc *bufio.Scanner) []byte {
	var all []byte
	for sc.Scan() {
		line := sc.Bytes()
		all = append(all, line...)
	}
	return all
}

func renderedFresh(names []string) [][]byte {
	var out [][]byte
	for _, name := range names {
		var buf bytes.Buffer
		buf.WriteString(name)
		out = append(out, buf.Bytes())
	}
	return out
}

func chunksFresh(r io.Reader) [][]byte {
	var all [][]byte
	for {
		buf := make([]byte, 512)
		n, err := r.Read(buf)
		if err != nil {
			return all
		}
		all = append(all, buf[:n])
	}
}

func readAll(r io.Reader) []byte {
	var all []byte
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		all = append(all, buf[:n]...)
		if err != nil {
			return all
		}
	}
}

func arena(words []string) [][]byte {
	var all [][]byte
	buf := make([]byte, 1024)
	for _, w := range words {
		n := copy(buf, w)
		all = append(all, buf[:n:n])
		buf = buf[n:]
	}
	return all
}

func encodedOnce(e *encoder, w io.Writer) {
	w.Write(e.encode("a"))
	w.Write(e.encode("b"))
}

func (n *node) swap(key string, data []byte) {
	n.left, n.right = n.right[:0], n.left
	n.left = append(n.left, 1)
}

func removedReassigned(xs []int) []int {
	xs = remove(xs, 1)
	xs = slices.Delete(xs, 0, 1)
	return xs
}

func (s *store) drop() {
	s.items = positive(s.items)
}

func medianOfCopy(samples []float64) (float64, float64) {
	m := median(slices.Clone(samples))
	return samples[0], m
}

func medianOnly(samples []float64) float64 { return median(samples) }

func entity(text string, names map[string]bool) bool {
	var buf bytes.Buffer
	for _, r := range text {
		buf.Reset()
		buf.WriteRune(r)
		name := buf.Bytes()
		buf.WriteByte(';')
		if names[string(name)] {
			return true
		}
	}
	return false
}

func copiedBatches(xs []int, out chan<- []int) {
	batch := make([]int, 0, 10)
	for _, x := range xs {
		batch = append(batch, x)
		if len(batch) == 10 {
			out <- slices.Clone(batch)
			batch = batch[:0]
		}
	}
}

func newBatches(xs []int, out chan<- []int) {
	batch := make([]int, 0, 10)
	for _, x := range xs {
		batch = append(batch, x)
		if len(batch) == 10 {
			out <- batch
			batch = make([]int, 0, 10)
		}
	}
}

func (s *store) prune() {
	out := s.items[:0]
	for _, x := range s.items {
		if x > 0 {
			out = append(out, x)
		}
	}
	s.items = out
}

func permutationsCopied(xs []int) [][]int {
	var all [][]int
	var rec func(k int)
	rec = func(k int) {
		if k == len(xs) {
			all = append(all, slices.Clone(xs))
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

func (m *mux) clipped(path string, f func()) {
	m.routes[path] = append(slices.Clip(m.shared), f)
}

func (m *mux) constant(f func()) {
	m.routes["/"] = append(m.shared, f)
}

type script struct{ args []string }

func (s *script) with(arg string) []string { return append(s.args, arg) }

func (s *script) add(arg string) []string {
	s.args = append(s.args, arg)
	return s.args
}

func usedInBetween(s *script, run func([]string)) {
	run(s.with("a"))
	run(s.with("b"))
}

func changedInBetween(s *script) ([]string, []string) {
	a := s.with("a")
	s.args = nil
	return a, s.with("b")
}

func grown(s *script) ([]string, []string) { return s.add("a"), s.add("b") }

func otherObjects(s, u *script) ([]string, []string) { return s.with("a"), u.with("b") }

func clippedByClosure(base []string) ([]string, []string) {
	with := func(s string) []string { return append(base[:len(base):len(base)], s) }
	return with("a"), with("b")
}

func copiedPaths(n *branch, path []int, out *[][]int) {
	path = append(path, n.val)
	if len(n.kids) == 0 {
		*out = append(*out, slices.Clone(path))
		return
	}
	for _, kid := range n.kids {
		copiedPaths(kid, path, out)
	}
}

type branch struct {
	val  int
	kids []*branch
}

func firstOf(xs []string) []string {
	slices.Sort(xs)
	return xs[:1]
}

func eachSorted(xs []string, use func(string)) {
	if len(firstOf(xs)) == 0 {
		return
	}
	for _, x := range xs {
		use(x)
	}
}

func message(hdrs [][]byte, body []byte, send func([]byte)) {
	msg := make([]byte, 0, 4096)
	for _, hdr := range hdrs {
		msg = msg[:0]
		if len(hdr) > 0 {
			msg = append(msg, hdr...)
			msg = append(msg, body...)
		} else {
			msg = append(msg, body...)
		}
		send(msg)
	}
}

type parser struct{ arg, rest []byte }

func (p *parser) parse(b []byte) {
	p.arg = b
	p.handle()
	p.arg = nil
}

func (p *parser) handle() {}

func feed(p *parser, r io.Reader) error {
	buf := make([]byte, 1024)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return err
		}
		p.parse(buf[:n])
	}
}

func allRecords(r io.Reader) (rows [][]string) {
	c := csv.NewReader(r)
	for {
		row, err := c.Read()
		if err != nil {
			return rows
		}
		rows = append(rows, row)
	}
}

func encode(scratch []uint64, rows [][]uint64, add func(...uint64)) []uint64 {
	for _, row := range rows {
		if cap(scratch) < 2+len(row) {
			scratch = make([]uint64, 0, 2+len(row))
		}
		args := scratch[0:2]
		args[0], args[1] = 1, 2
		args = append(args, row...)
		add(args...)
	}
	return scratch
}

type shape struct {
	name   string
	fields []shape
}

func collectPaths(s shape) (all [][]int) {
	visit(s, nil, func(path []int) { all = append(all, path) })
	return all
}

func visit(s shape, path []int, each func([]int)) {
	for i := range s.fields {
		p := append(path, i)
		p = p[:len(p):len(p)]
		each(p)
		visit(s.fields[i], p, each)
	}
}

type leaf struct {
	index []int
	kids  []*leaf
}

func (l *leaf) grow(n int) {
	for range n {
		kid := &leaf{}
		kid.index = append(l.index[:len(l.index):len(l.index)], len(l.kids))
		l.kids = append(l.kids, kid)
	}
}

func (l *leaf) extend(n int) {
	for i := range n {
		l.index = append(l.index, i)
		l.kids = append(l.kids, &leaf{})
	}
}

type parsed struct {
	head
	size int
}

type head struct{ data []byte }

func (p *parsed) set(data []byte) { p.data = data }

func (p *parsed) sum() (n int) {
	for _, b := range p.data {
		n += int(b)
	}
	return n
}

// What keeps the bytes is filled anew before it is used again.
func throughSetterAnew(sc *bufio.Scanner) (n int) {
	var p parsed
	for sc.Scan() {
		p = parsed{}
		p.set(sc.Bytes())
		n += p.sum()
	}
	return n
}

// It gets a copy before it lives on.
func throughSetterCopied(sc *bufio.Scanner) (all []*parsed) {
	for sc.Scan() {
		var p parsed
		p.set(sc.Bytes())
		p.data = append([]byte(nil), p.data...)
		all = append(all, keptParsed(&p))
	}
	return all
}

func keptParsed(p *parsed) *parsed { return &parsed{head: p.head} }

type cursor struct{ spans []int }

func (c *cursor) init(spans []int) { *c = cursor{spans: spans} }

func newCursor(spans []int) *cursor {
	c := &cursor{}
	c.init(spans)
	return c
}

// The cursor is gone when the next command cuts spans.
func commands(run func(func(cmd string, xs []int) int)) {
	var spans []int
	run(func(cmd string, xs []int) int {
		if cmd == "define" {
			spans = spans[:0]
			for _, x := range xs {
				spans = append(spans, x)
			}
			return 0
		}
		return len(newCursor(spans).spans)
	})
}

type group struct {
	hosts []string
	key   string
}

func keyOf(hosts []string) string {
	sort.Strings(hosts)
	return hosts[0]
}

func newGroup(hosts []string) *group { return &group{hosts: hosts, key: keyOf(hosts)} }

type refresher struct {
	mu     sync.Mutex
	topics []string
	fetch  func([]string)
}

func (r *refresher) add(topic string) { r.topics = append(r.topics, topic) }

func (r *refresher) reset() { r.topics = r.topics[:0] }

// The goroutine is done with the topics when it cuts them.
func (r *refresher) start() {
	topics := r.topics
	go func() {
		r.fetch(topics)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.reset()
	}()
}

type request struct {
	batch []int
	done  sync.WaitGroup
}

type writer struct{ requests chan *request }

func (w *writer) write(batch []int) {
	r := &request{batch: batch}
	r.done.Add(1)
	w.requests <- r
	r.done.Wait()
}

func inBatches(w *writer, each func(func(int))) {
	var batch []int
	each(func(x int) {
		if len(batch) == 10 {
			w.write(batch)
			batch = batch[:0]
		}
		batch = append(batch, x)
	})
}

type envelope struct{ data []byte }

func newEnvelope() *envelope { return &envelope{} }

// Each iteration gives the envelope new data.
func sendChunks(r io.Reader, send func(*envelope) error) error {
	m, chunk := newEnvelope(), make([]byte, 512)
	for {
		n, err := r.Read(chunk)
		if err != nil {
			return err
		}
		m.data = chunk[:n]
		if err := send(m); err != nil {
			return err
		}
	}
}

// The head ends before the body starts.
func rebuilt(packet, end []byte, n int) []byte {
	body := packet[4:]
	body = append(body[:n], end...)
	out := append([]byte{1}, packet[1:4]...)
	return append(out, body...)
}

// Each line is done with before the next one is read.
func trimmedLines(r *bufio.Reader, w *bytes.Buffer) error {
	for {
		line, _, err := r.ReadLine()
		if err != nil {
			return err
		}
		line = bytes.TrimSpace(line)
		var p []byte
		if bytes.HasSuffix(line, []byte("x")) {
			p = bytes.TrimSpace(line[:len(line)-1])
			p = append(p, " "...)
		} else {
			p = line
		}
		end := len(p)
		for i, v := range p {
			if v == 'x' {
				end = i
				break
			}
		}
		w.Write(p[:end])
	}
}

func cutLines(r *bufio.Reader, w *bytes.Buffer) error {
	for {
		line, _, err := r.ReadLine()
		if err != nil {
			return err
		}
		line = bytes.TrimSpace(line)
		var p []byte
		if bytes.HasSuffix(line, []byte("x")) {
			p = line[:len(line)-1]
		} else {
			p = line
		}
		for i, v := range p {
			if v == 'x' {
				p = p[:i]
				break
			}
		}
		w.Write(p)
	}
}

func (s *series) reportRenewed(next []float64) (float64, float64) {
	m := median(s.samples)
	s.samples = next
	return m, s.samples[len(s.samples)-1]
}

func entriesCopied(r io.Reader) map[string]string {
	all := make(map[string]string)
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		key, value, _ := bytes.Cut(sc.Bytes(), []byte("="))
		all[string(key)] = string(value)
	}
	return all
}

func columnLengths(r io.Reader) (n int) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		for _, field := range bytes.Fields(sc.Bytes()) {
			n += len(field)
		}
	}
	return n
}

type ownFrames struct {
	r   io.Reader
	buf []byte
}

func (f *ownFrames) next(n int) ([]byte, error) {
	f.buf = make([]byte, n)
	_, err := io.ReadFull(f.r, f.buf)
	return f.buf, err
}

func allOwnFrames(f *ownFrames) (all [][]byte) {
	for {
		p, err := f.next(512)
		if err != nil {
			return all
		}
		all = append(all, p)
	}
}

func powerSetSize(xs []int) (n int) {
	var visit func(i int, chosen []int)
	visit = func(i int, chosen []int) {
		if i == len(xs) {
			n += len(chosen)
			return
		}
		visit(i+1, chosen)
		visit(i+1, append(chosen, xs[i]))
	}
	visit(0, nil)
	return n
}

func atOnceClipped(common, names []string, run func([]string)) {
	for _, name := range names {
		go func() { run(append(slices.Clip(common), name)) }()
	}
}

func oneGoroutine(common []string, run func([]string)) {
	go func() { run(append(common, "x")) }()
}

func ownOfEach(names [][]string, run func([]string)) {
	for _, name := range names {
		go func() { run(append(name, "x")) }()
	}
}

func twoOwnCopies() (command, command) {
	all := prepared()
	get := all
	get.args = append(slices.Clip(get.args), "get")
	put := all
	put.args = append(slices.Clip(put.args), "put")
	return get, put
}

func oneAfterTheOther(run func(command)) {
	all := prepared()
	get := all
	get.args = append(get.args, "get")
	run(get)
	put := all
	put.args = append(put.args, "put")
	run(put)
}

func continued() command {
	first := prepared()
	first.args = append(first.args, "get")
	second := first
	second.args = append(second.args, "put")
	return second
}

type wordReader struct {
	word, rest []byte
	words      int
}

func (p *wordReader) set(word []byte) { p.word = word }

func (p *wordReader) read(buf []byte) {
	for _, word := range bytes.Fields(buf) {
		p.set(word)
		p.words++
	}
	p.rest = append(p.rest[:0], p.word...)
}

func readWords(f *frames, p *wordReader) error {
	for {
		buf, err := f.next(512)
		if err != nil {
			return err
		}
		p.read(buf)
	}
}

type token struct {
	text    string
	imports []string
}

// Each token has its own.
func imported(tokens []token, name string) (all []token) {
	for _, t := range tokens {
		if name == "" {
			t.imports = append(t.imports, t.text)
		} else {
			t.imports = append(t.imports, name)
		}
		all = append(all, t)
	}
	return all
}

// Nobody knows the offsets in another order.
func scored(xs []int) (int, []int) {
	best, offsets := middleOf(offsetsOf(xs)), []int{len(xs)}
	best += middleOf(offsets)
	return best, offsets
}

func offsetsOf(xs []int) []int { return slices.Clone(xs) }

func ranked(xs []int) (int, []int) {
	offsets := offsetsOf(xs)
	return middleOf(offsets), offsets
}

func middleOf(xs []int) int {
	if len(xs) > 1 {
		slices.Sort(xs)
	}
	return xs[len(xs)/2]
}

func (c *collector) take() []int {
	items := c.items
	c.items = nil
	return items
}

func taken(c *collector, rounds int) (all [][]int, sum int) {
	for i := range rounds {
		c.add(i)
		all = append(all, c.take())
		for _, x := range c.drain() {
			sum += x
		}
	}
	return all, sum
}
