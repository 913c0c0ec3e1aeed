package antspool

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// makesPool reports whether call is of a function of the package that returns
// a new pool to its callers.
func makesPool(p *flow.Package, call ssa.CallInstruction) bool {
	callees, certainty := p.Callees(call)
	if certainty != flow.Sure || call.Common().StaticCallee() == nil || flow.CalleeObject(call.Common()) == nil {
		return false
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		made, ok := ret.Results[0].(*ssa.Extract)
		if !ok || made.Index != 0 {
			return false
		}
		inner, ok := made.Tuple.(*ssa.Call)
		if !ok || !ofAnts(inner.Common()) || !strings.HasPrefix(flow.CalleeObject(inner.Common()).Name(), "New") || len(*made.Referrers()) != 1 {
			return false
		}
		return true
	}
	return false
}

// releasedOnSome returns an exit of the function that is reached without
// releasing the pool that call makes, if other paths do release it and the
// pool goes nowhere else; or nil.
func releasedOnSome(p *flow.Package, call ssa.CallInstruction) ssa.Instruction {
	pool, err := results(call)
	if pool == nil || !onlyMethods(pool) {
		return nil
	}
	releases := func(c ssa.CallInstruction) bool {
		fn := flow.CalleeObject(c.Common())
		args := c.Common().Args
		return fn != nil && ofAnts(c.Common()) && strings.HasPrefix(fn.Name(), "Release") && len(args) > 0 && root(args[0]) == pool
	}
	found := false
	for instr := range flow.Instructions(call.Parent()) {
		if c, ok := instr.(ssa.CallInstruction); ok && releases(c) {
			found = true
		}
	}
	if !found {
		return nil
	}
	path, _ := flow.Find(p, flow.Search[bool]{
		Fn:   call.Parent(),
		From: call,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.If:
				if test, ok := flow.NilTestOf(instr.Cond); ok && err != nil && test.X == err && (e.Branch > 0) != test.NilWhen {
					return s, flow.Prune // there is no pool
				}
			case ssa.CallInstruction:
				if _, isDefer := instr.(*ssa.Defer); releases(instr) && (!isDefer || e.Deferred) {
					return s, flow.Prune
				}
			case *ssa.Return:
				return s, flow.Found
			}
			return s, flow.Continue
		},
	})
	if path == nil {
		return nil
	}
	return path.End
}

// results returns the pool and the error that call returns.
func results(call ssa.CallInstruction) (pool, err ssa.Value) {
	v, ok := call.(*ssa.Call)
	if !ok {
		return nil, nil
	}
	for _, ref := range *v.Referrers() {
		if extract, ok := ref.(*ssa.Extract); ok {
			if extract.Index == 0 {
				pool = extract
			} else {
				err = extract
			}
		}
	}
	return pool, err
}

// onlyMethods reports whether v is used for nothing but calls of its methods
// in its own function.
func onlyMethods(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if !ofAnts(ref.Common()) {
				return false
			}
		case *ssa.FieldAddr, *ssa.UnOp, *ssa.Field:
			if !onlyMethods(ref.(ssa.Value)) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// root returns the pool behind its embedded part.
func root(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		default:
			return v
		}
	}
}

// forgetsDone reports whether the function goes on after the task that call
// submits is rejected, to wait for a WaitGroup that only the task is done
// with.
func forgetsDone(p *flow.Package, call ssa.CallInstruction) bool {
	v, ok := call.(*ssa.Call)
	if !ok || len(*v.Referrers()) == 0 || !callsDone(p, call) {
		return false
	}
	path, _ := flow.Find(p, flow.Search[bool]{
		Fn:   call.Parent(),
		From: call,
		Step: func(failed bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.If:
				if test, ok := flow.NilTestOf(instr.Cond); ok && test.X == ssa.Value(v) {
					if (e.Branch > 0) == test.NilWhen {
						return failed, flow.Prune
					}
					failed = true
				}
			case ssa.CallInstruction:
				switch flow.CalleeName(instr.Common()) {
				case "(*sync.WaitGroup).Done", "(*sync.WaitGroup).Add":
					return failed, flow.Prune
				case "(*sync.WaitGroup).Wait":
					if failed {
						return failed, flow.Found
					}
				}
				if instr != call && failed && mayFinish(instr) {
					return failed, flow.Prune
				}
			}
			return failed, flow.Continue
		},
	})
	return path != nil
}

// mayFinish reports whether call may call Done in place of the task: it runs
// a function that it is given, or gets the WaitGroup.
func mayFinish(call ssa.CallInstruction) bool {
	if flow.CalleeObject(call.Common()) == nil && flow.Builtin(call.Common()) == "" {
		return true // the task itself, run here and now
	}
	for _, arg := range call.Common().Args {
		if strings.Contains(arg.Type().String(), "sync.WaitGroup") {
			return true
		}
	}
	return false
}

// callsDone reports whether the task that call submits calls Done on a
// WaitGroup.
func callsDone(p *flow.Package, call ssa.CallInstruction) bool {
	args := call.Common().Args
	if len(args) == 0 {
		return false
	}
	tasks, _ := p.FuncValues(values.Unwrap(args[len(args)-1]))
	for _, task := range tasks {
		mc, ok := task.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for instr := range flow.Instructions(mc.Fn.(*ssa.Function)) {
			if c, ok := instr.(ssa.CallInstruction); ok && flow.CalleeName(c.Common()) == "(*sync.WaitGroup).Done" {
				return true
			}
		}
	}
	return false
}
