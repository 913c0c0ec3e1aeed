package nilchan

func declaredOnly() int {
	var ch chan int
	go func() { ch <- 1 }() // want `ch is nil here: sending on it blocks for ever`
	return <-ch             // want `ch is nil here: receiving from it blocks for ever`
}

func rangeOverNil() {
	var ch chan string
	for range ch { // want `ch is nil here: receiving from it blocks for ever`
	}
}

func closeOfNil() {
	var done chan struct{}
	close(done) // want `done is nil here: closing it panics`
}

type server struct{ quit chan struct{} }

func newServer() *server { return &server{} }

func (s *server) stop() { close(s.quit) } // want `s.quit is nil here: closing it panics`

func (s *server) wait() { <-s.quit } // want `s.quit is nil here: receiving from it blocks for ever`

var events chan int

func publish(n int) { events <- n } // want `events is nil here: sending on it blocks for ever`

func helper(ch chan<- int) { ch <- 1 } // want `ch is nil here: sending on it blocks for ever`

func passesNil() { helper(nil) }

func generic[T any](v T) {
	var ch chan T
	ch <- v // want `ch is nil here: sending on it blocks for ever`
}

func deferredClose() {
	var ch chan int
	defer close(ch) // want `ch is nil here: closing it panics`
}
