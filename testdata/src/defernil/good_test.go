package defernil

import "testing"

func TestNil(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	var f func()
	defer f()
}
