package sleepjoin

import (
	"sync"
	"time"
)

func waits() {
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { use(i) })
	}
	wg.Wait()
	time.Sleep(time.Second)
}

func receives() {
	done := make(chan bool)
	go func() { use(1); done <- true }()
	time.Sleep(time.Second)
	<-done
}

func daemon() {
	go func() {
		for {
			use(1)
		}
	}()
	time.Sleep(time.Second)
}

func paced(items []int) {
	for _, item := range items {
		go use(item)
		time.Sleep(time.Millisecond)
	}
}

func before() {
	time.Sleep(time.Second)
	go use(1)
}

func goesOn() {
	go use(1)
	time.Sleep(time.Second)
	use(2)
}

func configured(d time.Duration) {
	go use(1)
	time.Sleep(d)
}

func inGoroutine() {
	go func() {
		time.Sleep(time.Second)
		use(1)
	}()
}
