package condwait

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
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports calls of Cond.Wait whose condition is not tested again
// afterwards, and those made without the lock.
var Analyzer = &analysis.Analyzer{
	Name:     "condwait",
	Doc:      docs.MustExtract(doc, "condwait"),
	URL:      docs.URL("condwait"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	noLoop = "noloop"
	noLock = "nolock"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.UsesFunc("sync", "Wait") {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, flow: model.Flow}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok && flow.CalleeName(call.Common()) == "(*sync.Cond).Wait" {
				if c.bare(call) {
					c.reportBare(call)
				} else if !c.inTest(call) && !c.onlyWaiter(call.Parent()) {
					c.check(call, call, 0)
				}
			}
		}
	}
	return nil, nil
}

// A checker looks at the waits of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	flow  *flow.Package
}

// inTest reports whether instr is part of a test, which knows who wakes it.
func (c *checker) inTest(instr ssa.Instruction) bool {
	return deliberate.InTest(c.flow.Fset, instr.Pos())
}

// onlyWaiter reports whether fn runs in one goroutine for each object: it is
// only started by go, or by a literal that does nothing else, and in no loop.
// Then nobody else can make the condition false again.
func (c *checker) onlyWaiter(fn *ssa.Function) bool {
	callers := c.flow.CallersOf(fn)
	if fn.Parent() != nil || !callers.Complete {
		return false
	}
	starters := make(map[*ssa.Function]bool)
	for _, call := range callers.Calls {
		if c.inTest(call) {
			continue
		}
		starter := call.Parent()
		if _, isGo := call.(*ssa.Go); !isGo {
			if starter.Parent() == nil || len(starter.Blocks) != 1 {
				return false
			}
			starter = starter.Parent()
		} else if flow.InLoop(call) {
			return false
		}
		if starters[starter] {
			return false
		}
		starters[starter] = true
	}
	return len(starters) > 0
}

// bare reports whether call is certainly made with no lock held: its function
// takes none, and no caller can have one.
func (c *checker) bare(call *ssa.Call) bool {
	if len(c.model.Held(call)) > 0 {
		return false
	}
	fn := call.Parent()
	callers := c.flow.CallersOf(fn)
	return c.nobodyLocks(fn, 0) && (fn.Parent() != nil || callers.Complete && len(callers.Calls) > 0)
}

// nobodyLocks reports whether neither fn nor those who call it, as far as they
// are known, have anything to do with locks.
func (c *checker) nobodyLocks(fn *ssa.Function, depth int) bool {
	if c.touchesLocks(fn) || strings.HasSuffix(fn.Name(), "Locked") || depth > 4 {
		return false
	}
	if fn.Parent() != nil {
		return c.onlyStarted(fn)
	}
	for _, caller := range c.flow.CallersOf(fn).Calls {
		if _, async := caller.(*ssa.Go); async {
			continue
		}
		if len(c.model.Held(caller)) > 0 || caller.Parent() != fn && !c.nobodyLocks(caller.Parent(), depth+1) {
			return false
		}
	}
	return true
}

// onlyStarted reports whether the literal fn only runs as a goroutine.
func (c *checker) onlyStarted(fn *ssa.Function) bool {
	refs := fn.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		if mc, ok := ref.(*ssa.MakeClosure); ok {
			for _, user := range *mc.Referrers() {
				if _, ok := user.(*ssa.Go); !ok {
					return false
				}
			}
			continue
		}
		if _, ok := ref.(*ssa.Go); !ok {
			return false
		}
	}
	return len(*refs) > 0
}

// touchesLocks reports whether fn operates on locks at all, in ways that the
// model may not follow.
func (c *checker) touchesLocks(fn *ssa.Function) bool { return len(c.model.Locks(fn)) > 0 }

func (c *checker) reportBare(call *ssa.Call) {
	name := c.name(call)
	report.At(c.pass, c.flow.Range(call), noLock, fmt.Sprintf("%s.Wait is called without %s.L locked: fatal error", name, name))
}

func (c *checker) name(call *ssa.Call) string {
	if name := c.flow.Name(call.Common().Args[0]); name != "" {
		return name
	}
	return "the condition"
}

// check reports wait unless the code tests a condition again after at, which is
// wait itself or the call of a function that does nothing but wait.
func (c *checker) check(wait *ssa.Call, at ssa.CallInstruction, depth int) {
	tests := c.tests(at)
	returned := false
	path, _ := flow.Find(c.flow, flow.Search[bool]{
		Fn: at.Parent(), From: at,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if e.Branch != 0 {
				if branch, ok := e.Instr.(*ssa.If); ok && tests[branch] {
					return s, flow.Prune
				}
				return s, flow.Continue
			}
			if ret, ok := e.Instr.(*ssa.Return); ok {
				returned = !c.unlocks(ret.Parent())
				return s, flow.Found
			}
			if call, ok := e.Instr.(ssa.CallInstruction); ok {
				if op, ok := c.model.OpOf(call); ok && op.Kind == locks.Release {
					if _, isDefer := call.(*ssa.Defer); !isDefer || e.Deferred {
						return s, flow.Found
					}
				}
			}
			return s, flow.Continue
		},
	})
	if path == nil {
		return
	}
	if returned && depth < 3 {
		if callers := c.flow.CallersOf(at.Parent()); len(callers.Calls) > 0 {
			for _, caller := range callers.Calls {
				if _, isGo := caller.(*ssa.Go); !isGo {
					c.check(wait, caller, depth+1)
				}
			}
			return
		}
	}
	if c.takersTest(at) {
		return
	}
	c.report(wait, at)
}

// unlocks reports whether fn releases some lock.
func (c *checker) unlocks(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if op, ok := c.model.OpOf(call); ok && op.Kind == locks.Release {
				return true
			}
		}
	}
	return false
}

// tests returns the branches from which at is reached without a lock operation
// in between: the conditions that decide whether to wait.
func (c *checker) tests(at ssa.Instruction) map[*ssa.If]bool {
	tests := make(map[*ssa.If]bool)
	seen := map[*ssa.BasicBlock]bool{}
	work := []*ssa.BasicBlock{}
	if !c.operates(at.Block(), at) {
		work = append(work, at.Block().Preds...)
	}
	for len(work) > 0 {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		if branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If); ok {
			tests[branch] = true
		}
		if !c.operates(block, nil) {
			work = append(work, block.Preds...)
		}
	}
	return tests
}

// operates reports whether block operates on a lock, before the instruction
// stop if that is not nil.
func (c *checker) operates(block *ssa.BasicBlock, stop ssa.Instruction) bool {
	for _, instr := range block.Instrs {
		if instr == stop {
			return false
		}
		if call, ok := instr.(*ssa.Call); ok {
			if _, ok := c.model.OpOf(call); ok {
				return true
			}
		}
	}
	return false
}

func (c *checker) report(wait *ssa.Call, at ssa.CallInstruction) {
	var trace []analysis.RelatedInformation
	if at != ssa.CallInstruction(wait) {
		trace = []analysis.RelatedInformation{
			report.Step(c.flow.Range(at), "calls %s here, and tests nothing afterwards", wait.Parent().Name()),
			report.Step(c.flow.Range(wait), "waits here"),
		}
	}
	report.At(c.pass, c.flow.Range(wait), noLoop,
		fmt.Sprintf("%s.Wait returns and its condition is not tested again: it may be false still", c.name(wait)), trace...)
}
