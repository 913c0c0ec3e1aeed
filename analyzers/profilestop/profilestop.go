package profilestop

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports profiles that are started and not stopped, and profiling
// left on at the full rate.
var Analyzer = &analysis.Analyzer{
	Name:     "profilestop",
	Doc:      docs.MustExtract(doc, "profilestop"),
	URL:      docs.URL("profilestop"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The kinds of findings.
const (
	running = "running"
	rate    = "rate"
)

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	if !profiles(pass) {
		return nil, nil
	}
	for _, fn := range p.Functions() {
		inTest := deliberate.InTest(pass.Fset, fn.Pos())
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			name := flow.CalleeName(call.Common())
			if stop := typestate.Profiles[name]; stop != "" {
				checkStop(pass, p, call, stop)
			}
			if !inTest && isFullRate(name, call) && always(p, call, 0) {
				report.At(pass, p.Range(call), rate, fmt.Sprintf("%s records every event for as long as the program runs; sample, or set it on demand",
					flow.CalleeObject(call.Common()).Name()))
			}
		}
	}
	return nil, nil
}

// profiles reports whether the package imports anything the check is about.
func profiles(pass *analysis.Pass) bool {
	return syntax.Imports(pass.Pkg, "runtime/pprof", "runtime/trace", "runtime")
}

// checkStop reports start if nothing in the package stops what it starts, or,
// where its own function does, if some path out of the function does not.
func checkStop(pass *analysis.Pass, p *flow.Package, start ssa.CallInstruction, stop string) {
	short := stop[strings.LastIndex(stop, "/")+1:]
	switch exit, ever := typestate.Unended(p, start, stop); {
	case !ever:
		report.At(pass, p.Range(start), running, fmt.Sprintf("%s is never called, so what is recorded is not written out", short))
	case exit != nil:
		report.At(pass, p.Range(start), running, fmt.Sprintf("%s is skipped on some path, so what is recorded is not written out", short),
			report.Step(p.Range(start), "the recording starts here"),
			report.Step(p.Range(exit), "returns here without %s", short))
	}
}

// isFullRate reports whether the named call sets a profile of the runtime to
// record every event.
func isFullRate(name string, call ssa.CallInstruction) bool {
	if name != "runtime.SetBlockProfileRate" && name != "runtime.SetMutexProfileFraction" {
		return false
	}
	k, ok := values.Unwrap(call.Common().Args[0]).(*ssa.Const)
	return ok && k.Value != nil && k.Value.ExactString() == "1"
}

// always reports whether call runs whenever the program does: in main or init,
// or in a function that only these call, under no condition, with nothing that
// turns the rate down again.
func always(p *flow.Package, call ssa.CallInstruction, depth int) bool {
	fn := call.Parent()
	if _, isCall := call.(*ssa.Call); !isCall {
		return false
	}
	if conditional(call) {
		return false
	}
	name := flow.CalleeName(call.Common())
	for instr := range flow.Instructions(fn) {
		if other, ok := instr.(ssa.CallInstruction); ok && other != call && flow.CalleeName(other.Common()) == name {
			return false
		}
	}
	if fn.Name() == "main" || fn.Name() == "init" || strings.HasPrefix(fn.Name(), "init#") {
		return fn.Signature.Recv() == nil
	}
	callers := p.CallersOf(fn)
	return depth == 0 && callers.Complete && len(callers.Calls) == 1 && always(p, callers.Calls[0], depth+1)
}

// conditional reports whether its function may go on without call: some branch
// before it leads elsewhere than to the end of the process.
func conditional(call ssa.CallInstruction) bool {
	for block := call.Block().Idom(); block != nil; block = block.Idom() {
		if _, branches := block.Instrs[len(block.Instrs)-1].(*ssa.If); !branches {
			continue
		}
		for _, succ := range block.Succs {
			if succ != call.Block() && !flow.Reaches(succ.Instrs[0], call) && !endsProcess(succ) {
				return true
			}
		}
	}
	return false
}

// endsProcess reports whether nothing follows block: it panics, or calls a
// function that does not return.
func endsProcess(block *ssa.BasicBlock) bool {
	if len(block.Succs) > 0 {
		return false
	}
	for _, instr := range block.Instrs {
		switch instr.(type) {
		case *ssa.Return, *ssa.Select:
			return false
		}
	}
	return true
}
