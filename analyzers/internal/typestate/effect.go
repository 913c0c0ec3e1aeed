package typestate

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// effectKey asks whether a function of the package ends the obligation for one
// of its parameters or free variables.
type effectKey struct {
	proto *Protocol
	value ssa.Value
}

// ends reports whether instr releases the resource or hands it over. Deferred
// tells that instr is a deferred call that now runs.
func (t *Tracker) ends(a *aliases, instr ssa.Instruction, deferred bool) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		return t.endedByCall(a, instr)
	case *ssa.Go:
		return t.endedByCall(a, instr)
	case *ssa.Defer:
		// In the body of a loop over an iterator function it waits for the
		// function around the loop.
		return (deferred || instr.DeferStack != nil) && t.endedByCall(a, instr)
	case *ssa.Return:
		for _, r := range flow.Results(instr) {
			if a.roles[r] != 0 {
				return true
			}
		}
	case *ssa.Store:
		return t.endedByStore(a, instr)
	case *ssa.MapUpdate:
		return a.roles[instr.Value] != 0 || a.roles[instr.Key] != 0
	case *ssa.Send:
		return a.roles[instr.X] != 0
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Send != nil && a.roles[state.Send] != 0 {
				return true
			}
		}
	case *ssa.Panic:
		return a.roles[instr.X] != 0
	case *ssa.MakeClosure:
		return t.endedByClosure(a, instr)
	case *ssa.Slice, *ssa.Convert, *ssa.FieldAddr, *ssa.Phi, *ssa.If:
	}
	return false
}

// endedByStore reports whether store puts the resource where others can find
// it: anywhere but in a local variable.
func (t *Tracker) endedByStore(a *aliases, store *ssa.Store) bool {
	if a.roles[store.Val] == 0 {
		return false
	}
	if local, ok := store.Addr.(*ssa.Alloc); ok {
		return a.roles[store.Val] == variable || a.roles[local] == 0
	}
	if elem, ok := store.Addr.(*ssa.IndexAddr); ok {
		if call := variadicCall(elem.X); call != nil {
			return !borrowedByStd(call.Common())
		}
	}
	if addr, ok := store.Addr.(*ssa.FieldAddr); ok && lentToCommand(addr) {
		return false
	}
	return a.roles[store.Addr] != field // resp.Body = wrap(resp.Body)
}

// variadicCall returns the call that takes the implicit array as its variadic
// argument, or nil.
func variadicCall(array ssa.Value) ssa.CallInstruction {
	alloc, ok := array.(*ssa.Alloc)
	if !ok || alloc.Comment != "varargs" {
		return nil
	}
	for _, ref := range *alloc.Referrers() {
		if slice, ok := ref.(*ssa.Slice); ok {
			for _, use := range *slice.Referrers() {
				if call, ok := use.(ssa.CallInstruction); ok {
					return call
				}
			}
		}
	}
	return nil
}

// borrowedByStd reports whether the call is of a function of the standard
// library that does not keep its arguments.
func borrowedByStd(common *ssa.CallCommon) bool {
	fn := flow.CalleeObject(common)
	return fn != nil && inStd(fn) && !keeps[fn.Origin().FullName()]
}

// inStd reports whether fn belongs to the standard library.
func inStd(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return true // (error).Error
	}
	first, _, _ := strings.Cut(fn.Pkg().Path(), "/")
	return !strings.Contains(first, ".") && fn.Pkg().Path() != "main"
}

func (t *Tracker) endedByCall(a *aliases, call ssa.CallInstruction) bool {
	common := call.Common()
	if a.releasedBy(common) {
		return true
	}
	if mc, ok := common.Value.(*ssa.MakeClosure); ok && t.closureEnds(a, mc) {
		return true
	}
	if recv := receiver(common); recv != nil && a.roles[recv] != 0 && !t.inPackage(common) {
		recvOnly := !slices.ContainsFunc(arguments(common), func(v ssa.Value) bool { return a.roles[v] != 0 })
		if recvOnly {
			return keeps[flow.CalleeName(common)]
		}
	}
	for _, arg := range common.Args {
		if a.roles[arg] != 0 && !t.borrowed(a, arg, call) {
			return true
		}
	}
	// A function value that captures the resource: its body decides.
	if callees, _ := t.flow.Callees(call); common.StaticCallee() == nil && !common.IsInvoke() {
		for _, c := range callees {
			if c.Closure != nil && t.closureEnds(a, c.Closure) {
				return true
			}
		}
	}
	return false
}

// arguments returns the arguments of a call without its receiver.
func arguments(common *ssa.CallCommon) []ssa.Value {
	if !common.IsInvoke() && common.Signature().Recv() != nil && len(common.Args) > 0 {
		return common.Args[1:]
	}
	return common.Args
}

func (t *Tracker) inPackage(common *ssa.CallCommon) bool {
	fn := flow.CalleeObject(common)
	return fn != nil && fn.Pkg() == t.flow.Types
}

// borrowed reports whether the call only uses its argument arg and leaves the
// obligation with the caller.
func (t *Tracker) borrowed(a *aliases, arg ssa.Value, call ssa.CallInstruction) bool {
	common := call.Common()
	if name := flow.Builtin(common); name != "" {
		return name != "append"
	}
	if fn := flow.CalleeObject(common); fn != nil && (strings.HasPrefix(fn.Name(), "_cgo") || strings.HasPrefix(fn.Name(), "_Cgo_")) {
		return true // what cgo adds around a call
	}
	callees, certainty := t.flow.Callees(call)
	if certainty != flow.Unknown && len(callees) > 0 {
		for _, c := range callees {
			for i, param := range c.Fn.Params {
				if i >= len(c.Args) {
					break
				}
				if c.Args[i] == nil && a.roles[arg] != 0 || c.Args[i] == arg && t.paramEnds(a, param, a.roles[arg]) {
					return false
				}
			}
		}
		return true
	}
	if len(callees) > 0 {
		return false
	}
	if borrowedByStd(common) && flow.CalleeObject(common).Pkg() != t.flow.Types {
		return a.roles[arg] != variable || !common.IsInvoke()
	}
	if fn := flow.CalleeObject(common); a.Lent || fn != nil && lends[fn.FullName()] {
		return true
	}
	if a.roles[arg] == wrapper && common.Value != arg {
		return lacksRelease(a, arg)
	}
	return a.Borrows && cannotRelease(a, arg, common) || a.releasedAfter(call)
}

// lacksRelease reports whether the dynamic type of arg, a wrapper, is known and
// lacks the release methods: io.LimitReader(f).
func lacksRelease(a *aliases, arg ssa.Value) bool {
	t := concrete(arg).Type()
	if call, ok := concrete(arg).(*ssa.Call); ok {
		switch flow.CalleeName(call.Common()) {
		case "io.LimitReader", "io.TeeReader", "io.MultiReader", "io.MultiWriter":
			return true
		}
	}
	if types.IsInterface(t) {
		return false
	}
	methods := types.NewMethodSet(t)
	for i := range methods.Len() {
		if slices.Contains(a.Methods, methods.At(i).Obj().Name()) {
			return false
		}
	}
	return true
}

// cannotRelease reports whether arg is passed as an interface that lacks the
// release methods.
func cannotRelease(a *aliases, arg ssa.Value, common *ssa.CallCommon) bool {
	iface, ok := arg.Type().Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if slices.Contains(a.Methods, m.Name()) {
			return false
		}
	}
	return iface.NumMethods() > 0
}

// paramEnds reports whether the function of param releases or hands over what
// it is given.
func (t *Tracker) paramEnds(a *aliases, param *ssa.Parameter, as role) bool {
	return t.valueEnds(a.Protocol, param, as, param.Parent())
}

// closureEnds reports whether the body of the closure does so with a captured
// variable that holds the resource.
func (t *Tracker) closureEnds(a *aliases, mc *ssa.MakeClosure) bool {
	fn := mc.Fn.(*ssa.Function)
	for i, b := range mc.Bindings {
		switch {
		case a.roles[b] == 0:
		case flow.Origin(fn) != fn || fn.Syntax() == nil: // bound method value: f.Close
			return true
		case i < len(fn.FreeVars) && t.valueEnds(a.Protocol, fn.FreeVars[i], a.roles[b], fn):
			return true
		}
	}
	return false
}

// valueEnds reports whether anything that fn or a literal in it does with v
// ends the obligation.
func (t *Tracker) valueEnds(p *Protocol, v ssa.Value, as role, fn *ssa.Function) bool {
	key := effectKey{p, v}
	if known, ok := t.effects[key]; ok {
		return known
	}
	t.effects[key] = false // recursion: nothing more is learnt
	a := aliasesOf(p, v, as)
	ends := t.anyEnds(a, fn)
	t.effects[key] = ends
	return ends
}

func (t *Tracker) anyEnds(a *aliases, fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if t.ends(a, instr, true) {
			return true
		}
	}
	return false
}

// endedByClosure reports whether making the closure hands over the resource:
// it is not only called here, and it may release it or outlives the function.
func (t *Tracker) endedByClosure(a *aliases, mc *ssa.MakeClosure) bool {
	captured := false
	for _, b := range mc.Bindings {
		captured = captured || a.roles[b] != 0
	}
	if !captured {
		return false
	}
	onlyCalled, outlives := true, false
	for _, ref := range *mc.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			if call.Common().Value != ssa.Value(mc) {
				onlyCalled = false
			}
			continue
		}
		if _, ok := ref.(*ssa.DebugRef); ok {
			continue
		}
		onlyCalled, outlives = false, true
	}
	if onlyCalled {
		return false
	}
	return outlives || t.closureEnds(a, mc)
}
