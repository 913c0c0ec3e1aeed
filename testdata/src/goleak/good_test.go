package goleak

import "time"

// A test that has waited too long fails, and ends.
func readAll(in <-chan int, limit int, timeout time.Duration) (got []int, all bool) {
	done := make(chan struct{}, 1)
	go func() {
		for v := range in {
			got = append(got, v)
			if len(got) == limit {
				done <- struct{}{}
				break
			}
		}
		done <- struct{}{}
	}()
	select {
	case <-done:
	case <-time.After(timeout):
	}
	return got, len(got) == limit
}
