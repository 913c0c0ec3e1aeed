package maprace

import (
	"encoding/json"
	"maps"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

func squares(n int) map[int]int {
	m := make(map[int]int)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { m[i] = i * i }) // want `map m is written by several goroutines at once, a fatal error that recover cannot catch`
	}
	wg.Wait()
	return m
}

func literal(n int) {
	seen := map[int]bool{}
	for i := 0; i < n; i++ {
		go func(i int) { seen[i] = true }(i) // want `map seen is written by several goroutines at once`
	}
}

func errGroup(keys []string) error {
	lengths := make(map[string]int)
	var g errgroup.Group
	for _, key := range keys {
		g.Go(func() error {
			lengths[key] = len(key) // want `map lengths is written by several goroutines at once`
			return nil
		})
	}
	return g.Wait()
}

func parentReads() int {
	m := make(map[string]int)
	go func() { m["a"] = 1 }() // want `map m is written while the goroutine started here may access it`
	return m["a"]
}

func parentWrites(done chan bool) {
	m := make(map[string]int)
	go func() {
		for k := range m {
			_ = k
		}
		done <- true
	}()
	m["a"] = 1 // want `map m is written while the goroutine started here may access it`
	<-done
}

func deletes(n int) {
	m := map[int]int{}
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			delete(m, i) // want `map m is written by several goroutines at once`
		}()
	}
	wg.Wait()
}

func cleared() {
	m := map[int]int{}
	go func() { clear(m) }() // want `map m is written while the goroutine started here may access it`
	_ = len(m)
}

func readersAndWriter(n int) {
	m := map[int]int{}
	var wg sync.WaitGroup
	wg.Go(func() { m[1]++ }) // want `map m is written in one goroutine while another may access it`
	wg.Go(func() { _ = m[1] })
	wg.Wait()
}

func copied(parts []map[string]int) map[string]int {
	all := make(map[string]int)
	var wg sync.WaitGroup
	for _, part := range parts {
		wg.Go(func() { maps.Copy(all, part) }) // want `map all is written by several goroutines at once`
	}
	wg.Wait()
	return all
}

func encoded() ([]byte, error) {
	m := map[string]int{}
	go func() { m["a"] = 1 }() // want `map m is written while the goroutine started here may access it`
	return json.Marshal(m)
}

func underReadLock(n int) {
	m := map[int]int{}
	var mu sync.RWMutex
	for i := range n {
		go func() {
			mu.RLock()
			m[i] = i // want `map m is written by several goroutines at once`
			mu.RUnlock()
		}()
	}
}

func handler() {
	visits := map[string]int{}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		visits[r.URL.Path]++ // want `map visits is written by several goroutines at once`
	})
}

func parameter(m map[string]int, keys []string) {
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() { put(m, key) })
	}
	wg.Wait()
}

func put(m map[string]int, key string) {
	m[key] = len(key) // want `map m is written by several goroutines at once`
}

type index struct {
	byName map[string]int
}

func (x *index) add(name string) {
	x.byName[name]++ // want `map x.byName is written by several goroutines at once`
}

func (x *index) build(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			x.add(name)
		}()
	}
	wg.Wait()
}

func (x *index) buildByMethod(names []string) {
	for _, name := range names {
		go x.put(name)
	}
}

func (x *index) put(name string) {
	x.byName[name] = 1 // want `map x.byName is written by several goroutines at once`
}

var registry = map[string]int{}

func register(names []string) {
	for _, name := range names {
		go func() { registry[name] = 1 }() // want `map registry is written by several goroutines at once`
	}
}

func generic[K comparable](keys []K) map[K]bool {
	set := make(map[K]bool)
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() { set[key] = true }) // want `map set is written by several goroutines at once`
	}
	wg.Wait()
	return set
}

func onOnePath(names []string, wait bool) int {
	m := map[string]int{}
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, name := range names {
			m[name]++ // want `map m is written while the goroutine started here may access it`
		}
	})
	if wait {
		wg.Wait()
	}
	return len(m)
}

func insideStruct(names []string) {
	type state struct{ counts map[string]int }
	st := state{counts: map[string]int{}}
	for _, name := range names {
		go func() { st.counts[name]++ }() // want `map st.counts is written by several goroutines at once`
	}
}

func inner(keys []string) {
	m := map[string]map[string]int{"a": {}}
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() { m["a"][key]++ }) // want `is written by several goroutines at once`
	}
	wg.Wait()
}
