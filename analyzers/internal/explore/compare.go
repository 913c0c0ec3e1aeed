package explore

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

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
	return m.memoized(key(x)+" "+instr.Op.String()+" "+key(y), instr)
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

func atom(op cmpOp, x, y value) string { return strconv.Itoa(int(op)) + " " + key(x) + " " + key(y) }

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
