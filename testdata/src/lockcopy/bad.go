package lockcopy

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

type counter struct {
	mu sync.Mutex
	n  int
}

type outer struct {
	name string
	in   counter
}

var shared counter

func current() *counter          { return &shared }
func (o *outer) inner() *counter { return &o.in }
func use(counter)                {} // want `use passes lock by value`
func work()                      {}

func run(wg sync.WaitGroup) { // want `run passes lock by value: sync.WaitGroup`
	defer wg.Done()
	work()
}

func started() {
	var wg sync.WaitGroup
	wg.Add(1)
	go run(wg) // want `call of run copies lock value: sync.WaitGroup`
	wg.Wait()
}

func dereferenced() {
	v := *current() // want `dereference of the result of current copies lock value: lockcopy.counter contains sync.Mutex`
	v.n++
}

func returned() counter {
	return *current() // want `dereference of the result of current copies lock value`
}

func throughMethod(o *outer) counter {
	c := *o.inner() // want `dereference of the result of o.inner copies lock value`
	_ = &c
	return *(o.inner()) // want `dereference of the result of o.inner copies lock value`
}

func passed() {
	use(*current())         // want `dereference of the result of current copies lock value`
	fmt.Println(*current()) // want `dereference of the result of current copies lock value`
	func(outer) {}(outer{}) // want `func passes lock by value`
	var w any = *current()  // want `dereference of the result of current copies lock value`
	_ = w
}

func inLiterals(o *outer) {
	_ = outer{name: "x", in: *current()}    // want `dereference of the result of current copies lock value`
	_ = []counter{*current()}               // want `dereference of the result of current copies lock value`
	_ = map[string]counter{"x": *o.inner()} // want `dereference of the result of o.inner copies lock value`
	_ = []counter{o.in}                     // want `literal copies lock value from o.in`
}

func sent(ch chan counter, c *counter, o *outer) {
	ch <- *c         // want `send on ch copies lock value: lockcopy.counter contains sync.Mutex`
	ch <- o.in       // want `send on ch copies lock value`
	ch <- *current() // want `send on ch copies lock value`
	select {
	case ch <- shared: // want `send on ch copies lock value`
	default:
	}
}

func ranged(list []counter, arr [3]sync.Mutex, m map[int]outer) { // want `ranged passes lock by value`
	for _, c := range list { // want `range var c copies lock`
		_ = c.n
	}
	for _, o := range m { // want `range var o copies lock`
		_ = o.name
	}
}

func bulk(list []counter) []counter {
	out := make([]counter, len(list))
	copy(out, list)            // want `copy copies lock value: lockcopy.counter contains sync.Mutex`
	out = append(out, list...) // want `append copies lock value`
	return slices.Clone(out)   // want `slices.Clone copies lock value`
}

func switched(x any) {
	switch v := x.(type) {
	case counter: // want `type switch to v copies lock value`
		_ = v.n
	case *counter:
		_ = v.n
	}
}

type gauge struct{ v atomic.Int64 }

func (g gauge) get() int64 { return g.v.Load() } // want `get passes lock by value`

type generic[T any] struct {
	mu  sync.Mutex
	val T
}

func find[T any](g *generic[T]) *generic[T] { return g }

func copied[T any](g *generic[T]) T {
	h := *find(g) // want `dereference of the result of find copies lock value`
	return h.val
}

func empty() *counter { return &counter{} }

func ofEmpty() int {
	v := *empty() // want `dereference of the result of empty copies lock value: lockcopy.counter contains sync.Mutex`
	return v.n
}

var registered []*counter

func newRegistered() *counter {
	c := &counter{}
	registered = append(registered, c)
	return c
}

func copyRegistered() counter { return *newRegistered() } // want `dereference of the result of newRegistered copies lock value`
