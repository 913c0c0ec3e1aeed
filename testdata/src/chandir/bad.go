package chandir

func produce(out chan int, n int) { // want `out is only sent to: it can be declared chan<-`
	for i := range n {
		out <- i
	}
	close(out)
}

func consume(in chan string) (all []string) { // want `in is only received from: it can be declared <-chan`
	for s := range in {
		all = append(all, s)
	}
	return all
}

func inSelect(in chan int, stop chan struct{}) int { // want `in is only received from: .*` `stop is only received from: .*`
	select {
	case v := <-in:
		return v
	case <-stop:
		return 0
	}
}

func inClosure(out chan int) { // want `out is only sent to: .*`
	go func() { out <- 1 }()
}

func handsOn(in chan int) { // want `in is only received from: .*`
	receive(in)
}

func receive(in <-chan int) { <-in }

func generic[T any](out chan T, v T) { // want `out is only sent to: .*`
	out <- v
}

func several(a, b chan int) { // want `a is only sent to: .*`
	a <- 1
	b <- 2
}
