package capturerace

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestHandler(t *testing.T) {
	called := false
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { called = true })
	mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	if !called {
		t.Error("not called")
	}
}

func TestTally(t *testing.T) {
	var c tally
	go c.bump()
	c.bump()
}

// Only a test that has failed already restores the variable too early.

var greeting = "hello"

func TestGreeting(t *testing.T) {
	old := greeting
	defer func() { greeting = old }()
	done := make(chan struct{})
	go func() {
		defer close(done)
		if greeting == "" {
			panic("no greeting")
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		t.Error("timeout")
	}
}

// The test puts the variable back when it has slept.
func TestLinger(t *testing.T) {
	defer func(old time.Duration) { patience = old }(patience)
	patience = time.Millisecond
	go linger()
	time.Sleep(10 * time.Millisecond)
}
