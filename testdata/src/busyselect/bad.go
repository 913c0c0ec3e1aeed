package busyselect

import "sync/atomic"

func emptyDefault(stop <-chan struct{}) {
	for {
		select { // want `the loop polls without ever waiting: its default case keeps a processor busy`
		case <-stop:
			return
		default:
		}
	}
}

func counts(stop <-chan struct{}, n *atomic.Int64) {
	for {
		select { // want `the loop polls without ever waiting: .*`
		case <-stop:
			return
		default:
			n.Add(1)
		}
	}
}

type machine struct {
	quit chan struct{}
	n    int
}

func (m *machine) tick() { m.n++ }

func (m *machine) run() {
	for {
		select { // want `the loop polls without ever waiting: .*`
		case <-m.quit:
			return
		default:
			m.tick()
		}
	}
}

func workBehindSelect(stop <-chan bool) (n int) {
	for {
		select { // want `the loop polls without ever waiting: .*`
		case <-stop:
			return n
		default:
		}
		n++
	}
}

func inGoroutine(ch chan int, stop chan struct{}) {
	go func() {
		for {
			select { // want `the loop polls without ever waiting: .*`
			case v := <-ch:
				_ = v
			case <-stop:
				return
			default:
				continue
			}
		}
	}()
}
