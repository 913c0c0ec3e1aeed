package wgcount

import "time"

// A debouncer calls back once for the events of a while.
type debouncer struct {
	events []string
	timer  *time.Timer
	quit   chan struct{}
	call   func([]string)
}

func newDebouncer(call func([]string)) *debouncer {
	d := &debouncer{timer: time.NewTimer(time.Second), quit: make(chan struct{}), call: call}
	go d.flush()
	return d
}

func (d *debouncer) flush() {
	for {
		select {
		case <-d.timer.C:
			go d.call(d.events)
		case <-d.quit:
			return
		}
	}
}
