package typednil

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// why returns why the nil value in conv reaches use, or nil. A result beside
// an error that is not nil does not count, as nobody looks at it then.
func why(p *flow.Package, model *nilness.Model, conv *ssa.MakeInterface, use *use) *nilness.Cause {
	q := nilness.Query{Value: conv.X, Use: use.local, Track: []ssa.Value{use.value}}
	var status ssa.Value // the error returned beside it
	if ret := returnOf(use.local); ret != nil {
		if last := deferred.Returned(ret, len(ret.Results)-1); last != use.value && typ.IsError(last.Type()) {
			status = last
			q.Track = append(q.Track, last)
		}
	}
	q.If = func(at *nilness.Point) bool {
		return at.Cursor().Resolve(use.value) == ssa.Value(conv) && (status == nil || at.Kind(status) == nilness.Nil)
	}
	q.Accept = func(o *nilness.Outcome) bool {
		last := len(o.Kinds) - 1
		return last == 0 || !typ.IsError(o.Return.Results[last].Type()) || o.Kinds[last] == nilness.Nil && !passesOn(o.Return)
	}
	if cause := elsewhere(p, model, conv, use); cause != nil {
		return cause
	}
	if model.Why(conv.X, conv) == nil || hasElements(conv) {
		return nil
	}
	cause := model.Ask(q)
	if cause == nil || cause.Kind == nilness.Missing && !mayMiss(conv, use) || returnsReceiver(conv, cause) {
		return nil
	}
	return cause
}

// passesOn reports whether ret returns the results of another call as they are:
// which value comes with which error is then known to that function alone.
func passesOn(ret *ssa.Return) bool {
	results := flow.Results(ret)
	first, ok := results[0].(*ssa.Extract)
	if !ok {
		return false
	}
	last, ok := results[len(results)-1].(*ssa.Extract)
	return ok && first.Tuple == last.Tuple
}

// hasElements reports whether a condition around conv says that the slice or
// map it converts has elements.
func hasElements(conv *ssa.MakeInterface) bool {
	for block := conv.Block(); block.Idom() != nil; block = block.Idom() {
		pred := block.Idom()
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok || pred.Succs[0] != block || len(block.Preds) != 1 {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.GTR && cmp.Op != token.NEQ {
			continue
		}
		length, ok := cmp.X.(*ssa.Call)
		if n, isConst := ranges.Const(cmp.Y); ok && isConst && n >= 0 && flow.Builtin(length.Common()) == "len" && length.Call.Args[0] == conv.X {
			return true
		}
	}
	return false
}

// elsewhere returns why conv converts nil for a reason that lies outside of its
// function: a field that nothing ever sets, or that a literal of the package
// leaves out of a struct that tells of an error, or a variable of the function
// that defers it.
func elsewhere(p *flow.Package, model *nilness.Model, conv *ssa.MakeInterface, use *use) *nilness.Cause {
	load, ok := conv.X.(*ssa.UnOp)
	if !ok {
		return nil
	}
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		f := flow.FieldOf(addr)
		if f == nil {
			return nil
		}
		if p.NeverSet()[f] || returnsAnyway(conv, use) && model.MadeWithout(f) != nil {
			return &nilness.Cause{Kind: nilness.Unset, Value: load, Var: f.Name()}
		}
	case *ssa.FreeVar:
		return whenDeferred(p, model, conv, addr)
	}
	return nil
}

// returnsAnyway reports whether every call of its function returns conv as an
// error: nothing has told whether there is one.
func returnsAnyway(conv *ssa.MakeInterface, use *use) bool {
	return use.how == returned && typ.IsError(conv.Type()) && !flow.Avoids(conv.Parent().Blocks[0], conv.Block(), nil)
}

// whenDeferred returns why the captured variable fv is nil when the closure of
// conv runs as a deferred function, or nil if it is not deferred, or tests the
// variable.
func whenDeferred(p *flow.Package, model *nilness.Model, conv *ssa.MakeInterface, fv *ssa.FreeVar) *nilness.Cause {
	closure := conv.Parent()
	owner := closure.Parent()
	variable := deferred.Outer(fv)
	if owner == nil || variable == nil || variable.Parent() != owner {
		return nil
	}
	tested := true
	model.Find(closure, []ssa.Value{conv.X}, func(e flow.Event, at *nilness.Point) flow.Verdict {
		if e.Instr != ssa.Instruction(conv) {
			return flow.Continue
		}
		if at.Kind(conv.X) == nilness.NonNil {
			return flow.Prune
		}
		tested = false
		return flow.Found
	})
	if tested {
		return nil
	}
	for _, call := range deferred.Calls(p, owner) {
		if call.Callee.Fn != closure {
			continue
		}
		var cause *nilness.Cause
		model.Find(owner, []ssa.Value{variable}, func(e flow.Event, at *nilness.Point) flow.Verdict {
			if !e.Deferred || e.Instr != ssa.Instruction(call.Defer) {
				return flow.Continue
			}
			if c, _ := at.Variable(variable); c != nil && !c.Unsure {
				cause = c
				return flow.Found
			}
			return flow.Continue
		})
		return cause
	}
	return nil
}

// mayMiss reports whether the lookup that conv converts may well find nothing:
// the key comes from the caller, nothing else in the function asks the map,
// and the result is handed on as it is.
func mayMiss(conv *ssa.MakeInterface, use *use) bool {
	lookup, ok := conv.X.(*ssa.Lookup)
	if !ok || use.how != returned && use.how != compared {
		return false
	}
	if _, isParam := lookup.Index.(*ssa.Parameter); !isParam {
		return false
	}
	for instr := range flow.Instructions(conv.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Lookup:
			if instr != lookup && access.Of(instr.X) == access.Of(lookup.X) {
				return false
			}
		case *ssa.MapUpdate:
			if access.Of(instr.Map) == access.Of(lookup.X) && instr.Key == lookup.Index {
				return false
			}
		}
	}
	return true
}

// returnOf returns the return statement that instr is, or is part of: in a
// function that defers, it stores the results first.
func returnOf(instr ssa.Instruction) *ssa.Return {
	if store, ok := instr.(*ssa.Store); ok && deferred.Result(store.Parent(), store.Addr) < 0 {
		return nil
	}
	switch instr.(type) {
	case *ssa.Return, *ssa.Store:
		block := instr.Block()
		ret, _ := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		return ret
	}
	return nil
}

// returnsReceiver reports whether conv holds the receiver of a method that has
// found it to be nil.
func returnsReceiver(conv *ssa.MakeInterface, cause *nilness.Cause) bool {
	param, ok := conv.X.(*ssa.Parameter)
	return ok && cause.Kind == nilness.Compared && param.Parent().Signature.Recv() != nil && param.Parent().Params[0] == param
}
