package guardedby

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports accesses of a field without the lock that guards it.
var Analyzer = &analysis.Analyzer{
	Name:     "guardedby",
	Doc:      docs.MustExtract(doc, "guardedby"),
	URL:      docs.URL("guardedby"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, locks.Analyzer, races.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !locks.Of(pass).Used() {
		return nil, nil
	}
	model := races.Of(pass)
	for _, g := range model.Guardings(races.Variable) {
		reported := make(map[*ssa.Function]bool)
		for _, u := range append(races.Writes(g.Bare), g.Bare...) {
			if fn := u.Fn(); !reported[fn] && !isMap(u) {
				reported[fn] = true
				report.At(pass, model.Range(u.Access), "", message(model, g, u), model.GuardTrace(g, u)...)
			}
		}
	}
	return nil, nil
}

// isMap reports whether u reads a field that is a map to use that here, which
// maprace reports where it matters.
func isMap(u *races.Use) bool {
	load, ok := u.Instr.(*ssa.UnOp)
	if !ok {
		return false
	}
	if _, ok = load.Type().Underlying().(*types.Map); !ok {
		return false
	}
	return !slices.ContainsFunc(*load.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(ssa.CallInstruction)
		return ok && flow.Builtin(call.Common()) == ""
	})
}

func message(model *races.Model, g *races.Guarding, u *races.Use) string {
	return fmt.Sprintf("%s is %s without %s, which guards it elsewhere", model.UseName(u), u.Verb, g.Lock)
}
