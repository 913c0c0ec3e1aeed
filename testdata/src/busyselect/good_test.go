package busyselect

import "testing"

func BenchmarkBesideBusyProcessor(b *testing.B) {
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
		}
	}()
	for b.Loop() {
	}
	close(stop)
}
