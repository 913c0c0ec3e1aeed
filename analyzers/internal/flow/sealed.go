package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// sealed reports whether only types of this package implement iface, the
// interface t: other packages cannot, or no value of theirs gets into t.
func (p *Package) sealed(t types.Type, iface *types.Interface) bool {
	for m := range iface.Methods() {
		if !m.Exported() && m.Pkg() == p.Types {
			return true
		}
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() == p.Types && !named.Obj().Exported() && !p.entered[named.Obj()]
}

// enterInterface marks the interface that instr puts a value of another
// interface into, whatever that holds.
func (p *Package) enterInterface(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.TypeAssert:
		p.enter(instr.AssertedType)
	case *ssa.ChangeInterface:
		p.enter(instr.Type())
	}
}

// enter marks the unexported interface t, or what t is made of, as one that
// values of other packages get into.
func (p *Package) enter(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if types.IsInterface(t) && t.Obj().Pkg() == p.Types {
			p.entered[t.Obj()] = true
		}
	case *types.Pointer:
		p.enter(t.Elem())
	case *types.Slice:
		p.enter(t.Elem())
	case *types.Array:
		p.enter(t.Elem())
	case *types.Chan:
		p.enter(t.Elem())
	case *types.Map:
		p.enter(t.Key())
		p.enter(t.Elem())
	case *types.Signature:
		p.enterSignature(t)
	}
}

func (p *Package) enterParams(sig *types.Signature) {
	for v := range sig.Params().Variables() {
		p.enter(v.Type())
	}
}

// enterSignature marks what a function of another package takes and returns.
func (p *Package) enterSignature(sig *types.Signature) {
	p.enterParams(sig)
	for v := range sig.Results().Variables() {
		p.enter(v.Type())
	}
}

// enterExported marks the unexported interfaces that the package's exported
// names let others assign to or pass values for.
func (p *Package) enterExported() {
	scope := p.Types.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			p.enterParams(obj.Signature())
		case *types.Var:
			p.enter(obj.Type())
		case *types.TypeName:
			p.enterMembers(obj)
		}
	}
}

// enterMembers marks what the exported fields and methods of a type take.
func (p *Package) enterMembers(obj *types.TypeName) {
	if s, ok := obj.Type().Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				p.enter(f.Type())
			}
		}
	} else {
		p.enter(obj.Type().Underlying())
	}
	if named, ok := types.Unalias(obj.Type()).(*types.Named); ok {
		for m := range named.Methods() {
			if m.Exported() {
				p.enterParams(m.Signature())
			}
		}
	}
	if iface, ok := obj.Type().Underlying().(*types.Interface); ok {
		for m := range iface.Methods() {
			p.enterSignature(m.Signature())
		}
	}
}
