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
