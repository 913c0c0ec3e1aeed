package maprace

import (
	"net/http"
	"sync"
)

func locked(n int) map[int]int {
	m := make(map[int]int)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { mu.Lock(); m[i] = i * i; mu.Unlock() })
	}
	wg.Wait()
	return m
}

func deferredUnlock(keys []string) {
	m := map[string]int{}
	var mu sync.RWMutex
	for _, key := range keys {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			m[key]++
		}()
		go func() {
			mu.RLock()
			defer mu.RUnlock()
			_ = m[key]
		}()
	}
}

func joined() int {
	m := map[string]int{}
	var wg sync.WaitGroup
	wg.Go(func() { m["a"] = 1 })
	wg.Wait()
	m["b"] = 2
	return len(m)
}

func ownedByOne(jobs chan string) map[string]int {
	m := map[string]int{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for job := range jobs {
			m[job]++
		}
	}()
	<-done
	return m
}

func mapOfTheIteration(n int) {
	for i := range n {
		m := map[int]int{}
		go func() { m[i] = i }()
	}
}

func onlyReads(m map[string]int, keys []string) {
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Go(func() { _ = m[key] })
	}
	wg.Wait()
}

func token(keys []string) {
	m := map[string]int{}
	sem := make(chan struct{}, 1)
	for _, key := range keys {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			m[key]++
		}()
	}
}

func once(n int) {
	var m map[string]int
	var init sync.Once
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			init.Do(func() {
				m = map[string]int{}
				m["a"] = 1
			})
		})
	}
	wg.Wait()
}

type shard struct {
	mu sync.Mutex
	m  map[string]int
}

func shards(list []*shard, keys []string) {
	for i, key := range keys {
		s := list[i%len(list)]
		go func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.m[key]++
		}()
	}
}

func perGoroutine(parts [][]string) []map[string]int {
	out := make([]map[string]int, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		out[i] = map[string]int{}
		wg.Go(func() {
			for _, p := range part {
				out[i][p]++
			}
		})
	}
	wg.Wait()
	return out
}

func lockedHandler() {
	var mu sync.Mutex
	visits := map[string]int{}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		visits[r.URL.Path]++
		mu.Unlock()
	})
}

func reduce(parts []string) map[string]int {
	results := make(chan map[string]int)
	for _, part := range parts {
		go func() {
			m := map[string]int{}
			m[part]++
			results <- m
		}()
	}
	all := map[string]int{}
	for range parts {
		for k, v := range <-results {
			all[k] += v
		}
	}
	return all
}

func syncMap(keys []string) {
	var m sync.Map
	for _, key := range keys {
		go func() { m.Store(key, 1) }()
	}
}
