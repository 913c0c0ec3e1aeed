package errbefore

import (
	"os"
	"testing"
)

// The test fails either way.
func TestSize(t *testing.T) {
	fi, err := os.Stat("good_test.go")
	size := fi.Size()
	if err != nil || size == 0 {
		t.Fatal(size, err)
	}
}
