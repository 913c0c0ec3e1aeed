package errcompare

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strconv"
)

var errMissing = errors.New("missing")
var errBusy = errors.New("busy")

type client struct{}

func (c *client) get(k string) error {
	if k == "" {
		return fmt.Errorf("get %q: %w", k, errMissing)
	}
	return nil
}

func wrappedSentinel(c *client) bool {
	err := c.get("x")
	return err == errMissing // want `errMissing may be wrapped, and then == does not find it: use errors.Is`
}

func notEqual(c *client) bool {
	if err := c.get("x"); err != errMissing { // want `errMissing may be wrapped`
		return true
	}
	return false
}

func parameter(err error) bool {
	return err == errMissing // want `errMissing may be wrapped`
}

func bySwitch(c *client) string {
	switch err := c.get("x"); err {
	case nil:
		return ""
	case errMissing: // want `errMissing may be wrapped`
		return "missing"
	}
	return "?"
}

func pathError(path string) bool {
	_, err := os.Stat(path)
	return err == fs.ErrNotExist // want `ErrNotExist may be wrapped`
}

func osError(err error) bool {
	return os.ErrExist == err // want `ErrExist may be wrapped`
}

func number(s string) bool {
	_, err := strconv.Atoi(s)
	return err == strconv.ErrSyntax // want `ErrSyntax may be wrapped`
}

func deadline(c *http.Client, req *http.Request) bool {
	_, err := c.Do(req)
	return err == context.DeadlineExceeded // want `DeadlineExceeded may be wrapped`
}

func freshIs(err error) bool {
	return errors.Is(err, errors.New("missing")) // want `errors.Is is always false here: the target is created on the spot and equals no other`
}

func freshEqual(err error) bool {
	return err == fmt.Errorf("missing") // want `this comparison is always false: the error is created on the spot and equals no other`
}

func freshLocal(err error) bool {
	missing := errors.New("missing")
	return err == missing // want `this comparison is always false`
}

func freshSwitch(err error) bool {
	switch err {
	case errors.New("missing"): // want `this comparison is always false`
		return true
	}
	return false
}

func swapped(err error) bool {
	return errors.Is(errBusy, err) // want `the arguments of errors.Is are swapped: errBusy is what to look for, so it comes second`
}

func swappedField(r struct{ err error }) bool {
	return errors.Is(fs.ErrNotExist, r.err) // want `the arguments of errors.Is are swapped`
}

type notFound struct{ key string }

func (e notFound) Error() string { return e.key }

func find(k string) error { return &notFound{k} }

func wrongKind(err error) bool {
	var nf notFound
	return errors.As(err, &nf) // want `errors.As never finds a notFound: the package makes errors of \*notFound only`
}

func wrongKindGeneric(err error) bool {
	_, ok := errors.AsType[notFound](err) // want `errors.AsType never finds a notFound`
	return ok
}

func wrongKindAssert(err error) bool {
	_, ok := err.(notFound) // want `the assertion never finds a notFound`
	return ok
}

func wrongKindSwitch(err error) bool {
	switch err.(type) {
	case notFound: // want `the assertion never finds a notFound`
		return true
	}
	return false
}

type code int

func (c code) Error() string { return strconv.Itoa(int(c)) }

func status(n int) error { return code(n) }

func wrongPointer(err error) bool {
	var c *code
	return errors.As(err, &c) // want `errors.As never finds a \*code: the package makes errors of code only`
}

func assertCreated(err error) string {
	wrapped := fmt.Errorf("read: %v", err)
	if pe, ok := wrapped.(*fs.PathError); ok { // want `the error may wrap \*io/fs.PathError, and then the assertion does not find it: use errors.As`
		return pe.Path
	}
	return ""
}

func read(path string) error {
	if _, err := os.ReadFile(path); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return nil
}

func assertWrapped(path string) string {
	err := read(path)
	if pe, ok := err.(*fs.PathError); ok { // want `the error may wrap \*io/fs.PathError`
		return pe.Path
	}
	return ""
}

func switchWrapped(path string) string {
	err := read(path)
	switch e := err.(type) {
	case *fs.PathError: // want `the error may wrap \*io/fs.PathError`
		return e.Path
	}
	return ""
}

func target(err error) bool {
	var pe fs.PathError
	return errors.As(err, pe) // want `second argument to errors.As must be`
}
