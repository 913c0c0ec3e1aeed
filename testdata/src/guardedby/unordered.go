package guardedby

import "sync"

// worker is asked by one who has waited, and by one who has not.
type worker struct {
	mu    sync.Mutex
	state int
	wg    sync.WaitGroup
}

func (w *worker) Step()      { w.mu.Lock(); w.state++; w.mu.Unlock() }
func (w *worker) Undo()      { w.mu.Lock(); w.state--; w.mu.Unlock() }
func (w *worker) State() int { w.mu.Lock(); defer w.mu.Unlock(); return w.state }
func (w *worker) peek() int  { return w.state } // want `w.state is read without worker.mu`
func (w *worker) Close() int { w.wg.Wait(); return w.peek() }
func (w *worker) Look() int  { return w.peek() }

// wheel holds its own lock, and so does the cart it is part of.
type wheel struct {
	mu   sync.Mutex
	turn int
}

type cart struct {
	wheel
	load int
}

func (c *cart) Roll()     { c.mu.Lock(); c.turn++; c.mu.Unlock() }
func (c *cart) Back()     { c.mu.Lock(); c.turn--; c.mu.Unlock() }
func (c *cart) Turn() int { c.mu.Lock(); defer c.mu.Unlock(); return c.turn }
func (c *cart) Stop()     { c.turn = 0 } // want `c.wheel.turn is written without wheel.mu`

// meter resets one field of its own.
type meter struct {
	mu    sync.Mutex
	count int
}

func (m *meter) Inc()       { m.mu.Lock(); m.count++; m.mu.Unlock() }
func (m *meter) Dec()       { m.mu.Lock(); m.count--; m.mu.Unlock() }
func (m *meter) Count() int { m.mu.Lock(); defer m.mu.Unlock(); return m.count }
func (m *meter) Reset()     { m.count = 0 } // want `m.count is written without meter.mu`
