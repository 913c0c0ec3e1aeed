package busyselect

import (
	"net"
	"runtime"
	"time"
)

func waits(stop <-chan struct{}, tick <-chan time.Time) (n int) {
	for {
		select {
		case <-stop:
			return n
		case <-tick:
			n++
		}
	}
}

func sleeps(stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
			time.Sleep(time.Millisecond)
		}
	}
}

func accepts(stop <-chan struct{}, l net.Listener) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		c, err := l.Accept()
		if err != nil {
			return
		}
		c.Close()
	}
}

func drains(ch chan int) {
	for {
		select {
		case <-ch:
		default:
			return
		}
	}
}

func yields(stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
			runtime.Gosched()
		}
	}
}

func secondSelectWaits(a, b <-chan int) {
	for {
		select {
		case <-a:
			return
		default:
		}
		select {
		case <-a:
			return
		case <-b:
		}
	}
}

func callsUnknown(stop <-chan struct{}, f func()) {
	for {
		select {
		case <-stop:
			return
		default:
			f()
		}
	}
}

func locksInside(stop <-chan struct{}, m *machine, c chan int) {
	for {
		select {
		case <-stop:
			return
		default:
			m.n = <-c
		}
	}
}

func bounded(stop <-chan struct{}) {
	for i := 0; i < 3; i++ {
		select {
		case <-stop:
			return
		default:
		}
	}
}

func sums(stop <-chan struct{}, xs []int) (n int) {
	for {
		select {
		case <-stop:
			return n
		default:
			for _, x := range xs {
				n += x
			}
		}
	}
}
