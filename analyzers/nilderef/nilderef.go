package nilderef

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports uses of values on paths that have found them to be nil.
var Analyzer = &analysis.Analyzer{
	Name:     "nilderef",
	Doc:      docs.MustExtract(doc, "nilderef"),
	URL:      docs.URL("nilderef"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	helpers := newHelpers(p, model)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) { // a test that panics has failed as well
			continue
		}
		reportAlways(pass, p, model, fn)
		reportReset(pass, p, model, fn)
		reportCaptured(pass, p, model, fn)
		for _, group := range groups(model, fn, helpers) {
			use, cause := search(model, fn, group, helpers)
			if cause == nil {
				continue
			}
			name := p.Name(use.value)
			if name == "" {
				name = "the value"
			}
			message := fmt.Sprintf("%s is used where it is known to be nil", name)
			if unassigned(cause) {
				message = fmt.Sprintf("%s is nil here: nothing has been assigned to it", name)
			}
			if cause.Kind == nilness.Returned {
				message = fmt.Sprintf("%s is used without a check, and may be nil", name)
			}
			report.At(pass, p.Range(use.instr), "", message, model.Trace(cause, use.instr, name)...)
		}
	}
	return nil, nil
}

// A use is an instruction that panics if value is nil.
type use struct {
	instr ssa.Instruction
	value ssa.Value
}

// groups returns the uses in fn of values worth a search, by the variable or
// field they come from, each group in block order.
func groups(model *nilness.Model, fn *ssa.Function, helpers *helpers) [][]use {
	tests, near := testsOf(fn), nearby(fn)
	var order []access.Path
	byPath := make(map[access.Path][]use)
	for instr := range flow.Instructions(fn) {
		for _, v := range model.Dereferences(instr) {
			if !tests.leadTo(v, instr.Block()) && !(near[instr.Block()] && maybeUnassigned(v)) && !helpers.mayBeNil(v) {
				continue
			}
			path := access.Of(v)
			if byPath[path] == nil {
				order = append(order, path)
			}
			byPath[path] = append(byPath[path], use{instr, v})
		}
	}
	all := make([][]use, 0, len(order))
	for _, path := range order {
		all = append(all, byPath[path])
	}
	return all
}

// maybeUnassigned reports whether v merges nil with something else, or reads a
// local variable.
func maybeUnassigned(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, flow.IsNil)
	case *ssa.UnOp:
		if _, isLocal := v.X.(*ssa.Alloc); isLocal {
			_, complete := flow.LocalStores(v.X)
			return complete
		}
	}
	return false
}

// nearby returns the blocks of fn that a path with at most one decision reaches.
func nearby(fn *ssa.Function) map[*ssa.BasicBlock]bool {
	near := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock, decisions int)
	visit = func(b *ssa.BasicBlock, decisions int) {
		if len(b.Succs) > 1 {
			decisions++
		}
		if near[b] && decisions > 1 || len(near) > 50 {
			return
		}
		near[b] = true
		for _, succ := range b.Succs {
			if decisions <= 1 && !succ.Dominates(b) {
				visit(succ, decisions)
			}
		}
	}
	if len(fn.Blocks) > 0 {
		visit(fn.Blocks[0], 0)
	}
	return near
}

// search returns the use of group that some path reaches with the value nil,
// and why it is.
func search(model *nilness.Model, fn *ssa.Function, group []use, helpers *helpers) (use, *nilness.Cause) {
	var at use
	var cause *nilness.Cause
	track := make([]ssa.Value, len(group))
	for i, u := range group {
		track[i] = u.value
	}
	model.Find(fn, track, func(e flow.Event, point *nilness.Point) flow.Verdict {
		if e.Deferred || e.Branch != 0 {
			return flow.Continue
		}
		if nilness.GivesUp(e.Instr) {
			return flow.Prune
		}
		for _, u := range group {
			if u.instr != e.Instr {
				continue
			}
			c := point.Cause(u.value)
			if c == nil || c.Kind != nilness.Compared && !unassigned(c) && !helpers.accepts(c) {
				continue
			}
			c.Path = point.Cursor().Path()
			if unassigned(c) && !straight(c.Path, u) {
				continue
			}
			if c.Kind == nilness.Compared && (disturbed(c.Path, u, c.Value) || usedBefore(c.Path, group, u, c.Value) || statusKnown(c.Path, c.Value) || !plain(helpers.flow, c.Path, testOf(c.Value, u.value), u)) {
				continue
			}
			at, cause = u, c
			return flow.Found
		}
		return flow.Continue
	})
	return at, cause
}

// unassigned reports whether c is a variable that holds nil because nothing
// else has been assigned to it.
func unassigned(c *nilness.Cause) bool {
	if load, ok := c.Value.(*ssa.UnOp); ok {
		if _, complete := flow.LocalStores(load.X); !complete { // by its address
			return false
		}
	}
	return (c.Kind == nilness.Constant || c.Kind == nilness.Unset) && c.Var != "" && !c.Unsure
}

// straight reports whether the path takes one decision at most, and that leaves
// the way to u as it is: of several, as in a switch, one is taken in any case.
func straight(p *flow.Path, u use) bool {
	if len(p.Decisions) > 1 {
		return false
	}
	for _, d := range p.Decisions {
		if !unrelated(d, u.instr.Block()) {
			return false
		}
	}
	return true
}

// testOf returns a predicate that reports whether a branch compares used, or v,
// which it is on the path, or another load of the same variable or field, with
// nil.
func testOf(v, used ssa.Value) func(*ssa.If) bool {
	path := access.Of(v)
	return func(branch *ssa.If) bool {
		test, ok := flow.NilTestOf(branch.Cond)
		return ok && (test.X == v || test.X == used || access.Of(test.X) == path)
	}
}
