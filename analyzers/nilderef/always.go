package nilderef

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportAlways reports uses of variables that hold nil on every path.
func reportAlways(pass *analysis.Pass, p *flow.Package, model *nilness.Model, fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		for _, v := range model.Dereferences(instr) {
			if !flow.IsNil(v) {
				continue
			}
			if name := followed(p, instr); name != "" {
				report.At(pass, p.Range(instr), "", fmt.Sprintf("%s is always nil here", name))
			}
		}
	}
}

// followed returns the variable that the source follows at instr, or "" if it
// spells out nil there, which is meant to panic.
func followed(p *flow.Package, instr ssa.Instruction) string {
	for _, n := range p.Enclosing(instr.Pos()) {
		var operand ast.Expr
		switch n := n.(type) {
		case *ast.SelectorExpr:
			operand = n.X
		case *ast.StarExpr:
			operand = n.X
		case *ast.CallExpr:
			operand = n.Fun
		case *ast.IndexExpr:
			operand = n.X
		case ast.Stmt:
			return ""
		}
		if id, ok := operand.(*ast.Ident); ok {
			if v, ok := p.Info.Uses[id].(*types.Var); ok && nilness.Nillable(v.Type()) {
				return v.Name()
			}
		}
	}
	return ""
}
