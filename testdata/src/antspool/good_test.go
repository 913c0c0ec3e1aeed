package antspool

import (
	"sync"
	"testing"

	"github.com/panjf2000/ants/v2"
)

// The pool blocks, and a test that waits for ever fails.
func TestEach(t *testing.T) {
	p, _ := ants.NewPool(4)
	defer p.Release()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		_ = p.Submit(func() { wg.Done() })
	}
	wg.Wait()
}
