// Package uses has types whose methods wait for answers from their goroutine.
package uses

import "errors"

// Bad questions get no answer.
type question struct {
	n     int
	reply chan int
}

type Oracle struct{ asks chan question }

func NewOracle() *Oracle {
	o := &Oracle{asks: make(chan question)}
	go o.serve()
	return o
}

func (o *Oracle) serve() {
	for q := range o.asks {
		if q.n < 0 {
			continue
		}
		q.reply <- 2 * q.n
	}
}

func (o *Oracle) Ask(n int) int {
	q := question{n, make(chan int)}
	o.asks <- q
	return <-q.reply // want `Ask can block for ever receiving from q.reply: it has no sender`
}

func (o *Oracle) Close() { close(o.asks) }

// Every question gets one.
type Sage struct{ asks chan question }

func NewSage(size int) (*Sage, error) {
	if size < 0 {
		return nil, errors.New("negative")
	}
	s := &Sage{asks: make(chan question, size)}
	go s.serve()
	return s, nil
}

func (s *Sage) serve() {
	for q := range s.asks {
		if q.n < 0 {
			close(q.reply)
			continue
		}
		q.reply <- 2 * q.n
	}
}

func (s *Sage) Ask(n int) int {
	q := question{n, make(chan int)}
	s.asks <- q
	return <-q.reply
}

func (s *Sage) Close() { close(s.asks) }

// The answer comes when somebody calls another method.
type Board struct {
	posts chan question
	open  map[int]chan int
}

func NewBoard() *Board {
	b := &Board{posts: make(chan question), open: map[int]chan int{}}
	go b.run()
	return b
}

func (b *Board) run() {
	for q := range b.posts {
		b.open[q.n] = q.reply
	}
}

func (b *Board) Post(n int) int {
	q := question{n, make(chan int)}
	b.posts <- q
	return <-q.reply
}

func (b *Board) Answer(n, v int) { b.open[n] <- v }
func (b *Board) Close()          { close(b.posts) }
