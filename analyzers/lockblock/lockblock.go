package lockblock

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/waits"
)

//go:embed doc.go
var doc string

// Analyzer reports operations that wait for others while a lock is held.
var Analyzer = &analysis.Analyzer{
	Name:     "lockblock",
	Doc:      docs.MustExtract(doc, "lockblock"),
	URL:      docs.URL("lockblock"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer, waits.Analyzer},
}

// The kinds of findings.
const (
	blocking = "blocking"
	callback = "callback"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.Used() {
		return nil, nil
	}
	deadlocks := waits.Of(pass) // reported by lockwait
	c := &checker{pass: pass, model: model, flow: model.Flow, blocks: make(map[*ssa.Function][]*block)}
	for _, fn := range model.Functions() {
		if len(model.Locks(fn)) == 0 {
			continue
		}
		for instr := range flow.Instructions(fn) {
			if _, deferred := instr.(*ssa.Defer); deferred {
				continue
			}
			if held := c.held(instr); held != nil && !deadlocks.DeadlockAt(instr) {
				c.check(instr, *held)
			}
		}
	}
	return nil, nil
}

// A checker looks at the critical sections of one package.
type checker struct {
	pass   *analysis.Pass
	model  *locks.Model
	flow   *flow.Package
	blocks map[*ssa.Function][]*block
}

// held returns the lock that the function of instr has acquired and holds for
// sure, the last one if there are several.
func (c *checker) held(instr ssa.Instruction) *locks.Held {
	var last *locks.Held
	for _, h := range c.model.Own(instr) {
		if h.Must && h.At != nil && h.At != instr && (last == nil || h.At.Pos() > last.At.Pos()) {
			last = &h
		}
	}
	return last
}

// check reports instr if it waits, itself or in a call, while held is held.
func (c *checker) check(instr ssa.Instruction, held locks.Held) {
	if b := c.direct(instr); b != nil {
		c.report(b, held)
		return
	}
	call, ok := instr.(*ssa.Call)
	if !ok {
		return
	}
	if name, ok := c.callback(call); ok {
		report.At(c.pass, c.flow.Range(call), callback,
			fmt.Sprintf("%s is called while %s is held: if it needs the lock, it waits forever", name, c.lockName(held)),
			report.Step(c.flow.Range(held.At), "locked here"), report.Step(c.flow.Range(call), "calls %s here", name))
		return
	}
	for _, callee := range c.model.Targets(call) {
		if callee.Fn == call.Parent() || c.drops(callee.Fn) {
			continue
		}
		if list := c.blocksOf(callee.Fn, 0); len(list) > 0 {
			c.report(&block{instr: call, via: list[0], callee: callee.Fn}, held)
			return
		}
	}
}

// drops reports whether fn releases locks of its callers, maybe before it
// waits.
func (c *checker) drops(fn *ssa.Function) bool {
	for _, l := range c.model.Locks(fn) {
		for _, change := range l.Changes() {
			if change.Kind != locks.Acquire && l.Before(change.At).Entry() {
				return true
			}
		}
	}
	return false
}

// callback returns the name of the function value that call calls, if it comes
// from the caller or out of a field that others set.
func (c *checker) callback(call *ssa.Call) (string, bool) {
	common := call.Common()
	if common.IsInvoke() {
		return "", false
	}
	switch v := common.Value.(type) {
	case *ssa.Parameter:
		return v.Name(), true
	case *ssa.FreeVar:
		if p, ok := flow.Binding(v).(*ssa.Parameter); ok {
			return p.Name(), true
		}
	case *ssa.UnOp:
		field, ok := v.X.(*ssa.FieldAddr)
		if !ok {
			return "", false
		}
		if _, known := c.flow.Callees(call); known != flow.Unknown {
			return "", false
		}
		return c.flow.Name(field), true
	}
	return "", false
}

func (c *checker) lockName(h locks.Held) string {
	if name := c.model.PathName(h.Path); name != "" {
		return name
	}
	return h.Class.String()
}

func (c *checker) report(b *block, held locks.Held) {
	trace := []analysis.RelatedInformation{report.Step(c.flow.Range(held.At), "locked here")}
	inner := b
	for ; inner.via != nil; inner = inner.via {
		trace = append(trace, report.Step(c.flow.Range(inner.instr), "calls %s here", locks.FuncName(inner.callee)))
	}
	trace = append(trace, report.Step(c.flow.Range(inner.instr), "%s here", inner.what))
	name := c.lockName(held)
	report.At(c.pass, c.flow.Range(b.instr), blocking,
		fmt.Sprintf("%s while %s is held: all who want the lock wait with it", inner.what, name), trace...)
}
