package relock

import (
	"sync"
	"testing"
)

func TestBlocked(t *testing.T) {
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock()
		mu.Lock()
		close(done)
	}()
	mu.Unlock()
	<-done
}

func BenchmarkReaders(b *testing.B) {
	var rw sync.RWMutex
	for b.Loop() {
		rw.RLock()
		rw.RLock()
		rw.RUnlock()
		rw.RUnlock()
	}
}
