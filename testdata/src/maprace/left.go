package maprace

import (
	"iter"
	"sync"
)

// leave starts a goroutine that uses the map after it has returned.
func leave(counts map[int]int) {
	go func() { counts[1]++ }() // want `map counts is written while the goroutine started here may access it`
}

func afterLeft() int {
	counts := map[int]int{}
	leave(counts)
	counts[2]++
	return len(counts)
}

// tallyLeft is started for one map several times.
func tallyLeft(counts map[int]int) {
	go func() { counts[1]++ }() // want `map counts is written by several goroutines at once`
}

func tallies(n int) {
	counts := map[int]int{}
	for range n {
		tallyLeft(counts)
	}
}

type visitLog struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	seen map[string]int
}

func (v *visitLog) listen(in chan string) {
	go func() {
		for s := range in {
			v.seen[s]++ // want `map v\.seen is written while the goroutine started here may access it`
		}
	}()
}

func listened(in chan string) int {
	v := &visitLog{seen: map[string]int{}}
	v.listen(in)
	v.seen["x"] = 1
	return len(v.seen)
}

// The body of a loop over a function is a loop.
func indexed[K comparable, V any](keys iter.Seq[K], f func(K) V) map[K]V {
	out := make(map[K]V)
	var wg sync.WaitGroup
	for k := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := f(k)
			out[k] = v // want `map out is written by several goroutines at once`
		}()
	}
	wg.Wait()
	return out
}

func (v *visitLog) listenCounted(in chan string) {
	v.wg.Add(1)
	go func() {
		defer v.wg.Done()
		for s := range in {
			v.seen[s]++
		}
	}()
}

func listenedAndWaited(in chan string) int {
	v := &visitLog{seen: map[string]int{}}
	v.seen["x"] = 1
	v.listenCounted(in)
	close(in)
	v.wg.Wait()
	return v.seen["x"]
}

func (v *visitLog) listenLocked(in chan string) {
	go func() {
		for s := range in {
			v.mu.Lock()
			v.seen[s]++
			v.mu.Unlock()
		}
	}()
}

func listenedLocked(in chan string) int {
	v := &visitLog{seen: map[string]int{}}
	v.listenLocked(in)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.seen["x"] = 1
	return len(v.seen)
}

func leaveUntil(counts map[int]int, done chan struct{}) {
	go func() {
		counts[1] = 1
		close(done)
	}()
}

func leftUntil() int {
	counts, done := map[int]int{}, make(chan struct{})
	leaveUntil(counts, done)
	<-done
	return counts[1]
}

func leaveOwn(counts map[int]int) { go func() { counts[1]++ }() }

func eachItsOwn(n int) {
	for range n {
		leaveOwn(map[int]int{})
	}
}

func ownInLoop(keys iter.Seq[int]) {
	var wg sync.WaitGroup
	for k := range keys {
		counts := map[int]int{}
		wg.Go(func() { counts[k] = 1 })
	}
	wg.Wait()
}
