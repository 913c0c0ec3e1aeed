package wgcount

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports WaitGroups that count other goroutines than are started.
var Analyzer = &analysis.Analyzer{
	Name:     "wgcount",
	Doc:      docs.MustExtract(doc, "wgcount"),
	URL:      docs.URL("wgcount"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer, explore.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := goroutines.Of(pass)
	if !model.Relevant() {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, flow: model.Flow, reported: make(map[ssa.Instruction]bool)}
	for _, s := range model.Spawns() {
		if s.Inner != nil || s.Kind == goroutines.Parallel || s.Kind == goroutines.Subtest || s.Kind == goroutines.Handler {
			continue
		}
		c.doneInGo(s)
		c.addInside(s)
		c.lateAdd(s)
		c.skippedDone(s)
		c.skippedSlot(s)
	}
	for _, fn := range model.Flow.Functions() {
		if len(model.SpawnsIn(fn)) > 0 {
			c.addBeforeGo(fn)
			c.mismatch(fn)
			c.addWithoutStart(fn)
			c.slotWithoutStart(fn)
		}
	}
	c.neverDone()
	c.negative(explore.Of(pass))
	return nil, nil
}

// checker reports each instruction once.
type checker struct {
	pass     *analysis.Pass
	model    *goroutines.Model
	flow     *flow.Package
	reported map[ssa.Instruction]bool
}

func (c *checker) report(at ssa.Instruction, category string, fixes []analysis.SuggestedFix, trace []analysis.RelatedInformation, format string, args ...any) {
	if c.reported[at] || category == "twice" && deliberate.Panic(c.pass, at.Pos()) {
		return
	}
	c.reported[at] = true
	rng := c.flow.Range(at)
	report.Diagnostic(c.pass, analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), Category: category, Message: fmt.Sprintf(format, args...),
		Related: trace, SuggestedFixes: fixes,
	})
}

// step returns one place of a trace.
func (c *checker) step(at ssa.Instruction, format string, args ...any) analysis.RelatedInformation {
	return report.Step(c.flow.Range(at), format, args...)
}

// doneInGo reports calls of Done in a function that wg.Go runs, which calls
// Done itself.
func (c *checker) doneInGo(s *goroutines.Spawn) {
	if flow.CalleeName(s.Site.Common()) != goMethod {
		return
	}
	for _, f := range c.model.Code(s) {
		for _, op := range opsIn(f.Fn) {
			if op.kind != done || !op.on(f, s.Group) || c.addedBefore(s, op) {
				continue
			}
			c.report(op.call, "twice", c.deletion(op.call), []analysis.RelatedInformation{
				c.step(s.Site, "counted here, and done when the function returns"),
				c.step(op.call, "done here a second time"),
			}, "%s is called in a function of wg.Go, which calls it too: the counter goes negative and panics", c.name(op))
		}
	}
}

// addedBefore reports whether the function that contains s counts the
// goroutine with Add too, so that the second Done is due.
func (c *checker) addedBefore(s *goroutines.Spawn, of op) bool {
	for _, op := range opsIn(s.In()) {
		if op.kind == add && op.path == pathOf(s.Group) && flow.Reaches(op.call, s.Site) {
			return true
		}
	}
	return false
}

// addBeforeGo reports wg.Add(1) right before wg.Go, which adds one itself.
func (c *checker) addBeforeGo(fn *ssa.Function) {
	for _, s := range c.model.SpawnsIn(fn) {
		if flow.CalleeName(s.Site.Common()) != goMethod || c.anyDone(s) {
			continue
		}
		if op, ok := before(s.Site); ok && op.kind == add && op.count == 1 && op.path == pathOf(s.Group) {
			c.report(op.call, "twice", c.deletion(op.call), []analysis.RelatedInformation{
				c.step(op.call, "counted here"), c.step(s.Site, "counted here a second time"),
			}, "%s before wg.Go counts the goroutine twice: Wait never returns", c.name(op))
		}
	}
}

// anyDone reports whether the goroutine of s calls Done on any WaitGroup.
func (c *checker) anyDone(s *goroutines.Spawn) bool {
	for _, f := range c.model.Code(s) {
		for _, op := range opsIn(f.Fn) {
			if op.kind == done {
				return true
			}
		}
	}
	return s.Certainty == flow.Unknown && len(s.Bodies) == 0
}

// addInside reports Add in the goroutine that it counts.
func (c *checker) addInside(s *goroutines.Spawn) {
	if flow.CalleeName(s.Site.Common()) == goMethod {
		return
	}
	for _, f := range c.model.Code(s) {
		if f.Caller != nil {
			continue
		}
		ops := opsIn(f.Fn)
		for _, op := range ops {
			if op.kind != add || op.count <= 0 || !op.outside(f) || !doneHere(ops, op) || c.countedOutside(s, f, op) || c.startsMore(f, op) {
				continue
			}
			c.report(op.call, "addinside", c.group(s, op), []analysis.RelatedInformation{
				c.step(s.Site, "goroutine started here"), c.step(op.call, "counted here, when Wait may have returned"),
			}, "%s is called in the goroutine it counts, so Wait may return before it", c.name(op))
		}
	}
}

// doneHere reports whether the function that calls Add calls Done itself.
func doneHere(ops []op, a op) bool {
	for _, op := range ops {
		if op.kind == done && op.path == a.path {
			return true
		}
	}
	return false
}

// countedOutside reports whether the function that starts the goroutine adds
// to the same WaitGroup before.
func (c *checker) countedOutside(s *goroutines.Spawn, f *goroutines.Frame, a op) bool {
	p, _ := f.Translate(a.path)
	for _, op := range opsIn(s.In()) {
		if op.kind == add && op.path == p && flow.Reaches(op.call, s.Site) {
			return true
		}
	}
	return false
}

// startsMore reports whether the goroutine counts goroutines that it starts
// itself after the Add.
func (c *checker) startsMore(f *goroutines.Frame, a op) bool {
	for _, s := range c.model.SpawnsIn(f.Fn) {
		if flow.Reaches(a.call, s.Site) {
			return true
		}
	}
	return false
}

// lateAdd reports Add behind the start of a goroutine that waits, if there is
// none before it.
func (c *checker) lateAdd(s *goroutines.Spawn) {
	for _, f := range c.model.Code(s) {
		if f.Caller != nil {
			continue
		}
		for _, w := range opsIn(f.Fn) {
			if w.kind != wait || !w.outside(f) {
				continue
			}
			p, _ := f.Translate(w.path)
			if late, ok := onlyAfter(s.Site, p); ok && !c.gated(f, w) {
				c.report(late.call, "late", nil, []analysis.RelatedInformation{
					c.step(s.Site, "goroutine started here"), c.step(w.call, "waits here, perhaps before anything is counted"), c.step(late.call, "counted here"),
				}, "%s is called after the goroutine that waits was started, so Wait may return at once", c.name(late))
			}
		}
	}
}

// gated reports whether the goroutine receives something before it waits.
func (c *checker) gated(f *goroutines.Frame, w op) bool {
	for instr := range flow.Instructions(f.Fn) {
		switch instr := instr.(type) {
		case *ssa.UnOp, *ssa.Select:
			if isReceive(instr) && flow.Dominates(instr, w.call) {
				return true
			}
		}
	}
	return false
}

// onlyAfter returns the first Add on p that can be called only after site, if
// none can be called before.
func onlyAfter(site ssa.Instruction, p path) (op, bool) {
	var late op
	found := false
	for _, op := range opsIn(site.Parent()) {
		if op.path != p || op.kind != add && op.kind != start {
			continue
		}
		if flow.Reaches(op.call, site) {
			return op, false
		}
		if !found && flow.Reaches(site, op.call) {
			late, found = op, true
		}
	}
	return late, found
}
