package chanrange

import "sync"

func nobodyCloses(xs []int) (sum int) {
	ch := make(chan int)
	go func() {
		for _, x := range xs {
			ch <- x
		}
	}()
	for v := range ch { // want `ranging over ch never ends: nobody closes it`
		sum += v
	}
	return sum
}

func waitsButDoesNotClose(xs []int) (sum int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() { ch <- x })
	}
	go wg.Wait()
	for v := range ch { // want `ranging over ch never ends: nobody closes it`
		sum += v
	}
	return sum
}

func helperSends(xs []int) (sum int) {
	ch := make(chan int)
	go sendAll(ch, xs)
	for v := range ch { // want `ranging over ch never ends: nobody closes it`
		sum += v
	}
	return sum
}

func sendAll(ch chan<- int, xs []int) {
	for _, x := range xs {
		ch <- x
	}
}

func use(int) {}

func spins(in <-chan int, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case v := <-in: // want `the loop does not notice that in is closed: it spins on zero values`
			use(v)
		}
	}
}

func feed(in chan int) {
	in <- 1
	close(in)
}

type queue struct{ jobs chan int }

func (q *queue) stop() { close(q.jobs) }

func (q *queue) loop() {
	for {
		v := <-q.jobs // want `the loop does not notice that q.jobs is closed: it spins on zero values`
		use(v)
	}
}

func captured() {
	ch := make(chan int)
	go func() {
		defer close(ch)
		ch <- 1
	}()
	for {
		use2(<-ch)
		v := <-ch // want `the loop does not notice that ch is closed: it spins on zero values`
		use(v)
	}
}

func use2(int) {}
