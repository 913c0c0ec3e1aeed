package access

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Class stands for all variables of one declaration: a field of a type, a
// package variable or a local variable. Classes are comparable.
type Class struct {
	Owner types.Object // the type name that has the field; nil for a variable
	Var   string       // the chain of fields, or the variable's name
	Root  ssa.Value    // the variable, if Owner is nil
}

// IsZero reports whether c is no class.
func (c Class) IsZero() bool { return c == Class{} }

// String returns the class as "T.f" or the variable's name.
func (c Class) String() string {
	if c.Owner != nil {
		return c.Owner.Name() + "." + c.Var
	}
	return c.Var
}

// ClassOf returns the class of the variable at addr. It is zero for things
// without a declaration of their own, such as the result of a call.
func ClassOf(addr ssa.Value) Class {
	chain := ""
	for range maxDepth {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			f := flow.FieldOf(a)
			if f == nil {
				return Class{}
			}
			chain = prepend(f.Name(), chain)
			if named := typ.Named(a.X.Type()); named != nil {
				return Class{Owner: named.Obj(), Var: chain}
			}
			addr = a.X
		case *ssa.IndexAddr:
			chain = prepend("[]", chain)
			addr = a.X
		case *ssa.UnOp:
			if a.Op != token.MUL {
				return Class{}
			}
			addr = a.X
		case *ssa.FreeVar:
			b := flow.Binding(a)
			if b == nil {
				return Class{}
			}
			addr = b
		case *ssa.Slice:
			addr = a.X
		case *ssa.Lookup:
			chain = prepend("[]", chain)
			addr = a.X
		case *ssa.MakeInterface:
			addr = a.X
		case *ssa.ChangeType:
			addr = a.X
		case *ssa.Extract:
			elem := elementOf(a)
			if elem == nil {
				return Class{}
			}
			if _, isAssert := a.Tuple.(*ssa.TypeAssert); !isAssert {
				chain = prepend("[]", chain)
			}
			addr = elem
		case *ssa.Global:
			return Class{Var: prepend(a.Name(), chain), Root: a}
		case *ssa.Alloc:
			if v := onlyStore(a); v != nil {
				if _, isAlloc := v.(*ssa.Alloc); isAlloc {
					addr = v
					continue
				}
			}
			return Class{Var: prepend(a.Comment, chain), Root: a}
		case *ssa.Parameter:
			return Class{Var: prepend(a.Name(), chain), Root: a}
		default:
			return Class{}
		}
	}
	return Class{}
}

// elementOf returns the map that e is an element of, or the interface whose
// dynamic value it is, or nil.
func elementOf(e *ssa.Extract) ssa.Value {
	switch t := e.Tuple.(type) {
	case *ssa.Lookup:
		if e.Index == 0 {
			return t.X
		}
	case *ssa.TypeAssert:
		if e.Index == 0 {
			return t.X
		}
	case *ssa.Next:
		if r, ok := t.Iter.(*ssa.Range); ok && e.Index == 2 {
			return r.X
		}
	}
	return nil
}

func prepend(name, chain string) string {
	if chain == "" || strings.HasPrefix(chain, "[") {
		return name + chain
	}
	return name + "." + chain
}
