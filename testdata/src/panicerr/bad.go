package panicerr

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sync"
)

func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		panic(err) // want `panics with err, although the function could return it`
	}
	return f, nil
}

func single() error {
	if err := os.Remove("x"); err != nil {
		panic(err) // want `panics with err`
	}
	return nil
}

type store struct{}

func (s *store) save(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		log.Print("cannot encode")
		panic(err) // want `panics with err`
	}
	return os.WriteFile("x", data, 0o600)
}

func inLiteral() func() error {
	return func() error {
		err := os.Remove("x")
		if err != nil {
			panic(err) // want `panics with err`
		}
		return err
	}
}

func generic[T any](data []byte) (v T, err error) {
	if err = json.Unmarshal(data, &v); err != nil {
		panic(err) // want `panics with`
	}
	return v, nil
}

func captured() (err error) {
	defer func() { log.Print(err) }()
	if err = os.Remove("x"); err != nil {
		panic(err) // want `panics with err`
	}
	return nil
}

func wrapped(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		panic(fmt.Errorf("cannot read %s: %w", path, err)) // want `panics with err, although the function could return it`
	}
	return b, nil
}

type index struct{ dir string }

func (x *index) load() error { return os.Chdir(x.dir) }

// One place is no policy.
func (x *index) open() error {
	if err := x.load(); err != nil {
		panic(err) // want `panics with err, although the function could return it`
	}
	return nil
}

type guarded struct {
	mu   sync.Mutex
	path string
}

func (g *guarded) load() ([]byte, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	b, err := os.ReadFile(g.path)
	if err != nil {
		panic(err) // want `panics with err, although the function could return it`
	}
	return b, nil
}
