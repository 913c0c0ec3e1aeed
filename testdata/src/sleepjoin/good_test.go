package sleepjoin

import (
	"net"
	"net/http"
	"testing"
	"time"
)

func startServer(t *testing.T, ln net.Listener) {
	t.Helper()
	go func() {
		if _, err := ln.Accept(); err != nil {
			t.Error(err)
		}
	}()
	time.Sleep(time.Millisecond)
}

// Being late fails nothing.
func TestShutdown(t *testing.T) {
	srv := &http.Server{Addr: "127.0.0.1:0"}
	go func() { srv.ListenAndServe() }()
	if err := srv.Close(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(10 * time.Millisecond)
}

func TestNeverFires(t *testing.T) {
	go func() {
		timer := time.AfterFunc(time.Hour, func() { t.Error("fired") })
		timer.Stop()
	}()
	time.Sleep(10 * time.Millisecond)
}
