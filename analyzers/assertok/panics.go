package assertok

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// sources tells where the operands of assertions come from.
type sources struct {
	flow     *flow.Package
	deleters map[*ssa.Function]bool // functions that are told of deletions; built when needed
	stores   []*ssa.Call            // in values of sync.Map; likewise
}

// mayFail returns why assert may fail as far as the package shows, or "".
func (s *sources) mayFail(assert *ssa.TypeAssert) (string, []analysis.RelatedInformation) {
	x := assert.X
	if ci, ok := x.(*ssa.ChangeInterface); ok {
		x = ci.X
	}
	if earlier := failedBefore(assert); earlier != nil {
		return "the same assertion has failed before", []analysis.RelatedInformation{report.Step(assertion(s.flow, earlier), "fails on the way to the other")}
	}
	if provenElsewhere(assert) {
		return "", nil
	}
	switch {
	case typ.IsError(assert.X.Type()) && !documented(s.flow, x, assert.AssertedType):
		return "the error may be of another type, or wrapped", nil
	case typ.Is(assert.X.Type(), "net/http", "ResponseWriter") && types.IsInterface(assert.AssertedType) && isParameter(x):
		return "middleware may wrap the ResponseWriter in a type without this method", nil
	case isRecovered(x) && !ownType(s.flow, assert.AssertedType):
		return "a panic may hold a value of any type", nil
	case s.deleted(x):
		return "a deleted object may arrive as a cache.DeletedFinalStateUnknown", nil
	}
	if at := s.decoded(x, 0); at != nil {
		return "the decoded data may hold something else there", []analysis.RelatedInformation{report.Step(s.flow.Range(at), "decoded here")}
	}
	if why, where := s.otherStored(x, assert.AssertedType); why != "" {
		return why, where
	}
	return s.otherType(assert)
}

// ownType reports whether t is a type of the package, which raises panics of it
// itself and passes others on by the failed assertion.
func ownType(p *flow.Package, t types.Type) bool {
	declared := typ.Named(t)
	return declared != nil && declared.Obj().Pkg() == p.Types
}

// isRecovered reports whether v is what recover has returned.
func isRecovered(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && flow.Builtin(call.Common()) == "recover"
}

func isParameter(v ssa.Value) bool {
	_, ok := v.(*ssa.Parameter)
	return ok
}

// documented reports whether the error v comes from a function that promises
// the type: package os promises *PathError, strconv *NumError; and a function
// of the same package knows its own errors.
func documented(p *flow.Package, v ssa.Value, t types.Type) bool {
	call := flow.CallOf(v)
	if call == nil {
		return true
	}
	fn := flow.CalleeObject(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return true
	}
	if fn.Pkg() == p.Types {
		return true
	}
	declared := typ.Named(t)
	if declared == nil || declared.Obj().Pkg() == nil {
		return true
	}
	from := declared.Obj().Pkg().Path()
	return from == fn.Pkg().Path() || from == "io/fs" && fn.Pkg().Path() == "os" || from == "syscall"
}

// provenElsewhere reports whether the function asserts the same value with ok,
// or switches on its type, before assert.
func provenElsewhere(assert *ssa.TypeAssert) bool {
	if assert.X.Referrers() == nil {
		return true
	}
	for _, other := range assertionsOf(assert.X) {
		if other != assert && flow.Dominates(other, assert) {
			return true
		}
	}
	return false
}

// failedBefore returns an assertion with ok of the same value and type that
// has failed wherever assert executes, or nil.
func failedBefore(assert *ssa.TypeAssert) *ssa.TypeAssert {
	for _, other := range assertionsOf(assert.X) {
		if other.X != assert.X || !other.CommaOk || !types.Identical(other.AssertedType, assert.AssertedType) {
			continue
		}
		for _, part := range flow.Referrers(other) {
			if e, ok := part.(*ssa.Extract); ok && e.Index == 1 && afterFailure(e, assert.Block()) {
				return other
			}
		}
	}
	return nil
}

// assertionsOf returns the assertions of v, or of what other loads of the local
// variable that v is a load of have read.
func assertionsOf(v ssa.Value) []*ssa.TypeAssert {
	same := []ssa.Value{v}
	if load, ok := v.(*ssa.UnOp); ok {
		if variable, ok := load.X.(*ssa.Alloc); ok {
			for _, ref := range flow.Referrers(variable) {
				if other, ok := ref.(*ssa.UnOp); ok && other != load {
					same = append(same, other)
				}
			}
		}
	}
	var found []*ssa.TypeAssert
	for _, s := range same {
		for _, ref := range flow.Referrers(s) {
			if assert, ok := ref.(*ssa.TypeAssert); ok {
				found = append(found, assert)
			}
		}
	}
	return found
}

// otherType returns why the operand of assert, which every call of its function
// executes, may be of another type: a caller passes, or a function of the
// package returns, a value of that type.
func (s *sources) otherType(assert *ssa.TypeAssert) (string, []analysis.RelatedInformation) {
	if !unconditional(assert) {
		return "", nil // other conditions may tell the types apart
	}
	why, at := "", ssa.Instruction(nil)
	s.origins(assert.X, 0, func(from string, t types.Type, where ssa.Instruction) {
		if why != "" || t != nil && holds(t, assert.AssertedType) {
			return
		}
		at = where
		why = from + " nil"
		if t != nil {
			why = fmt.Sprintf("%s a value of type %s", from, types.TypeString(t, types.RelativeTo(s.flow.Types)))
		}
	})
	if why == "" || at == nil {
		return why, nil
	}
	return why, []analysis.RelatedInformation{report.Step(s.flow.Range(at), "the other value comes from here")}
}

// holds reports whether an assertion of a value of type t to type want
// succeeds, or may for all that is known.
func holds(t, want types.Type) bool {
	if _, isParam := types.Unalias(t).(*types.TypeParam); isParam {
		return true
	}
	if iface, ok := want.Underlying().(*types.Interface); ok {
		return types.Implements(t, iface)
	}
	return types.Identical(t, want)
}

// unconditional reports whether assert executes in every call of its function,
// or whenever its operand is not nil.
func unconditional(assert *ssa.TypeAssert) bool { return always(assert, assert.X) }

// always reports whether instr executes in every call of its function, or
// whenever v is not nil.
func always(instr ssa.Instruction, v ssa.Value) bool {
	return !flow.Avoids(instr.Parent().Blocks[0], instr.Block(), func(branch *ssa.If, succ int) bool {
		test, ok := flow.NilTestOf(branch.Cond)
		return !ok || test.X != v || test.NilWhen != (succ == 0)
	})
}

// origins calls yield for the values known to become v: how they do, their
// type, which is nil for nil, and where.
func (s *sources) origins(v ssa.Value, depth int, yield func(from string, t types.Type, where ssa.Instruction)) {
	if depth > 3 {
		return
	}
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		s.origins(v.X, depth, yield)
	case *ssa.Parameter:
		args, _ := s.flow.Arguments(v)
		for _, arg := range args {
			switch arg := arg.(type) {
			case *ssa.MakeInterface:
				yield("a caller passes", arg.X.Type(), passes(arg))
			case *ssa.Const:
				if arg.IsNil() {
					yield("a caller passes", nil, nil)
				}
			case *ssa.Parameter:
				if handsOn(arg, v.Parent()) {
					s.origins(arg, depth+1, yield)
				}
			default:
				s.origins(arg, depth+1, yield)
			}
		}
	case *ssa.Call:
		s.results(v, 0, depth, yield)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			s.results(call, v.Index, depth, yield)
		}
	}
}

// handsOn reports whether the function of param passes it to fn in every call,
// or whenever it is not nil: other conditions may tell its types apart.
func handsOn(param *ssa.Parameter, fn *ssa.Function) bool {
	for _, ref := range flow.Referrers(param) {
		call, ok := ref.(ssa.CallInstruction)
		if ok && call.Common().StaticCallee() == fn && always(call, param) {
			return true
		}
	}
	return false
}

// results is origins for result i of call, an error: of other values, those
// who ask know more about the answer than its type.
func (s *sources) results(call *ssa.Call, i, depth int, yield func(from string, t types.Type, where ssa.Instruction)) {
	fn := call.Call.StaticCallee()
	if fn == nil || !typ.IsError(fn.Signature.Results().At(i).Type()) {
		return
	}
	fn = flow.Origin(fn)
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		switch r := flow.Results(ret)[i].(type) {
		case *ssa.MakeInterface:
			yield(fn.Name()+" returns", r.X.Type(), ret)
		case *ssa.Call:
			if name := flow.CalleeName(r.Common()); name == "errors.New" || name == "fmt.Errorf" {
				yield(fn.Name()+" returns the result of "+name+",", r.Type(), ret)
				continue
			}
			s.origins(r, depth+1, yield)
		}
	}
}

// passes returns the call that passes arg, or nil.
func passes(arg *ssa.MakeInterface) ssa.Instruction {
	for _, ref := range *arg.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			return call
		}
	}
	return nil
}
