package gccall

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports forced garbage collections.
var Analyzer = &analysis.Analyzer{
	Name:     "gccall",
	Doc:      docs.MustExtract(doc, "gccall"),
	URL:      docs.URL("gccall"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "runtime", "runtime/debug") {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) || startup(fn) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			switch name := flow.CalleeName(call.Common()); name {
			case "runtime.GC", "runtime/debug.FreeOSMemory":
				where := "on each call"
				if flow.InLoop(instr) {
					where = "in each iteration"
				}
				report.At(pass, p.Range(call), "", fmt.Sprintf("%s stops the caller for a whole garbage collection %s", flow.CalleeObject(call.Common()).Name(), where))
			}
		}
	}
	return nil, nil
}

// startup reports whether fn is main or init, outside a loop.
func startup(fn *ssa.Function) bool {
	return fn.Parent() == nil && fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && (fn.Name() == "main" || strings.HasPrefix(fn.Name(), "init"))
}
