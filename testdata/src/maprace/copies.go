package maprace

import (
	"maps"
	"sync"
)

// tally is passed by value: the copy has the map of the original.
type tally struct {
	counts map[string]int
	total  int
}

func (t tally) fill() { t.counts["a"]++ } // want `map t.counts is written while the goroutine started here may access it`

func byValueReceiver() int {
	t := tally{counts: map[string]int{}}
	go t.fill()
	return len(t.counts)
}

func byValueArgument(key string) int {
	t := tally{counts: map[string]int{}}
	go func(t tally) { t.counts[key]++ }(t) // want `map t.counts is written while the goroutine started here may access it`
	return t.counts[key]
}

func byValueWorkers(n int, t tally) {
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go count(t, &wg)
	}
	wg.Wait()
}

func count(t tally, wg *sync.WaitGroup) {
	defer wg.Done()
	t.counts["a"]++ // want `map t.counts is written by several goroutines at once`
}

func assigned(key string) int {
	t := tally{counts: map[string]int{}}
	copied := t
	go func() { copied.counts[key] = 1 }() // want `map copied.counts is written while the goroutine started here may access it`
	return t.counts[key]
}

func throughPointer(t *tally, key string) int {
	copied := *t
	go func() { copied.counts[key] = 1 }() // want `map copied.counts is written`
	return t.counts[key]
}

func copiedArray(key string) int {
	all := [2]map[string]int{{}, {}}
	copied := all
	go func() { copied[0][key] = 1 }() // want `is written while the goroutine started here may access it`
	return all[0][key]
}

// counter has the map that it is made with.
type counter struct{ seen map[string]bool }

func (c *counter) run() { c.seen["a"] = true } // want `map c.seen is written while the goroutine started here may access it`

func newCounter(seen map[string]bool) *counter { return &counter{seen: seen} }

func madeWith() int {
	seen := map[string]bool{}
	c := newCounter(seen)
	go c.run()
	return len(seen)
}

// lockedCounter has a lock of its own for a map that is not.
type lockedCounter struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (c *lockedCounter) run() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen["a"] = true // want `map c.seen is written by several goroutines at once`
}

func ownLocks(n int) {
	seen := map[string]bool{}
	for range n {
		c := &lockedCounter{seen: seen}
		go c.run()
	}
}

func copiedLock(c lockedCounter, n int) {
	for range n {
		go func(c lockedCounter) {
			c.mu.Lock()
			c.seen["a"] = true // want `map c.seen is written by several goroutines at once`
			c.mu.Unlock()
		}(c)
	}
}

// sharedLock points to the lock of the map.
type sharedLock struct {
	mu   *sync.Mutex
	seen map[string]bool
}

func (c *sharedLock) run() { c.mu.Lock(); c.seen["a"] = true; c.mu.Unlock() }
func (c sharedLock) copy() { c.mu.Lock(); c.seen["a"] = true; c.mu.Unlock() }

func sharedLocks(n int) int {
	var mu sync.Mutex
	seen := map[string]bool{}
	for range n {
		c := &sharedLock{mu: &mu, seen: seen}
		go c.run()
	}
	go sharedLock{&mu, seen}.copy()
	mu.Lock()
	defer mu.Unlock()
	return len(seen)
}

func cloned(key string) int {
	t := tally{counts: map[string]int{}}
	copied := t
	copied.counts = maps.Clone(t.counts)
	go func() { copied.counts[key] = 1 }()
	return t.counts[key]
}

func madeAnew(t tally, key string) int {
	copied := t
	copied.counts = make(map[string]int)
	go func(t tally) { t.counts[key] = 1 }(copied)
	return t.counts[key]
}

func clonedInside(t tally, key string) int {
	go func(t tally) {
		t.counts = maps.Clone(t.counts)
		t.counts[key] = 1
	}(t)
	return t.counts[key]
}

func madeAnewBehind(t tally, key string) {
	go func(t tally) { t.counts[key] = 1 }(t)
	t.counts = map[string]int{}
	t.counts[key] = 1
}

func copiesOfElements(all []tally) {
	for _, t := range all {
		go func(t tally) { t.counts["b"]++ }(t)
	}
}

func readsCopies(t tally, n int) {
	for range n {
		go func(t tally) {
			t.total++
			_ = t.counts["a"]
		}(t)
	}
}

func copyJoined(t tally) int {
	var wg sync.WaitGroup
	wg.Add(1)
	go func(t tally) {
		defer wg.Done()
		t.counts["c"]++
	}(t)
	wg.Wait()
	return t.counts["c"]
}

// resetCounter gets a map of its own later.
type resetCounter struct{ seen map[string]bool }

func (c *resetCounter) reset() { c.seen = map[string]bool{} }
func (c *resetCounter) run()   { c.seen["a"] = true }

func resetBefore() int {
	seen := map[string]bool{}
	c := &resetCounter{seen: seen}
	c.reset()
	go c.run()
	return len(seen)
}

// batch is flushed with the map that it had.
type batch struct {
	mu  sync.Mutex
	cur tally
}

func (b *batch) flush() {
	b.mu.Lock()
	old := b.cur
	b.cur = tally{counts: map[string]int{}}
	b.mu.Unlock()
	go func() { clear(old.counts) }()
	b.mu.Lock()
	b.cur.counts["a"]++
	b.mu.Unlock()
}
