package conndeadline

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

//go:embed doc.go
var doc string

// Analyzer reports connections used without a deadline.
var Analyzer = &analysis.Analyzer{
	Name:     "conndeadline",
	Doc:      docs.MustExtract(doc, "conndeadline"),
	URL:      docs.URL("conndeadline"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !importsNet(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, typestate.Connections, nil)
	reported := map[ssa.Instruction]bool{} // a helper's wait is one, whatever the callers
	for _, fn := range p.Functions() {
		if strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go") {
			continue
		}
		for _, r := range tracker.Resources(fn) {
			if r.Value == nil {
				continue
			}
			used := tracker.UsedWithout(r, deadline)
			if used == nil || reported[used] {
				continue
			}
			reported[used] = true
			name := p.Name(r.Value)
			if name == "" || strings.HasSuffix(name, ")") {
				name = "the connection"
			}
			report.At(pass, p.Range(used), "", fmt.Sprintf("%s has no deadline, so a silent peer blocks this for ever", name),
				report.Step(p.Range(r.Call), "%s is opened here", name), report.Step(p.Range(used), "waits for the peer here"))
		}
	}
	return nil, nil
}

// deadline reports whether a method of this name limits how long a connection
// waits.
func deadline(method string) bool {
	switch method {
	case "SetDeadline", "SetReadDeadline", "SetWriteDeadline", "SetKeepAlive", "SetKeepAliveConfig":
		return true
	}
	return false
}

func importsNet(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if imp.Path() == "net" {
			return true
		}
	}
	return false
}
