package exitdefer

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
		for _, exit := range exits {
			// One exit tells of all: the remedy is the same.
			if d := skipped(p, fn, exit); d != nil && !reported[d] {
				reported[d] = true
				report.At(pass, p.Range(exit), "", fmt.Sprintf("%s ends the process without the deferred %s", calleeName(exit), deferredName(p, d)),
					report.Step(p.Range(d), "deferred here"))
			}
		}
	}
	return nil, nil
}

// exitsOf returns the calls in fn that end the process and run no deferred
// calls, also through functions of the package.
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

// skipped returns a deferred call that matters and is pending at exit, or nil.
func skipped(p *flow.Package, fn *ssa.Function, exit *ssa.Call) *ssa.Defer {
	for instr := range flow.Instructions(fn) {
		if d, ok := instr.(*ssa.Defer); ok && flow.Dominates(d, exit) && matters(p, d) {
			return d
		}
	}
	return nil
}

// matters reports whether the deferred call has an effect that outlives the
// process. Locks, timers, contexts, connections and files that are only read
// end with it.
func matters(p *flow.Package, d *ssa.Defer) bool {
	common := d.Common()
	if flow.Builtin(common) != "" {
		return false
	}
	if callees, certainty := p.Callees(d); certainty == flow.Sure {
		return effect(p, callees[0].Fn)
	}
	fn := flow.CalleeObject(common)
	if fn == nil { // a function value
		return !strings.HasPrefix(common.Value.Type().String(), "context.") && !isCancel(p.Name(common.Value))
	}
	return lasting(fn.FullName(), fn.Name(), common)
}

func isCancel(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "cancel") || strings.Contains(name, "stop") || strings.Contains(name, "unlock")
}

// effect reports whether the function fn of the package does something that
// outlives the process, apart from recovering.
func effect(p *flow.Package, fn *ssa.Function) bool {
	if recovers, _ := deferred.Recovers(fn); len(recovers) > 0 {
		return false
	}
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || flow.Builtin(&call.Call) != "" {
			continue
		}
		callee := flow.CalleeObject(&call.Call)
		if callee == nil {
			return true
		}
		if callee.Pkg() == p.Types || lasting(callee.FullName(), callee.Name(), call.Common()) {
			return true
		}
	}
	return false
}

// lasting reports whether a call of the function has an effect that outlives
// the process.
func lasting(full, name string, common *ssa.CallCommon) bool {
	switch full {
	case "(*os.File).Close", "(io.Closer).Close":
		return writes(common)
	case "os.Remove", "os.RemoveAll", "os.Rename", "runtime/pprof.StopCPUProfile", "runtime/trace.Stop":
		return true
	case "(*sync.WaitGroup).Done", "(*sync.WaitGroup).Wait", "os/signal.Stop", "time.Sleep":
		return false
	}
	for _, prefix := range []string{"(*sync.", "(sync.", "(*time.", "(*net.", "(net.", "(*net/http", "(*database/sql", "(io.ReadCloser)", "log.", "fmt.", "(*log.", "(*google.golang.org/grpc"} {
		if strings.HasPrefix(full, prefix) {
			return strings.HasPrefix(prefix, "log") || strings.HasPrefix(prefix, "fmt") || strings.HasPrefix(prefix, "(*log")
		}
	}
	lower := strings.ToLower(name)
	for _, word := range []string{"unlock", "cancel", "done", "stop", "wait", "close", "reset", "exit", "set", "unref", "release"} {
		if strings.HasPrefix(lower, word) {
			return strings.HasPrefix(full, "(*compress/") || strings.HasPrefix(full, "(*archive/") || lower == "stopprofile"
		}
	}
	return true
}

// writes reports whether the file that is closed was opened for writing.
func writes(common *ssa.CallCommon) bool {
	var v ssa.Value
	if common.IsInvoke() {
		v = common.Value
	} else if len(common.Args) > 0 {
		v = common.Args[0]
	}
	if e, ok := v.(*ssa.Extract); ok {
		if call, ok := e.Tuple.(*ssa.Call); ok {
			switch flow.CalleeName(call.Common()) {
			case "os.Create", "os.CreateTemp", "os.OpenFile":
				return true
			}
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
	if name := p.Name(d.Call.Value); name != "" && len(name) < 30 {
		return name
	}
	return "function"
}
