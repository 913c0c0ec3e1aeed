package slicepin

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
)

func copied(path string) {
	data, _ := os.ReadFile(path)
	titles[path] = string(data[:16])
	page := string(data)
	titles[path] = strings.Clone(page[:16])
}

func (c *cache) cloned(r io.Reader) {
	data, _ := io.ReadAll(r)
	c.magic = bytes.Clone(data[:4])
}

func used(r io.Reader) bool {
	data, _ := io.ReadAll(r)
	return string(data[:4]) == "GIF8"
}

func (c *cache) whole(r io.Reader) {
	data, _ := io.ReadAll(r)
	c.names["body"] = data
	c.magic = data[:4]
}

func (c *cache) token(r io.Reader, n int) {
	data, _ := io.ReadAll(r)
	c.magic = data[:n]
}

func (c *cache) cleared() {
	c.items[0] = nil
	c.items = c.items[1:]
}

func (c *cache) deleted(i int) {
	c.items = slices.Delete(c.items, i, i+1)
}

func (c *cache) reset() { c.items = c.items[:0] }

type numbers struct{ xs []int }

func (n *numbers) pop() { n.xs = n.xs[1:] }

func popClear(items []*int) []*int {
	items[0] = nil
	return items[1:]
}

type headers struct {
	all  []byte
	head []byte
	list []string
}

func magic(b []byte) []byte { return b[:4] }

func (h *headers) check(path string) bool {
	b, err := os.ReadFile(path)
	return err == nil && bytes.Equal(magic(b), []byte("MAGI"))
}

func (h *headers) keepsAll(path string) {
	b, err := os.ReadFile(path)
	if err == nil {
		h.all, h.head = b, b[:4]
	}
}

func (h *headers) small(fill func([]byte)) {
	buf := make([]byte, 512)
	fill(buf)
	h.head = buf[:16]
}

func (h *headers) copies(path string) {
	if b, err := os.ReadFile(path); err == nil {
		h.list = append(h.list, string(b[:16]))
		h.head = append(h.head, b[:16]...)
	}
}
