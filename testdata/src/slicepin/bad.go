package slicepin

import (
	"io"
	"os"
	"strings"
)

var titles = map[string]string{}

func index(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	page := string(data)
	titles[path] = page[:16] // want `this small part keeps everything that ReadFile returned in memory: clone it`
	return nil
}

type cache struct {
	magic []byte
	items []*int
	names map[string][]byte
}

func (c *cache) load(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.magic = data[:4] // want `this small part keeps everything that ReadAll returned in memory`
	return nil
}

func (c *cache) at(r io.Reader, off int) {
	data, _ := io.ReadAll(r)
	c.names["x"] = data[off : off+8] // want `this small part keeps everything`
}

func Header(path string) []byte {
	data, _ := os.ReadFile(path)
	return data[:8] // want `this small part keeps everything`
}

func toChannel(r io.Reader, ch chan []byte) {
	data, _ := io.ReadAll(r)
	ch <- data[:8] // want `this small part keeps everything`
}

func (c *cache) remove(i int) {
	c.items = append(c.items[:i], c.items[i+1:]...) // want `the slots behind the new end of c.items still refer to what was removed: set them to nil`
}

func (c *cache) pop() *int {
	x := c.items[0]
	c.items = c.items[1:] // want `the slots before the new start of c.items still refer to what was removed`
	return x
}

func (c *cache) popLast() *int {
	x := c.items[len(c.items)-1]
	c.items = c.items[:len(c.items)-1] // want `the slots behind the new end of c.items`
	return x
}

var queue []func()

func next() func() {
	f := queue[0]
	queue = queue[1:] // want `the slots before the new start of queue`
	return f
}

func remove(items []*int, i int) []*int {
	return append(items[:i], items[i+1:]...) // want `the slots behind the new end of items still refer to what was removed`
}

func rest(items []*int) []*int {
	return items[1:] // want `the slots before the new start of items`
}

type pages struct {
	title string
	heads []string
	last  []byte
}

func (p *pages) read(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s := string(b)
	i := strings.Index(s, "<title>")
	if i < 0 {
		return nil
	}
	p.title = s[i+7 : i+20]           // want `this small part keeps everything that ReadAll returned in memory: clone it`
	p.heads = append(p.heads, s[:16]) // want `this small part keeps everything that ReadAll returned in memory`
	return nil
}

func (p *pages) scratch(fill func([]byte)) {
	buf := make([]byte, 1<<20)
	fill(buf)
	p.last = buf[:16] // want `this small part keeps everything that make returned in memory`
}

func head(b []byte) []byte {
	return b[:16] // want `this small part keeps everything that ReadFile returned in memory`
}

func (p *pages) fromFile(path string) {
	if b, err := os.ReadFile(path); err == nil {
		p.last = head(b)
	}
}
