package ifacecompare

import (
	"errors"
	"time"
)

func changed(old, new any) bool {
	return old != new // want `this comparison panics: both sides may hold a \[\]int, which cannot be compared`
}

func poll() bool { return changed([]int{1}, []int{2}) }

func direct() bool {
	var a any = map[string]int{}
	var b any = map[string]int{}
	return a == b // want `this comparison panics: both sides may hold a map\[string\]int`
}

type batch struct{ items []string }

func (b batch) Error() string { return "batch" }

func first() error { return nil }

func sameError(a, b error) bool {
	return a == b // want `this comparison panics: both sides may hold a batch`
}

func batches() bool { return sameError(batch{}, batch{}) || sameError(errors.New("x"), nil) }

type cell struct{ old any }

func (c *cell) fill(xs []string) { c.old = xs }

func (c *cell) update(v any) bool {
	if c.old == v { // want `this comparison panics: both sides may hold a \[\]string`
		return false
	}
	return true
}

func updates(c *cell) bool { return c.update([]string{"a"}) }

func bySwitch(v, w any) int {
	switch v {
	case w: // want `this comparison panics: both sides may hold a func\(\)`
		return 1
	}
	return 0
}

func switches() int { return bySwitch(func() {}, func() {}) }

func sameInstant(a, b time.Time) bool {
	return a == b // want `== also compares the locations and monotonic clocks of the times: use Equal`
}

type event struct{ at time.Time }

func (e *event) moved(t time.Time) bool {
	return e.at != t // want `== also compares the locations and monotonic clocks`
}

func sincePoll(last time.Time) bool {
	return func() bool { return last == time.Now() }() // want `== also compares the locations and monotonic clocks`
}

type pair struct {
	left, right any
	n           int
}

func slicePair() *pair { return &pair{left: []int{1}, right: []int{1}} }

func (p *pair) even() bool {
	return p.left == p.right // want `this comparison panics: both sides may hold a \[\]int`
}

func oneTested(a, b any) bool {
	if a == nil {
		return b == nil
	}
	return a == b // want `this comparison panics: both sides may hold a \[\]byte, which cannot be compared`
}

var _ = oneTested([]byte("a"), []byte("b"))
