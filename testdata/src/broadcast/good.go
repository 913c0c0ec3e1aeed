package broadcast

func closes(n int) {
	quit := make(chan struct{})
	for range n {
		go func() {
			<-quit
			work()
		}()
	}
	close(quit)
}

func oneForEach(n int) {
	quit := make(chan struct{})
	for range n {
		go func() {
			<-quit
			work()
		}()
	}
	for range n {
		quit <- struct{}{}
	}
}

func oneReceiver() {
	quit := make(chan struct{})
	go func() {
		<-quit
		work()
	}()
	quit <- struct{}{}
}

func semaphore(xs []int) {
	sem := make(chan struct{}, 2)
	for range xs {
		sem <- struct{}{}
		go func() {
			work()
			<-sem
		}()
	}
}
