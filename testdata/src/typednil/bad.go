package typednil

import (
	"bytes"
	"errors"
	"io"
)

type failure struct {
	code  int
	cause error
}

func (f *failure) Error() string { return "failed" }

func declared(bad bool) error {
	var f *failure
	if bad {
		f = &failure{code: 1}
	}
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func never() error {
	var f *failure
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func validate(n int) *failure {
	if n < 0 {
		return &failure{code: n}
	}
	return nil
}

func throughHelper(n int) error {
	return validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
}

func validateAll(ns []int) *failure {
	for _, n := range ns {
		if f := validate(n); f != nil {
			return f
		}
	}
	return nil
}

func throughTwoHelpers(ns []int) error {
	f := validateAll(ns)
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func forwarding(n int) *failure { return validate(n) }

func throughForwarder(n int) error {
	return forwarding(n) // want `a nil \*failure from forwarding\(\) becomes a non-nil error`
}

func comparedHere(n int) string {
	var err error = validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
	if err != nil {
		return "failed"
	}
	return "fine"
}

func assignedAndCompared(n int) string {
	var err error
	err = validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
	if err == nil {
		return "fine"
	}
	return "failed"
}

func namedResult(n int) (err error) {
	f := validate(n)
	err = f // want `a nil \*failure from f becomes a non-nil error`
	return
}

func namedResultWithDefer(n int) (err error) {
	defer func() { println(err) }()
	return validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
}

func capturedByDefer(n int) error {
	var f *failure
	defer func() { println(f) }()
	if n > 0 {
		f = &failure{code: n}
	}
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func setInClosure(each func(func(int))) error {
	var f *failure
	each(func(n int) {
		if n < 0 {
			f = &failure{code: n}
		}
	})
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func inClosure(n int) func() error {
	return func() error {
		var f *failure
		if n < 0 {
			f = &failure{code: n}
		}
		return f // want `a nil \*failure from f becomes a non-nil error`
	}
}

func ignoredError(n int) error {
	f := validate(n)
	if f == nil {
		println("nothing wrong")
	}
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func inLoop(ns []int) error {
	var last *failure
	for _, n := range ns {
		if n < 0 {
			last = &failure{code: n}
		}
	}
	return last // want `a nil \*failure from last becomes a non-nil error`
}

func bySwitch(n int) error {
	var f *failure
	switch n {
	case 1:
		f = &failure{code: 1}
	case 2:
		f = nil
	default:
		f = &failure{code: 9}
	}
	return f // want `a nil \*failure from f becomes a non-nil error`
}

type result struct {
	err  error
	code int
}

func inField(n int) *result {
	r := &result{code: n}
	r.err = validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
	return r
}

func inLiteral(n int) result {
	return result{err: validate(n), code: n} // want `a nil \*failure from validate\(\) becomes a non-nil error`
}

func sent(ch chan<- error, n int) {
	ch <- validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
}

func inMap(m map[int]error, n int) {
	m[n] = validate(n) // want `a nil \*failure from validate\(\) becomes a non-nil error`
}

func inGoroutine(n int) chan error {
	ch := make(chan error, 1)
	go func() {
		var f *failure
		if n > 3 {
			f = &failure{}
		}
		ch <- f // want `a nil \*failure from f becomes a non-nil error`
	}()
	return ch
}

func output(debug bool) io.Writer {
	var buf *bytes.Buffer
	if debug {
		buf = new(bytes.Buffer)
	}
	return buf // want `a nil \*bytes.Buffer from buf becomes a non-nil io.Writer`
}

func emit(w io.Writer) {
	if w != nil {
		w.Write([]byte("done"))
	}
}

func passed(debug bool) {
	var buf *bytes.Buffer
	if debug {
		buf = new(bytes.Buffer)
	}
	emit(buf) // want `a nil \*bytes.Buffer from buf becomes a non-nil io.Writer`
}

type service struct {
	log io.Writer
}

func (s *service) write(line string) {
	if s.log == nil {
		return
	}
	io.WriteString(s.log, line)
}

func newService(debug bool) *service {
	var buf *bytes.Buffer
	if debug {
		buf = &bytes.Buffer{}
	}
	return &service{log: buf} // want `a nil \*bytes.Buffer from buf becomes a non-nil io.Writer`
}

func method(s *service, n int) error {
	f := s.check(n)
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func (s *service) check(n int) *failure {
	if s.log == nil {
		return nil
	}
	return &failure{code: n}
}

type multi []error

func (m multi) Error() string { return "several" }

func collect(errs ...error) error {
	var all multi
	for _, err := range errs {
		if err != nil {
			all = append(all, err)
		}
	}
	if len(all) == 0 {
		all = nil
	}
	return all // want `a nil multi from all becomes a non-nil error`
}

type keyed[K comparable] struct{ key K }

func (k *keyed[K]) Error() string { return "no such key" }

func lookup[K comparable, V any](m map[K]V, k K) *keyed[K] {
	if _, ok := m[k]; ok {
		return nil
	}
	return &keyed[K]{key: k}
}

func generic(m map[string]int) error {
	return lookup(m, "a") // want `a nil \*keyed\[string\] from lookup\(\) becomes a non-nil error`
}

func genericToo[K comparable](m map[K]int, k K) error {
	var missing *keyed[K]
	if _, ok := m[k]; !ok {
		missing = &keyed[K]{k}
	}
	return missing // want `a nil \*keyed\[K\] from missing becomes a non-nil error`
}

func two(n int) (*failure, bool) {
	if n == 0 {
		return nil, true
	}
	return &failure{}, false
}

func wrongBranch(n int) error {
	f, ok := two(n)
	if ok {
		return f // want `a nil \*failure from f becomes a non-nil error`
	}
	return nil
}

func notExtracted(err error) error {
	var f *failure
	if !errors.As(err, &f) {
		println("another error")
	}
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func notAsserted(err error) error {
	f, _ := err.(*failure)
	return f // want `a nil \*failure from f becomes a non-nil error`
}

func spelledOut() error {
	return (*failure)(nil) // want `a nil \*failure from \(\*failure\)\(nil\) becomes a non-nil error`
}

func functionValue(n int) error {
	find := validate
	return find(n) // want `a nil \*failure from find\(\) becomes a non-nil error`
}

type finder interface{ find(n int) *failure }

type strict struct{}

func (strict) find(n int) *failure { return validate(n) }

func throughInterface(n int) error {
	var f finder = strict{}
	return f.find(n) // want `a nil \*failure from f.find\(\) becomes a non-nil error`
}

// The caller asks whether it got one.
type drain interface{ pull() int }

type spout struct{ items []int }

func newSpout(size int) *spout {
	if size <= 0 {
		return nil
	}
	return &spout{make([]int, size)}
}

func (s *spout) pull() int { return s.items[0] }

func newDrain(size int) drain {
	return newSpout(size) // want `a nil \*spout from newSpout\(\) becomes a non-nil drain`
}

func pullOne(size int) int {
	if d := newDrain(size); d != nil {
		return d.pull()
	}
	return 0
}
