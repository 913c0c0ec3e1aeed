package nilchan

func made() int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	return <-ch
}

func madeLater(wanted bool) {
	var ch chan int
	if wanted {
		ch = make(chan int, 1)
	}
	if ch != nil {
		ch <- 1
	}
}

func switchedOff(a, b <-chan int) (sum int) {
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			sum += v
		}
	}
	return sum
}

func neverReadyCase(stop <-chan struct{}) {
	var tick chan int
	select {
	case <-tick:
	case <-stop:
	}
}

type client struct{ quit chan struct{} }

func newClient() *client { return &client{quit: make(chan struct{})} }

func (c *client) stop() { close(c.quit) }

type Exported struct{ Done chan struct{} }

func (e *Exported) stop() { close(e.Done) }

func assignedThroughPointer() {
	var ch chan int
	setUp(&ch)
	ch <- 1
}

func setUp(p *chan int) { *p = make(chan int, 1) }

func parameter(ch chan int) { ch <- 1 }

type copied struct{ c chan int }

func newCopied() copied { return copied{make(chan int, 1)} }

func (s *copied) reset(other copied) {
	*s = other
	s.c <- 1
}

var later chan int

func init() { later = make(chan int, 1) }

func use() { later <- 1 }

type runner[T any] struct {
	ring []*struct{ value chan T }
}

// The same type is written out twice, and the fields of one are those of the
// other.
func newRunner[T any](n int) *runner[T] {
	ring := make([]*struct{ value chan T }, n)
	for i := range ring {
		ring[i] = &struct{ value chan T }{value: make(chan T, 1)}
	}
	return &runner[T]{ring: ring}
}

func (r *runner[T]) get(i int) T { return <-r.ring[i].value }

// Nobody sets the channel yet, and nobody waits for it if it is not set.
type gate struct{ opened chan struct{} }

func (g *gate) pass() {
	opened := g.opened
	if opened != nil {
		<-opened
	}
}

func (g *gate) waitUnlessUnset() {
	if g == nil {
		return
	}
	opened := g.opened
	if opened == nil {
		return
	}
	<-opened
}
