package appendalias

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports slices that are overwritten through another slice of the
// same array while they are still in use.
var Analyzer = &analysis.Analyzer{
	Name:     "appendalias",
	Doc:      docs.MustExtract(doc, "appendalias"),
	URL:      docs.URL("appendalias"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, locks.Analyzer},
}

// The categories.
const (
	twice   = "twice"
	overlap = "overlap"
	reused  = "reused"
	inplace = "inplace"
)

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, m: alias.New(flow.Of(pass)), locks: locks.Of(pass), seen: make(map[token.Pos]bool)}
	for _, fn := range c.m.Functions() {
		f := c.newFunction(fn)
		f.checkTwice()
		f.checkOverlap()
		f.checkElements()
		f.checkReused()
		f.checkInPlace()
		f.checkFilter()
		f.checkGrown()
		f.checkExtended()
		f.checkWrapped()
		f.checkRepeated()
		f.checkDerived()
		f.checkLent()
	}
	c.checkVariables()
	return nil, nil
}

// A checker holds what the questions about one package share.
type checker struct {
	pass  *analysis.Pass
	m     *alias.Model
	locks *locks.Model
	seen  map[token.Pos]bool // where a finding is reported already
}

// A function is one function with its slices.
type function struct {
	*checker
	fn      *ssa.Function
	appends []alias.Append
	slices  []ssa.Value // all slices, parameters first
	calls   []*ssa.Call
}

func (c *checker) newFunction(fn *ssa.Function) *function {
	f := &function{checker: c, fn: fn}
	for _, param := range fn.Params {
		if alias.IsSlice(param) {
			f.slices = append(f.slices, param)
		}
	}
	for instr := range flow.Instructions(fn) {
		call, isCall := instr.(*ssa.Call)
		if isCall {
			f.calls = append(f.calls, call)
		}
		if v, ok := instr.(ssa.Value); ok && alias.IsSlice(v) {
			f.slices = append(f.slices, v)
			if app, ok := c.m.AppendOf(v); ok {
				f.appends = append(f.appends, app)
			}
		}
	}
	return f
}

// report reports the conflict x at rng unless something is reported there.
func (c *checker) report(rng analysis.Range, category, message string, fixes []analysis.SuggestedFix, trace ...analysis.RelatedInformation) {
	if c.seen[rng.Pos()] || !rng.Pos().IsValid() {
		return
	}
	c.seen[rng.Pos()] = true
	report.Diagnostic(c.pass, analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), Category: category, Message: message, SuggestedFixes: fixes, Related: trace,
	})
}

// at returns the source range of instr.
func (c *checker) at(instr ssa.Instruction) analysis.Range { return c.m.Range(instr) }

// name returns the name of v in the source, or other.
func (c *checker) name(v ssa.Value, other string) string {
	name := c.m.Name(v)
	if name == "" || name == "append()" {
		return other
	}
	return name
}

// trace returns the steps of x in the order they execute.
func (c *checker) trace(x *alias.Conflict, first string) []analysis.RelatedInformation {
	var steps []analysis.RelatedInformation
	add := func(instr ssa.Instruction, format string, args ...any) {
		if rng := c.at(instr); rng.Pos().IsValid() {
			steps = append(steps, report.Step(rng, format, args...))
		}
	}
	name := c.name(x.Slice, "the slice")
	if def, ok := x.Slice.(ssa.Instruction); ok && first != "" && def != x.Write {
		add(def, "%s %s here", name, first)
	}
	if x.Kept != nil {
		add(x.Kept.Instr, "%s is kept here", name)
	}
	add(x.Write, "its array is overwritten here")
	if x.Use != nil {
		add(x.Use.Instr, "%s is used here", name)
	}
	return steps
}

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }
