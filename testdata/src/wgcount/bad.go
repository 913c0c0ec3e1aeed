package wgcount

import (
	"errors"
	"sync"
)

type user struct{}

func use(...any) {}

func work() {}

func load(key string) (*user, error) { return nil, errors.New(key) }

func addInside(us []user) {
	var wg sync.WaitGroup
	for _, u := range us {
		go func() {
			wg.Add(1) // want `wg.Add is called in the goroutine it counts, so Wait may return before it`
			defer wg.Done()
			use(u)
		}()
	}
	wg.Wait()
}

func addInsideLater() {
	var wg sync.WaitGroup
	go func() {
		work()
		wg.Add(1) // want `wg.Add is called in the goroutine it counts`
		work()
		wg.Done()
	}()
	wg.Wait()
}

type pool struct{ wg sync.WaitGroup }

func (p *pool) worker() {
	p.wg.Add(1) // want `p.wg.Add is called in the goroutine it counts`
	defer p.wg.Done()
	work()
}

func (p *pool) run() {
	go p.worker()
	p.wg.Wait()
}

func skipped(keys []string, wg *sync.WaitGroup) {
	for _, k := range keys {
		wg.Add(1)
		go func() {
			if _, err := load(k); err != nil {
				return // want `this return skips wg.Done, so Wait blocks for ever`
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

func process(wg *sync.WaitGroup, key string) {
	u, err := load(key)
	if err != nil {
		return // want `this return skips wg.Done`
	}
	use(u)
	wg.Done()
}

func skippedInFunction(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		go process(&wg, k)
	}
	wg.Wait()
}

func skippedSlot(keys []string) {
	sem := make(chan struct{}, 4)
	for _, k := range keys {
		sem <- struct{}{}
		go func() {
			if _, err := load(k); err != nil {
				return // want `this return skips the receive from sem, so its slot is never given back`
			}
			<-sem
		}()
	}
}

func pair() {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() { defer wg.Done(); work() }()
	go func() { defer wg.Done(); work() }()
	wg.Wait() // want `wg.Wait blocks for ever: Add counts 3, but Done is called 2 times`
}

func negative() {
	var wg sync.WaitGroup
	wg.Add(1) // want `wg.Add counts 1, but Done is called 2 times: the counter goes negative and panics`
	go func() { defer wg.Done(); work() }()
	go func() { defer wg.Done(); work() }()
	wg.Wait()
}

func noDone() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { work() }()
	go finish(&wg)
	wg.Wait() // want `wg.Wait blocks for ever: Add counts 2, but Done is called once`
}

func finish(wg *sync.WaitGroup) { defer wg.Done(); work() }

func twiceCounted(us []user) {
	var wg sync.WaitGroup
	wg.Add(len(us))
	for range us {
		go func() { defer wg.Done(); work() }()
	}
	wg.Wait()
	var other sync.WaitGroup
	other.Add(5) // want `other.Add counts goroutines that the loop counts again, so Wait blocks for ever`
	for range us {
		other.Add(1)
		go func() { defer other.Done(); work() }()
	}
	other.Wait()
}

func wrongBound() {
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 9; i++ {
		go func() { defer wg.Done(); work() }()
	}
	wg.Wait() // want `wg.Wait blocks for ever: Add counts 10, but Done is called 9 times`
}

func notStarted(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1) // want `wg.Add counts a goroutine that is not started on every path, so Wait blocks for ever`
		if k == "" {
			continue
		}
		go func() { defer wg.Done(); use(k) }()
	}
	wg.Wait()
}

func doneInGo(us []user) {
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Go(func() {
			defer wg.Done() // want `wg.Done is called in a function of wg.Go, which calls it too: the counter goes negative and panics`
			use(u)
		})
	}
	wg.Wait()
}

func addBeforeGo() {
	var wg sync.WaitGroup
	wg.Add(1) // want `wg.Add before wg.Go counts the goroutine twice: Wait never returns`
	wg.Go(work)
	wg.Wait()
}

func closerFirst(keys []string) <-chan string {
	out := make(chan string)
	var wg sync.WaitGroup
	go func() {
		wg.Wait()
		close(out)
	}()
	for _, k := range keys {
		wg.Add(1) // want `wg.Add is called after the goroutine that waits was started, so Wait may return at once`
		go func() { defer wg.Done(); out <- k }()
	}
	return out
}

func twoForOne(us []user) {
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Add(2)
		go func() { defer wg.Done(); use(u) }()
	}
	wg.Wait() // want `wg.Wait blocks for ever: Add counts 2, but Done is called once`
}

func doneOnErrorToo(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done() // want `wg.Done may be called more often than Add has counted`
			if _, err := load(k); err != nil {
				wg.Done()
				return
			}
		}()
	}
	wg.Wait()
}

func loadAndDone(wg *sync.WaitGroup, k string) {
	defer wg.Done()
	load(k)
}

func doneByCallerToo(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done() // want `wg.Done may be called more often than Add has counted`
			loadAndDone(&wg, k)
		}()
	}
	wg.Wait()
}

type crew struct{ wg sync.WaitGroup }

func (c *crew) member(k string) {
	if k == "" {
		return // want `this return skips c.wg.Done, so Wait blocks for ever`
	}
	defer c.wg.Done()
	load(k)
}

func (c *crew) all(keys []string) {
	for _, k := range keys {
		c.wg.Add(1)
		go c.member(k)
	}
	c.wg.Wait()
}

func slotKept(keys []string) {
	sem := make(chan struct{}, 3)
	for _, k := range keys {
		sem <- struct{}{} // want `this slot of sem is not given back on every path, so the send blocks for ever in the end`
		if k == "" {
			continue
		}
		go func() {
			defer func() { <-sem }()
			load(k)
		}()
	}
}

type server struct {
	names []string
	group sync.WaitGroup
}

func (s *server) serve(name string) { use(name) }

func (s *server) run() {
	for _, name := range s.names {
		s.group.Add(1) // want `s.group.Add counts goroutines, but nobody calls Done: Wait blocks for ever`
		go s.serve(name)
	}
	s.group.Wait()
}
