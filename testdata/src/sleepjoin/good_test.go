package sleepjoin

import (
	"net"
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
