package errnil

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports nil errors that are returned where something failed or
// nothing was found.
var Analyzer = &analysis.Analyzer{
	Name:     "errnil",
	Doc:      docs.MustExtract(doc, "errnil"),
	URL:      docs.URL("errnil"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(p.Fset, fn.Pos()) {
			continue
		}
		if returnsError(fn.Signature) {
			for instr := range flow.Instructions(fn) {
				switch instr := instr.(type) {
				case *ssa.If:
					reportDropped(pass, p, instr)
				case *ssa.Return:
					reportWrong(pass, p, model, instr)
				}
			}
		}
		reportNothing(pass, p, model, fn)
	}
	return nil, nil
}

func returnsError(sig *types.Signature) bool {
	results := sig.Results()
	return results.Len() > 0 && typ.IsError(results.At(results.Len()-1).Type())
}
