package looptimer

import "time"

func use(int) {}

func idleForTotal(ch <-chan int) {
	for {
		select {
		case v := <-ch:
			use(v)
		case <-time.After(time.Minute): // want `the timeout starts anew with every turn: it limits the pause, not the whole`
			return
		}
	}
}

func labelled(ch <-chan int) {
loop:
	for {
		select {
		case v := <-ch:
			use(v)
		case <-time.After(time.Second): // want `the timeout starts anew with every turn: .*`
			break loop
		}
	}
}

func pollsLength(t *time.Timer) {
	for len(t.C) == 0 { // want `len\(t.C\) is always 0 since Go 1.23: timers have no buffer any more`
		use(1)
	}
}

func asksCap(t *time.Ticker) bool {
	return cap(t.C) == 1 // want `cap\(t.C\) is always 0 since Go 1.23: .*`
}
