package flow

import (
	"go/token"
	"go/types"
	"maps"

	"golang.org/x/tools/go/ssa"
)

// facts are what a path has decided so far. They are immutable: each method
// that adds a fact returns new facts that share the old list.
type facts struct {
	shape *shape
	known map[fact]*fact // every fact of the search, so that equal lists are the same list
	list  *fact
}

// A fact is a decided condition, or the value of a phi.
type fact struct {
	next  *fact
	cond  cond
	holds bool
	phi   *ssa.Phi // if set, the fact is phi = value
	value ssa.Value
	depth int // length of the list that starts here
}

// A shape is what a search must know of a function beforehand: which facts are
// worth keeping. All others would only multiply the states.
type shape struct {
	terms  map[term]int      // how many conditions mention the term
	phis   map[*ssa.Phi]bool // phis that conditions depend on
	defers []*ssa.Defer
}

func (p *Package) shapeOf(fn *ssa.Function) *shape {
	p.walks.Lock()
	defer p.walks.Unlock()
	if s := p.shapes[fn]; s != nil {
		return s
	}
	s := &shape{terms: make(map[term]int), phis: make(map[*ssa.Phi]bool)}
	for _, block := range fn.Blocks {
		if branch, ok := last(block).(*ssa.If); ok {
			s.count(branch.Cond, 0)
			s.addPhis(branch.Cond, 0)
		}
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Defer:
				s.defers = append(s.defers, instr)
			case *ssa.Select: // a nil channel is never ready
				for _, state := range instr.States {
					s.addPhis(state.Chan, 0)
				}
			case *ssa.Range:
				s.terms[termOf(instr.X)]++
				s.terms[lengthOf(instr.X)]++
			case *ssa.Return:
				// Which of several errors is returned tells callers of Resolve
				// how a path ended.
				for _, r := range instr.Results {
					s.addPhis(r, 0)
				}
			}
		}
	}
	if p.shapes == nil {
		p.shapes = make(map[*ssa.Function]*shape)
	}
	p.shapes[fn] = s
	return s
}

// count counts the terms that the condition v mentions, also those of the
// conditions that it compares with each other.
func (s *shape) count(v ssa.Value, depth int) {
	lit := canonical(v, func(v ssa.Value) ssa.Value { return v })
	s.terms[lit.x]++
	for _, t := range []term{lit.x, lit.y} {
		if t.length {
			s.terms[t]++ // also in the condition of a loop
			s.terms[t.measured()]++
		}
	}
	if bin, ok := v.(*ssa.BinOp); ok && isBool(bin.X.Type()) && depth < 3 {
		s.count(bin.X, depth+1)
		s.count(bin.Y, depth+1)
	}
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// addPhis marks the phis that the condition v depends on, and counts the terms
// that such phis bring together.
func (s *shape) addPhis(v ssa.Value, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			s.addPhis(v.X, depth+1)
		}
	case *ssa.BinOp:
		s.addPhis(v.X, depth+1)
		s.addPhis(v.Y, depth+1)
	case *ssa.Call: // the length of what a loop appends to
		if Builtin(&v.Call) == "len" {
			s.addPhis(v.Call.Args[0], depth+1)
		}
	case *ssa.Phi:
		if s.phis[v] {
			s.countAgain(v, make(map[*ssa.Phi]bool))
			return
		}
		s.phis[v] = true
		for _, edge := range v.Edges {
			s.terms[termOf(edge)]++
			s.addPhis(edge, depth+1)
		}
	}
}

// countAgain counts the terms that v, which another condition depends on as
// well, and the phis it is made of bring together.
func (s *shape) countAgain(v *ssa.Phi, seen map[*ssa.Phi]bool) {
	if seen[v] || len(seen) > 8 {
		return
	}
	seen[v] = true
	for _, edge := range v.Edges {
		s.terms[termOf(edge)]++
		if phi, ok := edge.(*ssa.Phi); ok {
			s.countAgain(phi, seen)
		}
	}
}

// tracking returns s, with facts about values kept as well.
func (s *shape) tracking(values []ssa.Value) *shape {
	if len(values) == 0 {
		return s
	}
	t := &shape{terms: maps.Clone(s.terms), phis: maps.Clone(s.phis), defers: s.defers}
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		t.terms[termOf(v)] += 2
		if phi, ok := v.(*ssa.Phi); ok {
			t.phis[phi] = true
			for _, edge := range phi.Edges {
				visit(edge)
			}
		}
	}
	for _, v := range values {
		visit(v)
	}
	return t
}

// defersBefore returns the deferred calls that are pending at from on every
// path that reaches it: those whose defer statement dominates it.
func (s *shape) defersBefore(from ssa.Instruction, lists pending) *deferred {
	var d *deferred
	for _, call := range s.defers {
		if call != from && Dominates(call, from) {
			d = lists.push(d, call)
		}
	}
	if call, ok := from.(*ssa.Defer); ok {
		d = lists.push(d, call)
	}
	return d
}

// resolve returns the value that v has on this path.
func (f facts) resolve(v ssa.Value) ssa.Value {
	for e := f.list; e != nil; e = e.next {
		if e.phi != nil && ssa.Value(e.phi) == v {
			return e.value
		}
	}
	return v
}

// eval returns the value of the condition v, if the facts decide it.
func (f facts) eval(v ssa.Value) (value, known bool) {
	if b, ok := boolConst(f.resolve(v)); ok {
		return b, true
	}
	if b, ok := f.fold(v); ok {
		return b, true
	}
	if iter := iteration(v); iter != nil {
		if empty, known := f.empty(iter.X); known && (empty || iter.Block() == v.(*ssa.Extract).Block()) {
			return !empty, true
		}
	}
	if bin, ok := v.(*ssa.BinOp); ok && f.neverReady(bin) {
		return false, true
	}
	lit := canonical(v, f.resolve)
	if lit.op == token.ILLEGAL {
		if b, ok := boolConst(lit.x.base); ok {
			return b != lit.negated, true
		}
	}
	if k, ok := lit.x.base.(*ssa.Const); ok && lit.x.fields == "" && !lit.x.length && lit.op == token.EQL && lit.constant != "" {
		return (constText(k) == lit.constant) != lit.negated, true
	}
	if lit.constant == "nil" && lit.x.fields == "" && !lit.x.length && nonNil(lit.x.base) {
		return lit.negated, true
	}
	if test, ok := NilTestOf(v); ok {
		if x := f.resolve(test.X); nonNil(x) || usedAtOnce(x) {
			return !test.NilWhen, true
		}
	}
	if lit.op == token.EQL && lit.constant == "" && lit.x == lit.y && f.comparesExactly(v) {
		return !lit.negated, true // two loads of one field, say
	}
	if value, known := f.appended(lit.cond); known {
		return value != lit.negated, true
	}
	if value, known := f.ofNil(lit.cond); known {
		return value != lit.negated, true
	}
	for e := f.list; e != nil; e = e.next {
		switch {
		case e.phi != nil:
		case e.cond == lit.cond:
			return e.holds != lit.negated, true
		case e.holds && e.cond.op == token.EQL && lit.op == token.EQL && e.cond.x == lit.x && e.cond.constant != "" && lit.constant != "":
			return lit.negated, true // x equals another constant
		case e.cond.x == lit.x && e.cond.op != lit.op:
			if value, known := implied(e, lit.cond); known {
				return value != lit.negated, true
			}
		}
	}
	return false, false
}

// isNil reports whether v is nil, if the facts decide it.
func (f facts) isNil(v ssa.Value) (isNil, known bool) {
	v = f.resolve(v)
	if IsNil(v) {
		return true, true
	}
	if nonNil(v) {
		return false, true
	}
	want := cond{op: token.EQL, x: termOf(v), constant: "nil"}
	for e := f.list; e != nil; e = e.next {
		if e.phi == nil && e.cond == want {
			return e.holds, true
		}
	}
	return false, false
}

// assume adds the fact that v has the given value, and reports whether that
// agrees with what is known.
func (f facts) assume(v ssa.Value, value bool) (facts, bool) {
	if known, ok := f.eval(v); ok {
		return f, known == value
	}
	lit := canonical(v, f.resolve)
	if f.shape.terms[lit.x] < 2 {
		return f, true
	}
	return f.with(&fact{cond: lit.cond, holds: value != lit.negated}), true
}

// dominating adds what the branches that dominate block decided on the way to
// it.
func (f facts) dominating(block *ssa.BasicBlock) facts {
	var chain []*ssa.BasicBlock // block and its dominators that have one predecessor
	for b := block; b != nil; b = b.Idom() {
		chain = append(chain, b)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		b := chain[i]
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		if branch, ok := last(pred).(*ssa.If); ok && pred.Succs[0] != pred.Succs[1] {
			if g, feasible := f.assume(branch.Cond, pred.Succs[0] == b); feasible {
				f = g
			}
		}
	}
	return f
}

func (f facts) with(e *fact) facts {
	e.next, e.depth = f.list, f.len()+1
	if same := f.known[*e]; same != nil {
		e = same
	} else {
		f.known[*e] = e
	}
	f.list = e
	return f
}

// len returns the number of facts.
func (f facts) len() int {
	if f.list == nil {
		return 0
	}
	return f.list.depth
}

// without returns the facts for which drop does not hold.
func (f facts) without(drop func(*fact) bool) facts {
	stale := false
	for e := f.list; e != nil && !stale; e = e.next {
		stale = drop(e)
	}
	if !stale {
		return f
	}
	var kept []*fact
	for e := f.list; e != nil; e = e.next {
		if !drop(e) {
			kept = append(kept, e)
		}
	}
	g := f
	g.list = nil
	for i := len(kept) - 1; i >= 0; i-- {
		e := *kept[i]
		g = g.with(&e)
	}
	return g
}

// enter returns the facts on entry to block from pred: values defined in block
// are about to be computed anew, and its phis take the values of the edge.
func (f facts) enter(pred, block *ssa.BasicBlock) facts {
	definedHere := func(v ssa.Value) bool {
		instr, ok := v.(ssa.Instruction)
		return ok && instr.Block() == block
	}
	edge := -1
	for i, p := range block.Preds {
		if p == pred {
			edge = i
		}
	}
	// Phis take their values all at once, from the facts of the edge.
	var phis []*fact
	for _, instr := range block.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if f.shape.phis[phi] && edge >= 0 {
			if v := f.resolve(phi.Edges[edge]); v != ssa.Value(phi) && !definedHere(withoutNot(v)) && !definedHere(termOf(v).base) {
				phis = append(phis, &fact{phi: phi, value: v})
			}
		}
	}
	g := f.without(func(e *fact) bool {
		if e.phi != nil {
			return e.phi.Block() == block || definedHere(e.value) || definedHere(termOf(e.value).base)
		}
		return definedHere(e.cond.x.base) || definedHere(e.cond.y.base)
	})
	for _, e := range phis {
		g = g.with(e)
	}
	return g.entered(pred, block)
}

// withoutNot returns the value that v negates, any number of times.
func withoutNot(v ssa.Value) ssa.Value {
	for {
		not, ok := v.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			return v
		}
		v = not.X
	}
}
