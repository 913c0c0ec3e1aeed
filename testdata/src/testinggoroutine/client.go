package testinggoroutine

type client struct {
	runner  func() error
	running bool
}

var clients []*client

func manage(c *client) *client {
	clients = append(clients, c)
	return c
}

func (c *client) start() error {
	if c.running {
		return nil
	}
	c.running = true
	return c.runner()
}

func (c *client) kill() {
	c.start()
	c.running = false
}

func cleanUp() {
	for _, c := range clients {
		go func() { c.kill() }()
	}
}

type server struct{ handle func(string) }

func (s *server) serve(requests chan string) {
	go func() {
		for r := range requests {
			s.dispatch(r)
		}
	}()
}

func (s *server) dispatch(r string) { s.handle(r) }
