package deadtimeout

import "time"

func after(ch <-chan int) (int, bool) {
	select {
	case v := <-ch:
		return v, true
	case <-time.After(time.Second): // want `this timeout can never fire: the default case is taken at once`
		return 0, false
	default:
		return 0, false
	}
}

func sends(ch chan<- int, d time.Duration) {
	select {
	case ch <- 1:
	default:
	case <-time.After(d): // want `this timeout can never fire: .*`
	}
}

func newTimer(ch <-chan int) {
	for {
		select {
		case <-ch:
			return
		case <-time.NewTimer(time.Minute).C: // want `this timeout can never fire: .*`
			return
		default:
		}
	}
}

func tick(ch <-chan int) {
	select {
	case <-ch:
	case t := <-time.Tick(time.Second): // want `this timeout can never fire: .*`
		_ = t
	default:
	}
}
