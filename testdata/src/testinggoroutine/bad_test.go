package testinggoroutine

import (
	"errors"
	"sync"
	"testing"
	"time"
)

func load(key string) (int, error) { return 0, errors.New(key) }

func TestLiteral(t *testing.T) {
	go func() {
		if _, err := load("k"); err != nil {
			t.Fatal(err) // want `call to \(\*testing.T\).Fatal from a non-test goroutine`
		}
	}()
}

func TestGroup(t *testing.T) {
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := load("k"); err != nil {
			t.Fatalf("load: %v", err) // want `Fatalf ends the goroutine it is called in, not the test`
		}
	})
	wg.Wait()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestHelper(t *testing.T) {
	done := make(chan bool)
	go func() {
		defer close(done)
		_, err := load("k")
		check(t, err) // want `check calls Fatal, which ends this goroutine, not the test`
	}()
	<-done
}

type suite struct{ t *testing.T }

func (s *suite) run() {
	s.t.FailNow() // want `FailNow ends the goroutine it is called in, not the test`
}

func TestMethod(t *testing.T) {
	s := &suite{t}
	go s.run()
}

func TestTimer(t *testing.T) {
	timer := time.AfterFunc(time.Second, func() {
		t.Fatal("too slow") // want `Fatal ends the goroutine it is called in, not the test`
	})
	defer timer.Stop()
}

func skips(tb testing.TB) {
	tb.Skip("later")
}

func TestSkip(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		skips(t) // want `skips calls Skip, which ends this goroutine, not the test`
	}()
	wg.Wait()
}

func loadOrFail(t *testing.T) int {
	n, err := load("k")
	check(t, err)
	return n
}

func TestHelperOfHelper(t *testing.T) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		ch <- loadOrFail(t) // want `loadOrFail calls Fatal, which ends this goroutine, not the test`
	}()
	check(t, nil)
	<-ch
}

func TestHelperAgain(t *testing.T) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		loadOrFail(t) // the finding above names this place as well
	}()
	<-ch
}

// unwatched waits for ever when f ends by Fatal.
func unwatched(f func()) {
	done := make(chan struct{})
	go func() {
		f() // want `this calls Fatal, which ends this goroutine, not the test`
		close(done)
	}()
	<-done
}

func TestUnwatched(t *testing.T) {
	unwatched(func() {
		if _, err := load("k"); err != nil {
			t.Fatal(err) // want `Fatal ends the goroutine it is called in, not the test`
		}
	})
}

// started does not wait for f.
func started(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f() // want `this calls Fatal, which ends this goroutine, not the test`
	}()
}

func TestStarted(t *testing.T) {
	started(func() {
		if _, err := load("k"); err != nil {
			t.Fatal(err) // want `Fatal ends the goroutine it is called in, not the test`
		}
	})
}

func TestServed(t *testing.T) {
	requests := make(chan string)
	s := &server{handle: func(r string) {
		if r != "a" {
			t.Fatal("not a") // want `Fatal ends the goroutine it is called in, not the test`
		}
	}}
	s.serve(requests)
	requests <- "a"
}

func TestServedOther(t *testing.T) {
	s := &server{handle: func(r string) {}}
	s.serve(make(chan string))
}
