package ifacecompare

import (
	"testing"
	"time"
)

// A test that compares too much fails.
func TestTimes(t *testing.T) {
	want := time.Unix(1, 0).UTC()
	if got := time.Unix(1, 0).UTC(); got != want {
		t.Error(got)
	}
}

// A test of the panic itself.
func TestSamePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	sameOnlyInTests([]byte("a"), []byte("a"))
}
