package nilderef

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"testing"
)

func returns(c *config) string {
	if c == nil {
		return ""
	}
	return c.addr
}

func replaces(c *config) string {
	if c == nil {
		c = &config{}
	}
	return c.addr
}

func panics(c *config) string {
	if c == nil {
		panic("no config")
	}
	return c.addr
}

func fatal(c *config) string {
	if c == nil {
		log.Fatal("no config")
	}
	return c.addr
}

func inTest(t *testing.T, c *config) {
	if c == nil {
		t.Fatal("no config")
	}
	t.Log(c.addr)
}

type suite struct{ t *testing.T }

type tester interface{ Fatalf(string, ...any) }

func throughTester(t tester, c *config) string {
	if c == nil {
		t.Fatalf("no config")
	}
	return c.addr
}

var exitHook = func(string) {}

func throughHook(c *config) string {
	if c == nil {
		exitHook("no config")
	}
	return c.addr
}

func correlated(a, b *config) string {
	if a == nil && b == nil {
		return ""
	}
	if a == nil {
		return b.addr
	}
	return a.addr
}

func sameTestTwice(c *config) string {
	s := ""
	if c == nil {
		s = "nil"
	}
	log.Println("config")
	if c != nil {
		s += c.addr
	}
	return s
}

func counted(c *config) string {
	n := 0
	if c != nil {
		n = len(c.addr)
	}
	if n > 0 {
		return c.addr
	}
	return ""
}

func flagged(c *config) string {
	ok := c != nil
	if !ok {
		log.Println("no config")
	}
	if ok {
		return c.addr
	}
	return ""
}

func skips(all []*config) {
	for _, c := range all {
		if c == nil {
			continue
		}
		log.Println(c.addr)
	}
}

func list(c *config) string {
	for c.next != nil {
		c = c.next
	}
	return c.addr
}

func shortCircuit(c *config) bool { return c == nil || c.addr == "" }

func (c *config) tolerant() string {
	if c == nil {
		return ""
	}
	return c.addr
}

func tolerated(c *config) string {
	if c == nil {
		log.Println("no config")
	}
	return c.tolerant()
}

func lazily(c *config) string {
	if c.inner == nil {
		c.inner = &config{}
	}
	return c.inner.addr
}

func lazilyElsewhere(c *config) string {
	if c.inner == nil {
		c.fill()
	}
	return c.inner.addr
}

func (c *config) fill() { c.inner = &config{} }

func afterBreak(all []*config) string {
	var found *config
	for _, c := range all {
		if c.addr != "" {
			found = c
			break
		}
	}
	if found == nil {
		return ""
	}
	return found.addr
}

// The result is never compared with nil anywhere: the callers know better.
func known(all []*config) string { return lookup(all).addr }

func lookup(all []*config) *config {
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

func length(m map[string]int) int {
	if m == nil {
		log.Println("no map")
	}
	return len(m) + m["a"]
}

func ranges(list []int) (sum int) {
	if list == nil {
		log.Println("no list")
	}
	for _, n := range list {
		sum += n
	}
	return sum
}

func usedFirst(c *config, prefix string) string {
	if c.addr == prefix {
		return ""
	}
	if c != nil && c.next == c {
		return "loop"
	}
	return c.addr
}

func open(addr string) (*config, error) { return dial(addr) }

var dial func(string) (*config, error)

func besideError(addr string) string {
	c, err := open(addr)
	if c != nil {
		defer log.Println(c.addr)
	}
	if err == nil && c.addr != addr {
		return c.addr
	}
	return ""
}

func eitherOr(a, b *config, both bool) string {
	if both {
		a, b = b, a
	}
	if a == nil && b == nil {
		return ""
	}
	if a != nil {
		return a.addr
	}
	return b.addr
}

func swaps(c, fresh *config) string {
	old := c.inner
	c.inner = fresh
	if old != nil {
		log.Println(old.addr)
	}
	return c.inner.addr
}

type pool struct {
	current *config
	changed chan bool
	names   []string
}

// Without a current one, the channel is that of the pool, and the loop waits.
func picks(p *pool) string {
	var ch chan bool
	for {
		if p.current == nil {
			ch = p.changed
		}
		if ch == p.changed {
			<-ch
			continue
		}
		ch = p.changed
		return p.current.addr
	}
}

// Where there are names there is a current one.
func named(p *pool) string {
	if p.current != nil || len(p.names) > 0 {
		return p.current.addr
	}
	return ""
}

// The kind tells whether there is one.
func byKind(p *pool, kind int) string {
	if kind == 1 && p.current != nil {
		p.names = append(p.names, p.current.addr)
	}
	if kind == 1 {
		return p.current.addr
	}
	return ""
}

// A test computed before the value is loaded tells of the old one.
func loads(p *pool, load func(*pool)) string {
	missing := p.current == nil
	if len(p.names) == 0 {
		load(p)
	}
	if missing {
		defer load(nil)
	}
	return p.current.addr
}

// Equal pointers are both nil or neither.
func same(a, b *config) bool {
	if a == b {
		return true
	}
	if (a == nil && b != nil) || (a != nil && b == nil) {
		return false
	}
	return a.addr == b.addr
}

func nextOf(head *config, waits func()) func() string {
	return func() string {
		var c *config = head
		if c == nil {
			head = nil
		}
		if head == nil {
			waits()
			return ""
		}
		return c.addr
	}
}

// The last one is set when the loop ends.
func lastSet(configs []config) string {
	var c *config
	for i := range configs {
		c = &configs[i]
	}
	return c.addr
}

// Every case assigns.
func assignedInCases(n int) string {
	var c *config
	switch {
	case n > 2:
		c = &config{}
	default:
		c = new(config)
	}
	return c.addr
}

func assignedByClosure(run func(func())) string {
	var c *config
	run(func() { c = &config{} })
	return c.addr
}

// The flag tells.
func assignedByFlag(n int) string {
	var c *config
	found := false
	if n > 2 {
		c, found = &config{}, true
	}
	if found {
		return c.addr
	}
	return ""
}

func fill(c **config) { *c = &config{} }

func assignedByAddress() string {
	var c *config
	fill(&c)
	return c.addr
}

func fetched(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	if resp != nil {
		if resp.StatusCode != http.StatusOK {
			return "", errors.New(resp.Status)
		}
	}
	return resp.Status, nil
}

// The client always sets the body of a response.
func bodyOf(c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.Body != nil {
		defer resp.Body.Close()
	}
	return io.ReadAll(resp.Body)
}

type member struct{ name string }

// The map has an element, so the loop sets the variable.
func anyUser(users map[string]*member, name string) string {
	if len(users) == 0 {
		return ""
	}
	u := users[name]
	if u == nil {
		for _, other := range users {
			u = other
			break
		}
	}
	return u.name
}

// The channel is nil where the context is, and never ready then.
func waitFor(ctx context.Context, answers chan string) (string, error) {
	var done <-chan struct{}
	if ctx != nil {
		done = ctx.Done()
	}
	select {
	case s := <-answers:
		return s, nil
	case <-done:
		return "", ctx.Err()
	}
}
