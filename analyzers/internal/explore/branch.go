package explore

import (
	"go/constant"
	"go/types"
	"math"
	"strings"

	"golang.org/x/tools/go/ssa"
)

type cmpOp int

const (
	eq cmpOp = iota
	lt
)

// integer is s+k, or k if s is nil.
type integer struct {
	s *sym
	k int64
}

func intOf(v value) (integer, bool) {
	switch v := v.(type) {
	case constv:
		if v.c.Kind() == constant.Int {
			if k, exact := constant.Int64Val(v.c); exact {
				return integer{k: k}, true
			}
		}
	case *sym:
		if b, ok := under(v.typ).(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			return integer{s: v}, true
		}
	case linv:
		return integer{v.s, v.k}, true
	}
	return integer{}, false
}

func addSat(a, b int64) int64 {
	if a == math.MaxInt64 || a == math.MinInt64 {
		return a
	}
	return a + b
}

// negate returns !x.
func (m *machine) negate(x value, t types.Type) value {
	switch v := x.(type) {
	case constv:
		if v.c.Kind() == constant.Bool {
			return boolv(!constant.BoolVal(v.c))
		}
	case cmpv:
		v.not = !v.not
		return v
	case *sym:
		if v.truth != 0 {
			return boolv(v.truth < 0)
		}
		return cmpv{eq, v, boolv(false), false}
	}
	return m.newSym(t, nil)
}

// branch executes a conditional jump.
func (m *machine) branch(g *goroutine, f *frame, instr *ssa.If) {
	cond := m.get(f, instr.Cond)
	if countsAtomically(instr.Cond) {
		// How many there are to count is agreed upon elsewhere: the last one
		// may well find that it is.
		m.doubtful = true
	}
	taken, decided := false, false
	switch c := cond.(type) {
	case constv:
		taken, decided = constant.BoolVal(c.c), true
	case *sym:
		if c.truth != 0 {
			taken, decided = c.truth > 0, true
		}
	case cmpv:
		taken, decided = m.known(c)
	}
	if !decided {
		if r := m.pkg.regionOf(f.block); r != nil {
			m.skip(f, r)
			return
		}
		first, forced := m.firstTry(f, instr, cond)
		if m.isTest && !forced && !m.pkg.isTest(f.fn) {
			// What a test makes the code under test do is in data that is not
			// known here.
			m.doubtful, forced = true, true
		}
		if m.pkg.toldByFlag(g, instr.Cond) {
			m.doubtful = true // nobody may have said so
		}
		taken = first
		if !forced {
			taken = (m.choose(2, 1) == 0) == first
		}
		m.assume(cond, taken)
		text := "is true"
		if !taken {
			text = "is false"
		}
		m.event(g, evBranch, instr, text)
	}
	if taken {
		m.enter(g, f, f.block.Succs[0], !decided)
	} else {
		m.enter(g, f, f.block.Succs[1], !decided)
	}
}

// firstTry returns the outcome of an open condition that is tried first: no
// error, a loop that runs twice, or, if it does not stop then, often. It is the only one for the first turn of a
// loop that counts: collections are not empty.
func (m *machine) firstTry(f *frame, instr *ssa.If, cond value) (outcome, only bool) {
	block := f.block
	if stay, isLoop := m.pkg.staysInLoop(block); isLoop {
		f.turns[block]++
		c, isCmp := cond.(cmpv)
		n := f.turns[block]
		return (n <= 2 || n > 3 && n <= manyTurns) == stay, isCmp && c.op == lt && n == 1
	}
	if strings.HasPrefix(block.Succs[0].Comment, "rangeint") {
		return true, true // the test before the first turn
	}
	if c, ok := cond.(cmpv); ok && c.op == eq {
		_, xNil := c.x.(nilv)
		_, yNil := c.y.(nilv)
		if xNil || yNil {
			// An error is nil, everything else is not.
			other := c.x
			if xNil {
				other = c.y
			}
			isErr := false
			if s, ok := other.(*sym); ok {
				isErr = types.Identical(s.typ, errorType)
			}
			// A test takes it that nothing fails.
			return isErr != c.not, isErr && m.isTest
		}
		return c.not, false // unequal
	}
	return true, false
}

// assume records the outcome of the condition cond.
func (m *machine) assume(cond value, holds bool) {
	switch c := cond.(type) {
	case *sym:
		c.truth = -1
		if holds {
			c.truth = 1
		}
	case cmpv:
		m.assumePlain(c.op, c.x, c.y, holds != c.not)
	}
}

func (m *machine) assumePlain(op cmpOp, x, y value, holds bool) {
	if op == eq {
		if _, ok := x.(nilv); ok {
			x, y = y, x
		}
		if _, ok := y.(nilv); ok {
			if s, ok := x.(*sym); ok {
				s.isNil = -1
				if holds {
					s.isNil = 1
				}
				return
			}
		}
		if s, ok := x.(*sym); ok {
			if c, ok := y.(constv); ok && c.c.Kind() == constant.Bool {
				s.truth = -1
				if constant.BoolVal(c.c) == holds {
					s.truth = 1
				}
				return
			}
		}
	}
	ix, ok1 := intOf(x)
	iy, ok2 := intOf(y)
	if ok1 && ok2 {
		narrow(op, ix, iy, holds)
	}
	m.atoms[atom(op, x, y)] = holds
	if op == eq {
		m.atoms[atom(op, y, x)] = holds
	}
}

// narrow narrows the bounds of x and y by the outcome of x op y.
func narrow(op cmpOp, x, y integer, holds bool) {
	xlo, xhi := x.bounds()
	ylo, yhi := y.bounds()
	switch {
	case op == lt && holds:
		x.atMost(addSat(yhi, -1))
		y.atLeast(addSat(xlo, 1))
	case op == lt:
		x.atLeast(ylo)
		y.atMost(xhi)
	case holds:
		x.atLeast(ylo)
		x.atMost(yhi)
		y.atLeast(xlo)
		y.atMost(xhi)
	default: // unequal: only the ends of the ranges move
		x.isNot(y)
		y.isNot(x)
	}
}

// isNot narrows x if it may not be y, a known number.
func (x integer) isNot(y integer) {
	n, hi := y.bounds()
	if n != hi {
		return
	}
	if lo, hi := x.bounds(); lo == n {
		x.atLeast(n + 1)
	} else if hi == n {
		x.atMost(n - 1)
	}
}

func (x integer) atLeast(n int64) {
	if x.s != nil && n != math.MinInt64 && n != math.MaxInt64 {
		x.s.lo = max(x.s.lo, n-x.k)
	}
}

func (x integer) atMost(n int64) {
	if x.s != nil && n != math.MaxInt64 && n != math.MinInt64 {
		x.s.hi = min(x.s.hi, n-x.k)
	}
}

// decide returns the outcome of cond, choosing one if it is open.
func (m *machine) decide(cond value) bool {
	switch c := cond.(type) {
	case constv:
		return c.c.Kind() == constant.Bool && constant.BoolVal(c.c)
	case *sym:
		if c.truth != 0 {
			return c.truth > 0
		}
	case cmpv:
		if b, known := m.known(c); known {
			return b
		}
	}
	taken := m.choose(2, 1) == 0
	m.assume(cond, taken)
	return taken
}

// zeroLike returns the zero value of the kind of k.
func zeroLike(k constv) value {
	if k.c.Kind() == constant.Bool {
		return boolv(false)
	}
	return intv(0)
}
