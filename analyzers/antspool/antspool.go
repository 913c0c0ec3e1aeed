package antspool

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports ants pools that are not released and rejected tasks that
// somebody waits for.
var Analyzer = &analysis.Analyzer{
	Name:     "antspool",
	Doc:      docs.MustExtract(doc, "antspool"),
	URL:      docs.URL("antspool"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The kinds of findings.
const (
	unreleased = "unreleased"
	rejected   = "rejected"
)

const ants = "github.com/panjf2000/ants"

func run(pass *analysis.Pass) (any, error) {
	if !importsAnts(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue // the process ends soon, also that of a test that waits
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !ofAnts(call.Common()) && !makesPool(p, call) {
				continue
			}
			name := flow.CalleeObject(call.Common()).Name()
			switch {
			case (strings.HasPrefix(name, "New") || !ofAnts(call.Common())) && releasedOnSome(p, call) != nil:
				report.At(pass, p.Range(call), unreleased, fmt.Sprintf("%s is not released on some path, so its workers stay for ever", poolName(p, call)),
					report.Step(p.Range(releasedOnSome(p, call)), "returns here without releasing it"))
			case (strings.HasPrefix(name, "New") || !ofAnts(call.Common())) && neverReleased(call):
				report.At(pass, p.Range(call), unreleased, fmt.Sprintf("%s is never released, so its workers stay for ever%s", poolName(p, call), defaultOnly(p, fn)))
			case (name == "Submit" || name == "Invoke") && dropsError(call) && somebodyWaits(p, call):
				report.At(pass, p.Range(call), rejected, fmt.Sprintf("the error of %s is dropped: a rejected task never runs, and what waits for it waits for ever", name))
			case name == "Submit" && forgetsDone(p, call):
				report.At(pass, p.Range(call), rejected, "a rejected task never calls Done, and what waits for it waits for ever: call Done where Submit fails")
			}
		}
	}
	return nil, nil
}

func importsAnts(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if imp.Path() == ants || strings.HasPrefix(imp.Path(), ants+"/") {
			return true
		}
	}
	return false
}

// ofAnts reports whether call is of a function or method of ants.
func ofAnts(call *ssa.CallCommon) bool {
	fn := flow.CalleeObject(call)
	return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == ants || strings.HasPrefix(fn.Pkg().Path(), ants+"/"))
}

// neverReleased reports whether the pool that call makes stays in this
// function and none of its Release methods is called.
func neverReleased(call ssa.CallInstruction) bool {
	made, ok := call.(*ssa.Call)
	if !ok || made.Type().String() == "error" {
		return false
	}
	for _, ref := range *made.Referrers() {
		if extract, ok := ref.(*ssa.Extract); ok && extract.Index == 0 {
			return !releasedOrKept(extract)
		}
	}
	return false
}

// releasedOrKept reports whether a Release method of the pool v is called, or
// v goes where it may be.
func releasedOrKept(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			fn := flow.CalleeObject(ref.Common())
			if fn == nil || !ofAnts(ref.Common()) || strings.HasPrefix(fn.Name(), "Release") {
				return true
			}
		case *ssa.FieldAddr, *ssa.UnOp, *ssa.Field: // the embedded part, for its methods
			if releasedOrKept(ref.(ssa.Value)) {
				return true
			}
		case *ssa.Store:
			if ref.Addr == v {
				continue
			}
			local, ok := ref.Addr.(*ssa.Alloc)
			if !ok || releasedOrKept(local) {
				return true
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if fn, ok := ref.Fn.(*ssa.Function); ok && b == v && i < len(fn.FreeVars) && releasedOrKept(fn.FreeVars[i]) {
					return true
				}
			}
		case *ssa.BinOp, *ssa.DebugRef:
		default:
			return true
		}
	}
	return false
}

func poolName(p *flow.Package, call ssa.CallInstruction) string {
	for _, ref := range *call.Value().Referrers() {
		if extract, ok := ref.(*ssa.Extract); ok && extract.Index == 0 {
			if name := p.Name(extract); name != "" && !strings.HasSuffix(name, "()") {
				return name
			}
		}
	}
	return "the pool"
}

// defaultOnly returns what to add if fn releases the default pool, as if that
// were this one.
func defaultOnly(p *flow.Package, fn *ssa.Function) string {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok && ofAnts(call.Common()) {
			if obj := flow.CalleeObject(call.Common()); obj.Name() == "Release" && obj.Signature().Recv() == nil {
				return "; ants.Release releases the default pool only"
			}
		}
	}
	return ""
}

// dropsError reports whether nothing looks at the error of call.
func dropsError(call ssa.CallInstruction) bool {
	v := call.Value()
	return v == nil || len(*v.Referrers()) == 0
}

// somebodyWaits reports whether the task that call submits signals its end, by
// Done or on a channel.
func somebodyWaits(p *flow.Package, call ssa.CallInstruction) bool {
	args := call.Common().Args
	if len(args) == 0 {
		return false
	}
	task := values.Unwrap(args[len(args)-1])
	if f := poolFunc(p, args[0]); f != nil { // Invoke hands over an argument
		task = f
	}
	tasks, _ := p.FuncValues(task)
	for _, task := range tasks {
		fn, ok := task.(*ssa.Function)
		if mc, isClosure := task.(*ssa.MakeClosure); isClosure {
			fn, ok = mc.Fn.(*ssa.Function)
		}
		if ok && signals(fn) {
			return true
		}
	}
	return false
}

// poolFunc returns the function that the pool v, made here by NewPoolWithFunc,
// runs for each argument, or nil.
func poolFunc(p *flow.Package, v ssa.Value) ssa.Value {
	v = root(v)
	if alloc, ok := v.(*ssa.Alloc); ok {
		if stored, complete := p.Stored(alloc); complete && len(stored) == 1 {
			v = stored[0]
		}
	}
	extract, ok := v.(*ssa.Extract)
	if !ok {
		return nil
	}
	made, ok := extract.Tuple.(*ssa.Call)
	if !ok || len(made.Call.Args) < 2 {
		return nil
	}
	if fn := flow.CalleeObject(made.Common()); fn == nil || !strings.HasPrefix(fn.Name(), "NewPoolWithFunc") {
		return nil
	}
	return made.Call.Args[1]
}

// signals reports whether fn calls Done on a WaitGroup, sends on a channel or
// closes one.
func signals(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Send:
			return true
		case ssa.CallInstruction:
			if flow.CalleeName(instr.Common()) == "(*sync.WaitGroup).Done" || flow.Builtin(instr.Common()) == "close" {
				return true
			}
		}
	}
	return false
}
