package sigchanyzer

import (
	"os"
	"os/signal"
)

func local() {
	c := make(chan os.Signal)
	signal.Notify(c, os.Interrupt) // want `signals that arrive while nobody receives are lost: c has no buffer`
	<-c
}

func zero() {
	c := make(chan os.Signal, 0)
	signal.Notify(c) // want `signals that arrive while nobody receives are lost: c has no buffer`
	<-c
}

type app struct{ sigs chan os.Signal }

func field() *app {
	a := &app{sigs: make(chan os.Signal)}
	signal.Notify(a.sigs, os.Interrupt) // want `signals that arrive while nobody receives are lost: a.sigs has no buffer`
	return a
}

func helper() {
	c := make(chan os.Signal)
	register(c)
	<-c
}

func register(c chan<- os.Signal) {
	signal.Notify(c, os.Interrupt) // want `signals that arrive while nobody receives are lost: c has no buffer`
}

var sigs = make(chan os.Signal)

func init() {
	go func() {
		signal.Notify(sigs, os.Interrupt) // want `signals that arrive while nobody receives are lost: sigs has no buffer`
	}()
}
