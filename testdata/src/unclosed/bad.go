package unclosed

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"

	"database/sql"
)

func earlyReturn(path string, n int) ([]byte, error) {
	f, err := os.Open(path) // want `f is left open on some path: f.Close is missing there`
	if err != nil {
		return nil, err
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, err
	}
	return b, f.Close()
}

func never(path string) error {
	f, err := os.Create(path) // want `f is left open`
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, "x")
	return err
}

func deferTooLate(url string) (string, error) {
	resp, err := http.Get(url) // want `resp is left open on some path: resp.Body.Close is missing there`
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

func decoded(c *http.Client, req *http.Request, v any) error {
	resp, err := c.Do(req) // want `resp is left open`
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

func statusOnly(url string) (int, error) {
	resp, err := http.Get(url) // want `resp is left open`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func discarded(url string) error {
	_, err := http.Get(url) // want `the response body is discarded, so nothing can close it`
	return err
}

func inLoop(paths []string) error {
	for _, p := range paths {
		f, err := os.Open(p) // want `f is left open`
		if err != nil {
			return err
		}
		st, err := f.Stat()
		if err != nil {
			continue
		}
		fmt.Println(st.Size())
		f.Close()
	}
	return nil
}

func accepting(l net.Listener) {
	for {
		c, err := l.Accept() // want `c is left open`
		if err != nil {
			continue
		}
		fmt.Fprintln(c, "hello")
	}
}

func toHelperThatForgets(addr string) error {
	c, err := net.DialTimeout("tcp", addr, time.Second) // want `c is left open`
	if err != nil {
		return err
	}
	return greet(c)
}

func greet(c net.Conn) error {
	_, err := io.WriteString(c, "hello\n")
	return err
}

func toGoroutineThatForgets(l net.Listener) error {
	for {
		c, err := l.Accept() // want `c is left open`
		if err != nil {
			return err
		}
		go greet(c)
	}
}

func open(path string) (*os.File, error) { return os.Open(path) }

func throughConstructor(path string) (int64, error) {
	f, err := open(path) // want `f is left open`
	if err != nil {
		return 0, err
	}
	st, err := f.Stat()
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return st.Size(), nil
}

func rowsLeft(db *sql.DB) (string, error) {
	rows, err := db.Query("SELECT name FROM u") // want `rows is left open`
	if err != nil {
		return "", err
	}
	var s string
	for rows.Next() {
		if err := rows.Scan(&s); err != nil {
			return "", err
		}
	}
	return s, rows.Err()
}

func prepared(db *sql.DB) error {
	st, err := db.Prepare("UPDATE u SET n = 1") // want `st is left open`
	if err != nil {
		return err
	}
	_, err = st.Exec()
	return err
}

func secondOpenFails(a, b string) error {
	in, err := os.Open(a) // want `in is left open`
	if err != nil {
		return err
	}
	out, err := os.Create(b)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	in.Close()
	return errors.Join(err, out.Close())
}

type store struct{ path string }

func (s *store) load() ([]byte, error) {
	f, err := os.Open(s.path) // want `f is left open`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f)
}

func inClosure(path string) func() error {
	return func() error {
		f, err := os.Open(path) // want `f is left open`
		if err != nil {
			return err
		}
		if _, err := f.Seek(0, io.SeekEnd); err != nil {
			return err
		}
		return f.Close()
	}
}

func generic[T any](path string, v T) error {
	f, err := os.Open(path) // want `f is left open`
	if err != nil {
		return err
	}
	return json.NewDecoder(f).Decode(v)
}

func conditionalDefer(path string, keep bool) error {
	f, err := os.Open(path) // want `f is left open`
	if err != nil {
		return err
	}
	if !keep {
		defer f.Close()
	}
	_, err = f.Stat()
	return err
}

func gz(w io.Writer, b []byte) error {
	z := gzip.NewWriter(w) // want `z is never flushed or closed on some path, so its last bytes are lost`
	if _, err := z.Write(b); err != nil {
		return err
	}
	return nil
}

func buffered(w io.Writer, lines []string) {
	bw := bufio.NewWriter(w) // want `bw is never flushed or closed`
	for _, l := range lines {
		bw.WriteString(l)
	}
}

func dump(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close() // want `the deferred Close drops the error that says whether f was written`
	_, err = f.Write(b)
	return err
}

func appendLine(path, line string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close() // want `the deferred Close drops the error`
	w := bufio.NewWriter(f)
	if _, err := w.WriteString(line); err != nil {
		return err
	}
	return w.Flush()
}

func body(url string) (io.Reader, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return resp.Body, nil // want `resp is returned closed: the function itself closes it`
}

func reader(path string) (*bufio.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return bufio.NewReader(f), nil // want `f is returned closed`
}

type session struct{ f *os.File }

func newSession(path string) (*session, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return &session{f: f}, nil // want `f is returned closed`
}

type textReader struct{ r io.Reader }

func readsClosed(url string) (*textReader, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	t := &textReader{r: resp.Body}
	return t, nil // want `resp is returned closed`
}

// What the callback does is unknown, but the function closes the file itself.
func lentTo[T any](path string, use func(io.Reader) (T, error)) (T, error) {
	var zero T
	f, err := os.Open(path) // want `f is left open on some path`
	if err != nil {
		return zero, err
	}
	v, err := use(f)
	if err != nil {
		return zero, err
	}
	return v, f.Close()
}

func filter(pattern, path string) ([]byte, error) {
	f, err := os.Open(path) // want `f is left open on some path`
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("grep", pattern)
	cmd.Stdin = f
	return cmd.Output()
}

type report struct{ n int }

func (r *report) save(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close() // want `the deferred Close drops the error that says whether f was written`
	return r.writeTo(f)
}

func (r *report) writeTo(w io.Writer) error {
	_, err := fmt.Fprintln(w, r.n)
	return err
}

func packed(name string, data []byte) ([]byte, error) {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	defer zw.Close()
	w, err := zw.Create(name)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil // want `the content is taken before the deferred zw.Close completes it`
}

func compressedTo(w io.Writer, data []byte) error {
	zw := gzip.NewWriter(w)
	defer zw.Close() // want `the deferred Close drops the error that says whether zw was written`
	_, err := zw.Write(data)
	return err
}

func bufferedTo(w io.Writer, lines []string) error {
	bw := bufio.NewWriter(w)
	defer bw.Flush() // want `the deferred Flush drops the error that says whether bw was written`
	for _, line := range lines {
		if _, err := bw.WriteString(line); err != nil {
			return err
		}
	}
	return nil
}
