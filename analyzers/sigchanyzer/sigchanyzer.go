package sigchanyzer

import (
	_ "embed"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports unbuffered channels handed to signal.Notify. The x/tools
// pass of this name needs the parser's object resolution, which not every
// driver asks for, and does not look into fields.
var Analyzer = &analysis.Analyzer{
	Name:     "sigchanyzer",
	Doc:      docs.MustExtract(doc, "sigchanyzer"),
	URL:      docs.URL("sigchanyzer"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == "os/signal" }) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || flow.CalleeName(call.Common()) != "os/signal.Notify" {
				continue
			}
			ch := call.Common().Args[0]
			origins := chans.OriginsOf(p, ch)
			if !origins.Complete || !slices.ContainsFunc(origins.Makes, unbuffered) {
				continue
			}
			report.Diagnostic(pass, analysis.Diagnostic{
				Pos: p.Range(call).Pos(), End: p.Range(call).End(),
				Message:        "signals that arrive while nobody receives are lost: " + nameOf(p, call) + " has no buffer",
				Related:        []analysis.RelatedInformation{report.Step(p.Range(origins.Makes[0]), "made without a buffer here")},
				SuggestedFixes: room(p, origins.Makes),
			})
		}
	}
	return nil, nil
}

// nameOf returns the source text of the channel given to call.
func nameOf(p *flow.Package, call ssa.Instruction) string {
	if c, ok := p.Syntax(call).(*ast.CallExpr); ok && len(c.Args) > 0 {
		if text := types.ExprString(c.Args[0]); len(text) <= 40 {
			return text
		}
	}
	return "the channel"
}

// unbuffered reports whether mk makes a channel without a buffer.
func unbuffered(mk *ssa.MakeChan) bool {
	k, ok := mk.Size.(*ssa.Const)
	return ok && k.Value != nil && k.Int64() == 0
}

// room returns the fix: a buffer for one signal.
func room(p *flow.Package, makes []*ssa.MakeChan) []analysis.SuggestedFix {
	if len(makes) != 1 {
		return nil
	}
	call, ok := p.Syntax(makes[0]).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Make room for a signal",
		TextEdits: []analysis.TextEdit{{Pos: call.Rparen, End: call.Rparen, NewText: []byte(", 1")}},
	}}
}
