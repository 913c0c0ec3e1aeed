package deferloop

import (
	"iter"
	"net"
	"os"
	"sync"
)

func wrapped(paths []string) error {
	for _, path := range paths {
		err := func() error {
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			return nil
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func goroutines(n int, wg *sync.WaitGroup) {
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
		}()
	}
}

func leaves(paths []string) *os.File {
	for _, path := range paths {
		if f, err := os.Open(path); err == nil {
			defer f.Close()
			return nil
		}
	}
	return nil
}

func breaks(paths []string) {
	for _, path := range paths {
		f, err := os.Open(path)
		if err == nil {
			defer f.Close()
			break
		}
	}
}

func connections(addrs []string) []net.Conn {
	var conns []net.Conn
	for _, addr := range addrs {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			continue
		}
		defer c.Close()
		conns = append(conns, c)
	}
	return conns
}

func few() {
	for _, path := range []string{"a", "b"} {
		f, err := os.Open(path)
		if err != nil {
			return
		}
		defer f.Close()
	}
}

func shards(all []*counter) {
	for _, c := range all {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
}

func restores(vars map[string]string) {
	for k, v := range vars {
		old := os.Getenv(k)
		os.Setenv(k, v)
		defer os.Setenv(k, old)
	}
}

func served(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		go func() { c.Write(nil) }()
	}
}

func once(c *counter, keys []string) {
	locked := false
	for _, k := range keys {
		if !locked {
			c.mu.Lock()
			defer c.mu.Unlock()
			locked = true
		}
		c.n[k]++
	}
}

func jumpsAhead(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		goto out
	}
	defer f.Close()
	_, err = f.Stat()
out:
	return err
}

func literalInIterator(paths iter.Seq[string], use func(*os.File) error) error {
	for path := range paths {
		err := func() error {
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			return use(f)
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

type entries struct{ items map[string]bool }

func (e *entries) remove(key string) { delete(e.items, key) }

// Nothing is removed while the map is ranged over.
func (e *entries) sweep() {
	for key, stale := range e.items {
		if stale {
			defer e.remove(key)
		}
	}
}
