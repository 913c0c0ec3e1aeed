package antspool

import (
	"sync"
	"time"

	"github.com/panjf2000/ants/v2"
)

func released(f func()) error {
	p, err := ants.NewPool(4)
	if err != nil {
		return err
	}
	defer p.Release()
	return p.Submit(f)
}

func releasedInLiteral() {
	p, _ := ants.NewPool(4)
	defer func() { p.ReleaseTimeout(time.Second) }()
}

func newService() (*service, error) {
	p, err := ants.NewPool(4)
	if err != nil {
		return nil, err
	}
	return &service{pool: p}, nil
}

func returned() (*ants.Pool, error) { return ants.NewPool(4) }

func handed(use func(*ants.Pool)) {
	p, _ := ants.NewPool(4)
	use(p)
}

func (s *service) checked(wg *sync.WaitGroup) error {
	wg.Add(1)
	if err := s.pool.Submit(func() { wg.Done() }); err != nil {
		wg.Done()
		return err
	}
	return nil
}

func (s *service) nobodyWaits(f func()) {
	s.pool.Submit(f)
	s.pool.Submit(func() { println("x") })
}

func releasedDeferred(xs []int) error {
	p, err := newPool()
	if err != nil {
		return err
	}
	defer func() { p.Release() }()
	for range xs {
		if err := p.Submit(func() {}); err != nil {
			return err
		}
	}
	return nil
}

func doneForRejected(p *ants.Pool, xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		task := func() { defer wg.Done() }
		if err := p.Submit(task); err != nil {
			task()
		}
		wg.Add(1)
		if err := p.Submit(func() { wg.Done() }); err != nil {
			wg.Done()
		}
	}
	wg.Wait()
}

func givesUp(p *ants.Pool, xs []int) error {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		if err := p.Submit(func() { defer wg.Done() }); err != nil {
			return err
		}
	}
	wg.Wait()
	return nil
}
