//go:build go1.21

package loopcapture

import (
	"sync"
	"testing"
)

func oldRange(jobs []job) {
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			use(j) // want `the goroutine uses j, which all iterations share: it may see the value of a later one`
		}()
	}
	wg.Wait()
}

func oldThreePart(n int) {
	for i := 0; i < n; i++ {
		go func() { use(i) }() // want `the goroutine uses i`
		use(i)
	}
}

func oldDefer(jobs []job) {
	for _, j := range jobs {
		defer func() { use(j) }() // want `the deferred function uses j`
	}
}

func oldStored(jobs []job) []func() {
	var fs []func()
	for _, j := range jobs {
		fs = append(fs, func() { use(j) }) // want `the stored function uses j`
	}
	return fs
}

func oldPointer(jobs []*job) {
	for _, j := range jobs {
		go func() { use(j.name) }() // want `the goroutine uses j`
	}
}

func oldSubtest(t *testing.T) {
	for _, tc := range []job{{"a"}, {"b"}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if tc.name == "" { // want `the parallel subtest uses tc`
				t.Fatal("empty")
			}
		})
	}
}

func oldArgument(jobs []job) {
	for _, j := range jobs {
		go func(j job) { use(j) }(j)
	}
}

func oldCopy(jobs []job) {
	for _, j := range jobs {
		j := j
		go func() { use(j) }()
	}
}

func oldJoined(jobs []job) {
	for _, j := range jobs {
		done := make(chan bool)
		go func() { use(j); close(done) }()
		<-done
	}
}

func oldCalled(jobs []job) {
	for _, j := range jobs {
		func() { use(j) }()
		func() {
			defer func() { use(j) }()
		}()
	}
}

func oldPlainSubtest(t *testing.T) {
	for _, tc := range []job{{"a"}, {"b"}} {
		t.Run(tc.name, func(t *testing.T) { use(tc) })
	}
}

func joinedInSubtest(t *testing.T) {
	for _, inserter := range []bool{true, false} {
		t.Run("", func(t *testing.T) {
			var wg sync.WaitGroup
			for i := 0; i < 3; i++ {
				wg.Add(1)
				go func(i int) {
					defer wg.Done()
					use(inserter, i)
				}(i)
			}
			wg.Wait()
		})
	}
}
