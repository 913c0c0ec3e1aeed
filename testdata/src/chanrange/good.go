package chanrange

import "time"

func closes(xs []int) (sum int) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for _, x := range xs {
			ch <- x
		}
	}()
	for v := range ch {
		sum += v
	}
	return sum
}

func closesInHelper(xs []int) (sum int) {
	ch := make(chan int)
	go sendAllAndClose(ch, xs)
	for v := range ch {
		sum += v
	}
	return sum
}

func sendAllAndClose(ch chan<- int, xs []int) {
	defer close(ch)
	for _, x := range xs {
		ch <- x
	}
}

func breaksOut(xs []int) int {
	ch := make(chan int)
	go func() {
		for _, x := range xs {
			ch <- x
		}
	}()
	n := 0
	for range ch {
		if n++; n == len(xs) {
			break
		}
	}
	return n
}

func fromOutside(ch <-chan int) {
	for v := range ch {
		use(v)
	}
}

func asks(in <-chan int, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case v, ok := <-in:
			if !ok {
				return
			}
			use(v)
		}
	}
}

func leavesOnZero(q *queue) {
	for {
		v := <-q.jobs
		if v == 0 {
			return
		}
		use(v)
	}
}

func neverClosed(other <-chan string) {
	for {
		<-other
	}
}

func ticks(stop <-chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case <-t.C:
			use(1)
		}
	}
}

func switchedOff(q *queue, stop chan struct{}) {
	jobs := q.jobs
	for {
		select {
		case <-stop:
			return
		case <-jobs:
			jobs = nil
		}
	}
}

func summed(values, result chan int, done chan struct{}) {
	sum := 0
loop:
	for {
		select {
		case <-done:
			close(values)
			for v := range values {
				sum += v
			}
			break loop
		case v := <-values:
			sum += v
		}
	}
	result <- sum
}

type writer struct {
	in   chan int
	quit chan struct{}
	done chan struct{}
}

func (w *writer) run() {
	defer close(w.done)
	for {
		select {
		case v := <-w.in:
			use(v)
		case <-w.quit:
			return
		}
	}
}

// The channel is closed when the loop has ended.
func (w *writer) close() {
	close(w.quit)
	<-w.done
	close(w.in)
}

// The loop ends when it has seen as many values as there are parts.
func countsParts(parts []string, groups [][]string) (sum int) {
	lengths := make(chan int, len(parts))
	for _, group := range groups {
		go func() {
			for _, part := range group {
				lengths <- len(part)
			}
		}()
	}
	seen := 0
	for n := range lengths {
		seen++
		sum += n
		if seen == len(parts) {
			break
		}
	}
	return sum
}

// The loop is told to stop before the channel is closed; only a test closes it
// as its sender.
type stopped struct {
	events chan *event
	stop   chan struct{}
	done   chan struct{}
}

type event struct{ n int }

func (s *stopped) add(e *event) { s.events <- e }

func (s *stopped) close() {
	s.stop <- struct{}{}
	<-s.done
	close(s.events)
}

func (s *stopped) run() {
	for {
		select {
		case e := <-s.events:
			println(e.n)
		case <-s.stop:
			close(s.done)
			return
		}
	}
}
