package lockbalance

import (
	"sync"
	"testing"
)

func mustBe(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestHelperOfInterfaceEnds(t *testing.T) {
	s := open()
	s.mu.Lock()
	if _, err := load("k"); err != nil {
		s.mu.Unlock()
		mustBe(t, err)
	}
	s.user = ""
	s.mu.Unlock()
}

func open() *store { return &store{} }

func TestFailedAlready(t *testing.T) {
	s := open()
	s.mu.Lock()
	if _, err := load("k"); err != nil {
		t.Errorf("load: %v", err)
		return
	}
	s.mu.Unlock()
}

func TestLeftLocked(t *testing.T) {
	var mu sync.Mutex
	n := 0
	go func() {
		mu.Lock()
		n++
		mu.Unlock()
	}()
	mu.Lock()
	if n > 1 {
		t.Error("twice")
	}
}

var misuse = []func(){
	func() { var mu sync.Mutex; mu.Lock(); mu.Unlock(); mu.Unlock() },
	func() { var mu sync.RWMutex; mu.RLock(); mu.Unlock() },
}

func TestScript(t *testing.T) {
	var s *store
	run := func(cmd string) string {
		if cmd == "open" {
			s = open()
		}
		s.mu.Lock()
		if cmd == "" {
			return "malformed"
		}
		s.mu.Unlock()
		return s.user
	}
	run("open")
}
