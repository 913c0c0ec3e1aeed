package mapslice

import (
	"bytes"
	"fmt"
	"os"
	"strings"
)

func keysOf(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k) // want `the slice keys is filled and returned unsorted in the order of the map m`
	}
	return keys
}

func named(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k) // want `the slice keys is filled and returned unsorted`
	}
	return
}

type list struct{ names []string }

func (l *list) fill(m map[string]int) {
	for k := range m {
		l.names = append(l.names, k) // want `the slice l.names is filled and stored unsorted`
	}
}

type frame struct{ n int }

func (f *frame) Write(p []byte) (int, error) { return len(p), nil }

func send(f *frame, pairs map[string]string) {
	for k := range pairs {
		f.Write([]byte(k)) // want `output is written`
	}
}

func dump(m map[string]int) string {
	var b strings.Builder
	for k := range m {
		b.WriteString(k) // want `output is written`
	}
	return b.String()
}

type stream struct{ buf bytes.Buffer }

func (s *stream) pairs(m map[string]string) {
	for k := range m {
		s.buf.WriteString(k) // want `output is written`
	}
}

func protocol(buf *bytes.Buffer, m map[string]bool) {
	for k := range m {
		buf.WriteString(k + "\r\n") // want `output is written`
	}
}

func KeysOf(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k) // want `the slice keys is filled and returned unsorted in the order of the map m`
	}
	return keys
}

func printed(m map[string]int) {
	for k := range m {
		fmt.Println(k) // want `output is written in the order of the map m`
	}
}

func unknown(m map[string]int) error {
	var known []string
	for k := range m {
		known = append(known, k) // want `the slice known is filled and handed to strings.Join`
	}
	return fmt.Errorf("none of %s", strings.Join(known, ", "))
}

func config(files map[string]string) error {
	var buf bytes.Buffer
	for name, file := range files {
		buf.WriteString(name + "=" + file + "\n") // want `output is written in the order of the map files`
	}
	return os.WriteFile("config", buf.Bytes(), 0o600)
}
