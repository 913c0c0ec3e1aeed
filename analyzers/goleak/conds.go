package goleak

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A condUse tells what a package does with the condition variables in a field.
type condUse struct {
	field   *types.Var
	waits   []ssa.CallInstruction
	signals []ssa.CallInstruction // calls of Signal and Broadcast
	other   bool                  // it is handed on: others may wake those who wait
}

// checkConds reports waits for condition variables in unexported fields that
// nobody ever signals, or not when what they wait for changes.
func checkConds(pass *analysis.Pass, p *flow.Package, done map[token.Pos]bool) {
	uses := make(map[*types.Var]*condUse)
	var order []*condUse
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			f := flow.FieldOf(addr)
			if f == nil || f.Exported() || f.Pkg() != pass.Pkg || !isCond(f.Type()) {
				continue
			}
			use := uses[f.Origin()]
			if use == nil {
				use = &condUse{field: f.Origin()}
				uses[f.Origin()] = use
				order = append(order, use)
			}
			use.add(addr, addr.Referrers())
		}
	}
	for _, use := range order {
		if len(use.signals) > 0 || use.other {
			continue
		}
		for _, wait := range use.waits {
			if at := p.Range(wait); !done[at.Pos()] {
				done[at.Pos()] = true
				report.At(pass, at, "forgotten", wait.Parent().Name()+" can block for ever waiting for "+condName(p, wait)+": nobody ever signals it",
					report.Step(at, "blocks here for ever"))
			}
		}
	}
	checkWakes(pass, p, order)
}

// mentionsCond reports whether the source of the package names sync.Cond.
func mentionsCond(pass *analysis.Pass) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			found = found || ok && sel.Sel.Name == "Cond" && isCond(pass.TypesInfo.TypeOf(sel))
			return !found
		})
	}
	return found
}

// isCond reports whether t is sync.Cond or a pointer to it.
func isCond(t types.Type) bool {
	return typ.Is(typ.Deref(t), "sync", "Cond")
}

// add accounts for what refs do with v, the address of the field or the
// condition variable in it.
func (u *condUse) add(v ssa.Value, refs *[]ssa.Instruction) {
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr: // its lock
		case *ssa.UnOp:
			u.add(ref, ref.Referrers())
		case *ssa.BinOp: // compared with nil
		case *ssa.Store:
			if ref.Val == v || !fresh(ref.Val) {
				u.other = true
			}
		case ssa.CallInstruction:
			switch name := flow.CalleeName(ref.Common()); {
			case name == "(*sync.Cond).Wait":
				u.waits = append(u.waits, ref)
			case name == "(*sync.Cond).Signal" || name == "(*sync.Cond).Broadcast":
				u.signals = append(u.signals, ref)
			default:
				u.other = true
			}
		default:
			u.other = true
		}
	}
}

// fresh reports whether v is a condition variable made on the spot, that
// nobody knows by another name.
func fresh(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return flow.CalleeName(v.Common()) == "sync.NewCond" && len(flow.Referrers(v)) == 1
	case *ssa.Const:
		return v.IsNil()
	case *ssa.UnOp: // sync.Cond{L: …}
		_, ok := v.X.(*ssa.Alloc)
		return ok
	}
	return false
}

func condName(p *flow.Package, wait ssa.Instruction) string {
	call, ok := wait.(ssa.CallInstruction)
	if ok && len(call.Common().Args) > 0 {
		if name := p.Name(call.Common().Args[0]); name != "" {
			return name
		}
	}
	return "the condition"
}
