package exitdefer

import (
	"context"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
)

func returns() error {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	return work()
}

func exitsBefore() {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		log.Fatal(err)
	}
	defer os.Remove(f.Name())
}

func unlocks(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
	if work() != nil {
		os.Exit(1)
	}
}

func cancels() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if ctx.Err() != nil {
		log.Fatal("cancelled")
	}
}

func onlyRead() {
	f, err := os.Open("x")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	if work() != nil {
		log.Fatal("failed")
	}
}

func panics(dir string) {
	defer os.RemoveAll(dir)
	if work() != nil {
		panic("failed")
	}
}

func ends(dir string) {
	defer os.RemoveAll(dir)
	runtime.Goexit()
}

func otherBranch(temp bool) {
	if temp {
		defer os.Remove("x")
		return
	}
	log.Fatal("not temporary")
}

func recovers() {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	log.Fatal("done")
}

func done(wg *sync.WaitGroup) {
	defer wg.Done()
	log.Fatal("done")
}

type cache struct{ refs map[string]int }

func (c *cache) unref() { delete(c.refs, "x") }

func inMemory(c *cache, done func()) {
	defer c.unref()
	defer done()
	if work() != nil {
		log.Fatal("failed")
	}
}

func sameFlag(temp bool) {
	if temp {
		defer os.Remove("x")
	}
	if !temp {
		log.Fatal("not temporary")
	}
}

func knownToBeLost(f *os.File) {
	pprof.StartCPUProfile(f)
	// There is no profile in case of an error.
	defer pprof.StopCPUProfile()
	if work() != nil {
		log.Fatal("failed")
	}
}

func written() {
	f, err := os.Create("x")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close() // the system closes it, and nothing is buffered
	if _, err := f.WriteString("x"); err != nil {
		log.Fatal(err)
	}
}
