package uintwrap

func compared(limit, used uint64) bool { return limit > used }

func guarded(limit, used uint64) bool {
	if used > limit {
		return false
	}
	return limit-used > 0
}

func andGuarded(a, b uint) bool { return a >= b && a-b > 0 }

func signed(a, b int) bool { return a-b > 0 }

func distance(now, then uint32) bool {
	d := now - then
	return d > 0 && d < 1<<31
}

func upTo(n uint) {
	for i := uint(0); i < n; i++ {
		println(i)
	}
}

func hash(h uint32, s string) uint32 {
	for i := range len(s) {
		h = h*16777619 ^ uint32(s[i])
	}
	return h
}

func seed(more bool) uint32 {
	var h uint32 = 604171
	if more {
		h *= 971767
	}
	return h
}

func fits() uint8 {
	var a, b uint8 = 200, 55
	return a + b
}

func minusOne(xs []int) bool { return uint(len(xs))-1 < 10 }

type ring struct {
	head, tail uint32
	buf        []int
}

func (r *ring) full() bool { return r.tail-r.head > 0 && r.buf[r.tail%uint32(len(r.buf))] > 0 }

type state struct{ first, last, msgs uint64 }

func (s *state) holes() bool { return (s.last-s.first+1)-s.msgs > 0 }

func genericOrder[T uint | uint8](have, need T) bool { return have > need }

func genericSigned[T ~int | ~uint](have, need T) bool { return have-need > 0 }

func seek(off, start uint32, data []byte) []byte {
	d := off - start
	if d < 0 || d >= uint32(len(data)) {
		return nil
	}
	return data[d:]
}

func overdueChecked(now, last, limit uint64) bool {
	return now > last && now-last >= limit
}

func after(a, b uint32) bool { return a-b > 1<<31 }

func before16(a, b uint16) bool { return a-b < 0x8000 }

func padChecked(used uint, add func()) {
	if used > 4 {
		return
	}
	for range 4 - used {
		add()
	}
}

func padMasked(n uint, add func()) {
	for range 8 - n%8 {
		add()
	}
}

type counters struct{ seen, lost uint64 }

// Nothing says that more could be lost than seen.
func (c *counters) enough(n uint64) bool { return c.seen-c.lost > n }

func signedRest(all, done int, step func(int)) {
	for i := 0; i < all-done; i++ {
		step(i)
	}
}

func tailChecked(total, skip uint64) []byte {
	if skip >= total {
		return nil
	}
	return make([]byte, total-skip)
}

func halves(xs []byte) []byte { return make([]byte, uint(len(xs))-uint(len(xs))/2) }

// The end of a loop that a computation has made.
func trailing(m struct{ a uint }) (n int) {
	for range m.a - 1 {
		n++
	}
	return n
}

// The order of addresses is that of the memory.
type frameOf struct{ low, high uintptr }

func (f *frameOf) words() (n int) {
	if f.low > f.high {
		panic("frame")
	}
	return f.slots(8)
}

func (f *frameOf) slots(size uintptr) (n int) {
	for off := size; off < f.high-f.low; off += 8 {
		n++
	}
	return n
}

// Who calls it gives the ends of a range.
func middle(lowTs, highTs uint64) uint64 {
	if highTs-lowTs < 1 {
		return lowTs
	}
	return middle(lowTs, (lowTs+highTs)/2)
}

type window struct{ size, sent uint64 }

func (w *window) room(n uint64) bool { return w.size-w.sent >= n }

func (w *window) update(size uint64) {
	if size > w.size {
		w.size = size
	}
}

type epoch struct{ start, now uint64 }

func (e *epoch) long() bool { return e.now-e.start >= 10 }

func (e *epoch) restart(at uint64) { e.start, e.now = at, at }

func behindChecked(head uint64, acked map[string]uint64) (n int) {
	for _, at := range acked {
		if at < head && head-at > 10 {
			n++
		}
	}
	return n
}

func week() int32 {
	day := int32(24 * 60 * 60)
	return day * 1000 * 7
}

func (r *region) holdsChecked(off, n uint32) bool {
	return off <= r.size && r.size-off >= n
}

func scaled(a, b uint32) uint32 {
	d := a - b
	if d > 0 {
		return d*2654435761 + 1
	}
	return 0
}
