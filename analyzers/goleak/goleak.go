package goleak

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports goroutines that can be left blocked for ever.
var Analyzer = &analysis.Analyzer{
	Name:     "goleak",
	Doc:      docs.MustExtract(doc, "goleak"),
	URL:      docs.URL("goleak"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer, explore.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	done := make(map[token.Pos]bool)
	if mentionsCond(pass) {
		checkConds(pass, flow.Of(pass), done)
	}
	if !explore.Uses(pass.Files) {
		return nil, nil
	}
	p, runs := flow.Of(pass), explore.Of(pass)
	for _, o := range runs.Outcomes() {
		if o.Kind == explore.Endless {
			reportEndless(pass, p, o)
			continue
		}
		done[p.Range(o.Op).Pos()] = true
		if o.Kind == explore.Blocked && runs.Owner(o) == explore.Leak && !timedOut(pass, o) {
			report.Diagnostic(pass, analysis.Diagnostic{
				Pos:            p.Range(o.Op).Pos(),
				End:            p.Range(o.Op).End(),
				Category:       category(o),
				Message:        message(p, o),
				Related:        trace(p, o),
				SuggestedFixes: fixes(p, runs, o),
			})
		}
	}
	checkFields(pass, p, done)
	checkProtocol(pass, p, done)
	checkTimers(pass, p, done)
	checkPipes(pass, p)
	checkBreaks(pass)
	checkEndless(pass, p)
	return nil, nil
}

// reportEndless reports a goroutine that polls, though nobody is left to end it.
func reportEndless(pass *analysis.Pass, p *flow.Package, o *explore.Outcome) {
	why := "nobody is left to end it"
	if o.What == explore.Context {
		why = "nobody cancels its context"
	}
	report.At(pass, p.Range(o.Spawn), "endless", "goroutine polls for ever: "+why,
		report.Step(p.Range(o.Spawn), "goroutine started here"), report.Step(p.Range(o.Op), "waits here for time to pass, or for the end"))
}

// category returns the kind of leak: the counterpart has given up, nobody is
// ever there, or goroutines wait for each other.
func category(o *explore.Outcome) string {
	switch {
	case o.Circle || o.What == explore.Lock:
		return "deadlock"
	case o.GaveUp || o.Finished:
		return "abandoned"
	}
	return "forgotten"
}

// message says who waits for what, and why in vain.
func message(p *flow.Package, o *explore.Outcome) string {
	who := "goroutine"
	if o.Spawn == nil {
		who = o.Root.Name()
	}
	return fmt.Sprintf("%s can block for ever %s: %s", who, o.Doing(p), reason(p, o))
}

func reason(p *flow.Package, o *explore.Outcome) string {
	partner := "sender"
	if o.Send {
		partner = "receiver"
	}
	switch {
	case o.What == explore.Lock:
		return "its holder is blocked too"
	case o.Circle:
		return "what it waits for is blocked too"
	case o.What == explore.Group:
		return "Done is not called often enough"
	case o.What == explore.Context:
		return "nobody cancels it"
	case o.What == explore.Cond:
		return "nobody is left to wake it"
	case explore.IsRange(p, o.Op):
		return "nobody closes it then"
	case o.GaveUp:
		return "its " + partner + " may take another case"
	case o.Finished:
		return "its " + partner + " may be gone"
	}
	return "it has no " + partner
}

// trace shows the execution that ends with o.
func trace(p *flow.Package, o *explore.Outcome) []analysis.RelatedInformation {
	var steps []analysis.RelatedInformation
	for _, s := range o.Steps {
		var text string
		switch s.Role {
		case explore.Starts:
			text = "goroutine started here"
		case explore.GivesUp:
			text = "takes " + s.Text + " here instead"
		case explore.Decides:
			text = "the condition " + s.Text + " here"
		case explore.Returns:
			text = "returns here"
		case explore.Blocks:
			text = "another goroutine blocks here"
		case explore.OpItself:
			text = "blocks here for ever"
		default:
			continue
		}
		if at := p.Range(s.At); at.Start.IsValid() {
			steps = append(steps, report.Step(at, "%s", text))
		}
	}
	return steps
}
