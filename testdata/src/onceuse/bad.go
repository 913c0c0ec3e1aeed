package onceuse

import "sync"

func closer(ch chan int) func() {
	return func() {
		var once sync.Once
		once.Do(func() { close(ch) }) // want `once is made anew by each call: its function runs every time`
	}
}

func setup() {
	once := &sync.Once{}
	once.Do(load) // want `once is made anew by each call`
}

func load() {}

func inLoop(n int) {
	for range n {
		var once sync.Once
		once.Do(load) // want `once is made anew by each call`
	}
}

func immediate(f func()) {
	sync.OnceFunc(f)() // want `the function that OnceFunc makes is called once and dropped: it guards nothing`
}

func value(f func() int) int {
	return sync.OnceValue(f)() // want `the function that OnceValue makes is called once and dropped`
}

type conf struct {
	once sync.Once
	v    int
}

func (c *conf) get() int {
	c.once.Do(func() { // want `the function of c.once.Do calls c.once.Do again: deadlock`
		c.v = c.get() + 1
	})
	return c.v
}

func (c *conf) straight() {
	c.once.Do(func() { // want `the function of c.once.Do calls c.once.Do again: deadlock`
		c.once.Do(load)
	})
}

var global sync.Once

func start() { global.Do(begin) } // want `the function of global.Do calls global.Do again: deadlock`
func begin() { helper() }
func helper() {
	start()
}

func (c *conf) clear() {
	c.once = sync.Once{} // want `c.once is replaced while others may be in its Do`
	c.v = 0
}

func again() {
	global = sync.Once{} // want `global is replaced while others may be in its Do`
}

type lazy[T any] struct {
	once sync.Once
	val  T
}

func (l *lazy[T]) get(f func() T) T {
	l.once.Do(func() { l.val = l.get(f) }) // want `the function of l.once.Do calls l.once.Do again`
	return l.val
}
