package deferargs

import (
	"log"
	"os"
	"sync"
	"time"
)

func literal(start time.Time) (err error) {
	defer func() { log.Println("done", err, time.Since(start)) }()
	err = work()
	return err
}

func pointer() (err error) {
	defer finishAt(&err)
	err = work()
	return err
}

func finishAt(err *error) { log.Print(*err) }

func restores(key, value string) {
	prev := os.Getenv(key)
	defer os.Setenv(key, prev)
	os.Setenv(key, value)
	prev = ""
}

func startTime() {
	defer elapsed(time.Now(), "startTime")
	work()
}

func elapsed(start time.Time, name string) { log.Print(name, time.Since(start)) }

func assignedBefore() error {
	err := work()
	if err != nil {
		defer finish(err)
		return err
	}
	return nil
}

func onlyShadowed() {
	err := work()
	defer finish(err)
	if err := work(); err != nil {
		log.Print(err)
	}
}

func resource(paths []string) {
	var f *os.File
	for _, path := range paths {
		f, _ = os.Open(path)
	}
	defer f.Close()
}

func calledTwice() {
	defer trace("calledTwice")()
	work()
}

func unlocks(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
}

func locksAgain(mu *sync.Mutex) {
	mu.Unlock()
	defer mu.Lock()
	work()
}

func keyDeleted(m map[string]int, key string) {
	defer delete(m, key)
	key = "other"
	log.Print(key)
}

func pointerReceiver(r *recorder) {
	defer r.end(nil)
	r.t = nil
}

func returnsNil() (err error) {
	defer finish(err)
	return nil
}

func ofOuter() (done chan int, err error) {
	done = make(chan int)
	run := func() error {
		defer close(done)
		return work()
	}
	return done, run()
}

type meter struct{ total int }

func (m *meter) add(n int) { m.total += n }

func (m *meter) counted(items []string) {
	n := len(items)
	defer m.add(n)
	for range items {
		n--
	}
}

func (m *meter) fromOutside(items []string) {
	n := 0
	read(&n)
	defer m.add(n)
	n++
}

func read(n *int) { *n = 3 }

func (m *meter) perItem(items []string) {
	for i := range items {
		defer m.add(i)
	}
}

func leavesFirst(fail bool) (err error) {
	if fail {
		defer log.Println("failed", err)
		return nil
	}
	err = work()
	return err
}

func otherCase(n int) (err error) {
	switch n {
	case 1:
		defer log.Println("one", err)
	case 2:
		err = work()
	default:
		return nil
	}
	return err
}
