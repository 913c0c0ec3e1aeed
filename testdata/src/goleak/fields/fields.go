package fields

type Server struct {
	done   chan struct{}
	jobs   chan int
	events chan string
	closed chan struct{}
	given  chan int
	room   chan int
}

func NewServer(given chan int) *Server {
	s := &Server{done: make(chan struct{}), jobs: make(chan int), events: make(chan string)}
	s.closed = make(chan struct{})
	s.given = given
	s.room = make(chan int, 8)
	return s
}

func (s *Server) waitsForNobody() {
	go func() {
		<-s.done // want `goroutine can block for ever receiving from s.done: nobody sends to it or closes it`
	}()
}

func (s *Server) startWorker() { go s.work() }

func (s *Server) work() {
	for j := range s.jobs { // want `goroutine can block for ever ranging over s.jobs: nobody closes it`
		_ = j
	}
}

func (s *Server) Submit(j int) { s.jobs <- j }

func (s *Server) Stop() { close(s.closed) }

func (s *Server) sendsToNobody() {
	go func() {
		s.events <- "x" // want `goroutine can block for ever sending on s.events: nobody receives from it`
	}()
}

func (s *Server) waitsForStop() {
	go func() { <-s.closed }()
}

func (s *Server) waitsForOthers() {
	go func() {
		for range s.given {
		}
	}()
}

func (s *Server) hasRoom() {
	go func() { s.room <- 1 }()
}

type daemon struct{ in, out chan int }

func newDaemon() *daemon { return &daemon{make(chan int), make(chan int)} }

func (d *daemon) Start() {
	go func() {
		for v := range d.in { // lives as long as the process: nothing stops a daemon
			_ = v
		}
	}()
	go func() { d.out <- 1 }()
}

func (d *daemon) Put(v int) { d.in <- v }

func (d *daemon) Out() <-chan int { return d.out }
