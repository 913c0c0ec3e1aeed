package deferloop

import (
	"context"
	"io"
	"iter"
	"net/http"
	"os"
	"sync"
	"time"
)

func files(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close() // want `deferred in a loop: f.Close runs when the function returns, not after each iteration`
		io.ReadAll(f)
	}
	return nil
}

func bodies(urls []string) {
	for i := 0; i < len(urls); i++ {
		resp, err := http.Get(urls[i])
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want `deferred in a loop: resp.Body.Close runs when the function returns`
	}
}

func literal(paths []string) {
	for _, path := range paths {
		f, err := os.Create(path)
		if err != nil {
			return
		}
		defer func() { // want `deferred in a loop: it runs when the function returns`
			f.Close()
		}()
	}
}

func endless(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		jctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want `deferred in a loop: cancel runs when the function returns`
		handle(jctx, job)
	}
}

func handle(ctx context.Context, job string) {}

type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) add(keys []string) {
	for _, k := range keys {
		c.mu.Lock()
		defer c.mu.Unlock() // want `the lock is held until the function returns: the next iteration blocks on it`
		c.n[k]++
	}
}

func inLiteral(paths []string) func() {
	return func() {
		for _, path := range paths {
			f, err := os.Open(path)
			if err != nil {
				return
			}
			defer f.Close() // want `deferred in a loop: f.Close runs when the function returns`
		}
	}
}

func conditional(paths []string, keep bool) {
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return
		}
		if !keep {
			defer f.Close() // want `deferred in a loop: f.Close runs when the function returns`
		}
	}
}

func byGoto(next func() io.Closer) {
	n := 0
	for {
		c := next()
		defer c.Close() // want `deferred in a loop: c.Close runs when the function returns`
		if n++; n > 100 {
			break
		}
	}
}

func generic[T io.Closer](open func(int) T, n int) {
	for i := range n {
		c := open(i)
		defer c.Close() // want `deferred in a loop: c.Close runs when the function returns`
	}
}

func retried(c *http.Client, req *http.Request) ([]byte, error) {
	tries := 0
again:
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() // want `deferred in a loop: resp.Body.Close runs when the function returns, not after each iteration`
	if resp.StatusCode == http.StatusServiceUnavailable && tries < 5 {
		tries++
		goto again
	}
	return io.ReadAll(resp.Body)
}

func overIterator(paths iter.Seq[string], use func(*os.File)) error {
	for path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close() // want `deferred in a loop: f.Close runs when the function returns, not after each iteration`
		use(f)
	}
	return nil
}

func cancelledInLiteral(ctx context.Context, urls []string, get func(context.Context, string)) {
	for _, url := range urls {
		sub, cancel := context.WithTimeout(ctx, time.Second)
		defer func() { cancel() }() // want `deferred in a loop: it runs when the function returns, not after each iteration`
		get(sub, url)
	}
}

func temporary(names []string, use func(string)) {
	for _, name := range names {
		defer func() { os.RemoveAll(name) }() // want `deferred in a loop: it runs when the function returns, not after each iteration`
		use(name)
	}
}

func nothingCaptured(n int) {
	for range n {
		defer func() { os.Remove("pid") }() // want `deferred in a loop: it runs when the function returns, not after each iteration`
	}
}
