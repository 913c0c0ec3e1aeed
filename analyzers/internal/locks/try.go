package locks

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// triedBy reports whether the function leaves lock i held if and only if its
// last result says so, by true or by a nil error, and in which mode.
func (t *table) triedBy(i int) (mode Mode, onNil, ok bool) {
	onNil, ok = tells(t.fn.Signature)
	if !ok {
		return 0, false, false
	}
	var acquired bits
	for _, block := range t.fn.Blocks {
		ret, isRet := last(block).(*ssa.Return)
		if !isRet || len(ret.Results) == 0 {
			continue
		}
		s := t.before(ret)
		if s == nil {
			continue
		}
		v := ret.Results[len(ret.Results)-1]
		success, known := succeeds(v, onNil)
		switch b := s[i].bits; {
		case b != 0 && b&^(lockedW|lockedR) == 0:
			if !known || !success {
				return 0, false, false
			}
			acquired |= b
		case b&^(untouched|freed) != 0 || known && success:
			return 0, false, false
		case !known:
			e, tried := t.tries[v]
			if tried && e.lock == i && e.onNil == onNil && b == untouched {
				acquired |= e.next(untouched)
			} else if !onNil {
				return 0, false, false
			}
		}
	}
	switch acquired {
	case lockedW:
		return Write, onNil, true
	case lockedR:
		return Read, onNil, true
	}
	return 0, false, false
}

// tells reports whether the last result of sig says how it went, and whether
// by an error.
func tells(sig *types.Signature) (onNil, ok bool) {
	n := sig.Results().Len()
	if n == 0 {
		return false, false
	}
	t := sig.Results().At(n - 1).Type()
	if typ.IsError(t) {
		return true, true
	}
	basic, ok := t.Underlying().(*types.Basic)
	return false, ok && basic.Info()&types.IsBoolean != 0
}

// succeeds reports whether the result v says that a function was successful,
// and whether that is known. An error that is computed is none that is nil.
func succeeds(v ssa.Value, onNil bool) (success, known bool) {
	k, ok := v.(*ssa.Const)
	if !ok {
		return false, false
	}
	if onNil {
		return k.Value == nil, true
	}
	return constText(k) == "true", true
}

// outcome returns the value by which call tells how it went: its result, or the
// last of several; nil if that is not used.
func outcome(call ssa.CallInstruction) ssa.Value {
	v, ok := call.(*ssa.Call)
	if !ok {
		return nil
	}
	tuple, ok := v.Type().(*types.Tuple)
	if !ok {
		return v
	}
	for _, ref := range *v.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == tuple.Len()-1 {
			return e
		}
	}
	return nil
}

// attempted returns the attempt to lock on whose outcome the branch on cond
// depends, and whether it was successful if cond has the given value.
func (t *table) attempted(cond ssa.Value, value bool) (effect, bool) {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, value = not.X, !value
	}
	if e, ok := t.tries[cond]; ok && !e.onNil {
		return e, value
	}
	test, ok := cond.(*ssa.BinOp)
	if !ok || test.Op != token.EQL && test.Op != token.NEQ {
		return effect{}, false
	}
	x, y := test.X, test.Y
	if _, isConst := x.(*ssa.Const); isConst {
		x, y = y, x
	}
	k, isConst := y.(*ssa.Const)
	e, tried := t.tries[x]
	return e, tried && e.onNil && isConst && k.Value == nil && (test.Op == token.EQL) == value
}

// TakenOver reports whether a caller in the package releases the lock that l.Fn
// leaves acquired when it is successful.
func (m *Model) TakenOver(l Lock) bool {
	m.solve()
	for _, user := range m.users[l.Fn] {
		t := m.tables[user]
		if t == nil {
			continue
		}
		for _, e := range t.tries {
			if e.op == nil && t.locks[e.lock].class == l.Class && t.releases(e.lock) && m.leads(e.at, l.Fn) {
				return true
			}
		}
	}
	return false
}

// releases reports whether the function releases lock i anywhere, or leaves it
// to its own callers.
func (t *table) releases(i int) bool {
	for _, effects := range t.effects {
		for _, e := range effects {
			if e.lock == i && e.kind != Acquire {
				return true
			}
		}
	}
	_, _, ok := t.triedBy(i)
	return ok
}

// leads reports whether the call at runs fn.
func (m *Model) leads(at ssa.Instruction, fn *ssa.Function) bool {
	s := m.sites[at]
	return s != nil && slices.ContainsFunc(s.targets, func(t target) bool { return t.Fn == fn })
}
