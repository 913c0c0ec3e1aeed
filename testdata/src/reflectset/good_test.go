package reflectset

import (
	"reflect"
	"testing"
)

func shouldPanic(t *testing.T, f func()) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	f()
}

// The panic is what the test is about.
func TestBytes(t *testing.T) {
	shouldPanic(t, func() { reflect.ValueOf(0).Bytes() })
}
