package alias

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// extends returns the append that fn returns, if its base is a variable from
// outside the function that fn does not assign: return append(c.args, x).
func (m *Model) extends(fn *ssa.Function) *ssa.Call {
	if fn.Signature.Results().Len() != 1 || len(fn.Blocks) == 0 || len(fn.Blocks) > 20 {
		return nil
	}
	var found *ssa.Call
	for instr := range flow.Instructions(fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			continue
		}
		call, ok := ret.Results[0].(*ssa.Call)
		if !ok {
			continue
		}
		app, ok := m.AppendOf(call)
		if !ok || app.Count == 0 {
			continue
		}
		base := m.View(app.Base)
		load, isLoad := base.Array.(*ssa.UnOp)
		if !isLoad || load.Op != token.MUL || base.Exact || !base.Hi.Equal(Bound{Sym: lenOf{load}, Known: true}) {
			continue
		}
		for other := range flow.Instructions(fn) {
			if m.MayStore(other, load.X) {
				return nil
			}
		}
		found = call
	}
	return found
}

// An Extension is a call of a function of the package that returns an append
// to a variable which it leaves as it was.
type Extension struct {
	Call   *ssa.Call
	Of     access.Path // the variable, as the caller knows it
	Addr   ssa.Value   // its address, in the function called
	Append Append      // the append in the function called
	Name   string
}

// ExtensionOf returns the extension that call is.
func (m *Model) ExtensionOf(call *ssa.Call) (Extension, bool) {
	if call.Call.IsInvoke() || !IsSlice(call) {
		return Extension{}, false
	}
	callees, certainty := m.Callees(call)
	if certainty != flow.Sure {
		return Extension{}, false
	}
	result := m.summary(callees[0].Fn).extends
	if result == nil {
		return Extension{}, false
	}
	app, _ := m.AppendOf(result)
	load := m.View(app.Base).Array.(*ssa.UnOp)
	path, ok := access.Translate(access.Of(load), callees[0])
	return Extension{Call: call, Of: path, Addr: load.X, Append: app, Name: m.Name(load)}, ok
}

// keepsItself reports whether the function of use keeps the slice by its own
// doing, in something that it does not empty again.
func keepsItself(use Use) bool {
	switch instr := use.Instr.(type) {
	case *ssa.Store:
		field, ok := instr.Addr.(*ssa.FieldAddr)
		if !ok {
			return true
		}
		for other := range flow.Instructions(instr.Parent()) {
			store, ok := other.(*ssa.Store)
			if !ok || !flow.IsNil(store.Val) {
				continue
			}
			if f, ok := store.Addr.(*ssa.FieldAddr); ok && flow.FieldOf(f) == flow.FieldOf(field) {
				return false
			}
		}
		return true
	case *ssa.MapUpdate, *ssa.Send, *ssa.Go:
		return true
	case *ssa.Call:
		return flow.Builtin(&instr.Call) != ""
	}
	return false
}

// KeepsItself reports whether the function of the package that call invokes, or
// one known to, keeps its argument v by its own doing, and for longer than it runs.
func (m *Model) KeepsItself(call ssa.CallInstruction, v ssa.Value) bool {
	return keptOutside(call, v) || m.argument(call, v, func(s *summary, i int) bool { return s.itself[i] })
}
