package wgcount

import (
	"sync"
	"testing"
)

// How often the debouncer calls is what the test is about.
func TestDebounce(t *testing.T) {
	wg := &sync.WaitGroup{}
	wg.Add(1)
	seen := 0
	d := newDebouncer(func(events []string) {
		defer wg.Done()
		seen += len(events)
	})
	defer close(d.quit)
	wg.Wait()
	if seen != 0 {
		t.Error(seen)
	}
}
