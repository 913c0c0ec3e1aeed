package testinggoroutine

import "testing"

type store struct{ n int }

func (s *store) view(f func(n int) error) error { return s.managed(f) }

func (s *store) managed(f func(n int) error) error { return f(s.n) }

// It runs in the goroutine of the test, whoever else views something in another.
func TestView(t *testing.T) {
	s := new(store)
	s.view(func(n int) error {
		if n != 0 {
			t.Fatal("not zero")
		}
		return nil
	})
}

func TestViewElsewhere(t *testing.T) {
	s := new(store)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.view(func(n int) error { return nil })
	}()
	<-done
}

func TestViewInGoroutine(t *testing.T) {
	s := new(store)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.view(func(n int) error {
			if n != 0 {
				t.Fatal("not zero") // want `call to \(\*testing\.T\)\.Fatal from a non-test goroutine`
			}
			return nil
		})
	}()
	<-done
}
