package typednil

import "errors"

type rowError struct{ row int }

func (e *rowError) Error() string { return "row" }

type outcome struct {
	rows int
	err  *rowError
}

func (o *outcome) Err() error { return o.err } // want `a nil \*rowError from o.err becomes a non-nil error`

func scan(bad bool) *outcome {
	if !bad {
		return &outcome{rows: 1}
	}
	return &outcome{err: &rowError{2}}
}

type batch struct{ failed *rowError }

func (b batch) Failed() error { return b.failed } // want `a nil \*rowError from b.failed becomes a non-nil error`

func newBatch(n int) batch {
	if n == 0 {
		return batch{}
	}
	return batch{failed: &rowError{n}}
}

type collected struct{ rows []int }

func (c *collected) Error() string { return "collected" }

func (c *collected) add(row int) *collected {
	if c == nil {
		c = &collected{}
	}
	c.rows = append(c.rows, row)
	return c
}

func collectRows(rows map[int]bool) error {
	var all *collected
	for row, ok := range rows {
		if !ok {
			all = all.add(row)
		}
	}
	return all // want `a nil \*collected from all becomes a non-nil error`
}

// The rest is right.

type checkedOutcome struct{ err *rowError }

func (o *checkedOutcome) Err() error {
	if o.err == nil {
		return nil
	}
	return o.err
}

func checkedScan() *checkedOutcome { return &checkedOutcome{} }

type alwaysSet struct{ err *rowError }

func (a *alwaysSet) Err() error { return a.err }

func newAlwaysSet() *alwaysSet { return &alwaysSet{err: &rowError{1}} }

type filledLater struct{ err *rowError }

func (f *filledLater) Err() error { return f.err }

func (f *filledLater) fill() { f.err = &rowError{3} }

func newFilledLater() *filledLater {
	f := &filledLater{}
	f.fill()
	return f
}

type union struct {
	kind int
	err  *rowError
}

func (u *union) Err() error {
	if u.kind == 1 {
		return u.err
	}
	return errors.New("other")
}

func newUnion(kind int) *union {
	if kind == 1 {
		return &union{kind: 1, err: &rowError{4}}
	}
	return &union{kind: kind}
}

type problems []string

func (p problems) Error() string { return "problems" }

func print(err error) {
	if list, ok := err.(problems); ok {
		println(len(list))
	} else if err != nil {
		println(err.Error())
	}
}

func prints(rows map[int]bool) {
	var list problems
	for _, ok := range rows {
		if !ok {
			list = append(list, "bad")
		}
	}
	print(list)
}
