package pooluse

import (
	"sync"
	"testing"
)

// What costs an allocation is of no matter in a test.
func TestPool(t *testing.T) {
	var p sync.Pool
	p.Put("a")
	p.Put(42)
	if p.Get() == nil {
		t.Log("empty")
	}
}

func require(t *testing.T, ok bool) {
	if !ok {
		t.Fail()
	}
}

// A test looks whether the pool has cleared what it got.
func TestCleared(t *testing.T) {
	b := takeSized()
	b.data = append(b.data, "a")
	giveSized(b)
	require(t, len(b.data) == 0)
	for i := range b.data {
		require(t, b.data[i] == "")
	}
}

type sized struct{ data []string }

var sizedPool = sync.Pool{New: func() any { return new(sized) }}

func takeSized() *sized { return sizedPool.Get().(*sized) }

func giveSized(s *sized) {
	clear(s.data)
	s.data = s.data[:0]
	sizedPool.Put(s)
}
