package chanclose

import "testing"

// The test tells the receiver when all who send have ended.
func collect(vals, sum chan int, done chan struct{}) {
	n := 0
	for {
		select {
		case <-done:
			close(vals)
			for v := range vals {
				n += v
			}
			sum <- n
			return
		case v := <-vals:
			n += v
		}
	}
}

func TestCollect(t *testing.T) {
	vals, sum, done := make(chan int, 3), make(chan int), make(chan struct{})
	go collect(vals, sum, done)
	vals <- 1
	close(done)
	if <-sum != 1 {
		t.Fail()
	}
}
