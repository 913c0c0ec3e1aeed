package broadcast

func work() {}

func oneSignal(n int) {
	quit := make(chan struct{})
	for range n {
		go func() {
			<-quit
			work()
		}()
	}
	quit <- struct{}{} // want `quit gets one value for several receivers: one wakes, the others wait for ever`
}

func method(n int) {
	g := &group{stop: make(chan struct{})}
	for range n {
		go g.member()
	}
	work()
	g.stop <- struct{}{} // want `g.stop gets one value for several receivers: one wakes, the others wait for ever`
}

type group struct{ stop chan struct{} }

func (g *group) member() {
	<-g.stop
	work()
}

func buffered(names []string) {
	start := make(chan struct{}, 1)
	for range names {
		go func() {
			<-start
			work()
		}()
	}
	start <- struct{}{} // want `start gets one value for several receivers: one wakes, the others wait for ever`
}
