package goleak

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// checkFields reports goroutines that wait for a channel in an unexported
// field for which the whole package has no counterpart. done holds what is
// reported already.
func checkFields(pass *analysis.Pass, p *flow.Package, done map[token.Pos]bool) {
	var uses map[*types.Var]*chans.FieldUse
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			spawn, ok := instr.(*ssa.Go)
			if !ok {
				continue
			}
			callees, certainty := p.Callees(spawn)
			if certainty != flow.Sure {
				continue
			}
			if uses == nil {
				uses = chans.FieldUses(pass.Files, pass.TypesInfo, pass.Pkg)
			}
			for op := range flow.Instructions(callees[0].Fn) {
				why := unserved(pass, p, op, uses)
				at := p.Range(op)
				if why == "" || done[at.Pos()] {
					continue
				}
				done[at.Pos()] = true
				report.At(pass, at, "forgotten", "goroutine can block for ever "+doing(p, op)+explore.OperandName(p, op)+": "+why,
					report.Step(p.Range(spawn), "goroutine started here"), report.Step(at, "blocks here for ever"))
			}
		}
	}
}

func doing(p *flow.Package, op ssa.Instruction) string {
	switch {
	case explore.IsRange(p, op):
		return "ranging over "
	case isSend(op):
		return "sending on "
	}
	return "receiving from "
}

func isSend(op ssa.Instruction) bool {
	_, ok := op.(*ssa.Send)
	return ok
}

// unserved says why op, on a channel in a field, may wait for ever, or "".
func unserved(pass *analysis.Pass, p *flow.Package, op ssa.Instruction, uses map[*types.Var]*chans.FieldUse) string {
	var ch ssa.Value
	switch op := op.(type) {
	case *ssa.Send:
		ch = op.Chan
	case *ssa.UnOp:
		if op.Op == token.ARROW {
			ch = op.X
		}
	}
	use := uses[chans.FieldOf(ch)]
	if use == nil || use.Other || use.Makes == 0 {
		return ""
	}
	switch {
	case isSend(op):
		if use.Receives == 0 && !use.Buffered {
			return "nobody receives from it"
		}
	case use.Closes > 0:
	case use.Sends == 0:
		return "nobody sends to it or closes it"
	case explore.IsRange(p, op) && hasStop(ch) && !leavesLoop(pass, p, op):
		return "nobody closes it"
	}
	return ""
}

// hasStop reports whether the channel ch was read from a field of a type that
// can be stopped, so that its goroutines are meant to end.
func hasStop(ch ssa.Value) bool {
	load, ok := ch.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	ptr, ok := types.Unalias(addr.X.Type()).(*types.Pointer)
	if !ok {
		return false
	}
	methods := types.NewMethodSet(ptr)
	for _, name := range []string{"Close", "Stop", "Shutdown", "close", "stop", "shutdown"} {
		for i := range methods.Len() {
			if methods.At(i).Obj().Name() == name {
				return true
			}
		}
	}
	return false
}

// leavesLoop reports whether the range statement of op has another way out
// than after a failure: by a value that stands for the end, or a flag.
func leavesLoop(pass *analysis.Pass, p *flow.Package, op ssa.Instruction) bool {
	loop, ok := p.Syntax(op).(*ast.RangeStmt)
	if !ok {
		return true
	}
	leaves := false
	var visit func(n ast.Node)
	visit = func(n ast.Node) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.IfStmt:
				if failed(pass.TypesInfo, m.Cond) {
					if m.Else != nil {
						visit(m.Else)
					}
					return false
				}
			case *ast.ReturnStmt:
				leaves = true
			case *ast.BranchStmt:
				leaves = leaves || m.Tok != token.CONTINUE
			case *ast.FuncLit:
				return false
			}
			return !leaves
		})
	}
	visit(loop.Body)
	return leaves
}

// failed reports whether cond is err != nil for some error.
func failed(info *types.Info, cond ast.Expr) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || cmp.Op != token.NEQ || !info.Types[cmp.Y].IsNil() {
		return false
	}
	t := info.TypeOf(cmp.X)
	return t != nil && typ.IsError(t)
}
