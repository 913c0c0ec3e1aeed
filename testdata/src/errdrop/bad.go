package errdrop

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"net"
	"net/http"
	"os"
)

type user struct{ name string }

func (u *user) label() string { return u.name }

func find(id int) (*user, error) {
	if id == 0 {
		return nil, os.ErrNotExist
	}
	return &user{}, nil
}

func opened(path string) byte {
	f, _ := os.Open(path) // want `the error is discarded, but f is used as if it could not be nil`
	defer f.Close()
	var b [1]byte
	f.Read(b[:])
	return b[0]
}

func field(id int) string {
	u, _ := find(id) // want `the error is discarded, but u is used as if it could not be nil`
	return u.name
}

func method(id int) string {
	u, _ := find(id) // want `the error is discarded, but u is used`
	return u.label()
}

func listen(addr string) {
	l, _ := net.Listen("tcp", addr) // want `the error is discarded, but l is used`
	for {
		conn, _ := l.Accept() // want `the error is discarded, but conn is used`
		conn.Close()
	}
}

func response(url string) int {
	resp, _ := http.Get(url) // want `the error is discarded, but resp is used`
	return resp.StatusCode
}

type repo struct{ load func(int) (*user, error) }

func (r *repo) inClosure(id int) func() string {
	return func() string {
		u, _ := r.load(id) // want `the error is discarded, but u is used`
		return u.name
	}
}

func onOnePath(id int, verbose bool) string {
	u, _ := find(id) // want `the error is discarded, but u is used`
	if verbose {
		return u.name
	}
	return ""
}

func generic[T any](get func() (*T, error)) T {
	v, _ := get() // want `the error is discarded, but v is used`
	return *v
}

func written(data []byte) {
	os.WriteFile("x", data, 0o600) // want `the error of os.WriteFile is ignored, so a failure goes unnoticed`
}

func decoded(data []byte) (u user) {
	json.Unmarshal(data, &u) // want `the error of json.Unmarshal is ignored`
	return u
}

func committed(tx *sql.Tx) {
	tx.Exec("delete from t") // want `the error of sql.Tx.Exec is ignored`
	tx.Commit()              // want `the error of sql.Tx.Commit is ignored`
}

func flushed(f *os.File) {
	w := bufio.NewWriter(f)
	w.WriteString("x")
	w.Flush() // want `the error of bufio.Writer.Flush is ignored`
}

func serve() {
	http.ListenAndServe(":80", nil) // want `the error of http.ListenAndServe is ignored`
}

func save(path string, data []byte) error { return os.WriteFile(path, data, 0o600) }

func savedByHelper(path string) {
	save(path, nil) // want `the error of errdrop.save is ignored, so a failure goes unnoticed`
}

func lastHook(hooks []func() error) error {
	var err error
	for _, hook := range hooks {
		err = hook() // want `the error of the call is overwritten in the next turn: only that of the last one counts`
	}
	return err
}

func closeAll(files map[string]*os.File) error {
	var err error
	for name, f := range files {
		println(name)
		err = f.Close() // want `the error of Close is overwritten in the next turn: only that of the last one counts`
	}
	if err != nil {
		return err
	}
	return nil
}
