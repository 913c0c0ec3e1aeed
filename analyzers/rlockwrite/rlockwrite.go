package rlockwrite

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports writes under a read lock.
var Analyzer = &analysis.Analyzer{
	Name:     "rlockwrite",
	Doc:      docs.MustExtract(doc, "rlockwrite"),
	URL:      docs.URL("rlockwrite"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, locks.Analyzer, races.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !locks.Of(pass).Used() {
		return nil, nil
	}
	model := races.Of(pass)
	for _, w := range model.ReadLockedWrites() {
		report.At(pass, model.Range(w.Access), "", message(model, w), model.ReadLockTrace(w)...)
	}
	return nil, nil
}

func message(model *races.Model, w *races.Use) string {
	return fmt.Sprintf("%s is %s while only the read lock of %s is held, which other readers hold too", model.UseName(w), w.Verb, model.ReadLock(w).Class)
}
