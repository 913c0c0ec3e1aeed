package errbefore

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"log"
	"net/http"
	"os"
	"testing"
)

func checked(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func valueChecked(url string) (int, error) {
	resp, err := http.Get(url)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func checkedByHelper(id int) string {
	a, err := load(id)
	must(err)
	return a.name
}

func checkedInTest(t *testing.T) {
	a, err := load(1)
	require(t, err)
	t.Log(a.name)
}

func require(t *testing.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

func checkedByIs(path string) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return
	} else if err != nil {
		log.Fatal(err)
	}
	f.Close()
}

func checkedBySwitch(path string) {
	f, err := os.Open(path)
	switch {
	case err == nil:
		f.Close()
	default:
		log.Print(err)
	}
}

func deferredThatTests(path string) error {
	f, err := os.Open(path)
	defer func() {
		if err == nil {
			f.Close()
		}
	}()
	return err
}

func always() (*account, error) { return &account{}, errors.New("incomplete") }

func neverNil() (string, error) {
	a, err := always()
	return a.name, err
}

func partial(src string) (*ast.File, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
	f.Scope = nil
	return f, err
}

func namedResult(path string) (err error) {
	defer func() { log.Print(err) }()
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}

func retried(id int) string {
	a, err := load(id)
	for err != nil {
		a, err = load(id + 1)
	}
	return a.name
}

func either(second bool) (string, error) {
	var a *account
	var err error
	if second {
		a, err = load(2)
	} else {
		a, err = load(1)
	}
	if err != nil {
		return "", err
	}
	return a.name, nil
}

func passedOn(id int) (*account, error) {
	a, err := load(id)
	return a, err
}

func countOnly(r io.Reader, buf []byte) (string, error) {
	n, err := r.Read(buf)
	return string(buf[:n]), err
}

func logged(id int) string {
	a, err := load(id)
	if err != nil {
		log.Panic(err)
	}
	return a.owner.name
}

// What is discarded is not this check's business.
func discarded(id int) string {
	a, _ := load(id)
	return a.name
}

type sticky struct {
	buf *[]byte
	err error
}

// The error stays in the field; the count tells whether there is a buffer.
func (s *sticky) fill(read func() (*[]byte, int, error)) int {
	var n int
	s.buf, n, s.err = read()
	if n == 0 {
		return 0
	}
	return len(*s.buf)
}

func fallsBack(id int) string {
	a, err := load(id)
	if err != nil {
		a = &account{name: "nobody"}
	}
	return a.name
}

func (a *account) loggedAndLeft(url string) {
	resp, err := http.Get(url)
	if err != nil {
		log.Print(err)
	} else {
		defer resp.Body.Close()
	}
}

func valueToo(id int) string {
	a, err := load(id)
	if err != nil && a == nil {
		log.Print(err)
		return ""
	}
	return a.name
}

func partly(id int) (*account, error) {
	if id == 0 {
		return &account{}, errors.New("incomplete")
	}
	return &account{}, nil
}

func stillUsable(id int) string {
	a, err := partly(id)
	if err != nil {
		log.Print(err)
	}
	return a.name
}

type logger interface{ Fatalf(string, ...any) }

func fatal(l logger, id int) string {
	a, err := load(id)
	if err != nil {
		l.Fatalf("load: %v", err)
	}
	return a.name
}

func closesNil(path string) {
	f, err := os.Open(path)
	if err != nil {
		log.Print(err)
	}
	f.Close() // a nil file knows that
}

func flagged(id int) string {
	a, err := load(id)
	ok := true
	if err != nil {
		log.Print(err)
		ok = false
	}
	if ok {
		return a.name
	}
	return ""
}

type gatherer interface {
	Gather() (names []string, done func(), err error)
}

// The function cleans up in any case.
func gathered(g gatherer) ([]string, error) {
	names, done, err := g.Gather()
	defer done()
	if err != nil {
		return nil, err
	}
	return names, nil
}
