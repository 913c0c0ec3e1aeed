package deferloop

import (
	"context"
	"net"
	"os"
	"sync"
	"time"
)

// The timer fires once.
func fallback(ctx context.Context, results <-chan net.Conn, start func(context.Context)) net.Conn {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			second, cancel := context.WithCancel(ctx)
			defer cancel()
			start(second)
		case c := <-results:
			return c
		}
	}
}

// The channel is made for one result.
func oneResult(send func(chan<- error), replies <-chan string) string {
	written := make(chan error, 1)
	send(written)
	for {
		select {
		case <-written:
			t := time.NewTimer(time.Minute)
			defer t.Stop()
		case s := <-replies:
			return s
		}
	}
}

// Two networks at most.
func networks(tcp bool, addr string) (conns int) {
	var names []string
	if tcp {
		names = []string{"tcp"}
	} else {
		names = []string{"udp", "tcp"}
	}
	for _, name := range names {
		c, err := net.Dial(name, addr)
		if err != nil {
			return conns
		}
		defer c.Close()
		conns++
	}
	return conns
}

type setting struct{ apply func(string) }

// Not a release: what is applied last wins.
func applyLater(settings []setting, value string) {
	for _, s := range settings {
		defer s.apply(value)
	}
}

// A count is no resource.
func counts(events <-chan bool, wg *sync.WaitGroup) {
	for e := range events {
		if e {
			wg.Add(1)
			defer wg.Done()
		}
	}
}

// The literal is only the start of it.
func grown(more func() string) {
	paths := []string{}
	for p := more(); p != ""; p = more() {
		paths = append(paths, p)
	}
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return
		}
		defer f.Close() // want `deferred in a loop: f.Close runs when the function returns`
	}
}
