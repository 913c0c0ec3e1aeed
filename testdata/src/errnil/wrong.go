package errnil

import (
	"errors"
	"fmt"
	"io"
	"os"

	pkgerrors "github.com/pkg/errors"
)

type reply struct {
	Err  error
	Rows []string
}

func call(q string) (*reply, error) { return &reply{Rows: []string{q}}, io.EOF }

func otherField(q string) error {
	r, err := call(q)
	if err != nil {
		return err
	}
	if r.Err != nil {
		return err // want `returns err, which is nil here: r.Err is the error that was found`
	}
	return nil
}

func otherVariable(a, b string) (int, error) {
	if err := os.Remove(a); err != nil {
		return 0, err
	}
	n, err := os.ReadFile(a)
	if err != nil {
		return 0, err
	}
	if cerr := os.Remove(b); cerr != nil {
		return len(n), err // want `returns err, which is nil here: cerr is the error that was found`
	}
	return len(n), nil
}

func namedResult(files []string) (err error) {
	for _, name := range files {
		f, openErr := os.Open(name)
		if openErr != nil {
			return err // want `returns err, which is nil here: openErr is the error that was found`
		}
		if _, err = io.Copy(io.Discard, f); err != nil {
			return err
		}
	}
	return nil
}

func withDeferAndOther(a, b string) (err error) {
	defer func() { println(err) }()
	err = os.Remove(a)
	if err != nil {
		return err
	}
	if berr := os.Remove(b); berr != nil {
		return err // want `returns err, which is nil here: berr is the error that was found`
	}
	return nil
}

func inClosure(q string) func() error {
	return func() error {
		r, err := call(q)
		if err != nil {
			return err
		}
		if r.Err != nil {
			return fmt.Errorf("query %s: %w", q, err) // want `wraps err, which is nil here`
		}
		return nil
	}
}

func wrapsNil(path string, want int64) error {
	fi, err := os.Stat(path)
	if err != nil {
		return err
	}
	if fi.Size() != want {
		return fmt.Errorf("size of %s: %v", path, err) // want `wraps err, which is nil here`
	}
	return nil
}

func wrapsToNil(q string) (*reply, error) {
	r, err := call(q)
	if err != nil {
		return nil, pkgerrors.Wrap(err, "call")
	}
	if len(r.Rows) == 0 {
		return nil, pkgerrors.Wrapf(err, "no rows for %s", q) // want `errors.Wrapf returns nil here, as err is nil`
	}
	return r, nil
}

func nothingFound(q string) (*reply, error) {
	r, err := call(q)
	if err != nil {
		return nil, err
	}
	if len(r.Rows) == 0 {
		return nil, err // want `returns err, which is nil here, with zero values`
	}
	return r, nil
}

func inverted(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err == nil {
		return nil, err // want `returns err, which is nil here, with zero values`
	}
	return b, nil
}

func genericOther[T any](get func() (T, error), put func(T) error) error {
	v, err := get()
	if err != nil {
		return err
	}
	if perr := put(v); perr != nil {
		return err // want `returns err, which is nil here: perr is the error that was found`
	}
	return nil
}

// The rest is right.

func rightField(q string) error {
	r, err := call(q)
	if err != nil {
		return err
	}
	if r.Err != nil {
		return r.Err
	}
	return err
}

func eitherError(a, b string) error {
	err := os.Remove(a)
	if berr := os.Remove(b); berr != nil {
		return fmt.Errorf("%v and %v", err, berr) // err may be either
	}
	return err
}

func firstWins(c io.Closer, f func() error) (err error) {
	err = f()
	if cerr := c.Close(); cerr != nil && err == nil {
		err = cerr
	}
	return err
}

func assigned(q string) error {
	r, err := call(q)
	if err != nil {
		return err
	}
	if err = r.Err; err != nil {
		return err
	}
	return nil
}

func tail(path string) (int, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	return len(b), err
}

func early(path string, dry bool) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if dry {
		return b, err // the value is there
	}
	return b[1:], nil
}

func retried(get func() error) error {
	var err error
	for range 3 {
		if err = get(); err == nil {
			return err
		}
	}
	return fmt.Errorf("gave up: %w", err)
}

func joined(a, b func() error) error {
	err := a()
	if err != nil {
		return err
	}
	if berr := b(); berr != nil {
		return errors.Join(err, berr)
	}
	return nil
}
