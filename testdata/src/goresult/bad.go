package goresult

import (
	"errors"
	"net/http"
)

type server struct{}

func (*server) Serve(addr string) error { return errors.New(addr) }

func load() (int, error) { return 0, nil }

func generic[E any](e E) (E, error) { return e, nil }

func debug() {
	go http.ListenAndServe("localhost:6060", nil) // want `the error of http.ListenAndServe is lost: a go statement drops what the function returns`
}

func method(s *server) {
	go s.Serve(":80") // want `the error of s.Serve is lost`
}

func twoResults() {
	go load() // want `the error of load is lost`
}

func literal() {
	go func() error { // want `the error of this function is lost`
		return errors.New("x")
	}()
}

func funcValue(f func() error) {
	go f() // want `the error of f is lost`
}

func instance() {
	go generic(1) // want `the error of generic is lost`
}

func throughInterface(s interface{ Serve(string) error }) {
	for {
		go s.Serve("x") // want `the error of s.Serve is lost`
	}
}
