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
