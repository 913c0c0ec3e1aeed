package chanclose

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports channels that are used after they were closed, or closed by
// somebody who cannot know that nobody sends any more.
var Analyzer = &analysis.Analyzer{
	Name:     "chanclose",
	Doc:      docs.MustExtract(doc, "chanclose"),
	URL:      docs.URL("chanclose"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer, locks.Analyzer, explore.Analyzer},
}

// asked reports whether the close op comes after a select statement that has
// found the channel open.
func asked(op ssa.Instruction) bool {
	end, ok := op.(ssa.CallInstruction)
	if !ok || flow.Builtin(end.Common()) != "close" {
		return false
	}
	for instr := range flow.Instructions(op.Parent()) {
		sel, ok := instr.(*ssa.Select)
		if ok && !sel.Blocking && len(sel.States) == 1 && access.Of(sel.States[0].Chan) == access.Of(end.Common().Args[0]) && guards(sel, end) {
			return true
		}
	}
	return false
}

func run(pass *analysis.Pass) (any, error) {
	if !explore.Uses(pass.Files) {
		return nil, nil
	}
	p := flow.Of(pass)
	said := make(map[ssa.Instruction]bool)
	shared := make(map[string]bool) // channels reported already: one cause, many symptoms
	for _, o := range explore.Of(pass).Outcomes() {
		name := explore.OperandName(p, o.Op)
		place := pass.Fset.Position(makePos(o)).String()
		switch {
		case deliberate.Panic(pass, o.Op.Pos()):
		case o.Kind != explore.DoubleClose && o.Kind != explore.SendAfterClose || o.Kind == explore.DoubleClose && byData(o):
		case byOneOfMany(o) && madeForEach(p, o):
		case byOneOfMany(o):
			if !shared[place] {
				report.At(pass, p.Range(o.Closed), "sharedclose", name+" is closed by one of several goroutines: the others panic", trace(p, o)...)
			}
			shared[place] = true
		case shared[place]:
		case o.Kind == explore.DoubleClose && asked(o.Op): // see checkRacing
		case o.Kind == explore.DoubleClose:
			said[o.Op] = true
			report.At(pass, p.Range(o.Op), "doubleclose", name+" may be closed already: closing it again panics", trace(p, o)...)
		case waitedFor(p, o):
		default:
			report.At(pass, p.Range(o.Op), "sendclosed", name+" may be closed here: sending panics", trace(p, o)...)
		}
	}
	receiverCloses(pass)
	probes(pass, p)
	checkRacing(pass, p, said)
	return nil, nil
}

// madeForEach reports whether the channel of o is made anew, in each turn of the
// loop that starts the goroutines, before it starts one.
func madeForEach(p *flow.Package, o *explore.Outcome) bool {
	if o.Spawn == nil || o.Make == nil {
		return false
	}
	for instr := range flow.Instructions(o.Spawn.Parent()) {
		if !flow.Dominates(instr, o.Spawn) || !flow.Reaches(o.Spawn, instr) {
			continue
		}
		if instr == ssa.Instruction(o.Make) {
			return true
		}
		if call, ok := instr.(*ssa.Call); ok {
			if callees, certainty := p.Callees(call); certainty == flow.Sure && callees[0].Fn == o.Make.Parent() {
				return true
			}
		}
	}
	return false
}

// trace shows how o comes about.
func trace(p *flow.Package, o *explore.Outcome) []analysis.RelatedInformation {
	var steps []analysis.RelatedInformation
	for _, s := range o.Steps {
		switch s.Role {
		case explore.Starts:
			steps = append(steps, report.Step(p.Range(s.At), "goroutine started here"))
		case explore.Closes:
			steps = append(steps, report.Step(p.Range(s.At), "closed here"))
		case explore.OpItself:
			text := "sends here afterwards"
			if o.Kind == explore.DoubleClose {
				text = "closed again here"
			}
			steps = append(steps, report.Step(p.Range(s.At), "%s", text))
		}
	}
	return steps
}
