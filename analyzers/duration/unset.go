package duration

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// neverSet reports whether field stays zero: only this package can set it, and
// it does not, neither by itself nor by way of an interface, as decoders do.
func neverSet(p *flow.Package, field *types.Var) bool {
	owner := ownerOf(p, field)
	if owner == nil || field.Exported() && reachable(p.Types, owner) {
		return false
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if flow.FieldOf(instr) == field && !onlyLoaded(instr) {
					return false
				}
			case *ssa.MakeInterface:
				if holdsType(instr.X.Type(), owner, 0) {
					return false
				}
			case *ssa.ChangeType:
				if holdsType(instr.Type(), owner, 0) || holdsType(instr.X.Type(), owner, 0) {
					return false
				}
			}
		}
	}
	return true
}

// reachable reports whether other packages can get hold of a value of type owner:
// it is exported, or what is exported has or returns one.
func reachable(pkg *types.Package, owner *types.Named) bool {
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		if sig, ok := obj.Type().Underlying().(*types.Signature); ok {
			if returns(sig, owner) {
				return true
			}
			continue
		}
		if holdsType(obj.Type(), owner, 0) {
			return true
		}
		named, ok := types.Unalias(obj.Type()).(*types.Named)
		if !ok {
			continue
		}
		for m := range named.Methods() {
			if m.Exported() && returns(m.Signature(), owner) {
				return true
			}
		}
	}
	return false
}

// returns reports whether a result of sig holds a value of type owner.
func returns(sig *types.Signature, owner *types.Named) bool {
	for v := range sig.Results().Variables() {
		if holdsType(v.Type(), owner, 0) {
			return true
		}
	}
	return false
}

// ownerOf returns the struct type of the package that declares field, or nil.
func ownerOf(p *flow.Package, field *types.Var) *types.Named {
	scope := p.Types.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		named, ok := types.Unalias(obj.Type()).(*types.Named)
		if !ok {
			continue
		}
		s, ok := named.Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for f := range s.Fields() {
			if f == field {
				return named
			}
		}
	}
	return nil
}

// onlyLoaded reports whether the variable at addr is read, and nothing else.
func onlyLoaded(addr ssa.Value) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// holdsType reports whether t is owner, or points to it, or has it as a part.
func holdsType(t types.Type, owner *types.Named, depth int) bool {
	if depth > 4 {
		return true
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Origin() == owner {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer:
		return holdsType(t.Elem(), owner, depth+1)
	case *types.Slice:
		return holdsType(t.Elem(), owner, depth+1)
	case *types.Array:
		return holdsType(t.Elem(), owner, depth+1)
	case *types.Map:
		return holdsType(t.Elem(), owner, depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if holdsType(f.Type(), owner, depth+1) {
				return true
			}
		}
	}
	return false
}
