// Package values answers small questions about where SSA values come from:
// constants behind variables, the fields of a composite literal, and the parts
// of a string.
package values

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// String returns the constant string that v is, also by way of a variable of
// the package that never holds anything else.
func String(p *flow.Package, v ssa.Value) (string, bool) {
	for range 4 {
		switch x := v.(type) {
		case *ssa.Const:
			if x.Value != nil && x.Value.Kind() == constant.String {
				return constant.StringVal(x.Value), true
			}
			return "", false
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return "", false
			}
			stored, complete := p.Stored(x.X)
			if !complete || len(stored) != 1 {
				return "", false
			}
			v = stored[0]
			continue
		}
		return "", false
	}
	return "", false
}

// Fields returns the values that are stored in the fields of the struct at
// addr, by field name, in any order of execution.
func Fields(addr ssa.Value) map[string]ssa.Value {
	fields := make(map[string]ssa.Value)
	refs := addr.Referrers()
	if refs == nil {
		return fields
	}
	for _, ref := range *refs {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok || fa.X != addr {
			continue
		}
		f := flow.FieldOf(fa)
		if f == nil {
			continue
		}
		for _, use := range *fa.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == fa {
				fields[f.Name()] = store.Val
			}
		}
	}
	return fields
}

// IsZero reports whether v is the zero constant of its type.
func IsZero(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	if !ok {
		return false
	}
	if k.Value == nil {
		return true
	}
	switch k.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(k.Value) == 0
	case constant.String:
		return constant.StringVal(k.Value) == ""
	case constant.Bool:
		return !constant.BoolVal(k.Value)
	}
	return false
}

// Variadic returns the values of the variadic argument v.
func Variadic(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	ptr, ok := array.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	arr, ok := ptr.Elem().Underlying().(*types.Array)
	if !ok || arr.Len() > 100 {
		return nil
	}
	elems := make([]ssa.Value, arr.Len())
	for _, ref := range *array.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		k, ok := ia.Index.(*ssa.Const)
		if !ok {
			continue
		}
		for _, use := range *ia.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == ia && k.Int64() < arr.Len() {
				elems[k.Int64()] = Unwrap(store.Val)
			}
		}
	}
	return elems
}

// Unwrap returns the value behind conversions to an interface and renamings.
func Unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// A Part is a piece of a string: constant text, or a value.
type Part struct {
	Text  string
	Value ssa.Value // nil for constant text
}

// Parts returns the pieces that the string v is put together from, by + and
// fmt.Sprintf.
func Parts(p *flow.Package, v ssa.Value) []Part { return parts(p, v, 0) }

func parts(p *flow.Package, v ssa.Value, depth int) []Part {
	if text, ok := String(p, v); ok {
		return []Part{{Text: text}}
	}
	if depth > 20 {
		return []Part{{Value: v}}
	}
	switch x := v.(type) {
	case *ssa.BinOp:
		if x.Op == token.ADD {
			return append(parts(p, x.X, depth+1), parts(p, x.Y, depth+1)...)
		}
	case *ssa.MakeInterface:
		return parts(p, x.X, depth+1)
	case *ssa.ChangeType:
		return parts(p, x.X, depth+1)
	case *ssa.Call:
		if flow.CalleeName(x.Common()) == "fmt.Sprintf" && len(x.Call.Args) == 2 {
			if format, ok := String(p, x.Call.Args[0]); ok {
				return formatted(p, format, Variadic(x.Call.Args[1]), depth)
			}
		}
	}
	return []Part{{Value: v}}
}

// Formatted returns the pieces of fmt.Sprintf(format, args...).
func Formatted(p *flow.Package, format string, args []ssa.Value) []Part {
	return formatted(p, format, args, 0)
}

// formatted returns the parts of fmt.Sprintf(format, args...).
func formatted(p *flow.Package, format string, args []ssa.Value, depth int) []Part {
	var found []Part
	for {
		before, after, ok := strings.Cut(format, "%")
		if before != "" {
			found = append(found, Part{Text: before})
		}
		if !ok {
			return found
		}
		end := strings.IndexFunc(after, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '%' })
		if end < 0 {
			return found
		}
		verb := after[end]
		format = after[end+1:]
		switch {
		case verb == '%':
			found = append(found, Part{Text: "%"})
		case len(args) > 0:
			if args[0] != nil && (verb == 's' || verb == 'v') {
				found = append(found, parts(p, args[0], depth+1)...)
			} else {
				found = append(found, Part{Text: "?"}) // a number, or quoted by Go
			}
			args = args[1:]
		}
	}
}
