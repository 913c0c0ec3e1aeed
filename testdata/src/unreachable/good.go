package unreachable

import "log"

func panics() int {
	panic("boom")
}

func loopWithBreak(ch chan int) {
	for {
		if <-ch == 0 {
			break
		}
	}
	log.Print("done")
}

func conditional(n int) int {
	if n > 0 {
		panic("positive")
	}
	return n
}

func labelled(ch chan int) {
loop:
	for {
		select {
		case n := <-ch:
			if n == 0 {
				break loop
			}
		}
	}
	log.Print("done")
}
