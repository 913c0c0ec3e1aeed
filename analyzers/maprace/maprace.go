package maprace

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports maps that goroutines access at the same time.
var Analyzer = &analysis.Analyzer{
	Name:     "maprace",
	Doc:      docs.MustExtract(doc, "maprace"),
	URL:      docs.URL("maprace"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, races.Analyzer},
}

const fatal = "a fatal error that recover cannot catch"

func run(pass *analysis.Pass) (any, error) {
	model := races.Of(pass)
	if !model.Goroutines.Relevant() {
		return nil, nil
	}
	for _, c := range model.Conflicts() {
		if c.A.Kind == races.Map {
			report.At(pass, model.Flow.Range(c.Culprit().Instr), "", message(model, c), model.Trace(c)...)
		}
	}
	return nil, nil
}

// message says who accesses the map at the same time.
func message(model *races.Model, c *races.Conflict) string {
	name := model.Name(c)
	switch {
	case c.Self:
		return fmt.Sprintf("map %s is written by several goroutines at once, %s", name, fatal)
	case c.Other != nil:
		return fmt.Sprintf("map %s is written in one goroutine while another may access it, %s", name, fatal)
	}
	return fmt.Sprintf("map %s is written while the goroutine started here may access it, %s", name, fatal)
}
