package testinggoroutine

import (
	"sync"
	"testing"
)

func TestError(t *testing.T) {
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := load("k"); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
}

func TestSent(t *testing.T) {
	errc := make(chan error, 1)
	go func() { _, err := load("k"); errc <- err }()
	if err := <-errc; err != nil {
		t.Fatal(err)
	}
}

func TestSubtest(t *testing.T) {
	for range 3 {
		t.Run("sub", func(t *testing.T) {
			t.Parallel()
			t.Fatal("in its own goroutine")
		})
	}
}

func require(t *testing.T, ok bool) {
	if !ok {
		t.Fatal("not ok")
	}
}

func TestHelperInTest(t *testing.T) {
	require(t, true)
}
