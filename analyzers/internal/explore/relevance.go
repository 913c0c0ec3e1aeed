package explore

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// relevant reports whether executing fn, a function of the package, may matter
// to channels, locks and goroutines. Others are taken to return anything.
func (p *Package) relevant(fn *ssa.Function) bool {
	if r, ok := p.matters[fn]; ok {
		return r
	}
	p.matters[fn] = false // recursion
	r := p.isRelevant(fn)
	p.matters[fn] = r
	return r
}

func (p *Package) isRelevant(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if p.carries(results.At(i).Type()) {
			return true
		}
	}
	for instr := range flow.Instructions(fn) {
		if p.instrMatters(instr) {
			return true
		}
	}
	return false
}

// instrMatters reports whether instr acts on channels, locks or goroutines, or
// hands them around.
func (p *Package) instrMatters(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select, *ssa.MakeChan, *ssa.Go:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Store:
		return p.carries(instr.Val.Type())
	case *ssa.MakeInterface:
		return p.carries(instr.X.Type())
	case *ssa.MapUpdate:
		return p.carries(instr.Value.Type()) || p.carries(instr.Key.Type())
	case ssa.CallInstruction:
		return p.callMatters(instr)
	}
	return false
}

func (p *Package) callMatters(call ssa.CallInstruction) bool {
	common := call.Common()
	switch flow.Builtin(common) {
	case "":
	case "close":
		return true
	default:
		return false
	}
	name := flow.CalleeName(common)
	if strings.HasPrefix(name, "(*sync.") || strings.HasPrefix(name, "(sync.") || strings.HasPrefix(name, "sync.") ||
		strings.HasPrefix(name, "(*golang.org/x/sync/errgroup") || name == "time.AfterFunc" || strings.Contains(name, "sync/atomic") {
		return !strings.HasPrefix(name, "(*sync.Map)") && !strings.HasPrefix(name, "(*sync.Pool)")
	}
	if fn := common.StaticCallee(); fn != nil {
		if target := flow.Origin(fn); target.Blocks != nil {
			return p.relevant(target)
		}
		obj := flow.CalleeObject(common)
		if obj != nil && harmless(obj) {
			return takesCode(common)
		}
	} else if !common.IsInvoke() {
		return true // a function value: may be a closure of this execution
	}
	for _, a := range common.Args {
		if p.carries(a.Type()) {
			return true
		}
	}
	return common.IsInvoke() && p.carries(common.Value.Type())
}

// takesCode reports whether a function is passed to the call.
func takesCode(call *ssa.CallCommon) bool {
	for _, a := range call.Args {
		if _, ok := under(a.Type()).(*types.Signature); ok {
			return true
		}
	}
	return false
}

// carries reports whether values of type t may hold channels, locks or code of
// this package's own.
func (p *Package) carries(t types.Type) bool {
	r, ok := p.carrying[t]
	if !ok {
		r = p.carriesVia(t, make(map[types.Type]bool))
		p.carrying[t] = r
	}
	return r
}

func (p *Package) carriesVia(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] || len(seen) > 60 {
		return false
	}
	seen[t] = true
	switch u := under(t).(type) {
	case *types.Chan, *types.Signature:
		return true
	case *types.Pointer:
		return p.carriesVia(u.Elem(), seen)
	case *types.Slice:
		return p.carriesVia(u.Elem(), seen)
	case *types.Array:
		return p.carriesVia(u.Elem(), seen)
	case *types.Map:
		return p.carriesVia(u.Elem(), seen) || p.carriesVia(u.Key(), seen)
	case *types.Struct:
		if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg() != p.flow.Types {
			return named.Obj().Pkg().Path() == "sync"
		}
		for i := range u.NumFields() {
			if p.carriesVia(u.Field(i).Type(), seen) {
				return true
			}
		}
	case *types.Interface:
		// Any interface of methods but error may hold such a value.
		if u.NumMethods() == 0 || typ.IsError(t) {
			return false
		}
		if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
			switch named.Obj().Pkg().Path() {
			case "context", "testing":
				return false
			}
		}
		return true
	}
	return false
}
