package flow

import (
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Verdict is what a search does after an event.
type Verdict int

const (
	Continue Verdict = iota // go on along this path
	Prune                   // nothing to find on this path any more
	Found                   // the path is what the search looks for
)

// An Event is one thing that happens on a path.
type Event struct {
	// Instr is the instruction that executes. A *ssa.Return or *ssa.Panic
	// comes after the deferred calls that it runs.
	Instr ssa.Instruction
	// Deferred is set when the deferred call of Instr, a *ssa.Defer, runs; the
	// event with Deferred unset is the defer statement itself.
	Deferred bool
	// Branch is set if Instr is an *ssa.If: +1 if the condition holds, -1 if
	// not. There is one event for each branch tried.
	Branch int
}

// A Search looks for a feasible path through one function. State is the
// searcher's own, carried along each path; it should have few values, as each
// block is visited once per state.
type Search[State comparable] struct {
	Fn   *ssa.Function
	From ssa.Instruction // the path starts after it; nil is the entry of Fn
	Init State
	// Step is called for each event of a path.
	Step func(s State, e Event, at *Cursor) (State, Verdict)
	// Track are values that Step asks the cursor about. What a path decides of
	// them is remembered although no condition depends on it.
	Track []ssa.Value
	// Budget bounds the visits of blocks; 0 is a bound scaled to Fn's size.
	Budget int
}

// A Path is an execution through a function, shortened to its decisions.
type Path struct {
	Decisions []Decision
	Blocks    []*ssa.BasicBlock
	End       ssa.Instruction // the instruction of the last event
}

// A Decision is a branch taken on a path.
type Decision struct {
	If    *ssa.If
	Taken bool
}

// A Cursor is a point on a path under search.
type Cursor struct {
	node *node
	at   ssa.Instruction
}

// node is a block on a path.
type node struct {
	parent *node
	block  *ssa.BasicBlock
	branch int // how parent's If went: +1, -1, or 0
	facts  facts
	defers *deferred
	start  int // index of the first instruction to execute
}

// deferred is a list of deferred calls, the last one first.
type deferred struct {
	call *ssa.Defer
	next *deferred
}

// pending are all lists of deferred calls of a search, so that equal lists are
// the same list.
type pending map[deferred]*deferred

// push adds call to d unless it is in the list already: in a loop the same
// defer statement executes many times, and once is enough for every question
// asked.
func (p pending) push(d *deferred, call *ssa.Defer) *deferred {
	for e := d; e != nil; e = e.next {
		if e.call == call {
			return d
		}
	}
	longer := deferred{call, d}
	if p[longer] == nil {
		p[longer] = &longer
	}
	return p[longer]
}

// Path returns the path up to c.
func (c *Cursor) Path() *Path {
	p := &Path{End: c.at}
	for n := c.node; n != nil; n = n.parent {
		p.Blocks = append(p.Blocks, n.block)
		if n.branch != 0 {
			if branch, ok := last(n.parent.block).(*ssa.If); ok {
				p.Decisions = append(p.Decisions, Decision{branch, n.branch > 0})
			}
		}
	}
	reverse(p.Blocks)
	reverse(p.Decisions)
	return p
}

func reverse[T any](s []T) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func last(b *ssa.BasicBlock) ssa.Instruction {
	if len(b.Instrs) == 0 {
		return nil
	}
	return b.Instrs[len(b.Instrs)-1]
}

// Resolve returns the value that v has on the path to c, looking through phis
// that decide some condition.
func (c *Cursor) Resolve(v ssa.Value) ssa.Value { return c.node.facts.resolve(v) }

// From returns the block from which the path has entered the current one, or
// nil where the path starts.
func (c *Cursor) From() *ssa.BasicBlock {
	if c.node.parent == nil {
		return nil
	}
	return c.node.parent.block
}

// Bool returns the value of the boolean v on the path to c, if it is known.
func (c *Cursor) Bool(v ssa.Value) (value, known bool) { return c.node.facts.eval(v) }

// Nil reports whether v is nil on the path to c, if it is known.
func (c *Cursor) Nil(v ssa.Value) (isNil, known bool) { return c.node.facts.isNil(v) }

// Find returns a shortest path for which s.Step says Found, or nil. Branches
// that contradict an earlier decision of the path are not taken. The second
// result is false if the budget ran out, so that nil means nothing.
func Find[State comparable](p *Package, s Search[State]) (*Path, bool) {
	if len(s.Fn.Blocks) == 0 {
		return nil, true
	}
	type visit struct {
		block  *ssa.BasicBlock
		start  int
		state  State
		facts  *fact
		defers *deferred
	}
	type item struct {
		*node
		state State
	}
	shape := p.shapeOf(s.Fn).tracking(s.Track)
	budget := s.Budget
	if budget == 0 {
		budget = 500 + 60*len(s.Fn.Blocks)
	}
	lists := make(pending)
	first := &node{block: s.Fn.Blocks[0], facts: facts{shape: shape, known: make(map[fact]*fact)}}
	if s.From != nil {
		first.block = s.From.Block()
		for i, instr := range first.block.Instrs {
			if instr == s.From {
				first.start = i + 1
			}
		}
		first.defers = shape.defersBefore(s.From, lists)
		first.facts = first.facts.dominating(first.block)
	}
	seen := make(map[visit]bool)
	queue := []item{{first, s.Init}}
	for len(queue) > 0 {
		it := queue[0]
		queue = queue[1:]
		v := visit{it.block, it.start, it.state, it.facts.list, it.defers}
		if seen[v] {
			continue
		}
		seen[v] = true
		// The cost of a visit grows with what the path has decided.
		if budget -= 1 + it.facts.len()/8; budget < 0 {
			p.exhausted()
			return nil, false
		}
		n, state, alive := it.node, it.state, true
		at := &Cursor{node: n}
		step := func(e Event) bool { // reports whether the path is the one
			var verdict Verdict
			at.at = e.Instr
			state, verdict = s.Step(state, e, at)
			alive = alive && verdict == Continue
			return verdict == Found
		}
		for _, instr := range n.block.Instrs[n.start:] {
			switch instr := instr.(type) {
			case *ssa.Defer:
				if step(Event{Instr: instr}) {
					return at.Path(), true
				}
				n.defers = lists.push(n.defers, instr)
			case *ssa.RunDefers, *ssa.Panic:
				panics := false
				if pan, ok := instr.(*ssa.Panic); ok {
					panics = true
					if endsProcess(pan) {
						alive = false
						break
					}
				}
				for d := n.defers; d != nil && alive; d = d.next {
					if step(Event{Instr: d.call, Deferred: true}) {
						return at.Path(), true
					}
				}
				n.defers = nil
				if panics && alive && step(Event{Instr: instr}) {
					return at.Path(), true
				}
			case *ssa.If, *ssa.Phi: // below, and on entry
			default:
				if store, ok := instr.(*ssa.Store); ok {
					n.facts = n.facts.afterStore(store)
				}
				n.facts = n.facts.afterMapChange(instr)
				if step(Event{Instr: instr}) {
					return at.Path(), true
				}
				if call, ok := instr.(*ssa.Call); ok && endlessLiteral(call) {
					alive = false
				}
				if alive && Ends(instr) {
					for d := n.defers; d != nil && alive; d = d.next {
						if step(Event{Instr: d.call, Deferred: true}) {
							return at.Path(), true
						}
					}
					alive = false
				}
			}
			if !alive {
				break
			}
		}
		if !alive {
			continue
		}
		branch, isIf := last(n.block).(*ssa.If)
		for i, succ := range n.block.Succs {
			next, taken := n.facts, 0
			if isIf && noCase(succ) {
				continue
			}
			if isIf {
				taken = 1 - 2*i
				var feasible bool
				if next, feasible = next.assume(branch.Cond, taken > 0); !feasible {
					continue
				}
			}
			nextState := state
			child := &node{parent: n, block: succ, branch: taken, facts: next.enter(n.block, succ), defers: n.defers}
			if isIf {
				var verdict Verdict
				edge := &Cursor{node: &node{parent: n.parent, block: n.block, branch: n.branch, facts: next}, at: branch}
				nextState, verdict = s.Step(state, Event{Instr: branch, Branch: taken}, edge)
				if verdict == Found {
					path := edge.Path()
					path.Decisions = append(path.Decisions, Decision{branch, taken > 0})
					return path, true
				}
				if verdict == Prune {
					continue
				}
			}
			queue = append(queue, item{child, nextState})
		}
	}
	return nil, true
}

// endlessLiteral reports whether call calls a function literal that never
// returns, such as one that ends with t.Fatal. (For declared functions the SSA
// builder sees to that.)
func endlessLiteral(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Parent() == nil || len(fn.Blocks) == 0 || fn.Recover != nil {
		return false
	}
	for _, block := range fn.Blocks {
		if _, ok := last(block).(*ssa.Return); ok {
			return false
		}
	}
	return true
}

// noCase reports whether b stands for a blocking select statement that has
// taken none of its cases, which does not happen.
func noCase(b *ssa.BasicBlock) bool {
	p, ok := last(b).(*ssa.Panic)
	if !ok {
		return false
	}
	text, ok := p.X.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	k, ok := text.X.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.String && constant.StringVal(k.Value) == "blocking select matched no case"
}

// endsProcess reports whether p stands for the end of a call that never
// returns and runs no deferred calls, as far as is known. (The SSA builder
// puts a panic behind such calls.)
func endsProcess(p *ssa.Panic) bool {
	instrs := p.Block().Instrs
	if len(instrs) < 2 {
		return false
	}
	for i := len(instrs) - 2; i >= 0; i-- {
		switch prev := instrs[i].(type) {
		case *ssa.MakeInterface, *ssa.DebugRef:
			continue
		case *ssa.Call:
			if prev.Pos() != p.Pos() || Builtin(prev.Common()) != "" {
				return false
			}
			return !runsDefers(CalleeName(prev.Common()))
		}
		return false
	}
	return false
}

// runsDefers reports whether the function that never returns unwinds the
// goroutine, running its deferred calls.
func runsDefers(name string) bool {
	return name == "runtime.Goexit" || strings.Contains(name, "testing.") || strings.Contains(name, "Panic")
}

// Ends reports whether instr calls a method of an interface that never returns
// to its caller, such as (testing.TB).Fatal. The SSA builder puts a panic behind
// static calls only.
func Ends(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	return ok && call.Common().IsInvoke() && Exits(call.Common().Method)
}

// IsExit reports whether instr leaves its function: a return, or a panic that
// the code itself raises.
func IsExit(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Return:
		return true
	case *ssa.Panic:
		return !endsProcess(instr)
	}
	return false
}

// exhausted counts a search that ran out of budget.
func (p *Package) exhausted() {
	p.walks.Lock()
	p.exceeded++
	p.walks.Unlock()
}

// Exhausted returns how many searches ran out of budget, for debugging.
func (p *Package) Exhausted() int {
	p.walks.Lock()
	defer p.walks.Unlock()
	return p.exceeded
}

// position returns a position for instr, or of the nearest earlier instruction
// of its block that has one.
func position(instr ssa.Instruction) token.Pos {
	if pos := instr.Pos(); pos.IsValid() {
		return pos
	}
	instrs := instr.Block().Instrs
	found := token.NoPos
	for _, other := range instrs {
		if other == instr {
			break
		}
		if other.Pos().IsValid() {
			found = other.Pos()
		}
	}
	return found
}
