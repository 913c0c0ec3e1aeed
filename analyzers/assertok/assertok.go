package assertok

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports type assertions that may fail where nobody expects it.
var Analyzer = &analysis.Analyzer{
	Name:     "assertok",
	Doc:      docs.MustExtract(doc, "assertok"),
	URL:      docs.URL("assertok"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	reportElse(pass)
	if !assertsAny(pass.Files) {
		return nil, nil
	}
	p, model := flow.Of(pass), nilness.Of(pass)
	s := &sources{flow: p}
	for _, fn := range p.Functions() {
		if deliberate.InTest(p.Fset, fn.Pos()) {
			continue // a failed assertion fails the test
		}
		for _, pair := range protocol.Pairs(fn) {
			if assert, ok := pair.Tuple.(*ssa.TypeAssert); ok {
				reportUnchecked(pass, p, model, pair, assert)
				reportFailed(pass, p, model, pair, assert)
			}
		}
		if mayPanic(p, fn) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			assert, ok := instr.(*ssa.TypeAssert)
			if !ok || assert.CommaOk {
				continue
			}
			if why, where := s.mayFail(assert); why != "" {
				report.At(pass, assertion(p, assert), "panics", fmt.Sprintf("this assertion panics if it fails, and it may: %s", why), where...)
			}
		}
	}
	return nil, nil
}

// mayPanic reports whether a panic of fn is provided for: it is recovered, or
// the name of the function announces it.
func mayPanic(p *flow.Package, fn *ssa.Function) bool {
	if name := flow.Outermost(fn).Name(); strings.HasPrefix(name, "Must") || strings.HasPrefix(name, "must") {
		return true
	}
	for f := fn; f != nil && !recovers(f); f = f.Parent() { // what panics after recover is not recovered
		if slices.ContainsFunc(deferred.Calls(p, f), func(c deferred.Call) bool { return recovers(c.Callee.Fn) }) {
			return true
		}
	}
	return false
}

func recovers(fn *ssa.Function) bool {
	calls, _ := deferred.Recovers(fn)
	return len(calls) > 0
}

// assertsAny reports whether files contain a type assertion.
func assertsAny(files []*ast.File) bool {
	found := false
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			a, ok := n.(*ast.TypeAssertExpr)
			found = found || ok && a.Type != nil
			return !found
		})
	}
	return found
}

// reportUnchecked reports a use of an asserted value that may be nil because
// ok has not been looked at.
func reportUnchecked(pass *analysis.Pass, p *flow.Package, model *nilness.Model, pair *protocol.Pair, assert *ssa.TypeAssert) {
	if fromServer(assert) || madeHere(assert) {
		return
	}
	use := protocol.Unchecked(p, model, pair)
	if use == nil {
		return
	}
	name := p.Name(use.Value)
	if name == "" {
		name = "the value"
	}
	report.At(pass, p.Range(use.Instr), "unchecked", fmt.Sprintf("%s is nil here if the assertion has failed, which is not checked", name),
		report.Step(assertion(p, assert), "leaves nil in %s if it fails", name))
}

// reportFailed reports a dereference of an asserted value where ok says that
// the assertion has failed.
func reportFailed(pass *analysis.Pass, p *flow.Package, model *nilness.Model, pair *protocol.Pair, assert *ssa.TypeAssert) {
	for _, v := range pair.Values {
		for _, ref := range flow.Referrers(v) {
			if !slices.Contains(model.Dereferences(ref), ssa.Value(v)) || !afterFailure(pair.Status, ref.Block()) {
				continue
			}
			name := p.Name(v)
			if name == "" {
				name = "the value"
			}
			report.At(pass, p.Range(ref), "else", fmt.Sprintf("%s is nil here: the assertion that sets it has failed", name),
				report.Step(assertion(p, assert), "leaves nil in %s if it fails", name))
			return
		}
	}
}

// afterFailure reports whether block executes only if ok is false.
func afterFailure(ok *ssa.Extract, block *ssa.BasicBlock) bool {
	if ok == nil {
		return false
	}
	for _, ref := range flow.Referrers(ok) {
		branch, isIf := ref.(*ssa.If)
		if !isIf {
			continue
		}
		if other := branch.Block().Succs[1]; len(other.Preds) == 1 && other.Dominates(block) {
			return true
		}
	}
	return false
}

// fromServer reports whether assert is of a value that package net/http puts
// into the context of every request.
func fromServer(assert *ssa.TypeAssert) bool {
	call, ok := assert.X.(*ssa.Call)
	if !ok || flow.CalleeName(call.Common()) != "(context.Context).Value" {
		return false
	}
	key, ok := values.Unwrap(call.Call.Args[0]).(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := key.X.(*ssa.Global)
	return ok && g.Pkg != nil && g.Pkg.Pkg.Path() == "net/http"
}

// assertion returns the range of the assertion in the source, without its
// operand: assertions follow each other in one expression.
func assertion(p *flow.Package, assert *ssa.TypeAssert) analysis.Range {
	for _, n := range p.Enclosing(assert.Pos()) {
		if a, ok := n.(*ast.TypeAssertExpr); ok {
			return report.Span{Start: a.X.End(), Stop: a.End()}
		}
	}
	return p.Range(assert)
}
