package nilchan

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports operations on nil channels.
var Analyzer = &analysis.Analyzer{
	Name:     "nilchan",
	Doc:      docs.MustExtract(doc, "nilchan"),
	URL:      docs.URL("nilchan"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !explore.Uses(pass.Files) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			op, ch := operation(instr)
			if ch == nil || !chans.OriginsOf(p, ch).OnlyNil() || flow.TestedNil(instr, false, ch) {
				continue
			}
			name := explore.OperandName(p, instr)
			if op == closing && deliberate.Panic(pass, instr.Pos()) {
				continue
			}
			if op == closing {
				report.At(pass, p.Range(instr), "close", name+" is nil here: closing it panics")
			} else {
				report.At(pass, p.Range(instr), "block", name+" is nil here: "+op+" blocks for ever")
			}
		}
	}
	return nil, nil
}

const closing = "closing it"

// operation returns what instr does to which channel. A select with a nil
// channel is a way to switch off the case.
func operation(instr ssa.Instruction) (op string, ch ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.Send:
		return "sending on it", instr.Chan
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return "receiving from it", instr.X
		}
	case ssa.CallInstruction:
		if flow.Builtin(instr.Common()) == "close" {
			return closing, instr.Common().Args[0]
		}
	}
	return "", nil
}
