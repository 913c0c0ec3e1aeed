package loopcapture

import (
	"context"
	"sync"
	"testing"
)

type job struct{ name string }

func use(...any) {}

func outside(lines <-chan string) {
	var j job
	for s := range lines {
		j = job{name: s}
		go func() { use(j.name) }() // want `j.name is assigned again while the goroutine of the previous iteration still uses it|j is assigned again while`
	}
}

func counter(n int) {
	i := 0
	for i < n {
		go func() { use(i) }() // want `i is assigned again while the goroutine of the previous iteration still uses it`
		i++
	}
}

func group(names []string) {
	var wg sync.WaitGroup
	var name string
	for _, name = range names {
		wg.Go(func() { use(name) }) // want `name is assigned again while the goroutine`
	}
	wg.Wait()
}

func pointer(jobs []job) {
	var p *job
	for i := range jobs {
		p = &jobs[i]
		go func() {
			use(p) // want `p is assigned again while the goroutine`
		}()
	}
}

func method(ctx context.Context, names []string) {
	var err error
	for _, name := range names {
		_, err = lookup(name)
		go func() {
			use(ctx, err) // want `err is assigned again while the goroutine`
		}()
	}
}

func lookup(name string) (int, error) { return len(name), nil }

func subtest(t *testing.T, names []string) {
	var current string
	for _, name := range names {
		current = name
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			use(current) // want `the parallel subtest uses current, which all iterations share: it may see the value of a later one`
		})
	}
}
