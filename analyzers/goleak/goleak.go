package goleak

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

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
		done[p.Range(o.Op).Pos()] = true
		if o.Kind == explore.Blocked && runs.Owner(o) == explore.Leak {
			report.Diagnostic(pass, analysis.Diagnostic{
				Pos:            p.Range(o.Op).Pos(),
				End:            p.Range(o.Op).End(),
				Category:       category(o),
				Message:        message(p, o),
				Related:        trace(p, o),
				SuggestedFixes: room(p, runs, o),
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

// onlyOnce reports whether the operation of o stands in the function that its
// goroutine runs, and not in one that this may call again and again.
func onlyOnce(p *flow.Package, o *explore.Outcome) bool {
	spawn, ok := o.Spawn.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if _, isGo := spawn.(*ssa.Go); !isGo {
		return true // handed to a group or timer
	}
	callees, _ := p.Callees(spawn)
	for _, c := range callees {
		if c.Fn == o.Op.Parent() {
			return true
		}
	}
	return len(callees) == 0
}

// room returns the fix for the only result of a goroutine that nobody may
// wait for any more: a buffer for it.
func room(p *flow.Package, runs *explore.Package, o *explore.Outcome) []analysis.SuggestedFix {
	if o.Make == nil || !o.Send || o.Capacity() != 0 || o.Spawn == nil || o.InLoop || o.Circle {
		return nil
	}
	if _, isSend := o.Op.(*ssa.Send); !isSend || !onlyOnce(p, o) || flow.InLoop(o.Op) || runs.StatsOf(o.Make).Sends() != 1 || runs.StatsOf(o.Make).Receives() == 0 {
		return nil
	}
	call, ok := p.Syntax(o.Make).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || call.Ellipsis.IsValid() {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Make room for the result in the channel",
		TextEdits: []analysis.TextEdit{{Pos: call.Rparen, End: call.Rparen, NewText: []byte(", 1")}},
	}}
}
