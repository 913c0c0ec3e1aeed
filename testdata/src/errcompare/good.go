package errcompare

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
)

func isUsed(c *client) bool { return errors.Is(c.get("x"), errMissing) }

func bareEOF(r io.Reader, buf []byte) bool {
	_, err := r.Read(buf)
	return err == io.EOF
}

func bareContext(ctx context.Context) bool { return ctx.Err() == context.DeadlineExceeded }

func bareContextVariable(ctx context.Context) bool {
	err := ctx.Err()
	return err == context.Canceled
}

func serverClosed(s *http.Server) bool {
	err := s.ListenAndServe()
	return err != http.ErrServerClosed
}

func neverWrapped(err error) bool { return err == errBusy }

func busy() error { return errBusy }

func ownBare() bool { return busy() == errBusy }

func nilOnly(err error) bool { return err == nil }

type myErr struct{ inner error }

func (e *myErr) Error() string { return "my" }

func (e *myErr) Is(target error) bool { return target == errMissing }

func make1() error { return &myErr{} }

func rightKind(err error) bool {
	var me *myErr
	return errors.As(err, &me)
}

type both struct{}

func (both) Error() string { return "both" }

func one() error { return both{} }
func two() error { return &both{} }

func eitherKind(err error) bool {
	var b both
	var p *both
	return errors.As(err, &b) || errors.As(err, &p)
}

func assertBare(path string) string {
	_, err := os.Open(path)
	if pe, ok := err.(*fs.PathError); ok {
		return pe.Path
	}
	return ""
}

func reused() (error, bool) {
	sentinel := errors.New("stop")
	err := walk(func() error { return sentinel })
	return err, err == sentinel
}

func walk(f func() error) error { return f() }

func twoVariables(a, b error) bool { return errors.Is(a, b) }

func twoSentinels() bool { return errors.Is(errBusy, errMissing) }

func formatted(err error) error { return fmt.Errorf("x: %v", err) }

// Tries what == makes of errors.
func distinct() bool {
	a := errors.New("a")
	return errors.New("a") == errors.New("a") || a == a
}

func wrap(err error) error { return fmt.Errorf("wrapped: %w", err) }

func isWrapped() bool {
	cause := errors.New("cause")
	return errors.Is(wrap(cause), cause)
}
