package ctxignored

import (
	"context"
	"crypto/tls"
	"net/http"
	"os/exec"
	"time"
)

func selects(ctx context.Context, f func() error) (err error) {
	for range 5 {
		if err = f(); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return err
}

func checks(ctx context.Context, f func() bool) error {
	for !f() {
		if err := ctx.Err(); err != nil {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return nil
}

func passes(ctx context.Context, f func(context.Context) error) error {
	for f(ctx) != nil {
		time.Sleep(time.Millisecond)
	}
	return nil
}

func blank(_ context.Context) { time.Sleep(time.Second) }

func poll(ctx context.Context, a chan int) int {
	select {
	case v := <-a:
		return v
	default:
		return 0
	}
}

func goroutine(ctx context.Context, done chan struct{}) {
	go func() {
		time.Sleep(time.Second)
		close(done)
	}()
}

func withContext(ctx context.Context) (*http.Request, error) {
	req, err := http.NewRequest("GET", "/", nil)
	if err != nil {
		return nil, err
	}
	return req.WithContext(ctx), nil
}

func handshake(ctx context.Context, c *tls.Conn) error {
	done := make(chan error, 1)
	go func() { done <- c.Handshake() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func runs(ctx context.Context, run func(context.Context, *exec.Cmd) error) error {
	cmd := exec.Command("ls")
	return run(ctx, cmd)
}

func noneAtHand() (*http.Response, error) { return http.Get("/") }

func local(f func() bool) {
	for !f() {
		time.Sleep(time.Second)
	}
}

func result(ctx context.Context, run func(context.Context) chan error) error {
	return <-run(ctx)
}

func daemon(ctx context.Context, path string) error {
	cmd := exec.Command(path, "--detach")
	if err := cmd.Start(); err != nil {
		return err
	}
	return ctx.Err()
}

// Others close the channel, or know it, or there is room.
type crate struct {
	items, lent chan int
	slots       chan struct{}
}

func newCrate() *crate { return &crate{make(chan int), make(chan int), make(chan struct{}, 8)} }

func (c *crate) next(ctx context.Context) int     { return <-c.items }
func (c *crate) borrowed(ctx context.Context) int { return <-c.lent }
func (c *crate) take(ctx context.Context)         { c.slots <- struct{}{} }
func (c *crate) give()                            { <-c.slots }
func (c *crate) add(v int)                        { c.items <- v }
func (c *crate) end()                             { close(c.items) }
func (c *crate) lend() chan<- int                 { return c.lent }
func (c *crate) mine(ctx context.Context) (int, error) {
	select {
	case v := <-c.items:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func computed(ctx context.Context, f func() int) int {
	c := make(chan int, 1)
	go func() { c <- f() }()
	return <-c
}
