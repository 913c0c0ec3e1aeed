package maporder

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"sort"
	"strings"
)

func sortedKeys(m map[string]string) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(&b, "%s=%s;", k, m[k])
	}
	return b.String()
}

func sortedAfter(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

type byName []string

func (b byName) Sort() {}

func sortedByMethod(m map[string]int) byName {
	var keys byName
	for k := range m {
		keys = append(keys, k)
	}
	keys.Sort()
	return keys
}

func sum(m map[string]int) (n int) {
	for _, v := range m {
		n += v
	}
	return n
}

func longest(m map[string]int) string {
	best := ""
	for k := range m {
		if len(k) > len(best) {
			best = k
		}
	}
	return best
}

func inverted(m map[string]int) map[int][]string {
	out := make(map[int][]string)
	for k, v := range m {
		out[v] = append(out[v], k)
	}
	return out
}

func anyOne(m map[string]int) string {
	for k := range m {
		return k
	}
	return ""
}

func lookup(m map[string]int, n int) string {
	for k, v := range m {
		if v == n {
			return k
		}
	}
	return ""
}

func validate(m map[string]int) error {
	for k, v := range m {
		if v < 0 {
			return errors.New("negative: " + k)
		}
	}
	return nil
}

func contains(m map[string]int) bool {
	for _, v := range m {
		if v > 3 {
			return true
		}
	}
	return false
}

func perEntry(m map[string]io.Writer) {
	for k, w := range m {
		fmt.Fprintln(w, k)
	}
}

func localBuilder(m map[string]int, emit map[string]string) {
	for k, v := range m {
		var b strings.Builder
		fmt.Fprintf(&b, "%d", v)
		emit[k] = b.String()
	}
}

func dots(m map[string]int) {
	for range m {
		fmt.Print(".")
	}
}

func unsortedKeys(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

func callerSorts(m map[string]int) []string {
	keys := unsortedKeys(m)
	slices.Sort(keys)
	return keys
}

func deleteAll(m map[string]int) {
	var gone []string
	for k, v := range m {
		if v == 0 {
			gone = append(gone, k)
		}
	}
	for _, k := range gone {
		delete(m, k)
	}
}

func keysOf(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k) // mapslice reports this
	}
	return keys
}

func work(roots map[int]bool, children map[int][]int) (n int) {
	var queue []int
	for r := range roots {
		queue = append(queue, r)
	}
	for len(queue) > 0 {
		cur := queue[0]
		queue = append(queue[1:], children[cur]...)
		n++
	}
	return n
}

func trailer(h, t http.Header) {
	var keys []string
	for k := range t {
		keys = append(keys, k)
	}
	h.Add("Trailer", strings.Join(keys, ", "))
}

func pieces(m map[string][]string) map[string]string {
	out := make(map[string]string)
	var b strings.Builder
	for k, vs := range m {
		b.Reset()
		for _, v := range vs {
			b.WriteString(v)
		}
		out[k] = b.String()
	}
	return out
}

func logged(m map[string]func()) {
	for name, run := range m {
		run()
		fmt.Println("ran", name)
	}
}

type set map[string]bool

func (s set) String() string {
	var b strings.Builder
	for k := range s {
		b.WriteString(k)
	}
	return b.String()
}

var debug bool

func traced(m map[string]int) {
	if debug {
		for k, v := range m {
			fmt.Println(k, v)
		}
	}
}

func (s set) MarshalJSON() ([]byte, error) {
	var items []string
	for k := range s {
		items = append(items, fmt.Sprintf("%q", k))
	}
	return []byte("[" + strings.Join(items, ",") + "]"), nil
}

type server struct{ debugLog io.Writer }

func (s *server) open(files map[string]int) {
	for name := range files {
		fmt.Fprintln(s.debugLog, name)
	}
}

func rowOfEach(files map[string]io.Writer) {
	for name, w := range files {
		row(w, name)
	}
}

var failures io.Writer

func check(name string) bool {
	if name == "" {
		fmt.Fprintln(failures, name)
		return false
	}
	return true
}

func logsOnly(counts map[string]int) (ok bool) {
	for name := range counts {
		ok = check(name) && ok
	}
	return ok
}

func heaviest(weights map[string]int) string {
	best, most := "", -1
	for name, w := range weights {
		if w > most {
			best, most = name, w
		}
	}
	return best
}

type span struct{ from, to int }

func spanOf(names map[span]string, at int) (name string) {
	for s, n := range names {
		if s.from <= at && at < s.to {
			name = n
			break
		}
	}
	return name
}

func printed(m map[string]int) {
	for k, v := range m {
		fmt.Println(k, v)
	}
}

func message(errs map[string]error) error {
	var b strings.Builder
	for name, err := range errs {
		b.WriteString(name + ": " + err.Error())
	}
	return errors.New(b.String())
}

func usage(flags map[string]string) {
	for name, help := range flags {
		fmt.Fprintf(os.Stderr, "-%s\t%s\n", name, help)
	}
}

type failureOf map[string]error

func (f failureOf) Error() string {
	s := ""
	for name, err := range f {
		s += name + ": " + err.Error() + "; "
	}
	return s
}

func unknown(m map[string]int, name string) error {
	var known []string
	for k := range m {
		known = append(known, k)
	}
	return fmt.Errorf("unknown %s, not one of %s", name, strings.Join(known, ", "))
}

func environment(versions map[string]bool, run func(env ...string)) {
	var all []string
	for v := range versions {
		all = append(all, v)
	}
	run("VERSIONS=" + strings.Join(all, ","))
}

func createTable(columns map[string]string, exec func(string) error) error {
	query := "CREATE TABLE t ("
	for name, typ := range columns {
		query += name + " " + typ + ","
	}
	return exec(query + "PRIMARY KEY (id))")
}

func allowed(methods map[string]bool) (string, bool) {
	var all []string
	for m := range methods {
		all = append(all, m)
	}
	return strings.Join(all, ", "), len(all) > 0
}

func refuse(w http.ResponseWriter, methods map[string]bool) {
	if all, ok := allowed(methods); ok {
		w.Header().Set("Allow", all)
	}
}

func snapshot(w *bufio.Writer, members map[string]string) {
	for name, addr := range members {
		fmt.Fprintf(w, "alive %s %s\n", name, addr)
	}
}

func echoForm(w http.ResponseWriter, r *http.Request) {
	for k, v := range r.Form {
		fmt.Fprintln(w, k, v)
	}
}

// The encoder writes nothing: it returns each message.
type encoder struct{}

func (encoder) Encode(s string) ([]byte, error) { return []byte(s), nil }

func sendAll(enc encoder, members map[string]chan<- []byte) {
	for name, ch := range members {
		if data, err := enc.Encode(name); err == nil {
			ch <- data
		}
	}
}
