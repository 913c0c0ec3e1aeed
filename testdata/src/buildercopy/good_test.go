package buildercopy

import (
	"strings"
	"testing"
)

func TestCopy(t *testing.T) {
	panics := func() (did bool) {
		defer func() { did = recover() != nil }()
		var a strings.Builder
		a.WriteByte('x')
		b := a
		b.WriteByte('y')
		return false
	}
	if !panics() {
		t.Error("no panic")
	}
}
