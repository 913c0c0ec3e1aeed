package errcompare

import "errors"

type httpError struct{ Code int }

func (e httpError) Error() string { return "http" }

func serve(n int) error { return &httpError{n} }

func codeOf(err error) int {
	he := httpError{}
	if errors.As(err, &he) { // want `errors.As never finds a httpError: the package makes errors of \*httpError only`
		return he.Code
	}
	return 0
}

type dnsError struct{ Name string }

func (e dnsError) Error() string { return e.Name }

func resolve(name string) error {
	e := dnsError{}
	e.Name = name
	return e
}

func nameOf(err error) string {
	de := dnsError{}
	if errors.As(err, &de) {
		return de.Name
	}
	return ""
}
