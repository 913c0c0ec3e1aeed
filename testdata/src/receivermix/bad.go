package receivermix

import "sync"

type conn struct {
	mu sync.Mutex
	n  int
}

func (c *conn) add() { c.mu.Lock(); c.n++; c.mu.Unlock() }

func (c conn) count() int { return c.n } // want `count has a value as receiver, unlike other methods of conn`

type point struct{ x, y int }

func (p point) sum() int { return p.x + p.y }

func (p point) diff() int { return p.x - p.y }

func (p *point) move() { p.x++ } // want `move has a pointer as receiver, unlike other methods of point`

type list[T any] struct{ items []T }

func (l *list[T]) push(v T) { l.items = append(l.items, v) }

func (l list[T]) len() int { return len(l.items) } // want `len has a value as receiver, unlike other methods of list`
