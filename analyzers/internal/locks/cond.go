package locks

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Cond says that a parameter equals a constant, or does not.
type Cond struct {
	Param *ssa.Parameter
	Const string // exact text, "nil" for nil
	Equal bool
}

// condsOf returns the conditions on parameters of its function under which
// instr is reached: those of the branches that dominate it.
func condsOf(instr ssa.Instruction) []Cond {
	var conds []Cond
	for b := instr.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := last(pred).(*ssa.If)
		if !ok || pred.Succs[0] == pred.Succs[1] {
			continue
		}
		if c, ok := condOf(branch.Cond, pred.Succs[0] == b); ok {
			conds = append(conds, c)
		}
	}
	return conds
}

// condOf returns what it takes for v to have the given value, if that is a
// matter of one parameter and a constant.
func condOf(v ssa.Value, value bool) (Cond, bool) {
	switch v := v.(type) {
	case *ssa.Parameter:
		return Cond{v, "true", value}, true
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return condOf(v.X, !value)
		}
		if v.Op == token.MUL { // a captured parameter
			addr := v.X
			if fv, ok := addr.(*ssa.FreeVar); ok {
				addr = flow.Binding(fv)
			}
			if a, ok := addr.(*ssa.Alloc); ok {
				if p := spilled(a); p != nil {
					return Cond{p, "true", value}, true
				}
			}
		}
	case *ssa.BinOp:
		if v.Op != token.EQL && v.Op != token.NEQ {
			return Cond{}, false
		}
		x, y := v.X, v.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		p, isParam := x.(*ssa.Parameter)
		k, isConst := y.(*ssa.Const)
		if isParam && isConst {
			return Cond{p, constText(k), value == (v.Op == token.EQL)}, true
		}
	}
	return Cond{}, false
}

// spilled returns the parameter that the local variable a holds for good.
func spilled(a *ssa.Alloc) *ssa.Parameter {
	var param *ssa.Parameter
	for _, ref := range *a.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == a {
			p, ok := store.Val.(*ssa.Parameter)
			if !ok || param != nil {
				return nil
			}
			param = p
		}
	}
	return param
}

func constText(k *ssa.Const) string {
	if k.Value == nil {
		return "nil"
	}
	return k.Value.ExactString()
}

// condsHold reports whether a call of target can meet conds. It returns those
// that depend on the caller's own parameters.
func condsHold(conds []Cond, target target) ([]Cond, bool) {
	var own []Cond
	for _, c := range conds {
		if c.Param.Parent() != target.Fn {
			for fn := target.Fn.Parent(); fn != nil; fn = fn.Parent() {
				if c.Param.Parent() == fn { // captured: still to be decided
					own = append(own, c)
				}
			}
			continue
		}
		for i, p := range target.Fn.Params {
			if p != c.Param || i >= len(target.Args) || target.Args[i] == nil {
				continue
			}
			switch arg := target.Args[i].(type) {
			case *ssa.Const:
				if (constText(arg) == c.Const) != c.Equal {
					return nil, false
				}
			case *ssa.Parameter:
				own = append(own, Cond{arg, c.Const, c.Equal})
			}
		}
	}
	return own, true
}
