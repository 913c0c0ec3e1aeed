package mapslice

import (
	"errors"
	"fmt"
	"io"
	"maps"
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

// Any of them shows that there are such.
func validate(m map[string]int) error {
	for _, v := range m {
		if v < 0 {
			return errNegative
		}
	}
	return nil
}

var errNegative = errors.New("negative")

func xorAll(m map[string]uint64) (sum uint64) {
	for _, v := range m {
		sum = sum ^ v
	}
	return sum
}

func product(m map[string]int) int {
	p := 1
	for _, v := range m {
		p = v * p * 2
	}
	return p
}

func highest(m map[string]int) (top int) {
	for _, v := range m {
		top = max(top, v)
	}
	return top
}

func anyOf(m map[string]bool) (found bool) {
	for _, v := range m {
		found = found || v
	}
	return found
}

func publish(m map[string]int, to map[string]chan int) {
	for k, v := range m {
		to[k] <- v
	}
}

func flipped(layers map[string]map[string]string) map[string]map[string]string {
	out := make(map[string]map[string]string)
	for name, layer := range layers {
		out[name] = make(map[string]string)
		for k, v := range layer {
			out[name][k] = v
		}
	}
	return out
}

func union(sets map[string][]string) map[string]bool {
	all := make(map[string]bool)
	for _, set := range sets {
		for _, k := range set {
			all[k] = true
		}
	}
	return all
}

func byKey(m map[string]func() string, name string) string {
	for k, f := range m {
		if k == name {
			return f()
		}
	}
	return ""
}

func delimitedNames(s string, vars map[string]string) string {
	for name, value := range vars {
		s = strings.ReplaceAll(s, "{{"+name+"}}", value)
	}
	return s
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
