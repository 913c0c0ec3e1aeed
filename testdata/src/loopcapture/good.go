package loopcapture

import (
	"sync"
	"testing"
)

func newRange(jobs []job) {
	for _, j := range jobs {
		go func() { use(j) }()
		defer func() { use(j) }()
	}
	for i := 0; i < 3; i++ {
		go func() { use(i) }()
	}
}

func inside(lines <-chan string) {
	for s := range lines {
		j := job{name: s}
		go func() { use(j.name) }()
	}
}

func joinedEach(names []string) {
	var name string
	var wg sync.WaitGroup
	for _, name = range names {
		wg.Go(func() { use(name) })
		wg.Wait()
	}
}

func passed(names []string) {
	var name string
	for _, name = range names {
		go func(s string) { use(s) }(name)
	}
}

func locked(names []string) {
	var name string
	var mu sync.Mutex
	for _, s := range names {
		mu.Lock()
		name = s
		mu.Unlock()
		go func() {
			mu.Lock()
			use(name)
			mu.Unlock()
		}()
	}
}

func returnsAfterStart(names []string) {
	var found string
	for _, name := range names {
		found = name
		if name != "" {
			go func() { use(found) }()
			return
		}
	}
}

func assignedBefore(names []string) {
	limit := 3
	limit++
	for range names {
		go func() { use(limit) }()
	}
}

func table(t *testing.T) {
	for _, tc := range []job{{"a"}, {"b"}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			use(tc)
		})
	}
}
