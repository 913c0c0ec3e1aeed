package unclosed

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
)

func deferred(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func deferredInLiteral(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func drainAndClose(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func closeBody(c io.Closer) {
	if err := c.Close(); err != nil {
		log.Print(err)
	}
}

func helperCloses(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer drainAndClose(resp)
	return nil
}

func helperClosesBody(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeBody(resp.Body)
	return nil
}

func returned(url string) (*http.Response, error) { return http.Get(url) }

type fetched struct {
	body io.ReadCloser
	code int
}

func returnedInStruct(url string) (*fetched, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return &fetched{resp.Body, resp.StatusCode}, nil
}

func bodyReturned(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp.Body, nil
}

func headersReturned(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return resp, nil
}

func errorInOtherOrder(path string) {
	f, err := os.Open(path)
	if err == nil {
		f.Close()
	}
}

func notExist(path string) ([]byte, error) {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func switched(path string) error {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return f.Close()
}

func named(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.WriteString("x")
	return err
}

func closedTwice(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(b); err != nil {
		return err
	}
	return f.Close()
}

func synced(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(b); err != nil {
		return err
	}
	return f.Sync()
}

func readOnly(path string) error {
	f, err := os.OpenFile(path, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = bufio.NewReader(f).ReadByte()
	return err
}

func goroutineCloses(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			io.Copy(io.Discard, c)
		}()
	}
}

type server struct {
	mu    sync.Mutex
	conns map[net.Conn]bool
	ln    net.Listener
}

func (s *server) handle(c net.Conn) {
	defer c.Close()
	io.Copy(io.Discard, c)
}

func (s *server) accept(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go s.handle(c)
	}
}

func (s *server) stored(addr string) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	s.ln = ln
	return nil
}

func (s *server) tracked(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	s.conns[c] = true
	return nil
}

func served(addr string) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return http.Serve(ln, nil)
}

func sent(addr string, out chan<- net.Conn) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	out <- c
}

func appended(paths []string) (files []*os.File, err error) {
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return files, err
		}
		files = append(files, f)
	}
	return files, nil
}

func upgraded(addr string, cfg *tls.Config) (net.Conn, error) {
	raw, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return tls.Client(raw, cfg), nil
}

func wrapped(addr string, cfg *tls.Config) error {
	raw, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	c := tls.Client(raw, cfg)
	defer c.Close()
	return c.Handshake()
}

func stdinOr(path string) (err error) {
	f := os.Stdin
	if path != "" {
		f, err = os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
	}
	_, err = f.Stat()
	return err
}

func flagged(path string, on bool) error {
	var f *os.File
	if on {
		var err error
		if f, err = os.Open(path); err != nil {
			return err
		}
	}
	work()
	if on {
		return f.Close()
	}
	return nil
}

func nilled(path string) error {
	var f *os.File
	defer func() {
		if f != nil {
			f.Close()
		}
	}()
	var err error
	f, err = os.Open(path)
	return err
}

func exhausted(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func stopLater(t interface{ Cleanup(func()) }, path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	t.Cleanup(func() { f.Close() })
}

func closer(path string) (func() error, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return f.Close, nil
}

func onCancel(ctx context.Context, addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	return nil
}

func fatal(path string) *bufio.Scanner {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	return bufio.NewScanner(f)
}

func retried(url string) (*http.Response, error) {
	var last error
	for range 3 {
		resp, err := http.Get(url)
		if err == nil {
			return resp, nil
		}
		last = err
	}
	return nil, last
}

func compressed(b []byte) ([]byte, error) {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func flushed(w io.Writer, v any) error {
	bw := bufio.NewWriter(w)
	if err := json.NewEncoder(bw).Encode(v); err != nil {
		return err
	}
	return bw.Flush()
}

func temporary(b []byte) error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	_, err = f.Write(b)
	return err
}

func decodedClosed(path string) (v map[string]int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	err = json.NewDecoder(f).Decode(&v)
	return v, err
}

func bothOpened(a, b string) error {
	in, err := os.Open(a)
	if err != nil {
		return err
	}
	out, err := os.Create(b)
	if err != nil {
		in.Close()
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, in.Close(), out.Close())
}

func deferredInLoop(paths []string) error {
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return err
		}
		defer f.Close()
	}
	return nil
}

func carriedToNextRound(urls []string) (*http.Response, error) {
	var resp *http.Response
	for i, u := range urls {
		if i > 0 {
			resp.Body.Close()
		}
		var err error
		if resp, err = http.Get(u); err != nil {
			return nil, err
		}
	}
	return resp, nil
}

func both(c net.Conn) error {
	rw := bufio.NewReadWriter(bufio.NewReader(c), bufio.NewWriter(c))
	if _, err := rw.WriteString("x"); err != nil {
		return err
	}
	return rw.Flush()
}

func handlerFlushes(w http.ResponseWriter, r *http.Request) {
	bw := bufio.NewWriter(w)
	if _, err := bw.WriteString("x"); err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	bw.Flush()
}

func work() {}

type registry struct{ add func(io.Closer) bool }

// The registry keeps the file, unless something goes wrong.
func registered(r *registry, path string, check func() error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	r.add(f)
	if err := check(); err != nil {
		f.Close()
		return err
	}
	return nil
}

func refused(r *registry, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	if !r.add(f) {
		f.Close()
	}
	return nil
}

func started(path string) (*exec.Cmd, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("daemon")
	cmd.Stdout = f
	return cmd, cmd.Start()
}

func inIterator(paths iter.Seq[string], use func(io.Reader) error) error {
	for path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := use(f); err != nil {
			return err
		}
	}
	return nil
}

// The closure shares the variable, and the next round closes what it holds.
func hops(client *http.Client, reqs []*http.Request) (*http.Response, error) {
	var resp *http.Response
	status := func() string { return resp.Status }
	for i, req := range reqs {
		if i > 0 {
			resp.Body.Close()
		}
		var err error
		if resp, err = client.Do(req); err != nil {
			return nil, err
		}
		if status() == "200 OK" {
			return resp, nil
		}
	}
	return resp, nil
}

func packedWhole(name string, data []byte) ([]byte, error) {
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
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func compressedToMemory(data []byte, send func([]byte) error) error {
	var buf bytes.Buffer
	err := func() error {
		zw := gzip.NewWriter(&buf)
		defer zw.Close()
		_, err := zw.Write(data)
		return err
	}()
	if err != nil {
		return err
	}
	return send(buf.Bytes())
}

func compressedReply(w http.ResponseWriter, r *http.Request) {
	zw := gzip.NewWriter(w)
	defer zw.Close()
	zw.Write([]byte("nobody to tell"))
}

func compressedJoined(w io.Writer, data []byte) (err error) {
	zw := gzip.NewWriter(w)
	defer func() { err = errors.Join(err, zw.Close()) }()
	_, err = zw.Write(data)
	return err
}

func printed(lines []string) error {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, line := range lines {
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	return nil
}

func allAtOnce(w io.Writer, records [][]string) error {
	cw := csv.NewWriter(w)
	return cw.WriteAll(records)
}

type request struct{ closeBody bool }

func (r *request) send(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if r.closeBody {
		resp.Body.Close()
	}
	return resp, nil
}

func closedByHelper(url string) (int, error) {
	resp, err := (&request{closeBody: true}).send(url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The archive is given up when the context ends.
func archived(ctx context.Context, w io.Writer, names <-chan string) error {
	tw := tar.NewWriter(w)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case name, ok := <-names:
			if !ok {
				return tw.Close()
			}
			if err := tw.WriteHeader(&tar.Header{Name: name}); err != nil {
				return err
			}
		}
	}
}
