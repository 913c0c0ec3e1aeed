package ifacecompare

import (
	"errors"
	"io"
)

type many struct{ errs []error }

func (m many) Error() string { return "many" }

func all(ok bool) error {
	if ok {
		return nil
	}
	return many{errs: []error{errors.New("x")}}
}

func stable() bool {
	return all(false) == all(false) // want `this comparison panics: both sides may hold a many`
}

func next(n int) (int, error) { return n, all(n == 0) }

func same(n int) bool {
	_, before := next(n)
	_, after := next(n + 1)
	return before == after // want `this comparison panics: both sides may hold a many`
}

func atEnd() bool { return all(true) == io.EOF }
