// Package report is the one door through which checks emit diagnostics.
package report

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
)

// Diagnostic reports d unless a directive silences it. The check must require
// [directive.Analyzer].
func Diagnostic(pass *analysis.Pass, d analysis.Diagnostic) {
	if index, ok := pass.ResultOf[directive.Analyzer].(*directive.Index); ok &&
		index.Silences(pass.Fset, d.Pos, pass.Analyzer.Name) {
		return
	}
	pass.Report(d)
}

// At reports a message of the given category ("" if the check has but one) at
// rng, followed by the places a reader must see, in the order they execute.
func At(pass *analysis.Pass, rng analysis.Range, category, message string, trace ...analysis.RelatedInformation) {
	Diagnostic(pass, analysis.Diagnostic{
		Pos:      rng.Pos(),
		End:      rng.End(),
		Category: category,
		Message:  message,
		Related:  trace,
	})
}

// Step returns one place of a trace. Its text must be readable alone.
func Step(rng analysis.Range, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: rng.Pos(), End: rng.End(), Message: fmt.Sprintf(format, args...)}
}

// A Span is a range of source text.
type Span struct{ Start, Stop token.Pos }

// Pos returns the start of s.
func (s Span) Pos() token.Pos { return s.Start }

// End returns the end of s.
func (s Span) End() token.Pos { return s.Stop }

// Header returns the telling part of n: of a statement or function with a body
// the text before the body, of any other node the whole node.
func Header(n ast.Node) Span {
	var body *ast.BlockStmt
	switch n := n.(type) {
	case *ast.ForStmt:
		body = n.Body
	case *ast.RangeStmt:
		body = n.Body
	case *ast.IfStmt:
		body = n.Body
	case *ast.SwitchStmt:
		body = n.Body
	case *ast.TypeSwitchStmt:
		body = n.Body
	case *ast.FuncDecl:
		body = n.Body
	case *ast.FuncLit:
		body = n.Body
	case *ast.SelectStmt:
		return Span{n.Select, n.Select + token.Pos(len("select"))}
	case *ast.GoStmt:
		if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
			return Span{n.Go, lit.Type.End()}
		}
	case *ast.DeferStmt:
		if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
			return Span{n.Defer, lit.Type.End()}
		}
	}
	if body == nil {
		return Span{n.Pos(), n.End()}
	}
	return Span{n.Pos(), body.Lbrace}
}
