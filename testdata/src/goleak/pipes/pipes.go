// Package pipes has goroutines that use one end of a pipe.
package pipes

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
)

func post(url string, v any) error {
	r, w := io.Pipe()
	go func() { // want `goroutine can block for ever writing to a pipe: its reader may be gone without closing it`
		w.CloseWithError(json.NewEncoder(w).Encode(v))
	}()
	req, err := http.NewRequest(http.MethodPost, url, r)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func postRight(url string, v any) error {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(json.NewEncoder(w).Encode(v))
	}()
	req, err := http.NewRequest(http.MethodPost, url, r)
	if err != nil {
		r.Close()
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func each(src io.Reader, line func(string) error) error {
	r, w := io.Pipe()
	go pack(w, src) // want `goroutine can block for ever writing to a pipe: its reader may be gone without closing it`
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if err := line(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func pack(w *io.PipeWriter, src io.Reader) {
	zw := gzip.NewWriter(w)
	_, err := io.Copy(zw, src)
	zw.Close()
	w.CloseWithError(err)
}

func eachRight(src io.Reader, line func(string) error) error {
	r, w := io.Pipe()
	defer r.Close()
	go pack(w, src)
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if err := line(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func drained(src io.Reader, line func([]byte)) error {
	r, w := io.Pipe()
	go pack(w, src)
	b := make([]byte, 1024)
	for {
		n, err := r.Read(b)
		if err != nil {
			return err
		}
		line(b[:n])
	}
}

func readAll(src io.Reader) ([]byte, error) {
	r, w := io.Pipe()
	go pack(w, src)
	return io.ReadAll(r)
}

func handedOn(src io.Reader) io.ReadCloser {
	r, w := io.Pipe()
	go pack(w, src)
	return r
}

func tee(dst io.Writer, src io.Reader, look func(io.Reader)) error {
	r, w := io.Pipe()
	seen := make(chan struct{})
	go func() { // want `goroutine can block for ever reading from a pipe: its writer may never be closed`
		defer close(seen)
		look(r)
	}()
	_, err := io.Copy(io.MultiWriter(dst, w), src)
	<-seen
	return err
}

func teeRight(dst io.Writer, src io.Reader, look func(io.Reader)) error {
	r, w := io.Pipe()
	seen := make(chan struct{})
	go func() {
		defer close(seen)
		look(r)
	}()
	_, err := io.Copy(io.MultiWriter(dst, w), src)
	w.CloseWithError(err)
	<-seen
	return err
}

func earlyReturn(dst io.Writer, header func(io.Writer) error, body func(io.Writer) error) error {
	r, w := io.Pipe()
	go io.Copy(dst, r) // want `goroutine can block for ever reading from a pipe: its writer may never be closed`
	if err := header(dst); err != nil {
		return err
	}
	defer w.Close()
	return body(w)
}

type archive struct{ names []string }

func (a *archive) stream() io.ReadCloser {
	r, w := io.Pipe()
	go func() { // want `goroutine can block for ever writing to a pipe: its reader may be gone without closing it`
		for _, name := range a.names {
			if _, err := io.WriteString(w, name); err != nil {
				return
			}
		}
		w.Close()
	}()
	return r
}

func (a *archive) verify(bad func(byte) error) error {
	r := bufio.NewReader(a.stream())
	for {
		b, err := r.ReadByte()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := bad(b); err != nil {
			return err
		}
	}
}

func (a *archive) goodStream() io.ReadCloser {
	r, w := io.Pipe()
	go func() {
		for _, name := range a.names {
			io.WriteString(w, name)
		}
		w.Close()
	}()
	return r
}

func (a *archive) goodVerify(bad func(byte) error) error {
	s := a.goodStream()
	defer s.Close()
	b, err := bufio.NewReader(s).ReadByte()
	if err != nil {
		return err
	}
	return bad(b)
}

func (a *archive) all() ([]byte, error) { return io.ReadAll(a.goodStream()) }

func (a *archive) lent() io.Reader { return a.goodStream() }

func logged(name string, use func(string)) error {
	r, w := io.Pipe()
	cmd := exec.Command(name)
	cmd.Stdout = w
	go func() { // want `goroutine can block for ever reading from a pipe: its writer may never be closed`
		for lines := bufio.NewScanner(r); lines.Scan(); {
			use(lines.Text())
		}
	}()
	if err := cmd.Start(); err != nil {
		return err
	}
	defer w.Close()
	return cmd.Wait()
}

func bothInGoroutines(dst io.Writer, src io.Reader) {
	r, w := io.Pipe()
	go pack(w, src)
	go io.Copy(dst, r)
}
