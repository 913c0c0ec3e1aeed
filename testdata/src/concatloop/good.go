package concatloop

import (
	"fmt"
	"strings"
	"time"
)

func builder(xs []string) string {
	var b strings.Builder
	for _, x := range xs {
		b.WriteString(x)
	}
	return b.String()
}

func perStep(xs []string, use func(string)) {
	for _, x := range xs {
		s := "a"
		s += x
		use(s)
	}
}

func short() (s string) {
	for i := 0; i < 4; i++ {
		s += "x"
	}
	for _, x := range [3]string{"a", "b", "c"} {
		s += x
	}
	return s
}

func lastStep(xs []string, s string) string {
	for _, x := range xs {
		if x == "" {
			s += "!"
			break
		}
	}
	return s
}

func numbers(xs []int) (n int) {
	for _, x := range xs {
		n += x
	}
	return n
}

func byKey(m map[string]string) {
	for k := range m {
		m[k] += "x"
	}
}

func formats(d time.Duration, f float64, name string, n int) string {
	return fmt.Sprintf("%s", d) + fmt.Sprintf("%.2f", f) + fmt.Sprintf("%q", name) + fmt.Sprintf("%5d", n) + fmt.Sprintf("%s: %d", name, n)
}

func lastListed(ids []int) (s string) {
	for _, id := range ids {
		s = fmt.Sprintf("<%d>", id)
	}
	return s
}
