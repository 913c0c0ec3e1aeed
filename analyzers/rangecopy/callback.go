package rangecopy

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// checkCallback reports a function literal, passed to a function that calls it
// for each element, which changes its copy of the element and nothing else
// sees that.
func checkCallback(pass *analysis.Pass, cur inspector.Cursor) {
	lit := cur.Node().(*ast.FuncLit)
	if cur.ParentEdgeKind() != edge.CallExpr_Args {
		return
	}
	for _, field := range lit.Type.Params.List {
		for _, id := range field.Names {
			param, ok := pass.TypesInfo.Defs[id].(*types.Var)
			if !ok || !isAggregate(param.Type()) {
				continue
			}
			l := &loop{pass: pass, cur: cur, body: lit.Body, value: param}
			for _, w := range l.writes() {
				if !l.readAfter(w) {
					report.At(pass, w.node, assigned, fmt.Sprintf("%s changes %s, a copy: what the function was called with stays as it was", w.subject(id.Name), id.Name),
						report.Step(id, "%s is a copy of the argument here", id.Name))
					break
				}
			}
		}
	}
}

// isAggregate reports whether t is a struct or array.
func isAggregate(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}
