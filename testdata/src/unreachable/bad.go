package unreachable

import "log"

func afterPanic() int {
	panic("boom")
	return 1 // want `this code never runs: what stands before it does not end`
}

func afterLoop(ch chan int) {
	for {
		<-ch
	}
	log.Print("done") // want `this code never runs`
}

func afterReturn(n int) int {
	if n > 0 {
		return 1
	} else {
		return 2
	}
	return 3 // want `this code never runs`
}

type worker struct{ jobs chan func() }

func (w *worker) run() {
	go func() {
		for {
			(<-w.jobs)()
		}
		close(w.jobs) // want `this code never runs`
	}()
}

func afterSelect() {
	select {}
	log.Print("woken") // want `this code never runs`
}

func afterGoto() {
again:
	log.Print("again")
	goto again
	log.Print("never") // want `this code never runs`
}
