package atomicmix

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/atomicalign"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports variables that are used both with and without sync/atomic,
// and atomic operations that together are not atomic.
var Analyzer = &analysis.Analyzer{
	Name:     "atomicmix",
	Doc:      docs.MustExtract(doc, "atomicmix"),
	URL:      docs.URL("atomicmix"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	plain      = "plain"
	lostUpdate = "lostupdate"
	misaligned = "misaligned"
)

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "sync/atomic") {
		return nil, nil
	}
	// The pass asks for the sizes of the platform at hand and is silent where
	// nothing can go wrong: ask it about a 32-bit one.
	sizes := types.SizesFor("gc", "386")
	align := *pass
	align.TypesSizes = sizes
	adopt.Run(&align, atomicalign.Analyzer, func(d analysis.Diagnostic) {
		d.Category, d.URL = misaligned, ""
		report.Diagnostic(pass, d)
	})
	c := &checker{pass: pass, model: locks.Of(pass), flow: locks.Of(pass).Flow}
	c.pointerFields(sizes)
	c.plainAccesses()
	for _, fn := range c.flow.Functions() {
		c.lostUpdates(fn)
	}
	return nil, nil
}

// A checker looks at the atomic variables of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	flow  *flow.Package
}
