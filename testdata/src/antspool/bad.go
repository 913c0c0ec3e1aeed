package antspool

import (
	"sync"

	"github.com/panjf2000/ants/v2"
)

func straight(n int, f func()) error {
	defer ants.Release()
	p, err := ants.NewPool(4) // want `p is never released, so its workers stay for ever; ants.Release releases the default pool only`
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		_ = p.Submit(func() { defer wg.Done(); f() }) // want `the error of Submit is dropped: a rejected task never runs, and what waits for it waits for ever`
	}
	wg.Wait()
	return nil
}

func captured() {
	pool, _ := ants.NewPool(1) // want `pool is never released, so its workers stay for ever$`
	go func() {
		pool.Submit(func() {})
	}()
}

type service struct{ pool *ants.Pool }

func (s *service) method(done chan struct{}) {
	s.pool.Submit(func() { close(done) }) // want `the error of Submit is dropped`
}

func defaultPool(results chan int) {
	ants.Submit(func() { results <- 1 }) // want `the error of Submit is dropped`
}

func stored(wg *sync.WaitGroup, s *service) {
	task := func() { wg.Done() }
	s.pool.Submit(task) // want `the error of Submit is dropped`
}
