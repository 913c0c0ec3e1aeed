package sigchanyzer

import (
	"os"
	"os/signal"
)

func buffered() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	<-c
}

func given(c chan os.Signal) { signal.Notify(c) }

func Given(c chan os.Signal) { signal.Notify(c) }

func sized(n int) {
	c := make(chan os.Signal, n)
	signal.Notify(c)
	<-c
}

func otherChannel() {
	done := make(chan struct{})
	go func() { close(done) }()
	<-done
}
