package typednil

import "errors"

type fault struct{ code int }

func (f *fault) Error() string { return "fault" }

// The deferred function writes what the body has left nil.
func deferredWrite(n int) (err error) {
	var f *fault
	defer func() {
		err = f // want `a nil \*fault from f becomes a non-nil error`
	}()
	if n > 0 {
		f = &fault{n}
	}
	return nil
}

func deferredTest(n int) (err error) {
	var f *fault
	defer func() {
		if f != nil {
			err = f
		}
	}()
	if n > 0 {
		f = &fault{n}
	}
	return nil
}

func deferredAlwaysSet(n int) (err error) {
	f := &fault{n}
	defer func() {
		err = f
	}()
	return nil
}

type machine struct {
	last  *fault
	fatal *fault
}

// Nothing ever sets the field.
func (m *machine) Err() error {
	return m.last // want `a nil \*fault from m.last becomes a non-nil error`
}

func (m *machine) fail() { m.fatal = &fault{1} }

func (m *machine) Fatal() error {
	if m.fatal == nil {
		return nil
	}
	return m.fatal
}

type shape interface{ Area() int }
type square struct{ side int }

func (s *square) Area() int { return s.side * s.side }

var shapes = map[string]*square{"a": {1}, "b": {2}}

// The caller may ask for any name.
func byName(name string) shape {
	return shapes[name] // want `a nil \*square from shapes\[name\] becomes a non-nil shape`
}

func byNameOk(name string) shape {
	if s, ok := shapes[name]; ok {
		return s
	}
	return nil
}

// The key is put in on the spot.
func interned(m map[string]*square, name string) shape {
	m[name] = &square{len(name)}
	return m[name]
}

// The table has all of them.
func known() shape { return shapes["a"] }

func appended(n int) (errs []error) {
	var f *fault
	if n > 3 {
		f = &fault{n}
	}
	return append(errs, f) // want `a nil \*fault from f becomes a non-nil error`
}

func target(err error) error {
	var f *fault
	errors.As(err, &f)
	return f // want `a nil \*fault from f becomes a non-nil error`
}

func targetChecked(err error) error {
	var f *fault
	if !errors.As(err, &f) {
		return nil
	}
	return f
}

type tree struct{ left *tree }

func (t *tree) Depth() int { return 1 + t.left.Depth() }

type deep interface{ Depth() int }

// The parameter is tested in memory, as a closure captures it.
func clone(t *tree) *tree {
	if t == nil {
		return nil
	}
	get := func() *tree { return t.left }
	return &tree{clone(get())}
}

func cloned(d deep) deep {
	switch t := d.(type) {
	case *tree:
		return clone(t)
	}
	return d
}
