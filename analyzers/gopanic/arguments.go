package gopanic

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// tooMany reports whether p is reached only if f gets more variadic arguments
// than the call that runs it here passes.
func tooMany(f *goroutines.Frame, p *ssa.Panic) bool {
	if f.Call == nil || !f.Fn.Signature.Variadic() || f.Call.Common().IsInvoke() {
		return false
	}
	param := f.Fn.Params[len(f.Fn.Params)-1]
	args := f.Call.Common().Args
	if len(args) != len(f.Fn.Params) {
		return false
	}
	passed, known := length(args[len(args)-1])
	if !known {
		return false
	}
	for block := p.Block(); block.Idom() != nil; block = block.Idom() {
		dom := block.Idom()
		branch, ok := dom.Instrs[len(dom.Instrs)-1].(*ssa.If)
		if !ok || dom.Succs[0] != block || len(block.Preds) != 1 {
			continue
		}
		if limit, ok := moreThan(branch.Cond, param); ok && passed <= limit {
			return true
		}
	}
	return false
}

// moreThan returns n if cond is len(param) > n.
func moreThan(cond ssa.Value, param *ssa.Parameter) (n int64, ok bool) {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.GTR {
		return 0, false
	}
	call, ok := cmp.X.(*ssa.Call)
	if !ok || flow.Builtin(call.Common()) != "len" || !holds(call.Call.Args[0], param) {
		return 0, false
	}
	k, ok := cmp.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(k.Value))
}

// holds reports whether v is param, or read from where it is kept for a literal.
func holds(v ssa.Value, param *ssa.Parameter) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		stored, complete := flow.LocalStores(load.X)
		return complete && len(stored) == 1 && stored[0] == ssa.Value(param)
	}
	return v == ssa.Value(param)
}

// length returns the length of the implicit slice of variadic arguments v.
func length(v ssa.Value) (n int64, known bool) {
	switch v := v.(type) {
	case *ssa.Const: // none
		return 0, v.Value == nil
	case *ssa.Slice:
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || v.Low != nil || v.High != nil {
			return 0, false
		}
		ptr, ok := alloc.Type().Underlying().(*types.Pointer)
		if !ok {
			return 0, false
		}
		array, ok := ptr.Elem().Underlying().(*types.Array)
		if !ok {
			return 0, false
		}
		return array.Len(), true
	}
	return 0, false
}
