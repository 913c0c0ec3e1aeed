package concatloop

import "fmt"

func join(xs []string) string {
	s := ""
	for _, x := range xs {
		s += x + "," // want `s is copied at each step of the loop: use a strings.Builder`
	}
	return s
}

func spelled(n int) string {
	var s string
	for i := 0; i < n; i++ {
		s = s + "x" // want `s is copied at each step`
	}
	return s
}

func prefix(xs []string) (s string) {
	for _, x := range xs {
		if x != "" {
			s = x + s // want `s is copied at each step`
		}
	}
	return s
}

type page struct{ body string }

func (p *page) add(xs []string) {
	for _, x := range xs {
		p.body += x // want `p.body is copied at each step`
	}
}

func channel(ch chan string) string {
	s := ""
	for x := range ch {
		s += x // want `s is copied at each step`
	}
	return s
}

func closure(xs []string) func() string {
	return func() string {
		s := ""
		for _, x := range xs {
			s += x // want `s is copied`
		}
		return s
	}
}

func key(id int, name string) string {
	return fmt.Sprintf("%s", name) + fmt.Sprintf("%d", id) // want `Sprintf only converts one value: the string itself does it directly` `Sprintf only converts one value: strconv.Itoa does it directly`
}

func path(a, b string) string {
	return fmt.Sprintf("%s/%s", a, b) // want `Sprintf only joins strings`
}

func flag(b bool, n int64) string {
	return fmt.Sprintf("%t", b) + // want `strconv.FormatBool`
		fmt.Sprintf("%v", n) // want `strconv.FormatInt`
}

func listed(ids []int) string {
	s := "["
	for _, id := range ids {
		s = fmt.Sprintf("%s%d,", s, id) // want `s is copied at each step of the loop: use a strings.Builder`
	}
	return s + "]"
}
