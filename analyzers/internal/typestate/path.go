package typestate

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Leak is an execution that ends without releasing a resource.
type Leak struct {
	Resource
	Path *flow.Path
	// Again is set if the execution does not leave the function but acquires
	// the next resource, in a loop.
	Again bool
}

// state is what a search remembers of a path.
type state struct {
	errVar ssa.Value // the variable that holds the error of the acquire
	used   bool      // some method of the resource was called, for Final protocols
	late   bool      // a deferred call that will release it is pending
}

// Leak returns a path from the acquire of r to an exit of the function on which
// r is neither released nor handed over, or nil.
func (t *Tracker) Leak(r Resource) *Leak {
	if r.Value == nil {
		return nil
	}
	a := aliasesOf(r.Protocol, r.Value, self)
	if !plausible(a) {
		return nil
	}
	if r.Lent && !t.anyEnds(a, r.Call.Parent()) {
		return nil
	}
	inMain, fatal := endsProcess(r.Call.Parent()), t.fatal(r.Call.Parent())
	carried := a.carried(r.Call)
	everEnds := r.Final && t.anyEnds(a, r.Call.Parent())
	var again bool
	step := func(s state, e flow.Event, at *flow.Cursor) (state, flow.Verdict) {
		switch instr := e.Instr.(type) {
		case *ssa.If:
			return s, t.branch(a, r, s, instr, e.Branch > 0, at)
		case *ssa.Store:
			if r.Err != nil && instr.Val == r.Err {
				s.errVar = instr.Addr
			} else if instr.Addr == s.errVar {
				s.errVar = nil
			}
		case *ssa.Defer:
			s.late = s.late || t.ends(a, instr, true)
		case *ssa.Call:
			if instr == r.Call {
				again = true
				if r.Final || s.late || carried {
					return s, flow.Prune
				}
				return s, flow.Found
			}
			if recv := receiver(instr.Common()); recv != nil && a.roles[recv] != 0 || slices.ContainsFunc(instr.Call.Args, func(v ssa.Value) bool { return a.roles[v] != 0 }) {
				s.used = true
			}
		}
		if t.ends(a, e.Instr, e.Deferred) {
			return s, flow.Prune
		}
		switch instr := e.Instr.(type) {
		case *ssa.Panic:
			return s, flow.Prune // somebody has a greater problem
		case *ssa.Return:
			// What is lent from a pool and lost by a failure, the collector takes.
			if inMain || (fatal || r.Lent) && !succeeds(instr, at, false) || t.failed(r, s, at) || r.Final && (!s.used || !succeeds(instr, at, everEnds)) {
				return s, flow.Prune
			}
			again = false
			return s, flow.Found
		}
		return s, flow.Continue
	}
	path, ok := flow.Find(t.flow, flow.Search[state]{Fn: r.Call.Parent(), From: r.Call, Step: step})
	if !ok || path == nil {
		return nil
	}
	return &Leak{Resource: r, Path: path, Again: again}
}

// plausible reports whether the search can follow all variables that hold the
// resource: their addresses go nowhere.
func plausible(a *aliases) bool {
	for v, r := range a.roles {
		if r != variable {
			continue
		}
		if alloc, ok := v.(*ssa.Alloc); ok {
			for _, ref := range *alloc.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Store:
					if ref.Val == ssa.Value(alloc) {
						return false
					}
				case *ssa.UnOp, *ssa.MakeClosure, *ssa.DebugRef, *ssa.FieldAddr:
				default:
					return false
				}
			}
		}
	}
	return true
}

// endsProcess reports whether returning from fn ends the process.
func endsProcess(fn *ssa.Function) bool {
	return fn.Name() == "main" && fn.Parent() == nil && fn.Signature.Recv() == nil && fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main"
}

// fatal reports whether the process ends when fn returns an error: only main
// calls it, and goes no further then.
func (t *Tracker) fatal(fn *ssa.Function) bool {
	if fn.Pkg == nil || fn.Pkg.Pkg.Name() != "main" || fn.Parent() != nil {
		return false
	}
	callers := t.flow.CallersOf(fn)
	if !callers.Complete || len(callers.Calls) == 0 {
		return false
	}
	for _, caller := range callers.Calls {
		call, ok := caller.(*ssa.Call)
		if !ok || !endsProcess(call.Parent()) || !endsOnError(call) {
			return false
		}
	}
	return true
}

// endsOnError reports whether the function of call ends at once, by a return, a
// panic or an exit, where it has found the error of call.
func endsOnError(call *ssa.Call) bool {
	for _, block := range call.Parent().Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := flow.NilTestOf(branch.Cond)
		if !ok || callOf(test.X) != call || !typ.IsError(test.X.Type()) {
			continue
		}
		found := block.Succs[0] // where the error is not nil
		if test.NilWhen {
			found = block.Succs[1]
		}
		return len(found.Succs) == 0
	}
	return false
}

// failed reports whether the acquire failed on this path, so that there is
// nothing to release.
func (t *Tracker) failed(r Resource, s state, at *flow.Cursor) bool {
	if r.Err != nil {
		if isNil, known := at.Nil(r.Err); known && !isNil {
			return true
		}
	}
	isNil, known := at.Nil(r.Value)
	return known && isNil
}

// carried reports whether a variable of a loop around call holds the resource
// when the next one is acquired: a phi, or a captured variable of which the
// code releases what it holds before.
func (a *aliases) carried(call *ssa.Call) bool {
	outer := false
	for v := range a.roles {
		switch v := v.(type) {
		case *ssa.Phi:
			if flow.Dominates(v, call) {
				return true
			}
		case *ssa.Alloc:
			outer = outer || flow.Dominates(v, call) && !flow.InLoop(v)
		}
	}
	if !outer {
		return false
	}
	for instr := range flow.Instructions(call.Parent()) {
		if release, ok := instr.(*ssa.Call); ok && a.releasedBy(release.Common()) && flow.Reaches(release, call) {
			return true
		}
	}
	return false
}

// succeeds reports whether ret reports no error on this path. Of a function
// that cannot report one it is unknown if it releases the resource elsewhere.
func succeeds(ret *ssa.Return, at *flow.Cursor, releasedElsewhere bool) bool {
	for _, v := range flow.Results(ret) {
		if typ.IsError(v.Type()) {
			isNil, known := at.Nil(v)
			return known && isNil || !known && resultOfCall(v) && !foundError(at.Path())
		}
	}
	return !releasedElsewhere
}

// resultOfCall reports whether v is what a call has returned, good or bad.
func resultOfCall(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	switch flow.CalleeName(call.Common()) {
	case "errors.New", "fmt.Errorf", "(context.Context).Err", "context.Cause": // asked once the context has ended
		return false
	}
	return true
}

// foundError reports whether the path has found some error not to be nil.
func foundError(p *flow.Path) bool {
	return slices.ContainsFunc(p.Decisions, func(d flow.Decision) bool { return failed(d.If.Cond, d.Taken) })
}

// branch prunes paths on which the acquire failed or the resource is nil or
// known to be done.
func (t *Tracker) branch(a *aliases, r Resource, s state, branch *ssa.If, taken bool, at *flow.Cursor) flow.Verdict {
	if test, ok := flow.NilTestOf(at.Resolve(branch.Cond)); ok {
		isNil := taken == test.NilWhen
		x := at.Resolve(test.X)
		switch {
		case (t.isErr(r, s, x) || a.errorField(x)) && !isNil, a.roles[x] == self && isNil:
			return flow.Prune
		case !isNil && (a.doneByFailure(x) || alwaysNil(x)):
			return flow.Prune
		}
		return flow.Continue
	}
	cond, when := at.Resolve(branch.Cond), taken
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, when = not.X, !when
	}
	if r.Present != nil && cond == r.Present && when != r.When {
		return flow.Prune
	}
	switch cond := cond.(type) {
	case *ssa.BinOp: // err == io.EOF
		if (t.isErr(r, s, cond.X) || t.isErr(r, s, cond.Y)) && when == (cond.Op == token.EQL) {
			return flow.Prune
		}
	case *ssa.Call:
		common := cond.Common()
		fn := flow.CalleeObject(common)
		if a.DoneWhenFalse != "" && fn != nil && fn.Name() == a.DoneWhenFalse && !when {
			if recv := receiver(common); recv != nil && a.roles[recv] == self {
				return flow.Prune
			}
		}
		if t.mentionsErr(r, s, common) {
			if borrowedByStd(common) && !when { // errors.Is, os.IsNotExist: not that error, maybe none
				return flow.Continue
			}
			return flow.Prune
		}
	}
	return flow.Continue
}

// errorField reports whether x is a field of type error of the resource, which
// tells that acquiring it failed: Error of gorm.DB.
func (a *aliases) errorField(x ssa.Value) bool {
	load, ok := x.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && a.roles[addr.X] == self && typ.IsError(load.Type())
}

// isErr reports whether x is the error of the acquire.
func (t *Tracker) isErr(r Resource, s state, x ssa.Value) bool {
	if r.Err == nil {
		return false
	}
	if x == r.Err {
		return true
	}
	load, ok := x.(*ssa.UnOp)
	return ok && load.Op == token.MUL && s.errVar != nil && load.X == s.errVar
}

func (t *Tracker) mentionsErr(r Resource, s state, common *ssa.CallCommon) bool {
	return slices.ContainsFunc(common.Args, func(v ssa.Value) bool { return t.isErr(r, s, v) })
}

// Discarded reports whether the code discards the resource where it is acquired.
func (r Resource) Discarded() bool { return r.Value == nil }

// MethodName returns the method that releases the resource, for messages:
// "Close", "Body.Close".
func (p *Protocol) MethodName() string {
	name := p.Methods[0]
	if p.Field != "" {
		return p.Field + "." + name
	}
	return name
}

// Release returns what releases a resource of the given name, for messages:
// "f.Close", "fasthttp.ReleaseRequest".
func (p *Protocol) Release(name string) string {
	if len(p.Methods) > 0 {
		return name + "." + p.MethodName()
	}
	return p.Functions[0][strings.LastIndex(p.Functions[0], "/")+1:]
}
