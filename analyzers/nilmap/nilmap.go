package nilmap

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports writes to nil maps.
var Analyzer = &analysis.Analyzer{
	Name:     "nilmap",
	Doc:      docs.MustExtract(doc, "nilmap"),
	URL:      docs.URL("nilmap"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer, locks.Analyzer},
}

// The categories.
const (
	local = "local"
	unset = "unset"
	newed = "new"
)

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, flow: flow.Of(pass), nilness: nilness.Of(pass), reported: make(map[any]bool)}
	for _, fn := range c.flow.Functions() {
		if tried(c.pass, fn) {
			continue
		}
		c.clears = nilness.Clears(fn)
		for instr := range flow.Instructions(fn) {
			if alloc, ok := instr.(*ssa.Alloc); ok && pointsToNil(alloc) {
				c.reportNew(alloc)
			}
			for _, m := range c.written(instr) {
				c.checkWrite(instr, m)
			}
			if call, ok := instr.(*ssa.Call); ok {
				c.checkPassed(call)
			}
		}
	}
	c.checkClosed(locks.Of(pass))
	return nil, nil
}

type checker struct {
	pass     *analysis.Pass
	flow     *flow.Package
	nilness  *nilness.Model
	reported map[any]bool // variables, fields and allocations
	clears   []*ssa.Store // of the function that is looked at
}

// written returns the maps that instr assigns elements of.
func (c *checker) written(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		return []ssa.Value{instr.Map}
	case *ssa.Call:
		switch flow.CalleeName(&instr.Call) {
		case "maps.Copy", "maps.Insert":
			return instr.Call.Args[:1]
		}
		return c.writtenByCallee(instr)
	}
	return nil
}

// writtenByCallee returns the arguments of call that the function it calls
// surely assigns elements of.
func (c *checker) writtenByCallee(call *ssa.Call) []ssa.Value {
	if !slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return typ.IsMap(arg.Type()) || pointsToUnset(arg, call) }) {
		return nil
	}
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return nil
	}
	callee := callees[0]
	var maps []ssa.Value
	for i, param := range callee.Fn.Params {
		if i >= len(callee.Args) || callee.Args[i] == nil {
			continue
		}
		if writesFirst(callee.Fn, param) || pointsToUnset(callee.Args[i], call) && writesThrough(param) {
			maps = append(maps, callee.Args[i])
		}
	}
	return maps
}

// writesFirst reports whether fn assigns elements of the map param on each
// execution of some block that surely runs, or in a loop, and never asks
// whether it is nil.
func writesFirst(fn *ssa.Function, param *ssa.Parameter) bool {
	if !typ.IsMap(param.Type()) {
		return false
	}
	writes := false
	for _, ref := range *param.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			writes = writes || ref.Map == ssa.Value(param)
		case *ssa.BinOp, *ssa.Phi, *ssa.Store:
			return false
		case *ssa.Call:
			if flow.Builtin(&ref.Call) == "len" {
				return false
			}
		}
	}
	return writes
}

// checkWrite reports instr, which assigns elements of m, if m is nil.
func (c *checker) checkWrite(instr ssa.Instruction, m ssa.Value) {
	if _, made := m.(*ssa.MakeMap); made {
		return // tables have thousands of these
	}
	if v := c.neverSet(m); v != nil {
		c.reportUnset(instr, m, v)
		return
	}
	if alloc := newOf(m); alloc != nil && c.reported[alloc] {
		return
	}
	name := c.source(instr, m)
	if pointsToUnset(m, instr) {
		if name = strings.TrimPrefix(name, "&"); m.(*ssa.Alloc).Comment == "new" {
			name = "the map that " + name + " points to"
		}
		c.report(instr, fmt.Sprintf("%s is nil here, and %s writes to it: this panics", name, flow.Called(instr, "the call")))
		return
	}
	if alloc := nilness.ZeroField(c.flow, instr, m); alloc != nil {
		c.report(instr, fmt.Sprintf("write to %s panics: the field is still nil", name), report.Step(c.flow.Range(alloc), "the struct is made here, without the map"))
		return
	}
	if store := nilness.ClearedField(c.flow, instr, m, c.clears); store != nil {
		c.report(instr, fmt.Sprintf("write to %s panics: it has been set to nil", name), report.Step(c.flow.Range(store), "%s is set to nil here", name))
		return
	}
	if store := c.emptied(instr, m); store != nil {
		if field := variable(m); !c.reported[field] {
			c.reported[field] = true
			method := store.Parent().Name()
			c.report(instr, fmt.Sprintf("write to %s panics after %s, which leaves it nil", name, method),
				report.Step(c.flow.Range(store), "%s leaves %s nil here", method, name), report.Step(c.flow.Range(instr), "writes to %s here", name))
		}
		return
	}
	if zeroCaptured(m) {
		c.report(instr, fmt.Sprintf("write to %s panics: the variable is never assigned", name))
		return
	}
	if steps := c.nilWhenDeferred(instr, m); steps != nil {
		c.report(instr, fmt.Sprintf("write to %s panics: it is still nil on some path to the deferred call", name), steps...)
		return
	}
	cause := c.nilness.Ask(nilness.Query{Value: m, Use: instr, Accept: plain})
	if cause == nil || cause.Unsure || cause.Kind == nilness.Missing || cause.Kind == nilness.Failed || outdated(cause, m) || correlated(cause, instr) || answered(cause, m, instr) || !flow.IsNil(m) && (foundIn(m, instr) || hasLength(m, instr)) {
		if cause = c.failed(instr, m); cause == nil {
			c.checkNested(instr, m)
			return
		}
	}
	message := fmt.Sprintf("write to %s panics: it is still nil on some path", name)
	switch {
	case cause.Kind == nilness.Returned && !plain(cause.Inner):
		message = fmt.Sprintf("write to %s panics when %s has failed: it is nil then", name, flow.Called(flow.CallOf(cause.Value), "the call"))
	case isCall(instr):
		message = fmt.Sprintf("%s is nil here, and %s writes to it: this panics", name, flow.Called(instr, "the call"))
	case cause.Kind == nilness.Returned:
		message = fmt.Sprintf("write to %s panics when the function that returns it returns nil", name)
	case flow.IsNil(m):
		message = fmt.Sprintf("write to the nil map %s panics", name)
	}
	c.report(instr, message, c.nilness.Trace(cause, instr, name)...)
}

// tried reports whether fn is of a test file, where running it has shown that
// it does not panic, or that it should. Examples often only compile.
func tried(pass *analysis.Pass, fn *ssa.Function) bool {
	return deliberate.InTest(pass.Fset, fn.Pos()) && !strings.HasPrefix(flow.Outermost(fn).Name(), "Example")
}

// outdated reports whether m is a field or other memory that was found to be
// nil before a call or store that may have set it since.
func outdated(cause *nilness.Cause, m ssa.Value) bool {
	load, isLoad := m.(*ssa.UnOp)
	if !isLoad || cause.Kind != nilness.Compared || cause.Path == nil || testedItself(m) {
		return false
	}
	for _, block := range cause.Path.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if flow.Builtin(&instr.Call) == "" {
					return true
				}
			case *ssa.Store: // through another pointer to it
				if access.Of(instr.Addr) == access.Of(load.X) && !flow.IsNil(instr.Val) && !flow.Dominates(m.(ssa.Instruction), instr) {
					return true
				}
			}
		}
	}
	return false
}

// testedItself reports whether the very value m is compared with nil.
func testedItself(m ssa.Value) bool {
	for _, ref := range flow.Referrers(m) {
		if bin, ok := ref.(*ssa.BinOp); ok && (flow.IsNil(bin.X) || flow.IsNil(bin.Y)) {
			return true
		}
	}
	return false
}

// report reports the write instr.
func (c *checker) report(instr ssa.Instruction, message string, trace ...analysis.RelatedInformation) {
	rng := c.flow.Range(instr)
	report.Diagnostic(c.pass, analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), Category: local, Message: message, SuggestedFixes: c.fix(instr), Related: trace,
	})
}

// plain reports whether o is an outcome that a caller is not told about by an
// error or a boolean beside it, and that does not depend on what a map holds.
func plain(o *nilness.Outcome) bool {
	return len(o.Return.Results) == 1 && (o.Causes[0] == nil || o.Causes[0].Kind != nilness.Missing)
}

func isCall(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Call)
	return ok
}

// neverSet returns the field or package variable that m is loaded from if it
// is nil for ever.
func (c *checker) neverSet(m ssa.Value) *types.Var {
	v := variable(m)
	if v == nil || !c.flow.NeverSet()[v] {
		return nil
	}
	return v
}

// variable returns the field or package variable that m is loaded from.
func variable(m ssa.Value) *types.Var {
	load, ok := m.(*ssa.UnOp)
	if !ok {
		return nil
	}
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		return flow.FieldOf(addr)
	case *ssa.Global:
		v, _ := addr.Object().(*types.Var)
		return v
	}
	return nil
}

// reportUnset reports the first write to v, which is nil for ever.
func (c *checker) reportUnset(instr ssa.Instruction, m ssa.Value, v *types.Var) {
	if c.reported[v] {
		return
	}
	c.reported[v] = true
	what := "variable"
	if v.IsField() {
		what = "field"
	}
	message := fmt.Sprintf("write to %s panics: nothing ever makes the map of %s %s", c.source(instr, m), what, v.Name())
	rng := c.flow.Range(instr)
	declared := report.Span{Start: v.Pos(), Stop: v.Pos() + 1}
	report.Diagnostic(c.pass, analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), Category: unset, Message: message, SuggestedFixes: c.fix(instr),
		Related: []analysis.RelatedInformation{report.Step(declared, "%s is declared here, and never assigned", v.Name()), report.Step(rng, "writes to %s here", c.source(instr, m))},
	})
}
