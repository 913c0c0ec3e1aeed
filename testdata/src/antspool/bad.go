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

func onSomePath(xs []int) error {
	p, err := ants.NewPool(4) // want `p is not released on some path, so its workers stay for ever`
	if err != nil {
		return err
	}
	for range xs {
		if err := p.Submit(func() {}); err != nil {
			return err
		}
	}
	p.Release()
	return nil
}

func newPool() (*ants.Pool, error) { return ants.NewPool(3) }

func madeByHelper() error {
	p, err := newPool() // want `p is never released`
	if err != nil {
		return err
	}
	return p.Submit(func() {})
}

func invoked(xs []int) error {
	var wg sync.WaitGroup
	p, err := ants.NewPoolWithFunc(4, func(any) { wg.Done() })
	if err != nil {
		return err
	}
	defer p.Release()
	for _, x := range xs {
		wg.Add(1)
		p.Invoke(x) // want `the error of Invoke is dropped`
	}
	wg.Wait()
	return nil
}

func onlyLogged(p *ants.Pool, xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		if err := p.Submit(func() { defer wg.Done() }); err != nil { // want `a rejected task never calls Done, and what waits for it waits for ever`
			println(err.Error())
		}
	}
	wg.Wait()
}
