package testinggoroutine

import (
	"sync"
	"testing"
	"time"
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

// within sees f end, also by Fatal: the signal is deferred.
func within(t *testing.T, limit time.Duration, f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(limit):
		t.Fatal("too slow")
	}
}

func TestWatched(t *testing.T) {
	within(t, time.Second, func() {
		if _, err := load("k"); err != nil {
			t.Fatal(err)
		}
		require(t, true)
	})
}

// The test itself starts the client; killing it does not run the runner.
func TestRunner(t *testing.T) {
	defer cleanUp()
	c := manage(&client{runner: func() error {
		if _, err := load("k"); err != nil {
			t.Fatal(err)
		}
		return nil
	}})
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
}

func TestOtherRunner(t *testing.T) {
	c := manage(&client{runner: func() error { return nil }})
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
}

// The pool of this test is used by its own goroutine.
func TestPool(t *testing.T) {
	p := &pool{make: func() string {
		if _, err := load("k"); err != nil {
			t.Fatal(err)
		}
		return ""
	}}
	p.acquire()
}

// That of this one, in another goroutine, is another pool.
func TestOtherPool(t *testing.T) {
	p := &pool{make: func() string { return "" }}
	done := make(chan struct{})
	go func() {
		p.acquire()
		close(done)
	}()
	<-done
}

// The constructor calls the function; nothing here makes it do so later.
func TestCluster(t *testing.T) {
	c := newCluster(func(addr string) string {
		if addr == "" {
			t.Fatal("no address")
		}
		return addr
	})
	_ = c
}
