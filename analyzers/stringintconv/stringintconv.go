package stringintconv

import (
	_ "embed"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/stringintconv"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports conversions of numbers to strings that yield a character.
var Analyzer = &analysis.Analyzer{
	Name:     "stringintconv",
	Doc:      docs.MustExtract(doc, "stringintconv"),
	URL:      docs.URL("stringintconv"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, stringintconv.Analyzer, func(d analysis.Diagnostic) {
		conv := conversionAt(pass, d)
		if conv == nil {
			return
		}
		report.Diagnostic(pass, analysis.Diagnostic{
			Pos: conv.Pos(), End: conv.End(),
			Message:        "the conversion yields the character with this number, not its digits",
			SuggestedFixes: renamed(d.SuggestedFixes),
		})
	})
	return nil, nil
}

// renamed returns the two fixes of the adopted pass under names of our own:
// first comes the one that keeps the character.
func renamed(fixes []analysis.SuggestedFix) []analysis.SuggestedFix {
	if len(fixes) == 2 {
		fixes[0].Message, fixes[1].Message = "say that the character is meant", "give the digits instead"
	}
	return fixes
}

// conversionAt returns the conversion that d is about.
func conversionAt(pass *analysis.Pass, d analysis.Diagnostic) ast.Node {
	for _, n := range syntax.Path(pass.Files, d.Pos, d.Pos) {
		if call, ok := n.(*ast.CallExpr); ok && call.Pos() == d.Pos && len(call.Args) == 1 && pass.TypesInfo.Types[call.Fun].IsType() {
			return call
		}
	}
	return nil
}
