package gounbounded

func outsideGoroutine(urls <-chan string) {
	sem := make(chan struct{}, 8)
	for u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			use(u)
		}()
	}
}

func once(u string) {
	sem := make(chan struct{}, 8)
	go func() {
		sem <- struct{}{}
		defer func() { <-sem }()
		use(u)
	}()
}

func results(urls []string) {
	out := make(chan string, 8)
	for _, u := range urls {
		go func() { out <- u }()
	}
	for range urls {
		<-out
	}
}

func signal(urls []string) {
	done := make(chan struct{}, 8)
	for _, u := range urls {
		go func() { use(u); done <- struct{}{} }()
	}
	for range urls {
		<-done
	}
}

func mutex(urls []string) {
	lock := make(chan struct{}, 1)
	for _, u := range urls {
		go func() {
			lock <- struct{}{}
			use(u)
			<-lock
		}()
	}
}

// The semaphore of the job is acquired before the goroutine starts.
func (p *pipeline) dispatch(jobs []func(), limits map[string]chan struct{}) {
	for name, own := range limits {
		for _, job := range jobs {
			select {
			case own <- struct{}{}:
			default:
				println(name, "is busy")
				continue
			}
			go func() {
				p.all <- struct{}{}
				job()
				<-own
				<-p.all
			}()
		}
	}
}

type pipeline struct{ all chan struct{} }
