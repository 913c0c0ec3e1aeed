package ctxignored

import (
	"context"
	"database/sql"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"time"
)

func retry(ctx context.Context, f func() error) (err error) {
	for range 5 {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep waits on although ctx is cancelled`
	}
	return err
}

func once(ctx context.Context) {
	time.Sleep(time.Minute) // want `time.Sleep waits on although ctx is cancelled`
}

func checkedBefore(ctx context.Context, f func() bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for !f() {
		time.Sleep(time.Second) // want `time.Sleep waits on`
	}
	return nil
}

func drain(ctx context.Context, in <-chan int) (n int) {
	for {
		v, ok := <-in // want `a channel operation waits on although ctx is cancelled`
		if !ok {
			return n
		}
		n += v
	}
}

func wait(ctx context.Context, wg *sync.WaitGroup) {
	wg.Wait() // want `WaitGroup.Wait waits on`
}

func either(ctx context.Context, a, b chan int) int {
	select { // want `the select waits on`
	case v := <-a:
		return v
	case v := <-b:
		return v
	}
}

func ping(ctx context.Context, url string) error {
	resp, err := http.Get(url) // want `Get cannot be cancelled by ctx: use http.NewRequestWithContext`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func post(ctx context.Context, c *http.Client) error {
	req, err := http.NewRequest("POST", "/", nil) // want `NewRequest cannot be cancelled by ctx: use NewRequestWithContext`
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func handler(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	db.Exec("DELETE FROM a WHERE id = ?", 1) // want `Exec cannot be cancelled by r.Context\(\): use ExecContext`
	db.Ping()                                // want `Ping cannot be cancelled by r.Context\(\): use PingContext`
}

func list(ctx context.Context) error {
	return exec.Command("ls", "-l").Run() // want `Command cannot be cancelled by ctx: use CommandContext`
}

func dial(ctx context.Context) (net.Conn, error) {
	return net.Dial("tcp", "localhost:1") // want `Dial cannot be cancelled by ctx: use net.Dialer.DialContext`
}

func inLiteral(ctx context.Context, db *sql.DB, do func(func() error) error) error {
	return do(func() error {
		_, err := db.Exec("DELETE FROM a") // want `Exec cannot be cancelled by ctx`
		return err
	})
}

// Only a value ends the wait.
type basket struct {
	items chan int
	room  chan struct{}
}

func newBasket() *basket { return &basket{make(chan int), make(chan struct{}, 8)} }

func (b *basket) next(ctx context.Context) (int, error) {
	v := <-b.items // want `a channel operation waits on although ctx is cancelled`
	return v, nil
}

func (b *basket) put(ctx context.Context, v int) error {
	b.items <- v // want `a channel operation waits on although ctx is cancelled`
	return nil
}

func (b *basket) reserve() { b.room <- struct{}{} }
