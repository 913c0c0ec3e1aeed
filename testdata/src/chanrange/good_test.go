package chanrange

func testDrain(s *stopped) {
	s.events <- &event{1}
	close(s.events)
}
