package errnil

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"strconv"
)

type user struct{ name string }

func load(k string) (*user, error) {
	if k == "" {
		return nil, os.ErrNotExist
	}
	return &user{k}, nil
}

func name(k string) (string, error) {
	u, err := load(k)
	if err != nil {
		return "", nil // want `returns a nil error although err is not nil`
	}
	return u.name, nil
}

func save(k string, u user) error {
	b, err := json.Marshal(u)
	if err != nil {
		return nil // want `returns a nil error although err is not nil`
	}
	return os.WriteFile(k, b, 0o600)
}

func finish(w *bufio.Writer, c io.Closer) error {
	if err := w.Flush(); err != nil {
		return nil // want `returns a nil error although err is not nil`
	}
	return c.Close()
}

type repo struct{}

func (r *repo) count(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err == nil {
		return n, nil
	}
	return 0, nil // want `returns a nil error although err is not nil`
}

func invertedCount(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err == nil {
		return n, err
	}
	return 0, nil // want `returns a nil error although err is not nil`
}

func inLiteral(k string) func() (*user, error) {
	return func() (*user, error) {
		u, err := load(k)
		if err != nil {
			return nil, nil // want `returns a nil error although err is not nil`
		}
		return u, nil
	}
}

func inLoop(keys []string) (*user, error) {
	for _, k := range keys {
		u, err := load(k)
		if err != nil {
			return nil, nil // want `returns a nil error although err is not nil`
		}
		if u.name == "root" {
			return u, nil
		}
	}
	return nil, os.ErrNotExist
}

func (r *repo) find(k string) (*user, error) {
	u, err := load(k)
	if err != nil {
		return nil, err
	}
	if u.name == "nobody" {
		return nil, nil
	}
	return u, nil
}

func (r *repo) greet(k string) (string, error) {
	u, err := r.find(k)
	if err != nil {
		return "", err
	}
	return "hello " + u.name, nil // want `u may be nil here although the error is nil too`
}

func generic[T any](parse func(string) (T, error), s string) (*T, error) {
	v, err := parse(s)
	if err != nil {
		return nil, nil // want `returns a nil error although err is not nil`
	}
	return &v, nil
}

func withDefer(k string) (*user, error) {
	defer println("done")
	u, err := load(k)
	if err != nil {
		return nil, nil // want `returns a nil error although err is not nil`
	}
	return u, nil
}
