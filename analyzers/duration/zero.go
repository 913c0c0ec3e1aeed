package duration

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// leftZero tells when the variable v is still zero at the instruction at: a
// branch that found something wrong or missing leaves it so, and the code comes
// to at without another look. It returns "" if there is no such branch.
func leftZero(at ssa.Instruction, v ssa.Value) string {
	phi, ok := unscaled(v).(*ssa.Phi)
	if !ok || !straight(phi.Block(), at.Block()) {
		return ""
	}
	for i, edge := range phi.Edges {
		n, isConst := ranges.Const(edge)
		if !isConst || n > 0 {
			continue
		}
		if why := missing(phi.Block().Preds[i], phi.Block()); why != "" {
			return why
		}
	}
	return ""
}

// unscaled returns what v is a conversion of, or a product with a constant.
func unscaled(v ssa.Value) ssa.Value {
	switch x := v.(type) {
	case *ssa.Convert:
		return unscaled(x.X)
	case *ssa.ChangeType:
		return unscaled(x.X)
	case *ssa.BinOp:
		if x.Op != token.MUL {
			return v
		}
		if _, ok := ranges.Const(x.Y); ok {
			return unscaled(x.X)
		}
		if _, ok := ranges.Const(x.X); ok {
			return unscaled(x.Y)
		}
	}
	return v
}

// straight reports whether no branch lies between the blocks from and to, the
// second of which follows the first.
func straight(from, to *ssa.BasicBlock) bool {
	for from != to {
		if len(from.Succs) != 1 {
			return false
		}
		from = from.Succs[0]
		if len(from.Preds) != 1 {
			return false
		}
	}
	return true
}

// missing tells what the branch has found that leads through the block from to
// the block to: an error, or a value that is not there.
func missing(from, to *ssa.BasicBlock) string {
	branch, taken := from, to
	if _, ok := from.Instrs[len(from.Instrs)-1].(*ssa.Jump); ok {
		if len(from.Preds) != 1 {
			return ""
		}
		branch, taken = from.Preds[0], from
	}
	end, ok := branch.Instrs[len(branch.Instrs)-1].(*ssa.If)
	if !ok || branch.Succs[0] == branch.Succs[1] {
		return ""
	}
	holds := branch.Succs[0] == taken
	switch cond := end.Cond.(type) {
	case *ssa.Extract:
		lookup, ok := cond.Tuple.(*ssa.Lookup)
		if ok && lookup.CommaOk && cond.Index == 1 && !holds {
			return "the key is missing"
		}
		call, ok := cond.Tuple.(*ssa.Call)
		if ok && flow.CalleeName(&call.Call) == "os.LookupEnv" && !holds {
			return "the variable is not set"
		}
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return ""
		}
		equal := (cond.Op == token.EQL) == holds
		for _, pair := range [][2]ssa.Value{{cond.X, cond.Y}, {cond.Y, cond.X}} {
			switch {
			case flow.IsNil(pair[1]) && isError(pair[0]) && !equal:
				return "there is an error"
			case emptyString(pair[1]) && equal:
				return "the text is empty"
			}
		}
	}
	return ""
}

// zeroSent returns a call in the package that passes the constant 0 for the
// parameter v, or nil. Tests may mean it.
func zeroSent(fset *token.FileSet, p *flow.Package, v ssa.Value) ssa.Instruction {
	param, ok := v.(*ssa.Parameter)
	if !ok {
		return nil
	}
	args, _ := p.Arguments(param)
	calls := p.CallersOf(param.Parent()).Calls
	for i, arg := range args {
		if n, isConst := ranges.Const(arg); isConst && n <= 0 && i < len(calls) && !deliberate.InTest(fset, calls[i].Pos()) {
			return calls[i]
		}
	}
	return nil
}

func isError(v ssa.Value) bool {
	return typ.IsError(v.Type())
}

func emptyString(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.ExactString() == `""`
}
