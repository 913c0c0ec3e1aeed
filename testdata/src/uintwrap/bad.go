package uintwrap

func remaining(limit, used uint64) bool {
	return limit-used > 0 // want `limit - used wraps around to a huge number when negative, so the comparison misleads`
}

func atLeastOne(a, b uint32) bool {
	return a-b >= 1 // want `a - b wraps around`
}

func mirrored(a, b uint) bool {
	if 0 < a-b { // want `a - b wraps around`
		return true
	}
	return false
}

type quota struct{ max, used uint64 }

func (q *quota) ok() bool {
	return q.max-q.used > 0 // want `q.max - q.used wraps around`
}

func wrongGuard(a, b uint) bool {
	if a < b {
		return a-b > 0 // want `a - b wraps around`
	}
	return false
}

func generic[T uint32 | uint64](f func() T) T { return f() }

func down(n uint) {
	for i := n - 1; i >= 0; i-- { // want `an unsigned counter is never below zero: the loop goes on from the largest number`
		println(i)
	}
}

func next() uint8 {
	var seq uint8 = 255
	step := uint8(1)
	return seq + step // want `the result 256 does not fit in uint8 and wraps around`
}

func below() uint16 {
	var a, b uint16 = 1, 2
	return a - b // want `the result -1 does not fit in uint16`
}

func product() int32 {
	day := int32(24 * 60 * 60)
	return day * 100_000 // want `the result 8640000000 does not fit in int32`
}

func nothingLeft(size, off uint64) bool {
	left := size - off // want `size - off wraps around to a huge number when negative`
	return left <= 0
}

func lastOne(n uint) {
	for n-1 >= 0 { // want `n - 1 wraps around`
		n--
	}
}

func enough[T ~uint32 | ~uint64](have, need T) bool {
	return have-need > 0 // want `have - need wraps around`
}

func overdue(now, last, limit uint64) bool {
	return now-last >= limit // want `now - last wraps around`
}

func fits4(size, used, need uint32) bool {
	free := size - used // want `size - used wraps around`
	return need < free
}

func pad(used uint, add func()) {
	for range 4 - used { // want `4 - used wraps around`
		add()
	}
}

func rest(all, done uint32, step func(uint32)) {
	for i := uint32(0); i < all-done; i++ { // want `all - done wraps around`
		step(i)
	}
}

type journal struct{ applied, snapshot uint64 }

func (j *journal) behind() bool { return j.applied < j.snapshot }

func (j *journal) due(every uint64) bool {
	return j.applied-j.snapshot > every // want `j.applied - j.snapshot wraps around`
}

func tail(total, skip uint64) []byte {
	return make([]byte, total-skip) // want `total - skip wraps around to a huge number when negative, and make panics`
}

type allowance struct{ limit, used uint64 }

func (a *allowance) allows(n uint64) bool {
	return a.limit-a.used >= n // want `a.limit - a.used wraps around`
}

func (a *allowance) setLimit(limit uint64) { a.limit = limit }

func behind(head uint64, acked map[string]uint64, most uint64) (n int) {
	for _, at := range acked {
		if head-at > most { // want `head - at wraps around`
			n++
		}
	}
	return n
}

type replica struct{ height uint64 }

func lagging(head uint64, replicas []replica) (n int) {
	for _, r := range replicas {
		if head-r.height > 10 { // want `head - r.height wraps around`
			n++
		}
	}
	return n
}

func month() int32 {
	day := int32(24 * 60 * 60)
	return day * 1000 * 30 // want `the result 2592000000 does not fit in int32`
}

func unused(limit, used uint64) uint64 {
	left := limit - used // want `limit - used wraps around`
	if left > 0 {
		return left
	}
	return 0
}

type region struct{ size uint32 }

func (r *region) holds(off, n uint32) bool {
	return r.size-off >= n // want `r.size - off wraps around`
}
