package receiver

import (
	"encoding/json"
	"fmt"
	"sort"
)

type public struct{ v string }

func (p public) String() string { return p.v }

func show(p public) { fmt.Println(p, &p) }

func showPointer(s *secret) { fmt.Println(s) }

func pointers(list []*secret) { fmt.Println(list) }

type plain struct{ v string }

func (p *plain) Print() string { return p.v }

func showPlain(p plain) { fmt.Println(p) }

func encodePointer(m *money) ([]byte, error) { return json.Marshal(m) }

type other struct{}

func (o *other) String(n int) string { return "" }

func showOther(o other) { fmt.Println(o) }

func (c counter) withN(n int) counter {
	c.n = n
	return c
}

func (c counter) double() int {
	c.n *= 2
	return c.n
}

func (c *counter) incPointer() { c.n++ }

type wrapper struct {
	c *counter
	m map[string]int
	s []int
}

func (w wrapper) through() {
	w.c.n++
	w.m["a"] = 1
	w.s[0] = 1
}

func (c counter) sum(ns []int) (total int) {
	for _, n := range ns {
		total += c.n
		c.n = n
	}
	return total
}

func (c counter) passes() {
	c.n = 3
	sort.Slice(nil, func(i, j int) bool { return c.n > 0 })
}

func (c counter) deferred() {
	defer func() { fmt.Println(c.n) }()
	c.n = 3
}

type names []string

func (n *names) String() string { return fmt.Sprint(*n) }

type grade int

func (g *grade) String() string { return [...]string{"low", "high"}[*g] }

// The number is wanted of a grade that has no name.
func weight(g grade) int {
	switch g {
	case 0:
		return 1
	case 1:
		return 10
	}
	panic(fmt.Sprintf("unexpected grade: %v", g))
}

func price(g grade) (int, error) {
	switch g {
	case 0:
		return 1, nil
	default:
		return 0, fmt.Errorf("unexpected grade: %v", g)
	}
}
