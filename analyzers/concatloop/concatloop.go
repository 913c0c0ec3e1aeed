package concatloop

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/modernize"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports strings that are built at quadratic cost.
var Analyzer = &analysis.Analyzer{
	Name:     "concatloop",
	Doc:      docs.MustExtract(doc, "concatloop"),
	URL:      docs.URL("concatloop"),
	Run:      run,
	Requires: append([]*analysis.Analyzer{directive.Analyzer}, modernize.StringsBuilderAnalyzer.Requires...),
}

// The categories.
const (
	loops   = "loop"
	sprintf = "sprintf"
)

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	fixes := builders(pass)
	for cur := range in.Root().Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			if loop := growsInLoop(pass, n, cur); loop != nil {
				report.Diagnostic(pass, analysis.Diagnostic{
					Pos: n.Pos(), End: n.End(), Category: loops,
					Message:        fmt.Sprintf("%s is copied at each step of the loop: use a strings.Builder", types.ExprString(n.Lhs[0])),
					Related:        []analysis.RelatedInformation{report.Step(report.Header(loop), "loops here")},
					SuggestedFixes: fixes[n.Pos()],
				})
			}
		case *ast.CallExpr:
			checkSprintf(pass, n, cur)
		}
	}
	return nil, nil
}

// builders returns, for the first statement in a loop that appends to a local
// string, the fix that makes the string a strings.Builder, where all that the
// code does is to append to the string and to read it afterwards.
func builders(pass *analysis.Pass) map[token.Pos][]analysis.SuggestedFix {
	fixes := make(map[token.Pos][]analysis.SuggestedFix)
	adopt.Run(pass, modernize.StringsBuilderAnalyzer, func(d analysis.Diagnostic) {
		if names, _ := syntax.Import(pass, d.Pos, "strings"); names == nil {
			return // it would be imported under another name
		}
		for i := range d.SuggestedFixes {
			d.SuggestedFixes[i].Message = "use a strings.Builder"
		}
		fixes[d.Pos] = d.SuggestedFixes
	})
	return fixes
}

// growsInLoop returns the loop around n, which is s += x or s = s + x for a
// string declared outside it, unless the loop ends right after or is known to
// be short.
func growsInLoop(pass *analysis.Pass, n *ast.AssignStmt, cur inspector.Cursor) ast.Node {
	if len(n.Lhs) != 1 || len(n.Rhs) != 1 || !typ.IsBasic(pass.TypesInfo.TypeOf(n.Lhs[0]), types.IsString) || !grows(pass, n) {
		return nil
	}
	v := syntax.Root(pass.TypesInfo, n.Lhs[0])
	if v == nil {
		return nil
	}
	for c := cur.Parent(); ; c = c.Parent() {
		var body *ast.BlockStmt
		switch loop := c.Node().(type) {
		case *ast.ForStmt:
			body = loop.Body
			if few(pass, loop) {
				return nil
			}
		case *ast.RangeStmt:
			body = loop.Body
			if fewSteps(pass, loop) || byKey(pass, n.Lhs[0], loop) {
				return nil
			}
		case *ast.BlockStmt, *ast.IfStmt, *ast.CaseClause, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.CommClause, *ast.LabeledStmt:
			if block, ok := loop.(*ast.BlockStmt); ok && leaves(block) {
				return nil
			}
			continue
		default:
			return nil
		}
		if body.Pos() <= v.Pos() && v.Pos() < body.End() {
			return nil // a new string each time
		}
		return c.Node()
	}
}

// grows reports whether n adds to the string on its left.
func grows(pass *analysis.Pass, n *ast.AssignStmt) bool {
	if n.Tok == token.ADD_ASSIGN {
		return true
	}
	if call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr); ok && n.Tok == token.ASSIGN {
		return formatsItself(pass, call, n.Lhs[0])
	}
	bin, ok := ast.Unparen(n.Rhs[0]).(*ast.BinaryExpr)
	if n.Tok != token.ASSIGN || !ok || bin.Op != token.ADD {
		return false
	}
	for {
		x := ast.Unparen(bin.X)
		if syntax.Same(pass.TypesInfo, x, n.Lhs[0]) || syntax.Same(pass.TypesInfo, bin.Y, n.Lhs[0]) {
			return true
		}
		if bin, ok = x.(*ast.BinaryExpr); !ok || bin.Op != token.ADD {
			return false
		}
	}
}

// formatsItself reports whether call is fmt.Sprintf, or the like, of s itself and
// more.
func formatsItself(pass *analysis.Pass, call *ast.CallExpr, s ast.Expr) bool {
	switch syntax.Callee(pass.TypesInfo, call) {
	case "fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln":
		return len(call.Args) > 1 && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return syntax.Same(pass.TypesInfo, arg, s) })
	}
	return false
}

// leaves reports whether block ends by leaving the loop.
func leaves(block *ast.BlockStmt) bool {
	if len(block.List) == 0 {
		return false
	}
	switch last := block.List[len(block.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.BREAK || last.Tok == token.GOTO
	}
	return false
}

// few reports whether loop has a constant bound of at most 8 steps.
func few(pass *analysis.Pass, loop *ast.ForStmt) bool {
	cond, ok := loop.Cond.(*ast.BinaryExpr)
	if !ok {
		return false
	}
	n, ok := syntax.Int(pass.TypesInfo, cond.Y)
	return ok && n <= 8
}

// fewSteps is few for range loops over small arrays, literals and integers.
func fewSteps(pass *analysis.Pass, loop *ast.RangeStmt) bool {
	if lit, ok := ast.Unparen(loop.X).(*ast.CompositeLit); ok {
		return len(lit.Elts) <= 8
	}
	if n, ok := syntax.Int(pass.TypesInfo, loop.X); ok {
		return n <= 8
	}
	t := pass.TypesInfo.TypeOf(loop.X)
	if t == nil {
		return true
	}
	array, ok := t.Underlying().(*types.Array)
	return ok && array.Len() <= 8
}

// byKey reports whether the string e is chosen by a variable of the loop, as
// m[k] is: then it is another one at each step.
func byKey(pass *analysis.Pass, e ast.Expr, loop *ast.RangeStmt) bool {
	found := false
	for _, x := range []ast.Expr{loop.Key, loop.Value} {
		if id, ok := x.(*ast.Ident); ok && pass.TypesInfo.Defs[id] != nil {
			found = found || syntax.Uses(pass.TypesInfo, e, pass.TypesInfo.Defs[id])
		}
	}
	return found
}
