package chanlen

func tryPut(ch chan int, v int) bool {
	select {
	case ch <- v:
		return true
	default:
		return false
	}
}

func report(ch chan int, gauge func(int)) {
	if len(ch) > 10 {
		gauge(len(ch))
	}
}

func other(a, b chan int) {
	if len(a) > 0 {
		b <- 1
	}
}

func checkedAgain(ch chan int) {
	if len(ch) > 0 {
		select {
		case <-ch:
		default:
		}
	}
}

func slices(s []int, ch chan int) {
	if len(s) > 0 {
		ch <- s[0]
	}
}

func capacity(ch chan int) {
	if cap(ch) == 0 {
		panic("unbuffered")
	}
	ch <- 1
}

func onlyReceiver(workers []func() error) error {
	errs := make(chan error, len(workers))
	for _, w := range workers {
		if err := w(); err != nil {
			errs <- err
		}
	}
	if len(errs) > 0 {
		return <-errs
	}
	return nil
}

func twoRounds(work func(chan<- error)) error {
	errc := make(chan error, 4)
	fill := func() {
		errc <- nil
	}
	fill()
	if len(errc) > 0 {
		return <-errc
	}
	errc = make(chan error, 4)
	fill()
	if len(errc) > 0 {
		return <-errc
	}
	return nil
}
