package chanclose

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A racing asks of the channels in the fields of a package whether two
// goroutines can get in each other's way: both close, or one closes while the
// other sends.
type racing struct {
	pass  *analysis.Pass
	flow  *flow.Package
	model *goroutines.Model
	locks *locks.Model
	ops   map[*types.Var][]chans.FieldOp
}

// checkRacing reports closes of channels in fields that come too late for
// another goroutine to notice, but those of said, which are reported already.
func checkRacing(pass *analysis.Pass, p *flow.Package, said map[ssa.Instruction]bool) {
	c := &racing{pass: pass, flow: p, model: goroutines.Of(pass), locks: locks.Of(pass), ops: chans.FieldOps(p)}
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || flow.Builtin(call.Common()) != "close" || said[instr] || deliberate.Panic(pass, call.Pos()) {
				continue
			}
			if f := chans.FieldOf(call.Common().Args[0]); f != nil {
				c.askedFirst(call, f)
				c.whileSending(call, f)
			}
		}
	}
}

// askedFirst reports a close of the channel in f that follows the question
// whether it is closed, if others may ask at the same time.
func (c *racing) askedFirst(end ssa.CallInstruction, f *types.Var) {
	for _, op := range c.ops[f] {
		if op.Kind != chans.Receive || op.Select == nil || op.Select.Blocking || len(op.Select.States) != 1 || op.Fn() != end.Parent() {
			continue
		}
		if guards(op.Select, end) && !c.mustHold(end) && !c.once(end.Parent(), 0) && c.several(end.Parent()) {
			name := explore.OperandName(c.flow, end)
			report.At(c.pass, c.flow.Range(end), "doubleclose", name+" may be closed by two goroutines that both have found it open: the second panics",
				report.Step(c.flow.Range(op.Instr), "asks whether it is closed here"), report.Step(c.flow.Range(end), "closes it here, perhaps after another has"))
			return
		}
	}
}

// guards reports whether end is reached from sel by its default case only, and
// the other case is not an assertion that panics.
func guards(sel *ssa.Select, end ssa.Instruction) bool {
	if !flow.Dominates(sel, end) {
		return false
	}
	for _, b := range sel.Parent().Blocks {
		for i, succ := range b.Succs {
			if s, _, ok := chans.CaseOf(b, i); ok && s == sel {
				_, panics := succ.Instrs[len(succ.Instrs)-1].(*ssa.Panic)
				return !panics && succ != end.Block() && !flow.ReachesAvoiding(succ.Instrs[0], end, sel)
			}
		}
	}
	return false
}

// mustHold reports whether some lock is held at instr on every path.
func (c *racing) mustHold(instr ssa.Instruction) bool {
	for _, h := range c.locks.Held(instr) {
		if h.Must {
			return true
		}
	}
	return false
}

// excluded reports whether a lock keeps a and b apart.
func (c *racing) excluded(a, b ssa.Instruction) bool {
	classes := make(map[access.Class]bool)
	for _, h := range c.locks.Held(a) {
		classes[h.Class] = h.Must
	}
	for _, h := range c.locks.Held(b) {
		if h.Must && classes[h.Class] {
			return true
		}
	}
	return false
}

// once reports whether fn only runs under a sync.Once, depth calls below it.
func (c *racing) once(fn *ssa.Function, depth int) bool {
	if runsOnce(fn) {
		return true
	}
	callers := c.flow.CallersOf(fn)
	if depth > 2 || !callers.Complete || len(callers.Calls) == 0 {
		return false
	}
	for _, call := range callers.Calls {
		if !c.once(call.Parent(), depth+1) {
			return false
		}
	}
	return true
}

// runsOnce reports whether fn is handed to sync.Once.Do or sync.OnceFunc.
func runsOnce(fn *ssa.Function) bool {
	for _, ref := range flow.Referrers(fn) {
		users := []ssa.Instruction{ref}
		if closure, ok := ref.(*ssa.MakeClosure); ok {
			users = *closure.Referrers()
		}
		for _, user := range users {
			if call, ok := user.(ssa.CallInstruction); ok {
				switch flow.CalleeName(call.Common()) {
				case "(*sync.Once).Do", "sync.OnceFunc":
					return true
				}
			}
		}
	}
	return false
}

// An entry is where control comes to a function from: a goroutine, or a caller
// that is not seen.
type entry struct {
	spawn *goroutines.Spawn
	fn    *ssa.Function
}

// entries returns where control comes to fn from.
func (c *racing) entries(fn *ssa.Function) map[entry]bool {
	found := make(map[entry]bool)
	seen := make(map[*ssa.Function]bool)
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		spawns := c.model.Running(fn)
		for _, s := range spawns {
			found[entry{spawn: s}] = true
		}
		callers := c.flow.CallersOf(fn)
		switch {
		case len(spawns) > 0:
		case fn.Parent() != nil:
			visit(fn.Parent()) // called where it stands, or later
		case !callers.Complete || len(callers.Calls) == 0:
			found[entry{fn: fn}] = true
		}
		for _, call := range callers.Calls {
			if _, isGo := call.(*ssa.Go); !isGo && !deliberate.InTest(c.pass.Fset, call.Pos()) {
				visit(call.Parent())
			}
		}
	}
	visit(fn)
	return found
}

// several reports whether several goroutines may execute fn for the same
// object: control comes to it from more than one place. That its only caller is
// not seen is no evidence: it may call it once, or from one goroutine.
func (c *racing) several(fn *ssa.Function) bool {
	entries := c.entries(fn)
	for e := range entries {
		if e.spawn != nil && e.spawn.Many() {
			return true
		}
	}
	return len(entries) > 1
}

// whileSending reports a close of the channel in f, by a function that also
// tells by another channel that the end has come, or is told so, if somebody
// may just wait to send on f beside listening to that.
func (c *racing) whileSending(end ssa.CallInstruction, f *types.Var) {
	fn := end.Parent()
	if c.joined(end) {
		return
	}
	for _, op := range c.ops[f] {
		if op.Kind != chans.Send || op.Select == nil || op.Fn() == fn || c.excluded(op.Instr, end) || deliberate.InTest(c.pass.Fset, op.Instr.Pos()) {
			continue
		}
		told := c.toldBy(op.Select, fn, end)
		if told == nil || !c.apart(fn, op.Fn()) {
			continue
		}
		report.At(c.pass, c.flow.Range(end), "sendclosed", explore.OperandName(c.flow, end)+" is closed while "+flow.Outermost(op.Fn()).Name()+" may wait to send on it: that panics",
			report.Step(c.flow.Range(op.Instr), "waits here to send, or for the end"), report.Step(c.flow.Range(told), "the end is told here"), report.Step(c.flow.Range(end), "closed here, without waiting for those who send"))
		return
	}
}

// toldBy returns where fn closes, or learns of the end of, a channel in a field
// that sel listens to beside sending.
func (c *racing) toldBy(sel *ssa.Select, fn *ssa.Function, end ssa.Instruction) ssa.Instruction {
	for _, state := range sel.States {
		done := chans.FieldOf(state.Chan)
		if done == nil || state.Dir != types.RecvOnly {
			continue
		}
		for _, op := range c.ops[done] {
			if op.Fn() != fn || op.Instr == end {
				continue
			}
			if op.Kind == chans.Close || op.Kind == chans.Receive && op.Select == nil && flow.Dominates(op.Instr, end) {
				return op.Instr
			}
		}
	}
	return nil
}

// joined reports whether the function of end waits for somebody before it gets
// there, other than for a channel in a field that tells it to end.
func (c *racing) joined(end ssa.Instruction) bool {
	if _, deferred := end.(*ssa.Defer); deferred {
		return true // what runs before is not looked at
	}
	for instr := range flow.Instructions(end.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || !flow.Dominates(call, end) {
			continue
		}
		if waitsForGroup(call) {
			return true
		}
		for _, callee := range c.model.Synchronous(call) {
			for _, frame := range c.model.Called(callee.Fn) {
				for inner := range flow.Instructions(frame.Fn) {
					recv, isRecv := inner.(*ssa.UnOp)
					if isRecv && recv.Op == token.ARROW {
						return true
					}
					if inner, ok := inner.(*ssa.Call); ok && waitsForGroup(inner) {
						return true
					}
				}
			}
		}
	}
	return false
}

func waitsForGroup(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "(*sync.WaitGroup).Wait", "(*golang.org/x/sync/errgroup.Group).Wait":
		return true
	}
	return false
}

// apart reports whether a and b may run in different goroutines.
func (c *racing) apart(a, b *ssa.Function) bool {
	first := c.entries(a)
	for e := range c.entries(b) {
		if e.spawn == nil || !first[e] {
			return true
		}
	}
	return false
}
