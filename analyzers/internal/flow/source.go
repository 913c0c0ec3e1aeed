package flow

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// NameAt returns what the source calls v at its use by an index expression or
// call: [Package.Name] if that is telling, else the text of the operand, else
// "".
func (p *Package) NameAt(v ssa.Value, use ssa.Instruction) string {
	if name := p.Name(v); name != "" {
		return name
	}
	for _, n := range p.Enclosing(use.Pos()) {
		switch n := n.(type) {
		case *ast.IndexExpr:
			return types.ExprString(n.X)
		case *ast.CallExpr:
			call, ok := use.(ssa.CallInstruction)
			if !ok {
				return ""
			}
			for i, arg := range call.Common().Args {
				if arg == v && i < len(n.Args) {
					return types.ExprString(n.Args[i])
				}
			}
			return ""
		case *ast.BlockStmt:
			return ""
		}
	}
	return ""
}
