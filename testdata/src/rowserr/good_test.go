package rowserr

import (
	"bufio"
	"os"
	"testing"
)

// Too few lines fail the test.
func TestLines(t *testing.T) {
	f, err := os.Open("good_test.go")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
	}
	if n < 5 {
		t.Error(n)
	}
}
