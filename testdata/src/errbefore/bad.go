package errbefore

import (
	"database/sql"
	"io"
	"net"
	"net/http"
	"os"
)

type account struct {
	name  string
	owner *account
}

func (a *account) label() string { return a.name }

func load(id int) (*account, error) {
	if id == 0 {
		return nil, os.ErrNotExist
	}
	return &account{}, nil
}

func deferredBody(url string) (int, error) {
	resp, err := http.Get(url)
	defer resp.Body.Close() // want `resp is used before err is checked, and may be nil`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func deferredClose(path string) error {
	f, err := os.Open(path)
	defer f.Close() // want `f is used before err is checked, and may be nil`
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, f)
	return err
}

func deferredRows(db *sql.DB) error {
	rows, err := db.Query("select 1")
	defer rows.Close() // want `rows is used before err is checked, and may be nil`
	if err != nil {
		return err
	}
	return rows.Err()
}

func deferredInClosure(path string) error {
	f, err := os.Open(path)
	defer func() { // want `f is used by a deferred function before err is checked, and may be nil`
		f.Close()
	}()
	if err != nil {
		return err
	}
	return nil
}

func field(id int) (string, error) {
	a, err := load(id)
	name := a.name // want `a is used before err is checked, and may be nil`
	if err != nil {
		return "", err
	}
	return name, nil
}

func method(id int) (string, error) {
	a, err := load(id)
	name := a.label() // want `a is used before err is checked, and may be nil`
	return name, err
}

func onOnePath(id int, strict bool) (string, error) {
	a, err := load(id)
	if strict {
		if err != nil {
			return "", err
		}
	}
	return a.name, nil // want `a is used before err is checked, and may be nil`
}

func overwritten(id int) (string, error) {
	a, err := load(id)
	b, err := load(id + 1)
	if err != nil {
		return "", err
	}
	return a.name + b.name, nil // want `a is used before err is checked, and may be nil`
}

func interfaceResult(addr string) error {
	conn, err := net.Dial("tcp", addr)
	conn.Close() // want `conn is used before err is checked, and may be nil`
	if err != nil {
		return err
	}
	return nil
}

func inGoroutine(addr string) {
	go func() {
		l, err := net.Listen("tcp", addr)
		defer l.Close() // want `l is used before err is checked, and may be nil`
		if err != nil {
			return
		}
	}()
}

type store struct{ open func() (*account, error) }

func (s *store) first() (string, error) {
	a, err := s.open()
	if a.name == "" { // want `a is used before err is checked, and may be nil`
		return "", err
	}
	return a.name, err
}

func generic[T any](get func() (*T, error)) (T, error) {
	p, err := get()
	v := *p // want `p is used before err is checked, and may be nil`
	return v, err
}

func capturedError(id int) (name string, err error) {
	defer func() {
		if err != nil {
			println("failed")
		}
	}()
	a, err := load(id)
	name = a.name // want `a is used before err is checked, and may be nil`
	if err != nil {
		return "", err
	}
	return name, nil
}

func inLoop(paths []string) error {
	for _, path := range paths {
		f, err := os.Create(path)
		defer f.Close() // want `f is used before err is checked, and may be nil`
		if err != nil {
			continue
		}
		f.WriteString("x")
	}
	return nil
}

type fetched struct{ resp *http.Response }

func (f *fetched) intoField(url string) (err error) {
	f.resp, err = http.Get(url)
	defer f.resp.Body.Close() // want `f.resp is used before err is checked, and may be nil`
	if err != nil {
		return err
	}
	return nil
}
