package capturerace

import (
	"example.com/bus"
	"github.com/panjf2000/ants/v2"
)

// Each message is noted before it is published, and all have been received.
func published(n int) (sent []int) {
	b := bus.New()
	in, err := b.Subscribe()
	if err != nil {
		return nil
	}
	go func() {
		for i := range n {
			sent = append(sent, i)
			b.Publish(&bus.Message{ID: i})
		}
	}()
	bus.Read(in, n)
	return sent
}

// The message is noted after it was published, so it may arrive before.
func notedLate() (sent int) {
	b := bus.New()
	in, err := b.Subscribe()
	if err != nil {
		return 0
	}
	go func() {
		b.Publish(&bus.Message{ID: 1})
		sent = 1 // want `sent is written in a goroutine while the code that started it uses it without waiting or locking`
	}()
	<-in
	return sent
}

// What arrives comes from another bus.
func otherBus() (sent int) {
	b, other := bus.New(), bus.New()
	in, err := other.Subscribe()
	if err != nil {
		return 0
	}
	go func() {
		sent = 1 // want `sent is written in a goroutine while the code that started it uses it without waiting or locking`
		b.Publish(&bus.Message{ID: 1})
	}()
	<-in
	return sent
}

// The pool has been asked whether a task still runs.
func poolAsked(work func(int)) {
	p, _ := ants.NewPool(4)
	defer p.Release()
	n := 1
	p.Submit(func() { work(n) })
	if p.Running() == 0 {
		n = 2
	}
}

func poolNotAsked(work func(int)) {
	p, _ := ants.NewPool(4)
	defer p.Release()
	n := 1
	p.Submit(func() { work(n) })
	n = 2 // want `n is written while the goroutine that was started before may read it, without waiting or locking`
}
