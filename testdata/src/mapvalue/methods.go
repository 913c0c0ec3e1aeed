package mapvalue

import (
	"net/http"
	"strings"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func (c *counter) value() int {
	if c == nil {
		return 0
	}
	return c.n
}

func reset(c *counter) { c.n = 0 }

func keep(all []*counter, c *counter) []*counter { return append(all, c) }

func method(counters map[string]*counter, name string) {
	counters[name].inc() // want `dereference of counters\[name\] panics when counters lacks the key`
}

func methodOfVariable(counters map[string]*counter, name string) {
	c := counters[name]
	defer c.inc() // want `dereference of c panics when counters lacks the key`
}

func argument(counters map[string]*counter, name string) {
	reset(counters[name]) // not looked into
}

type metrics struct{ counters map[string]*counter }

func (m *metrics) Inc(name string) {
	m.counters[strings.ToLower(name)].inc() // want `panics when m.counters lacks the key`
}

func (m *metrics) serve(w http.ResponseWriter, r *http.Request) {
	m.counters[r.FormValue("name")].inc() // want `panics when m.counters lacks the key`
}

type shell struct{ commands map[string]func([]string) }

func (s *shell) run(line string) {
	words := strings.Fields(line)
	if len(words) > 0 {
		s.commands[words[0]](words[1:]) // want `panics when s.commands lacks the key`
	}
}

func toleratesNil(counters map[string]*counter, name string) int { return counters[name].value() }

func keepsNil(counters map[string]*counter, name string) []*counter {
	return keep(nil, counters[name])
}

func methodTested(counters map[string]*counter, name string) {
	if c := counters[name]; c != nil {
		c.inc()
	}
}

func chosenKey(counters map[string]*counter, choose func() string) { counters[choose()].inc() }

var sessions = map[string]*counter{}

func Join(name string) { sessions[name] = &counter{} }

func Touch(name string) {
	sessions[name].inc() // want `dereference of sessions\[name\] panics when sessions lacks the key`
}

var commands = map[string]func(){}

func init() { commands["run"] = func() {} }

func Run(name string) { commands[name]() }
