package chanself

func sendFirst() int {
	ch := make(chan int)
	ch <- 1 // want `sending on ch blocks for ever: it is full and nobody else receives`
	return <-ch
}

func secondSend() {
	ch := make(chan string, 1)
	ch <- "a"
	ch <- "b" // want `sending on ch blocks for ever: it is full and nobody else receives`
}

func receiveFirst() int {
	ch := make(chan int, 1)
	v := <-ch // want `receiving from ch blocks for ever: nothing is in it and nobody else sends`
	ch <- v
	return v
}

func throughHelper() int {
	ch := make(chan int)
	put(ch)
	return <-ch
}

func put(ch chan<- int) {
	ch <- 1 // want `sending on ch blocks for ever: it is full and nobody else receives`
}

func goroutineTooLate() {
	ch := make(chan int)
	ch <- 1 // want `sending on ch blocks for ever: it is full and nobody else receives`
	go func() { <-ch }()
}

func moreThanRoom() {
	ch := make(chan int, 2)
	for i := range 3 {
		ch <- i // want `sending on ch blocks for ever: it is full and nobody else receives`
	}
}

type queue struct{ items chan int }

func field() {
	q := queue{items: make(chan int)}
	q.items <- 1 // want `sending on q.items blocks for ever: it is full and nobody else receives`
}

func onOnePath(full bool) {
	ch := make(chan int, 1)
	if full {
		ch <- 1
	}
	ch <- 2 // want `sending on ch blocks for ever: it is full and nobody else receives`
}
