package errdrop

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"net/url"
	"os"
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
