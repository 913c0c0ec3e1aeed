package explore

import (
	"fmt"
	"go/constant"
	"go/token"
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

// binop evaluates x op y.
func (m *machine) binop(instr *ssa.BinOp, x, y value) value {
	switch instr.Op {
	case token.EQL:
		return m.compare(cmpv{eq, x, y, false})
	case token.NEQ:
		return m.compare(cmpv{eq, x, y, true})
	case token.LSS:
		return m.compare(cmpv{lt, x, y, false})
	case token.GEQ:
		return m.compare(cmpv{lt, x, y, true})
	case token.GTR:
		return m.compare(cmpv{lt, y, x, false})
	case token.LEQ:
		return m.compare(cmpv{lt, y, x, true})
	}
	a, ok1 := x.(constv)
	b, ok2 := y.(constv)
	if ok1 && ok2 {
		if v, ok := fold(a.c, instr.Op, b.c); ok {
			return constv{v}
		}
	}
	ia, okA := intOf(x)
	ib, okB := intOf(y)
	if okA && okB {
		switch {
		case instr.Op == token.ADD && ib.s == nil:
			return lin(ia.s, ia.k+ib.k)
		case instr.Op == token.ADD && ia.s == nil:
			return lin(ib.s, ia.k+ib.k)
		case instr.Op == token.SUB && ib.s == nil:
			return lin(ia.s, ia.k-ib.k)
		case instr.Op == token.SUB && ia.s == ib.s:
			return intv(ia.k - ib.k)
		}
	}
	return m.memoized(fmt.Sprintf("%s %s %s", key(x), instr.Op, key(y)), instr)
}

func lin(s *sym, k int64) value {
	switch {
	case s == nil:
		return intv(k)
	case k == 0:
		return s
	}
	return linv{s, k}
}

func fold(a constant.Value, op token.Token, b constant.Value) (v constant.Value, ok bool) {
	if a.Kind() != b.Kind() {
		return nil, false
	}
	switch op {
	case token.ADD, token.SUB, token.MUL:
	case token.QUO, token.REM:
		if a.Kind() != constant.Int || constant.Sign(b) == 0 {
			return nil, false
		}
		if op == token.QUO {
			op = token.QUO_ASSIGN // integer division
		}
	case token.AND, token.OR:
	default:
		return nil, false
	}
	if a.Kind() == constant.String && op != token.ADD || a.Kind() == constant.Bool {
		return nil, false
	}
	return constant.BinaryOp(a, op, b), true
}

// compare returns the comparison c, decided if it is known.
func (m *machine) compare(c cmpv) value {
	if b, known := m.known(c); known {
		return boolv(b)
	}
	return c
}

// known returns the value of the comparison c, if the execution has decided
// it.
func (m *machine) known(c cmpv) (b, known bool) {
	b, known = m.knownPlain(c.op, c.x, c.y)
	return b != c.not, known
}

func (m *machine) knownPlain(op cmpOp, x, y value) (b, known bool) {
	if cx, ok := x.(constv); ok {
		if cy, ok := y.(constv); ok && cx.c.Kind() == cy.c.Kind() {
			tok := token.EQL
			if op == lt {
				tok = token.LSS
			}
			if cx.c.Kind() == constant.Bool && op == lt {
				return false, false
			}
			return constant.Compare(cx.c, tok, cy.c), true
		}
	}
	ix, ok1 := intOf(x)
	iy, ok2 := intOf(y)
	if ok1 && ok2 {
		if b, known := knownInts(op, ix, iy); known {
			return b, true
		}
	}
	if op == eq {
		nx, okx := nilness(x)
		ny, oky := nilness(y)
		switch {
		case okx && oky && nx && ny:
			return true, true
		case okx && oky && nx != ny:
			return false, true
		}
		if sx, ok := x.(*sym); ok {
			if sx == y {
				return true, true
			}
			if cy, ok := y.(constv); ok && cy.c.Kind() == constant.Bool && sx.truth != 0 {
				return (sx.truth > 0) == constant.BoolVal(cy.c), true
			}
		} else if isRef(x) && isRef(y) {
			return sameRef(x, y), true
		}
	}
	if op == eq && (m.ownKind(x, y) || m.ownKind(y, x)) {
		return false, true
	}
	b, known = m.atoms[atom(op, x, y)]
	return b, known
}

// ownKind reports whether x is a value of a type that only this package can
// make, and y one that came from outside.
func (m *machine) ownKind(x, y value) bool {
	i, ok := x.(ifacev)
	if _, unknown := y.(*sym); !ok || !unknown {
		return false
	}
	named, ok := types.Unalias(i.typ).(*types.Named)
	return ok && named.Obj().Pkg() == m.pkg.flow.Types && !named.Obj().Exported()
}

func atom(op cmpOp, x, y value) string { return fmt.Sprintf("%d %s %s", op, key(x), key(y)) }

func knownInts(op cmpOp, x, y integer) (b, known bool) {
	if x.s == y.s {
		if op == eq {
			return x.k == y.k, true
		}
		return x.k < y.k, true
	}
	xlo, xhi := x.bounds()
	ylo, yhi := y.bounds()
	switch {
	case op == lt && xhi < ylo:
		return true, true
	case op == lt && xlo >= yhi:
		return false, true
	case op == eq && (xhi < ylo || yhi < xlo):
		return false, true
	case op == eq && xlo == xhi && ylo == yhi && xlo == ylo:
		return true, true
	}
	return false, false
}

func (x integer) bounds() (lo, hi int64) {
	if x.s == nil {
		return x.k, x.k
	}
	return addSat(x.s.lo, x.k), addSat(x.s.hi, x.k)
}

// nilness returns whether v is nil, if that is known.
func nilness(v value) (isNil, known bool) {
	switch v := v.(type) {
	case nilv:
		return true, true
	case *sym:
		return v.isNil > 0, v.isNil != 0
	case constv, linv, cmpv, *structv, tuple:
		return false, false
	}
	return false, true
}

func isRef(v value) bool {
	switch v.(type) {
	case *cell, *chanv, *closure, *mapv, *slicev:
		return true
	}
	return false
}

func sameRef(x, y value) bool { return x == y }

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
// error, a loop that runs twice. It is the only one for the first turn of a
// loop that counts: collections are not empty.
func (m *machine) firstTry(f *frame, instr *ssa.If, cond value) (outcome, only bool) {
	block := f.block
	if stay, isLoop := m.pkg.staysInLoop(block); isLoop {
		f.turns[block]++
		c, isCmp := cond.(cmpv)
		return (f.turns[block] <= 2) == stay, isCmp && c.op == lt && f.turns[block] == 1
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
