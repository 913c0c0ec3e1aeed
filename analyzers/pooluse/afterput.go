package pooluse

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A stage is how far the object of a path has come.
type stage struct {
	put      ssa.CallInstruction // the call that put it back, or nil
	deferred ssa.CallInstruction // the deferred call that will, or nil
	shared   *ssa.Go             // a goroutine that works with it, and that nothing has waited for
	kept     ssa.Instruction     // an instruction that has put its memory where it outlives the function
	moved    bool                // it has got other memory, or none, in the place of what was taken from it
}

// reportAfterPut reports an execution that uses obj after it went back to the
// pool, hands it out though it will, or puts it back twice.
func reportAfterPut(pass *analysis.Pass, obj *object) {
	from, ok := obj.value.(ssa.Instruction)
	if !ok || obj.anyPut() == nil {
		return
	}
	p := flow.Of(pass)
	inTest := deliberate.InTest(pass.Fset, from.Pos())
	var put ssa.CallInstruction
	var kept ssa.Instruction
	var message string
	found := func(s stage, by ssa.CallInstruction, format string) (stage, flow.Verdict) {
		put, message = by, fmt.Sprintf(format, nameOf(p, obj.value))
		return s, flow.Found
	}
	path, ok := flow.Find(p, flow.Search[stage]{Fn: from.Parent(), From: from, Track: append(obj.merged(), errorsOf(from.Parent())...), Step: func(s stage, e flow.Event, at *flow.Cursor) (stage, flow.Verdict) {
		if e.Instr == from {
			return s, flow.Prune
		}
		if obj.gone(e.Instr, at) {
			return s, flow.Continue
		}
		if call, ok := e.Instr.(ssa.CallInstruction); ok && obj.puts(call) {
			if d, isDefer := call.(*ssa.Defer); isDefer && !e.Deferred {
				s.deferred = d
				return s, flow.Continue
			}
			if s.put != nil {
				return found(s, s.put, "%s is put into the pool twice, so two goroutines may get it")
			}
			if s.shared != nil {
				return found(s, call, "%s goes back to the pool while a goroutine may still use it")
			}
			if s.kept != nil {
				kept = s.kept
				return found(s, call, "the memory of %s is handed out, though it goes back to the pool")
			}
			s.put = call
			return s, flow.Continue
		}
		if ret, ok := e.Instr.(*ssa.Return); ok {
			if by := s.either(); by != nil && obj.returned(ret) && (!s.moved || obj.returnsItself(ret)) && !fails(ret, at) {
				return found(s, by, "the result shares the memory of %s, which goes back to the pool")
			}
			return s, flow.Prune
		}
		if g, ok := e.Instr.(*ssa.Go); ok && s.put == nil && obj.startedWith(g) {
			s.shared = g
			return s, flow.Continue
		}
		if waits(e.Instr) {
			s.shared = nil
		}
		switch {
		case s.put != nil && inTest && asksReleased(p, s.put, e.Instr):
			return s, flow.Prune
		case s.put != nil && obj.usedBy(e.Instr) && !(inTest && onlyRead(e.Instr)):
			return found(s, s.put, "%s is used after it went back to the pool")
		case s.deferred != nil && obj.escapesBy(e.Instr):
			return found(s, s.deferred, "the memory of %s is handed out, though it goes back to the pool")
		case s.put == nil && obj.keptBy(e.Instr):
			s.kept = e.Instr
		case s.put == nil && obj.movedBy(e.Instr):
			s.moved = true
		}
		return s, flow.Continue
	}})
	if !ok || path == nil {
		return
	}
	rng := p.Range(path.End)
	trace := []analysis.RelatedInformation{report.Step(p.Range(put), "goes back to the pool here"), report.Step(rng, "still used here")}
	if d, ok := put.(*ssa.Defer); ok {
		trace = []analysis.RelatedInformation{report.Step(p.Range(d), "goes back to the pool when the function returns"), report.Step(rng, "handed out here")}
	}
	if kept != nil {
		rng = p.Range(kept)
		trace = []analysis.RelatedInformation{report.Step(rng, "handed out here"), report.Step(p.Range(put), "goes back to the pool here")}
	}
	report.At(pass, rng, "afterput", message, trace...)
}

// asksReleased reports whether use asks the object something, and put is a call
// of a function of the package: a test looks at what that has done to it.
func asksReleased(p *flow.Package, put ssa.CallInstruction, use ssa.Instruction) bool {
	callee := put.Common().StaticCallee()
	call, isCall := use.(*ssa.Call)
	return callee != nil && callee.Pkg == p.SSA() && isCall && flow.Builtin(&call.Call) == "" && len(flow.Referrers(call)) > 0
}

// merged returns the values that are the object or nil, by the way that leads to
// them.
func (o *object) merged() []ssa.Value {
	var phis []ssa.Value
	for v := range o.aliases {
		if phi, ok := v.(*ssa.Phi); ok {
			phis = append(phis, phi)
		}
	}
	slices.SortFunc(phis, func(a, b ssa.Value) int { return strings.Compare(a.Name(), b.Name()) })
	return phis
}

// gone reports whether instr works with a variable that held the object and is
// nil on this path.
func (o *object) gone(instr ssa.Instruction, at *flow.Cursor) bool {
	var operands [8]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if phi, ok := (*op).(*ssa.Phi); ok && o.aliases[phi] {
			if isNil, known := at.Nil(phi); known && isNil {
				return true
			}
		}
	}
	return false
}

// startedWith reports whether the goroutine g is given the object or its memory.
func (o *object) startedWith(g *ssa.Go) bool {
	values := g.Call.Args
	if mc, ok := g.Call.Value.(*ssa.MakeClosure); ok {
		values = append(mc.Bindings[:len(mc.Bindings):len(mc.Bindings)], values...)
	}
	return slices.ContainsFunc(values, func(v ssa.Value) bool { return o.aliases[v] || o.derived[v] || o.vars[v] })
}

// waits reports whether instr may wait for another goroutine.
func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select, *ssa.Send, *ssa.Range:
		return true
	case *ssa.Call:
		return flow.Builtin(&instr.Call) == ""
	}
	return false
}

func (s stage) either() ssa.CallInstruction {
	if s.put != nil {
		return s.put
	}
	return s.deferred
}

// fails reports whether ret returns an error on the path of at, so that the
// other results mean nothing.
func fails(ret *ssa.Return, at *flow.Cursor) bool {
	for _, v := range flow.Results(ret) {
		if isNil, known := at.Nil(v); known && !isNil && typ.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// errorsOf returns the errors that fn returns.
func errorsOf(fn *ssa.Function) []ssa.Value {
	var errs []ssa.Value
	for instr := range flow.Instructions(fn) {
		if ret, ok := instr.(*ssa.Return); ok {
			for _, v := range flow.Results(ret) {
				if _, isConst := v.(*ssa.Const); !isConst && typ.IsError(v.Type()) && !slices.Contains(errs, v) {
					errs = append(errs, v)
				}
			}
		}
	}
	return errs
}

// returned reports whether ret returns the object or its memory.
func (o *object) returned(ret *ssa.Return) bool {
	for _, v := range flow.Results(ret) {
		if o.aliases[v] || o.derived[v] || o.held(v) {
			return true
		}
	}
	return false
}

// returnsItself reports whether ret returns the object, not memory of it.
func (o *object) returnsItself(ret *ssa.Return) bool {
	return slices.ContainsFunc(flow.Results(ret), func(v ssa.Value) bool { return o.aliases[v] })
}

// movedBy reports whether instr gives a field of the object other memory: p.buf =
// nil after buf := p.buf.
func (o *object) movedBy(instr ssa.Instruction) bool {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	addr, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || !hasMemory(addr, store.Val.Type()) {
		return false
	}
	return o.aliases[addr.X] && !o.derived[store.Val] || o.leadsTo(addr.X) && o.restores(store, addr)
}

// leadsTo reports whether v is memory of the object, or what a method of it has
// returned.
func (o *object) leadsTo(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return o.derived[v] || ok && call.Call.Signature().Recv() != nil && len(call.Call.Args) > 0 && o.aliases[call.Call.Args[0]]
}

// restores reports whether store gives the field at addr back what was read from
// it before other memory, that is not of the object, was put there.
func (o *object) restores(store *ssa.Store, addr *ssa.FieldAddr) bool {
	saved, ok := store.Val.(*ssa.UnOp)
	if !ok || saved.Op != token.MUL || access.Of(saved.X) != access.Of(addr) {
		return false
	}
	for instr := range flow.Instructions(store.Parent()) {
		other, ok := instr.(*ssa.Store)
		if ok && other != store && access.Of(other.Addr) == access.Of(addr) && !o.derived[other.Val] && flow.Dominates(saved, other) && flow.Dominates(other, store) {
			return true
		}
	}
	return false
}

// held reports whether v is a new struct with memory of the object in a field.
func (o *object) held(v ssa.Value) bool {
	for {
		conv, ok := v.(*ssa.MakeInterface)
		if !ok {
			break
		}
		v = conv.X
	}
	if load, ok := v.(*ssa.UnOp); ok { // the struct itself
		v = load.X
	}
	fresh, ok := v.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *fresh.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(addr) && o.derived[store.Val] {
				return true
			}
		}
	}
	return false
}

// usedBy reports whether instr works with the object or its memory.
func (o *object) usedBy(instr ssa.Instruction) bool {
	touches := func(v ssa.Value) bool { return v != nil && (o.aliases[v] || o.derived[v]) }
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		common := instr.Common()
		if touches(common.Value) {
			return true
		}
		for _, arg := range common.Args {
			if touches(arg) {
				return flow.Builtin(common) != "len" && flow.Builtin(common) != "cap"
			}
		}
	case *ssa.Store:
		return touches(instr.Addr) || touches(instr.Val) && !isLocal(instr.Addr)
	case *ssa.UnOp:
		return instr.Op == token.MUL && touches(instr.X)
	case *ssa.Send:
		return touches(instr.X)
	case *ssa.MapUpdate:
		return touches(instr.Map) || touches(instr.Value)
	case *ssa.Lookup:
		return touches(instr.X)
	}
	return false
}

// onlyRead reports whether instr changes nothing: so a test looks at what the
// pool has made of an object.
func onlyRead(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go:
		return false
	case *ssa.Call:
		common := &instr.Call
		return !common.IsInvoke() && (common.Signature().Recv() == nil || flow.Builtin(common) != "")
	}
	return true
}

// escapesBy reports whether instr puts the object or its memory where code
// that runs after the function finds it.
func (o *object) escapesBy(instr ssa.Instruction) bool {
	touches := func(v ssa.Value) bool { return o.aliases[v] || o.derived[v] }
	switch instr := instr.(type) {
	case *ssa.Send:
		return touches(instr.X)
	case *ssa.MapUpdate:
		return touches(instr.Value) && !touches(instr.Map) && outlives(instr.Map)
	case *ssa.Store:
		switch addr := instr.Addr.(type) {
		case *ssa.Global:
			return touches(instr.Val)
		case *ssa.FieldAddr:
			return touches(instr.Val) && !touches(addr) && outlives(addr.X) && !assignedAgain(addr, instr)
		}
	}
	return false
}

// keptBy reports whether instr puts memory of the object, rather than the object
// itself, into a map that outlives the function, which removes nothing from it.
func (o *object) keptBy(instr ssa.Instruction) bool {
	update, ok := instr.(*ssa.MapUpdate)
	if !ok || !o.derived[update.Value] || o.derived[update.Map] || o.aliases[update.Map] || !outlives(update.Map) {
		return false
	}
	for other := range flow.Instructions(instr.Parent()) {
		if call, ok := other.(ssa.CallInstruction); ok && (flow.Builtin(call.Common()) == "delete" || flow.Builtin(call.Common()) == "clear") {
			return false
		}
	}
	return true
}

// outlives reports whether v is reached through a parameter or package
// variable.
func outlives(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Parameter, *ssa.Global:
			return true
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		default:
			return false
		}
	}
}

// assignedAgain reports whether the function assigns the field another time:
// it takes the memory out again.
func assignedAgain(addr *ssa.FieldAddr, store *ssa.Store) bool {
	all := []*ssa.Function{store.Parent()}
	all = append(all, store.Parent().AnonFuncs...)
	for _, fn := range all {
		for instr := range flow.Instructions(fn) {
			other, ok := instr.(*ssa.Store)
			if !ok || other == store {
				continue
			}
			if f, ok := other.Addr.(*ssa.FieldAddr); ok && flow.FieldOf(f) == flow.FieldOf(addr) {
				return true
			}
		}
	}
	return false
}

func isLocal(addr ssa.Value) bool {
	_, ok := addr.(*ssa.Alloc)
	return ok
}
