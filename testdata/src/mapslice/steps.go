package mapslice

import (
	"fmt"
	"hash/crc32"
	"iter"
	"net/http"
	"strings"
)

func firstInvalid(rules map[string]func(string) error, form map[string]string) error {
	for field, rule := range rules {
		if err := rule(form[field]); err != nil {
			return fmt.Errorf("%s: %w", field, err) // want `the first error is returned in the order of the map rules`
		}
	}
	return nil
}

type route struct {
	host    string
	enabled bool
}

func firstEnabled(routes map[int]*route) *route {
	for _, r := range routes {
		if r.enabled {
			return r // want `the first match is returned in the order of the map routes`
		}
	}
	return nil
}

func checksum(parts map[string][]byte) uint32 {
	var sum uint32
	for _, part := range parts {
		sum = crc32.Update(sum, crc32.IEEETable, part) // want `sum is built up step by step in the order of the map parts`
	}
	return sum
}

func hashOf(flags map[string]uint64) uint64 {
	h := uint64(17)
	for _, v := range flags {
		h = h*31 + v // want `h is built up step by step`
	}
	return h
}

func wrapped(handler http.Handler, wrappers map[string]func(http.Handler) http.Handler) http.Handler {
	for _, wrap := range wrappers {
		handler = wrap(handler) // want `handler is built up step by step`
	}
	return handler
}

func jobs(steps map[int]string, out chan<- string) {
	defer close(out)
	for n, step := range steps {
		out <- fmt.Sprint(n, step) // want `out is sent to in the order of the map steps`
	}
}

func merged(layers map[string]map[string]string) map[string]string {
	all := make(map[string]string)
	for _, layer := range layers {
		for k, v := range layer {
			all[k] = v // want `the last entry with a key stays in all in the order of the map layers`
		}
	}
	return all
}

type stock struct{ items map[string]int }

func (s *stock) above(floor int) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for name, n := range s.items {
			if n > floor && !yield(name, n) {
				return
			}
		}
	}
}

func scarce(s *stock) {
	for name, n := range s.above(0) {
		fmt.Println(name, n) // want `output is written in the order of the map s\.above\(0\)`
	}
}

func expanded(text string, vars map[string]string) string {
	for name, value := range vars {
		text = strings.ReplaceAll(text, "$"+name, value) // want `the parts of text are replaced one after the other`
	}
	return text
}
