package errdrop

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/aes"
	"crypto/rand"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

func checked(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return nil
}

func tested(id int) string {
	if u, _ := find(id); u != nil {
		return u.name
	}
	return ""
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func constant() string {
	u, _ := url.Parse("https://example.com/a")
	re, _ := regexp.Compile("a+")
	return u.Host + re.String()
}

func deliberate(data []byte) {
	_ = os.WriteFile("x", data, 0o600)
}

func buffered() string {
	var b strings.Builder
	b.WriteString("x")
	fmt.Fprintf(&b, "%d", 1)
	return b.String()
}

func closed(f *os.File) { f.Close() }

func removed() { os.Remove("x") }

func passedOn(id int) *user {
	u, _ := find(id)
	return u
}

func fresh() (*user, error) { return &user{}, nil }

func neverNil() string {
	u, _ := fresh()
	return u.name
}

func values(query string) string {
	v, _ := url.ParseQuery(query)
	return v.Encode()
}

func parameterFlushed(w *bufio.Writer) { w.Flush() }

func inMemory(data []byte) (n uint32) {
	binary.Read(bytes.NewReader(data), binary.LittleEndian, &n)
	return n
}

// Random numbers do not fail to come.
func nonce() []byte {
	b := make([]byte, 8)
	io.ReadFull(rand.Reader, b)
	return b
}

// Without the directory the file fails as well.
func intoDirectory(path string, data []byte) error {
	os.MkdirAll(filepath.Dir(path), 0o700)
	return os.WriteFile(path, data, 0o600)
}

// A compressor over a buffer works in memory.
func compressed(data []byte) []byte {
	var buf bytes.Buffer
	zw := gzip.NewWriter(&buf)
	zw.Write(data)
	zw.Close()
	return buf.Bytes()
}

// The key has the right length.
func encrypt(key [16]byte, data []byte) []byte {
	block, _ := aes.NewCipher(key[:])
	out := make([]byte, block.BlockSize())
	block.Encrypt(out, data)
	return out
}

var endpoint = "https://example.com/v1"

// Every address is in the text.
func addresses(id int) []string {
	return []string{host("https://example.com"), host(endpoint), host(fmt.Sprintf("https://example.com/%d", id))}
}

func host(text string) string {
	u, _ := url.Parse(text)
	return u.Host
}

// What the failure of the command means, only its author knows.
func (r *runner) run(line string) {
	cmd := r.command(line)
	cmd.Run()
}

type runner struct{ shell string }

func (r *runner) command(line string) *exec.Cmd { return exec.Command(r.shell, "-c", line) }

// Neither the strings nor the hash can fail.
func digest(names []string) uint32 {
	h := crc32.NewIEEE()
	gob.NewEncoder(h).Encode(names)
	return h.Sum32()
}

// The writer goes back to who has made it.
func put(zw *gzip.Writer, pool chan *gzip.Writer) {
	zw.Close()
	pool <- zw
}

func allJoined(hooks []func() error) error {
	var err error
	for _, hook := range hooks {
		err = errors.Join(err, hook())
	}
	return err
}

func firstFailure(hooks []func() error) (err error) {
	for _, hook := range hooks {
		if err = hook(); err != nil {
			break
		}
	}
	return err
}

// Each attempt makes up for the one before.
func attempts(try func() error) error {
	var err error
	for range 3 {
		err = try()
	}
	return err
}

// It leaves with the first that is ready.
func firstReady(hooks []func() (bool, error)) error {
	var err error
	for _, hook := range hooks {
		var ready bool
		ready, err = hook()
		if ready {
			break
		}
	}
	return err
}
