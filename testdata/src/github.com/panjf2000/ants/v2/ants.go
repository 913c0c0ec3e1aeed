// Package ants has the shapes of github.com/panjf2000/ants/v2 that the tests
// need.
package ants

import "time"

type Option func()

type Pool struct{ *poolCommon }

type poolCommon struct{}

type PoolWithFunc struct{ *poolCommon }

func NewPool(size int, options ...Option) (*Pool, error) { return nil, nil }
func NewPoolWithFunc(size int, pf func(any), options ...Option) (*PoolWithFunc, error) {
	return nil, nil
}

func Submit(task func()) error { return nil }
func Release()                 {}

func (p *Pool) Submit(task func()) error                         { return nil }
func (p *PoolWithFunc) Invoke(arg any) error                     { return nil }
func (p *poolCommon) Release()                                   {}
func (p *poolCommon) ReleaseTimeout(timeout time.Duration) error { return nil }

func (*Pool) Running() int { return 0 }
