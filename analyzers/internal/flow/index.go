package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// assigned are the values ever stored in a field or package variable.
type assigned struct {
	values   []ssa.Value
	complete bool // whether no store can escape the package's sight
}

// Callers are the calls of one function.
type Callers struct {
	Calls []ssa.CallInstruction // call, go and defer instructions that name the function
	// Complete is set if the function is unexported and never used as a
	// value, so that Calls are all there are.
	Complete bool
}

// CallersOf returns the calls of fn within the package that name it. A
// literal called through the variable it is assigned to has none.
func (p *Package) CallersOf(fn *ssa.Function) Callers {
	p.build.Do(p.buildSSA)
	p.index.Do(p.buildIndex)
	if c := p.callers[fn]; c != nil {
		return *c
	}
	return Callers{Complete: !p.visible(fn)}
}

// visible reports whether other packages may call fn: it is exported, or a
// method that some interface may reach.
func (p *Package) visible(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return fn.Parent() == nil // a literal is called by its own package first
	}
	if obj.Name() == "main" || obj.Name() == "init" {
		return true
	}
	// An unexported method is called only by name or through an interface of
	// this package; buildIndex marks the latter.
	return obj.Exported()
}

// buildIndex collects, in one pass over the package, callers, assignments of
// fields and package variables, and types converted to interfaces.
func (p *Package) buildIndex() {
	p.build.Do(p.buildSSA)
	p.callers = make(map[*ssa.Function]*Callers)
	p.fields = make(map[*types.Var]*assigned)
	p.globals = make(map[*ssa.Global]*assigned)
	var impls typeutil.Map // concrete types, for their identity
	p.invokes = make(map[string]bool)
	p.entered = make(map[*types.TypeName]bool)
	p.enterExported()
	for _, fn := range p.funcs {
		for instr := range Instructions(fn) {
			p.indexInstr(instr, &impls)
		}
	}
	for _, fn := range p.funcs {
		if p.visible(fn) {
			p.callersOf(fn).Complete = false
		}
	}
	for field := range p.repeatedFields() {
		if a := p.fields[field]; a != nil {
			a.complete = false
		}
	}
	p.markInvoked()
}

func (p *Package) indexInstr(instr ssa.Instruction, impls *typeutil.Map) {
	call, isCall := instr.(ssa.CallInstruction)
	if isCall && call.Common().IsInvoke() {
		p.invokes[call.Common().Method.Name()] = true
	}
	if isCall && !call.Common().IsInvoke() {
		if fn := call.Common().StaticCallee(); fn != nil {
			c := p.callersOf(Origin(fn))
			c.Calls = append(c.Calls, call)
		}
	}
	var operands [12]*ssa.Value
	for i, op := range instr.Operands(operands[:0]) {
		if *op == nil {
			continue
		}
		if fn, ok := (*op).(*ssa.Function); ok && !(isCall && i == 0) {
			if _, bindsFree := instr.(*ssa.MakeClosure); !bindsFree || Origin(fn) != fn {
				p.callersOf(Origin(fn)).Complete = false // used as a value
			}
		}
		if g, ok := (*op).(*ssa.Global); ok {
			p.indexGlobal(g, instr)
		}
	}
	p.enterInterface(instr)
	switch instr := instr.(type) {
	case *ssa.MakeClosure:
		if refs := instr.Referrers(); refs != nil {
			for _, ref := range *refs {
				if c, ok := ref.(ssa.CallInstruction); !ok || c.Common().Value != instr {
					p.callersOf(Origin(instr.Fn.(*ssa.Function))).Complete = false
				}
			}
		}
	case *ssa.MakeInterface:
		if t := instr.X.Type(); impls.At(t) == nil {
			impls.Set(t, true)
			p.impls = append(p.impls, t)
		}
	case *ssa.FieldAddr:
		p.indexField(instr)
	}
}

func (p *Package) callersOf(fn *ssa.Function) *Callers {
	c := p.callers[fn]
	if c == nil {
		c = &Callers{Complete: true}
		p.callers[fn] = c
	}
	return c
}

// indexField records what is stored through addr. Storing or passing on the
// address, or assigning whole structs, loses sight of the field.
func (p *Package) indexField(addr *ssa.FieldAddr) {
	field := FieldOf(addr)
	if field == nil {
		return
	}
	a := p.fields[field]
	if a == nil {
		a = &assigned{complete: !field.Exported() && field.Pkg() == p.Types}
		p.fields[field] = a
	}
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				a.values = append(a.values, ref.Val)
			} else {
				a.complete = false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.FieldAddr, *ssa.IndexAddr: // a part of the field
		case ssa.CallInstruction:
			if _, isFunc := field.Type().Underlying().(*types.Signature); isFunc {
				a.complete = false
			}
		default:
			a.complete = false
		}
	}
}

func (p *Package) indexGlobal(g *ssa.Global, instr ssa.Instruction) {
	if g.Pkg != p.ssa {
		return
	}
	a := p.globals[g]
	if a == nil {
		obj := g.Object()
		a = &assigned{complete: obj != nil && !obj.Exported()}
		p.globals[g] = a
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		if instr.Addr == g {
			a.values = append(a.values, instr.Val)
		} else {
			a.complete = false
		}
	case *ssa.UnOp, *ssa.DebugRef, *ssa.FieldAddr, *ssa.IndexAddr:
	default:
		a.complete = false
	}
}

// markInvoked clears Complete for methods that an interface call may reach.
func (p *Package) markInvoked() {
	for _, t := range p.impls {
		mset := types.NewMethodSet(t)
		for i := range mset.Len() {
			obj, ok := mset.At(i).Obj().(*types.Func)
			if !ok || obj.Pkg() != p.Types {
				continue
			}
			if !obj.Exported() && !p.invokes[obj.Name()] {
				continue // only this package can name it, and never does through an interface
			}
			if fn := p.ssa.Prog.FuncValue(obj.Origin()); fn != nil {
				if c := p.callers[fn]; c != nil {
					c.Complete = false
				} else {
					p.callers[fn] = &Callers{}
				}
			}
		}
	}
}

// arguments returns the values passed for the parameter v by all calls of its
// function, and whether these are all.
func (p *Package) arguments(v *ssa.Parameter) ([]ssa.Value, bool) {
	fn := v.Parent()
	callers := p.CallersOf(fn)
	index := -1
	for i, param := range fn.Params {
		if param == v {
			index = i
		}
	}
	var args []ssa.Value
	for _, call := range callers.Calls {
		if cargs := call.Common().Args; index >= 0 && index < len(cargs) && len(cargs) == len(fn.Params) {
			args = append(args, cargs[index])
		} else {
			return nil, false
		}
	}
	return args, callers.Complete && len(args) > 0
}

// Arguments returns the values passed for the parameter v by the calls in the
// package, and reports whether no other package can pass any.
func (p *Package) Arguments(v *ssa.Parameter) ([]ssa.Value, bool) { return p.arguments(v) }
