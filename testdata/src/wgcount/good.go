package wgcount

import (
	"context"
	"sync"
	"time"
)

func deferred(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, err := load(k); err != nil {
				return
			}
			work()
		}()
	}
	wg.Wait()
}

func everyPath(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		go func() {
			if _, err := load(k); err != nil {
				wg.Done()
				return
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

func inCallee(wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		if _, err := load("k"); err != nil {
			finish(wg)
			return
		}
		finish(wg)
	}()
}

func nested() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 3 {
			wg.Add(1)
			go func() { defer wg.Done(); work() }()
		}
	}()
	wg.Wait()
}

func nestedUncounted() {
	var wg sync.WaitGroup
	ready := make(chan bool)
	go func() {
		for range 3 {
			wg.Add(1)
			go func() { defer wg.Done(); work() }()
		}
		close(ready)
	}()
	<-ready
	wg.Wait()
}

func equal() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); work() }()
	go finish(&wg)
	wg.Wait()
}

func equalBound() {
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 10; i++ {
		go func() { defer wg.Done(); work() }()
	}
	wg.Wait()
	for range 3 {
		wg.Add(1)
		go func() { defer wg.Done(); work() }()
	}
	wg.Wait()
}

func rangeInt() {
	const n = 4
	var wg sync.WaitGroup
	wg.Add(n)
	for i := range n {
		go func() { defer wg.Done(); use(i) }()
	}
	wg.Wait()
}

func withGo(us []user) {
	var wg sync.WaitGroup
	for _, u := range us {
		wg.Go(func() { use(u) })
	}
	wg.Wait()
}

func mixed() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done(); work() }()
	wg.Go(work)
	wg.Wait()
}

func otherGroup() {
	var wg, inner sync.WaitGroup
	inner.Add(1)
	wg.Go(func() { defer inner.Done(); work() })
	inner.Wait()
	wg.Wait()
}

func closerLast(keys []string) <-chan string {
	out := make(chan string)
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		go func() { defer wg.Done(); out <- k }()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func doneOnError(keys []string) {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		if k == "" {
			wg.Done()
			continue
		}
		go func() { defer wg.Done(); use(k) }()
	}
	wg.Wait()
}

func returnsInstead(keys []string) error {
	var wg sync.WaitGroup
	for _, k := range keys {
		wg.Add(1)
		if k == "" {
			return nil
		}
		go func() { defer wg.Done(); use(k) }()
	}
	wg.Wait()
	return nil
}

func handedOver(start func(*sync.WaitGroup)) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); work() }()
	start(&wg)
	wg.Wait()
}

func gate() {
	var start, finished sync.WaitGroup
	start.Add(1)
	for range 3 {
		finished.Add(1)
		go func() {
			defer finished.Done()
			start.Wait()
			work()
		}()
	}
	start.Done()
	finished.Wait()
}

func slotEveryPath(keys []string) {
	sem := make(chan struct{}, 4)
	for _, k := range keys {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			if _, err := load(k); err != nil {
				return
			}
		}()
	}
}

func conditionalDone(last bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		work()
		if last {
			wg.Done()
		} else {
			wg.Done()
		}
	}()
	wg.Wait()
}

func roundsOfGoroutines(rounds int, work func()) {
	for range rounds {
		const n = 4
		var wg sync.WaitGroup
		wg.Add(n)
		for i := 0; i < n; i++ {
			go func() {
				work()
				wg.Done()
			}()
		}
		wg.Wait()
	}
}

func sameGroupEachRound(rounds, total int, work func()) {
	var wg sync.WaitGroup
	for range rounds {
		wg.Add(total)
		for i := 0; i < total; i++ {
			go func() {
				defer wg.Done()
				work()
			}()
		}
		wg.Wait()
	}
}

func lastOneReports(jobs []func() bool) {
	var finished sync.WaitGroup
	finished.Add(1)
	for _, job := range jobs {
		go func() {
			if job() {
				finished.Done()
			}
		}()
	}
	finished.Wait()
}

func tickerNeverEnds(ctx context.Context, work func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		for range time.NewTicker(time.Second).C {
			select {
			case <-ctx.Done():
				wg.Done()
				return
			default:
			}
			work()
		}
	}()
	wg.Wait()
}

func optional(wg *sync.WaitGroup, work func()) {
	if wg != nil {
		defer wg.Done()
	}
	work()
}

func withOptional(work func()) {
	wg := new(sync.WaitGroup)
	wg.Add(1)
	go optional(wg, work)
	wg.Wait()
}

func slotGivenBack(keys []string) {
	sem := make(chan struct{}, 3)
	for _, k := range keys {
		sem <- struct{}{}
		if k == "" {
			<-sem
			continue
		}
		go func() {
			defer func() { <-sem }()
			load(k)
		}()
	}
}

func slotByHelper(keys []string) {
	sem := make(chan struct{}, 3)
	release := func() { <-sem }
	for _, k := range keys {
		sem <- struct{}{}
		if k == "" {
			release()
			continue
		}
		go func() {
			defer release()
			load(k)
		}()
	}
}

// Somebody else calls Done, or may.
type lender struct {
	group  sync.WaitGroup
	lent   sync.WaitGroup
	Shared sync.WaitGroup
}

func (s *lender) serve() {}

func (s *lender) run(finish func(*sync.WaitGroup)) {
	s.group.Add(1)
	go s.serve()
	s.lent.Add(1)
	go finish(&s.lent)
	s.Shared.Add(1)
	s.group.Wait()
	s.lent.Wait()
	s.Shared.Wait()
}

func (s *lender) finished() { s.group.Done() }
