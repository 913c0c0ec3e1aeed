package locks

import "golang.org/x/tools/go/ssa"

// bits is the set of states that a lock may be in at a point of a function,
// one bit for each.
type bits uint16

const (
	untouched bits = 1 << iota // as on entry
	lockedW                    // acquired in this function
	lockedR
	freed    // released after it was acquired here
	droppedW // released by Unlock though not acquired here: it was the callers'
	droppedR // the same by RUnlock
	retakenW // dropped and acquired again
	retakenR
	unknown

	held    = lockedW | lockedR | retakenW | retakenR
	dropped = droppedW | droppedR
	retaken = retakenW | retakenR
)

// A cell is the state of one lock.
type cell struct {
	bits bits
	at   ssa.Instruction // the first acquisition by which it may be held
}

// state is the state of all locks of a table, by index.
type state []cell

func (s state) clone() state { return append(state(nil), s...) }

// apply returns the states after e.
func (e effect) apply(c cell) cell {
	var out bits
	for b := untouched; b <= unknown; b <<= 1 {
		if c.bits&b != 0 {
			out |= e.next(b)
		}
	}
	at := c.at
	if e.kind == Acquire || at == nil {
		at = e.at
	}
	if out&held == 0 {
		at = nil
	}
	return cell{out, at}
}

// next returns the state after e of a lock in the single state b.
func (e effect) next(b bits) bits {
	switch e.kind {
	case Acquire:
		locked, taken := lockedW, retakenW
		if e.mode == Read {
			locked, taken = lockedR, retakenR
		}
		if b&(dropped|retaken) != 0 {
			return taken
		}
		return locked
	case Release:
		switch {
		case b&(lockedW|lockedR|freed|unknown) != 0:
			return freed
		case e.mode == Read:
			return droppedR
		}
		return droppedW
	case Unsure:
		return unknown
	}
	return b
}

// join merges the states of two paths.
func join(a, b state) state {
	out := a.clone()
	for i := range out {
		out[i].bits |= b[i].bits
		if at := b[i].at; out[i].at == nil || at != nil && at.Pos() < out[i].at.Pos() {
			out[i].at = at
		}
	}
	return out
}

func equal(a, b state) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
