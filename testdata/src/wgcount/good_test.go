package wgcount

import "testing"

func TestHandle(t *testing.T) {
	var c tracked
	go c.handle()
	c.Close()
}
