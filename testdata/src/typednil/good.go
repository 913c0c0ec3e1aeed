package typednil

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"reflect"
	"strings"
)

func returnsNil(bad bool) error {
	if bad {
		return &failure{code: 1}
	}
	return nil
}

func guarded(n int) error {
	if f := validate(n); f != nil {
		return f
	}
	return nil
}

func guardedByReturn(n int) error {
	f := validate(n)
	if f == nil {
		return nil
	}
	return f
}

func guardedByFlag(bad bool) error {
	var f *failure
	if bad {
		f = &failure{code: 1}
	}
	if !bad {
		return nil
	}
	return f
}

func guardedAssignment(n int) error {
	var err error
	if f := validate(n); f != nil {
		err = f
	}
	if err != nil {
		return fmt.Errorf("validating: %w", err)
	}
	return nil
}

func setOnEveryPath(n int) error {
	var f *failure
	switch {
	case n < 0:
		f = &failure{code: n}
	default:
		f = &failure{code: 0}
	}
	return f
}

func setOrFatal(n int) error {
	var f *failure
	if n < 0 {
		f = &failure{code: n}
	} else {
		log.Fatal("no failure")
	}
	return f
}

func capturedAndGuarded(n int) (err error) {
	var f *failure
	defer func() { println(f) }()
	if n > 0 {
		f = &failure{code: n}
	}
	if f != nil {
		return f
	}
	return nil
}

func newFailure(code int) *failure { return &failure{code: code} }

func neverNil(n int) error { return newFailure(n) }

func okChecked(n int) error {
	f, ok := two(n)
	if ok {
		return nil
	}
	return f
}

func extracted(err error) error {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return err
}

func asserted(err error) error {
	if f, ok := err.(*failure); ok {
		return f
	}
	return err
}

func parameter(f *failure) error { return f }

func decoded(data []byte) error {
	var f *failure
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	return f
}

func printed(n int) {
	f := validate(n)
	fmt.Println(f)
	log.Printf("%v", f)
}

var _ error = (*failure)(nil)

var table = []struct {
	name string
	err  error
}{
	{"typed nil", (*failure)(nil)},
	{"nil", nil},
}

var failureType = reflect.TypeOf((*failure)(nil))

type node struct{ next *node }

func (n *node) accept(v visitor) {
	if n == nil {
		return
	}
	v.visit(n.next)
}

type visitor interface{ visit(item) }

type item interface{ accept(visitor) }

// The methods of node expect a nil receiver.
func first(ok bool) item {
	var n *node
	if ok {
		n = &node{}
	}
	return n
}

type noop struct{}

func (*noop) Write(p []byte) (int, error) { return len(p), nil }

// A nil *noop does all that it has to.
func discard() io.Writer {
	var n *noop
	return n
}

// Nobody compares what is printed.
func dump(debug bool) {
	var buf *bytes.Buffer
	if debug {
		buf = new(bytes.Buffer)
	}
	fmt.Fprintln(io.Discard, buf)
}

// An empty interface carries the pointer to who asks for its type.
func boxed(ok bool) any {
	var n *node
	if ok {
		n = &node{}
	}
	return n
}

func fromConstructor() (error, bool) {
	f := newFailure(1)
	return f, true
}

func nilArgument(f *failure) *failure {
	if f == nil {
		return nil
	}
	return &failure{cause: f}
}

func nonNilArgument() error { return nilArgument(&failure{}) }

func genericGuarded[K comparable](m map[K]int, k K) error {
	if missing := lookup(m, k); missing != nil {
		return missing
	}
	return nil
}

func setByEveryCall() error {
	var f *failure
	func() { f = &failure{code: 2} }()
	return f
}

func besideError(n int) (io.Writer, error) {
	var buf *bytes.Buffer
	defer println("done")
	if err := returnsNil(n > 0); err != nil {
		return buf, err
	}
	buf = &bytes.Buffer{}
	return buf, nil
}

// A table of what can go wrong: a constant key has its entry.
var faults = map[int]*failure{1: {}, 2: {}}

func newFirst() *failure { return faults[1] }

func fromTable(bad bool) error {
	if bad {
		return newFirst()
	}
	return nil
}

type cell struct{ refs int }

func (*cell) Error() string { return "" }

func usedBeforeReturned(walk func(func())) error {
	var found *cell
	walk(func() { found = &cell{} })
	found.refs++
	return found
}

type failures []string

func (f failures) Error() string { return strings.Join(f, ", ") }

func collectFailures(in []string) error {
	var failed failures
	for _, s := range in {
		if s == "" {
			failed = append(failed, s)
		}
	}
	if len(failed) > 0 {
		return failed
	}
	return nil
}

type answer struct{ n int }

func (*answer) Close() error { return nil }

type session struct{ broken error }

// mark makes of an error what the caller is to know.
func (s *session) mark(err error) error {
	switch e := err.(type) {
	case nil:
		return nil
	case *failure:
		s.broken = e
	}
	return err
}

func (s *session) send() error { return s.broken }

func (s *session) simple() (*answer, error) {
	if err := s.send(); err != nil {
		return nil, s.mark(err)
	}
	return &answer{}, nil
}

func (s *session) query() (*answer, error) { return s.simple() }

func (s *session) Query() (io.Closer, error) { return s.query() }

// The methods of the dialects do not use their receivers.
type dialect interface{ quote(name string) string }

type plain struct{ strict bool }

func (p *plain) quote(name string) string { return p.with(name, "'") }

func (p *plain) with(name, mark string) string {
	return apply(func() string { return p.join(mark, name, mark) })
}

func (p *plain) join(parts ...string) string { return strings.Join(parts, "") }

func apply(f func() string) string { return f() }

func dialectOf(name string) (dialect, error) {
	if name == "plain" {
		return (*plain)(nil), nil
	}
	return nil, errors.New("unknown")
}

// Nobody asks whether the queue is nil.
type jobs interface{ push(int) }

type ring struct{ items []int }

func newRing(size int) *ring {
	if size <= 0 {
		return nil
	}
	return &ring{make([]int, 0, size)}
}

func (r *ring) push(i int) { r.items = append(r.items, i) }

func newJobs(size int) jobs {
	return newRing(size)
}

type runner struct{ jobs jobs }

func newRunner(size int) *runner { return &runner{newJobs(size)} }

// The function returns what it is given to others too, who compare that.
type tuple struct{ n int }

func newTuple(n int) *tuple {
	if n > 0 {
		return &tuple{n}
	}
	return nil
}

func (t *tuple) size() int { return t.n }

type sizer interface{ size() int }

func pick(s sizer) sizer { return s }

func picked(n int) { pick(newTuple(n)) }

func compared(s sizer) bool { return pick(s) == nil }
