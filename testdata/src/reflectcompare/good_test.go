package reflectcompare

import (
	"os"
	"reflect"
	"testing"
)

// A test means the very error, with what is in it.
func TestError(t *testing.T) {
	_, err := os.Stat("missing")
	want := &os.PathError{Op: "stat", Path: "missing", Err: os.ErrNotExist}
	if reflect.DeepEqual(err, error(want)) {
		t.Error(err)
	}
}
