package maporder

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
)

func builder(m map[string]string) string {
	var b strings.Builder
	for k, v := range m {
		fmt.Fprintf(&b, "%s=%s;", k, v) // want `output is written in the order of the map m, which differs from run to run`
	}
	return b.String()
}

func method(m map[string]int) string {
	var b strings.Builder
	for k := range m {
		b.WriteString(k) // want `output is written in the order of the map m`
	}
	return b.String()
}

func toWriter(w io.Writer, m map[string]int) {
	for k := range m {
		line := k + "\n"
		io.WriteString(w, line) // want `output is written`
	}
}

func encoded(enc *json.Encoder, m map[string]int) error {
	for k := range m {
		if err := enc.Encode(k); err != nil { // want `output is written`
			return err
		}
	}
	return nil
}

func hashed(m map[string]string) []byte {
	h := sha256.New()
	for k, v := range m {
		h.Write([]byte(k + v)) // want `a hash is fed in the order of the map m`
	}
	return h.Sum(nil)
}

func concatenated(m map[string]string) string {
	s := ""
	for k := range m {
		s += k + "," // want `the string s is put together in the order of the map m`
	}
	return s
}

func concatenatedLong(m map[string]string) (s string) {
	for k, v := range m {
		s = s + k + v // want `the string s is put together`
	}
	return
}

func joined(m map[string]int) string {
	var keys []string
	for k := range m {
		keys = append(keys, k) // want `the slice keys is filled and handed to strings.Join`
	}
	return strings.Join(keys, ",")
}

type store struct{ items map[string]int }

func (s *store) first(prefix string) string {
	for k := range s.items {
		if strings.HasPrefix(k, prefix) {
			return k // want `the first match is returned in the order of the map s.items`
		}
	}
	return ""
}

func above(m map[string]int, n int) string {
	for k, v := range m {
		if v > n {
			return k // want `the first match is returned`
		}
	}
	return ""
}

func iterator(m map[string]int) string {
	s := ""
	for k := range maps.Keys(m) {
		s += k // want `the string s is put together`
	}
	return s
}

func generic[K comparable, V any](w io.Writer, m map[K]V) {
	for k, v := range m {
		fmt.Fprintln(w, k, v) // want `output is written`
	}
}

func formatted(m map[string]int) string {
	out := ""
	for k, v := range m {
		out = fmt.Sprintf("%s%s=%d&", out, k, v) // want `the string out is put together`
	}
	return out
}

func firstKey(m map[string]bool) string {
	keys := []string{}
	for k := range m {
		keys = append(keys, k) // want `the slice keys is filled and indexed`
	}
	return keys[0]
}

type report struct{ out io.Writer }

func (r *report) line(name string, n int) { fmt.Fprintf(r.out, "%s: %d\n", name, n) }

func (r *report) throughMethod(counts map[string]int) {
	for name, n := range counts {
		r.line(name, n) // want `output is written in the order of the map counts`
	}
}

func row(w io.Writer, name string) { io.WriteString(w, name+"\n") }

func throughFunction(w io.Writer, counts map[string]int) {
	for name := range counts {
		row(w, name) // want `output is written in the order of the map counts`
	}
}

func lastHeavy(weights map[string]int, limit int) string {
	best := ""
	for name, w := range weights {
		if w >= limit {
			best = name // want `the last match is kept in best in the order of the map weights`
		}
	}
	return best
}

func cacheKey(params map[string]string, cache map[string]int) int {
	key := ""
	for k, v := range params {
		key += k + "=" + v + "&" // want `the string key is put together in the order of the map params`
	}
	return cache[key]
}

func signed(params map[string]string) [32]byte {
	var pairs []string
	for k, v := range params {
		pairs = append(pairs, k+"="+v) // want `the slice pairs is filled and handed to strings.Join`
	}
	text := strings.Join(pairs, "&")
	return sha256.Sum256([]byte(text))
}

func listed(w io.Writer, counts map[string]int) error {
	var rows []string
	for name := range counts {
		rows = append(rows, name) // want `the slice rows is filled and handed to json.NewEncoder\(w\).Encode in the order of the map counts`
	}
	return json.NewEncoder(w).Encode(rows)
}

func config(files map[string]string) error {
	var buf strings.Builder
	for name, file := range files {
		buf.WriteString(name + "=" + file + "\n") // want `output is written in the order of the map files`
	}
	return os.WriteFile("config", []byte(buf.String()), 0o600)
}
