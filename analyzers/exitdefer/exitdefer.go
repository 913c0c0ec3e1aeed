package exitdefer

import (
	"cmp"
	_ "embed"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports deferred calls that never run because the process ends.
var Analyzer = &analysis.Analyzer{
	Name:     "exitdefer",
	Doc:      docs.MustExtract(doc, "exitdefer"),
	URL:      docs.URL("exitdefer"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if deliberate.OnTrial(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		exits := exitsOf(fn)
		if len(exits) == 0 || deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		reported := make(map[*ssa.Defer]bool)
		for _, exit := range slices.Backward(exits) {
			// The last exit tells of all: the most is lost there, and the
			// remedy is the same.
			if d := skipped(p, fn, exit); d != nil && !reported[d] && !explained(pass, d) {
				reported[d] = true
				report.At(pass, p.Range(exit), "", fmt.Sprintf("%s ends the process without the deferred %s", calleeName(exit), deferredName(p, d)),
					report.Step(p.Range(d), "deferred here"))
			}
		}
	}
	return nil, nil
}

// explained reports whether a comment above d says that it may not run.
func explained(pass *analysis.Pass, d *ssa.Defer) bool {
	text := strings.ToLower(deliberate.CommentAbove(pass, d.Pos()))
	return strings.Contains(text, "error") || strings.Contains(text, "exit") || strings.Contains(text, "fatal")
}

// exitsOf returns the calls in fn that end the process and run no deferred
// calls, also through functions of the package, in the order of the source.
func exitsOf(fn *ssa.Function) []*ssa.Call {
	var exits []*ssa.Call
	for _, block := range fn.Blocks {
		n := len(block.Instrs)
		if n < 2 {
			continue
		}
		end, ok := block.Instrs[n-1].(*ssa.Panic)
		if !ok || flow.IsExit(end) {
			continue
		}
		for i := n - 2; i >= 0; i-- {
			if call, ok := block.Instrs[i].(*ssa.Call); ok {
				if endsProcess(call, 0) {
					exits = append(exits, call)
				}
				break
			}
		}
	}
	slices.SortFunc(exits, func(a, b *ssa.Call) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return exits
}

// endsProcess reports whether call, which never returns, ends the process
// rather than the goroutine, and does not panic.
func endsProcess(call *ssa.Call, depth int) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || depth > 3 {
		return flow.Exits(flow.CalleeObject(&call.Call))
	}
	fn = flow.Origin(fn)
	if len(fn.Blocks) == 0 {
		return flow.Exits(flow.CalleeObject(&call.Call))
	}
	for instr := range flow.Instructions(fn) {
		if inner, ok := instr.(*ssa.Panic); ok && flow.IsExit(inner) {
			return false
		}
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if inner, ok := instr.(*ssa.Call); ok && endsProcess(inner, depth+1) {
				return true
			}
		}
	}
	return false
}

// skipped returns a deferred call that matters and is pending when exit ends
// the process on some path, or nil.
func skipped(p *flow.Package, fn *ssa.Function, exit *ssa.Call) *ssa.Defer {
	for instr := range flow.Instructions(fn) {
		if d, ok := instr.(*ssa.Defer); ok && flow.Reaches(d, exit) && matters(p, d.Common(), 0) && leads(p, d, exit) {
			return d
		}
	}
	return nil
}

// leads reports whether a feasible path leads from d to exit.
func leads(p *flow.Package, d *ssa.Defer, exit *ssa.Call) bool {
	path, _ := flow.Find(p, flow.Search[bool]{Fn: d.Parent(), From: d, Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
		if e.Instr == ssa.Instruction(exit) {
			return s, flow.Found
		}
		return s, flow.Continue
	}})
	return path != nil
}

// matters reports whether the deferred call is known to have an effect that
// somebody misses when the process has ended: it removes files, completes
// output, or stops a profile; or it only prints, and is there for that. What the system cleans up is not missed: memory,
// locks, descriptors, connections.
func matters(p *flow.Package, call *ssa.CallCommon, depth int) bool {
	fn := flow.CalleeObject(call)
	if fn != nil && (lasting(fn) || depth == 0 && prints(fn)) {
		return true
	}
	if depth > 3 || call.IsInvoke() {
		return false
	}
	if fn == nil {
		held, _ := p.FuncValues(call.Value) // stop := pprof.StopCPUProfile
		for _, v := range held {
			if f, ok := v.(*ssa.Function); ok {
				if obj, ok := f.Object().(*types.Func); ok && lasting(obj) {
					return true
				}
			}
		}
	}
	callees, _ := p.ValueCallees(call.Value, call.Args)
	for _, v := range values.Returned(p, call.Value) { // done := start(); defer done()
		more, _ := p.ValueCallees(v, call.Args)
		callees = append(callees, more...)
	}
	for _, c := range callees {
		if recovers, _ := deferred.Recovers(c.Fn); len(recovers) > 0 {
			continue
		}
		for instr := range flow.Instructions(c.Fn) {
			if inner, ok := instr.(ssa.CallInstruction); ok && matters(p, inner.Common(), depth+1) {
				return true
			}
		}
	}
	return fn == nil && len(callees) == 0 && cleansUp(p.Name(call.Value))
}

// lasting reports whether fn itself has an effect that outlives the process.
func lasting(fn *types.Func) bool {
	switch full := fn.FullName(); {
	case strings.HasPrefix(full, "os.Remove"), full == "os.Rename", full == "os.WriteFile", full == "syscall.Unlink",
		full == "runtime/pprof.StopCPUProfile", full == "runtime/trace.Stop", full == "runtime/pprof.WriteHeapProfile",
		strings.HasPrefix(full, "(*os.File).Write"):
		return true
	case fn.Name() == "Close" || fn.Name() == "Flush":
		return strings.HasPrefix(full, "(*compress/") || strings.HasPrefix(full, "(*archive/") || strings.HasPrefix(full, "(*bufio.") || strings.HasPrefix(full, "(*encoding/") || strings.HasPrefix(full, "(*text/tabwriter.")
	}
	return false
}

// prints reports whether fn prints.
func prints(fn *types.Func) bool {
	full := fn.FullName()
	return strings.HasPrefix(full, "fmt.Print") || strings.HasPrefix(full, "log.Print") || strings.HasPrefix(full, "(*log.Logger).Print")
}

// cleansUp reports whether a function value of this name, whose body is not
// known, is to undo what outlives the process.
func cleansUp(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"cleanup", "flush", "teardown", "remove", "purge"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

func calleeName(call *ssa.Call) string {
	fn := flow.CalleeObject(&call.Call)
	if fn == nil {
		return "this call"
	}
	if fn.Signature().Recv() == nil && fn.Pkg() != nil && fn.Pkg() != call.Parent().Pkg.Pkg {
		return fn.Pkg().Name() + "." + fn.Name()
	}
	return fn.Name()
}

func deferredName(p *flow.Package, d *ssa.Defer) string {
	if fn := flow.CalleeObject(d.Common()); fn != nil {
		if fn.Signature().Recv() == nil && fn.Pkg() != nil && fn.Pkg() != p.Types {
			return fn.Pkg().Name() + "." + fn.Name()
		}
		return fn.Name()
	}
	if lit, ok := d.Call.Value.(*ssa.Function); ok && lit.Parent() != nil {
		return "function"
	}
	if name := p.Name(d.Call.Value); name != "" && len(name) < 30 {
		return name
	}
	return "function"
}
