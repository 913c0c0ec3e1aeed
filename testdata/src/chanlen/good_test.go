package chanlen

import "testing"

type box struct{ ch chan int }

func TestDrained(t *testing.T) {
	b := &box{ch: make(chan int, 3)}
	b.ch <- 1
	for len(b.ch) > 0 {
		if <-b.ch != 1 {
			t.Error("not one")
		}
	}
}
