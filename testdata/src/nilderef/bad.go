package nilderef

import (
	"io"
	"log"
)

type config struct {
	addr  string
	next  *config
	inner *config
	hook  func()
}

func fallsThrough(c *config) string {
	if c == nil {
		log.Println("no config")
	}
	return c.addr // want `c is used where it is known to be nil`
}

func inBranch(c *config) string {
	if c == nil {
		return "nil: " + c.addr // want `c is used where it is known to be nil`
	}
	return ""
}

func inElse(c *config) string {
	if c != nil {
		return "set"
	} else {
		return c.addr // want `c is used where it is known to be nil`
	}
}

func wrongOperator(c *config) bool {
	return c == nil && c.addr == "" // want `c is used where it is known to be nil`
}

func wrongOperatorToo(c *config) bool {
	return c != nil || c.addr == "" // want `c is used where it is known to be nil`
}

func field(c *config) string {
	if c.inner == nil {
		log.Println("no inner")
	}
	return c.inner.addr // want `c.inner is used where it is known to be nil`
}

func throughHelper(c *config) {
	if c == nil {
		log.Println("no config")
	}
	print1(c) // want `c is used where it is known to be nil`
}

func print1(c *config) { log.Println(c.addr) }

func (c *config) name() string { return c.addr }

func throughMethod(c *config) string {
	if c == nil {
		log.Println("no config")
	}
	return c.name() // want `c is used where it is known to be nil`
}

func reader(r io.Reader) {
	if r == nil {
		log.Println("nothing to read")
	}
	r.Read(nil) // want `r is used where it is known to be nil`
}

func readerOfOthers(r io.Reader) {
	if r == nil {
		log.Println("nothing to read")
	}
	io.ReadAll(r) // want `r is used where it is known to be nil`
}

func function(f func()) {
	if f == nil {
		log.Println("no function")
	}
	f() // want `f is used where it is known to be nil`
}

func fieldFunction(c *config) {
	if c.hook == nil {
		log.Println("no hook")
	}
	c.hook() // want `c.hook is used where it is known to be nil`
}

func lastOfList(c *config) string {
	for c != nil {
		c = c.next
	}
	return c.addr // want `c is used where it is known to be nil`
}

func onSomePath(c *config, quiet bool) string {
	if c == nil {
		if !quiet {
			return ""
		}
		log.Println("quiet")
	}
	return c.addr // want `c is used where it is known to be nil`
}

func inClosure(c *config) func() string {
	return func() string {
		if c == nil {
			log.Println("no config")
		}
		return c.addr // want `c is used where it is known to be nil`
	}
}

func assigned(m map[string]*config) string {
	c := m["a"]
	if c == nil {
		log.Println("no a")
	}
	return c.addr // want `c is used where it is known to be nil`
}

func store(c *config) {
	if c == nil {
		log.Println("no config")
	}
	c.addr = "x" // want `c is used where it is known to be nil`
}

type box[T any] struct{ v T }

func generic[T any](b *box[T]) T {
	if b == nil {
		log.Println("no box")
	}
	return b.v // want `b is used where it is known to be nil`
}

func array(a *[4]int) int {
	if a == nil {
		log.Println("no array")
	}
	return a[2] // want `a is used where it is known to be nil`
}

func find(all []*config, addr string) *config {
	for _, c := range all {
		if c.addr == addr {
			return c
		}
	}
	return nil
}

func checks(all []*config) string {
	if c := find(all, "a"); c != nil {
		return c.addr
	}
	if c := find(all, "b"); c != nil {
		return c.addr
	}
	return ""
}

func forgets(all []*config) string {
	return find(all, "c").addr // want `find\(\) is used without a check, and may be nil`
}

func bySwitch(c *config) string {
	switch {
	case c == nil:
		log.Println("no config")
	case c.addr == "":
		return "empty"
	}
	return c.addr // want `c is used where it is known to be nil`
}

func pair(err error, c *config) string {
	if err != nil || c == nil {
		log.Println("bad", err)
	}
	return c.addr // want `c is used where it is known to be nil`
}

func neverAssigned(n int) string {
	var c *config
	if n > 2 {
		c = &config{}
	}
	return c.addr // want `c is nil here: nothing has been assigned to it`
}
