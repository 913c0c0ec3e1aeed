package relock

import (
	_ "embed"
	"fmt"
	"go/token"
	"maps"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports locks that a goroutine acquires while it holds them.
var Analyzer = &analysis.Analyzer{
	Name:     "relock",
	Doc:      docs.MustExtract(doc, "relock"),
	URL:      docs.URL("relock"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	twice     = "twice"
	upgrade   = "upgrade"
	recursive = "recursive"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.Used() {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, seen: make(map[finding]bool)}
	for _, fn := range model.Functions() {
		for _, lock := range model.Locks(fn) {
			if lock.TestOwn() {
				continue
			}
			waits := c.waits(lock)
			for _, change := range lock.Changes() {
				if len(waits) > 0 && (change.Kind == locks.Acquire || change.Kind == locks.Try) {
					c.again(lock, change, waits)
				}
			}
		}
		c.reentries(fn)
	}
	return nil, nil
}

// maxChain is how many calls deep the second acquisition may be: along more of
// them the conditions that exclude it are too many.
const maxChain = 6

// A checker looks at the locks of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	seen  map[finding]bool
}

// A finding is what is reported once only.
type finding struct {
	at   ssa.Instruction
	path access.Path
}

// again reports the acquisitions of lock that are reached with the lock held
// since acquired.
func (c *checker) again(lock locks.Lock, acquired locks.Change, waits map[ssa.CallInstruction]*locks.Acquisition) {
	if _, deferred := acquired.At.(*ssa.Defer); deferred {
		return // at the very end
	}
	for call := range waits {
		if call == acquired.At || flow.Dominates(call, acquired.At) {
			waits = maps.Clone(waits)
			delete(waits, call)
		}
	}
	for len(waits) > 0 {
		var second *locks.Acquisition
		path, _ := flow.Find(c.model.Flow, flow.Search[bool]{
			Fn: lock.Fn, From: acquired.At, Init: acquired.Kind == locks.Acquire,
			Step: func(held bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
				if call, ok := executed(e); ok && held && waits[call] != nil && possible(waits[call], acquired.At, at) {
					second = waits[call]
					return held, flow.Found
				}
				if change, ok := lock.At(e); ok {
					if !held && change.Kind == locks.Acquire && change.At == acquired.At {
						return true, flow.Continue // TryLock was successful
					}
					return held, flow.Prune
				}
				return held, flow.Continue
			},
		})
		if path == nil {
			return
		}
		waits = maps.Clone(waits)
		delete(waits, second.Call)
		c.report(lock, acquired, second, path)
	}
}

// possible reports whether the callee of a reaches its acquisition with the
// arguments of the call: a flag may be passed that was tested on the path.
func possible(a *locks.Acquisition, acquired ssa.Instruction, at *flow.Cursor) bool {
	if a.Via == nil {
		return true
	}
	args := a.Call.Common().Args
	decisions := append(before(acquired), at.Path().Decisions...)
	for _, cond := range a.Via.Conds {
		if cond.Const != "true" || cond.Param.Parent() != a.Callee {
			continue
		}
		for i, p := range a.Callee.Params {
			if p != cond.Param || i >= len(args) {
				continue
			}
			for _, d := range decisions {
				if sameFlag(d.If.Cond, args[i]) && d.Taken != cond.Equal {
					return false
				}
			}
		}
	}
	return true
}

// before returns the decisions that lead to instr on every path.
func before(instr ssa.Instruction) []flow.Decision {
	var list []flow.Decision
	for b := instr.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		if branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If); ok && pred.Succs[0] != pred.Succs[1] {
			list = append(list, flow.Decision{If: branch, Taken: pred.Succs[0] == b})
		}
	}
	return list
}

// sameFlag reports whether two values are one, or loads of one variable.
func sameFlag(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, okX := a.(*ssa.UnOp)
	y, okY := b.(*ssa.UnOp)
	return okX && okY && x.Op == token.MUL && y.Op == token.MUL && access.Of(x.X) == access.Of(y.X)
}

// executed returns the call that runs at e, in this goroutine.
func executed(e flow.Event) (ssa.CallInstruction, bool) {
	switch instr := e.Instr.(type) {
	case *ssa.Call:
		return instr, true
	case *ssa.Defer:
		return instr, e.Deferred
	}
	return nil, false
}

// waits returns the calls in the function of lock that acquire it and may be
// reached with the lock held, as far as can be said without following paths.
func (c *checker) waits(lock locks.Lock) map[ssa.CallInstruction]*locks.Acquisition {
	var list map[ssa.CallInstruction]*locks.Acquisition
	for instr := range flow.Instructions(lock.Fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		switch call.(type) {
		case *ssa.Go:
			continue
		case *ssa.Call:
			if !lock.Before(call).MayHold() {
				continue
			}
		}
		for _, a := range c.model.Acquisitions(call, lock.Class) {
			if a.Path == lock.Path && !a.Dropped && a.Sure && !a.OutOfReach && a.Depth() <= maxChain && (lock.Standard || a.Via == nil) && !hasModes(a) {
				if list == nil {
					list = make(map[ssa.CallInstruction]*locks.Acquisition)
				}
				list[call] = a
				break
			}
		}
	}
	return list
}

func (c *checker) report(lock locks.Lock, acquired locks.Change, second *locks.Acquisition, path *flow.Path) {
	if c.seen[finding{second.Call, lock.Path}] {
		return
	}
	c.seen[finding{second.Call, lock.Path}] = true
	f := c.model.Flow
	var trace []analysis.RelatedInformation
	if acquired.Op != nil {
		trace = append(trace, report.Step(f.Range(acquired.At), "%s here", verb(acquired.Mode)))
	} else {
		trace = append(trace, report.Step(f.Range(acquired.At), "%s here by %s", verb(acquired.Mode), c.model.CalleeName(acquired.At)))
	}
	trace = append(trace, c.model.Decisions(path, acquired.At)...)
	trace = append(trace, c.model.Chain(second, again(second.Mode))...)
	kind, text := judge(acquired.Mode, second.Mode)
	where := ""
	if second.Via != nil {
		where = " by " + locks.FuncName(second.Callee)
	}
	report.At(c.pass, f.Range(second.Call), kind, fmt.Sprintf(text, lock.Name(), where), trace...)
}

// verb returns what an acquisition in mode m does.
func verb(m locks.Mode) string {
	if m == locks.Read {
		return "locked for reading"
	}
	return "locked"
}

// again returns what the second acquisition does.
func again(m locks.Mode) string {
	if m == locks.Read {
		return "locks for reading again"
	}
	return "locks again"
}

// judge returns the kind of finding and its message for a lock held in one mode
// and acquired in another.
func judge(held, wanted locks.Mode) (kind, text string) {
	switch {
	case held == locks.Read && wanted == locks.Read:
		return recursive, "%s is locked for reading a second time%s: deadlock as soon as a writer waits in between"
	case held == locks.Read:
		return upgrade, "%s is locked for writing%s while this goroutine holds it for reading: deadlock"
	case wanted == locks.Read:
		return upgrade, "%s is locked for reading%s while this goroutine holds it for writing: deadlock"
	}
	return twice, "%s is locked again%s by the goroutine that holds it: deadlock"
}

// reentries reports the functions that fn hands to another one, which calls
// them with a lock held that they acquire.
func (c *checker) reentries(fn *ssa.Function) {
	f := c.model.Flow
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if _, async := call.(*ssa.Go); async {
			continue
		}
		for _, r := range c.model.Reentries(call) {
			if !r.Held.Standard || c.seen[finding{call, r.Held.Path}] {
				continue
			}
			c.seen[finding{call, r.Held.Path}] = true
			kind, text := judge(r.Held.Mode, r.Again.Mode)
			name := c.model.PathName(r.Held.Path)
			if name == "" {
				name = r.Held.Class.String()
			}
			trace := []analysis.RelatedInformation{report.Step(f.Range(call), "calls %s here", locks.FuncName(r.Holder))}
			if r.Held.At != nil {
				trace = append(trace, report.Step(f.Range(r.Held.At), "%s here", verb(r.Held.Mode)))
			}
			trace = append(trace, report.Step(f.Range(r.Invoke.Call), "calls its argument here"))
			trace = append(trace, c.model.Chain(r.Again, again(r.Again.Mode))...)
			report.At(c.pass, f.Range(call), kind, fmt.Sprintf(text, name, " by the function handed to "+locks.FuncName(r.Holder)), trace...)
		}
	}
}
