package locks

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// translate is [access.Translate], with the detour taken out that a path makes
// over an object which refers back: the lock of q.store, for the queue q that
// belongs to the store s, is that of s.
func (m *Model) translate(p access.Path, callee flow.Callee) (access.Path, bool) {
	q, ok := access.Translate(p, callee)
	if ok && len(q.Sel) > 0 {
		q = m.shorten(q)
	}
	return q, ok
}

// shorten replaces fields by what they are known to hold.
func (m *Model) shorten(p access.Path) access.Path {
	for range 3 {
		q, ok := literalField(p)
		if !ok {
			q, ok = m.withoutDetour(p)
		}
		if !ok {
			break
		}
		p = q
	}
	return p
}

// literalField replaces a field of an object that its function has just made by
// the value given to the field there, if that is the only one.
func literalField(p access.Path) (access.Path, bool) {
	made, ok := p.Root.(*ssa.Alloc)
	if !ok || p.Sel == "" || p.Sel[0] != '.' || !strings.Contains(p.Sel, "*") {
		return p, false
	}
	parts := access.Selectors(p.Sel)
	if len(parts) < 2 || parts[1] != "*" {
		return p, false
	}
	var value ssa.Value
	for _, ref := range *made.Referrers() {
		field, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if f := flow.FieldOf(field); f == nil || "."+f.Name() != parts[0] {
			continue
		}
		for _, use := range *field.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == field {
				if value != nil {
					return p, false
				}
				value = store.Val
			}
		}
	}
	if value == nil {
		return p, false
	}
	q := access.Of(value).Join(p.Sel[len(parts[0])+1:])
	return q, !tooLong(q)
}

// A fieldOf names a field of a type of the package.
type fieldOf struct {
	owner types.Object
	name  string
}

// withoutDetour leaves out a field, or element of a field, and the field of what
// it holds that refers back to the first object.
func (m *Model) withoutDetour(p access.Path) (access.Path, bool) {
	m.backs.Do(m.findBacks)
	if !m.mayRefer(p.Sel) {
		return p, false
	}
	parts := access.Selectors(p.Sel)
	t := p.Root.Type()
	at := 0
	for i, part := range parts {
		if part[0] == '.' {
			owner := namedElem(t)
			if owner == nil {
				return p, false
			}
			if back := m.back[fieldOf{owner, part[1:]}]; back != "" {
				j, end := i+1, at+len(part)
				for j < len(parts) && parts[j][0] != '.' {
					end += len(parts[j])
					j++
				}
				if j+1 < len(parts) && parts[j] == "."+back && parts[j+1] == "*" {
					return access.Path{Root: p.Root, Sel: p.Sel[:at] + p.Sel[end+len(parts[j])+1:]}, true
				}
			}
		}
		if t = selected(t, part); t == nil {
			return p, false
		}
		at += len(part)
	}
	return p, false
}

// mayRefer reports whether sel mentions fields that lead back, by their names.
func (m *Model) mayRefer(sel string) bool {
	for f, back := range m.back {
		if i := strings.Index(sel, f.name); i >= 0 && strings.Contains(sel[i:], back) {
			return true
		}
	}
	return false
}

// namedElem returns the type name of what a pointer of type t points to, or nil.
func namedElem(t types.Type) types.Object {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok {
		return nil
	}
	return named.Origin().Obj()
}

// selected returns the type of a path with the selector part behind one of type
// t, or nil. The path of a variable has the type of its address.
func selected(t types.Type, part string) types.Type {
	switch part[0] {
	case '*':
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			return ptr.Elem()
		}
	case '.':
		elem := t
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			elem = ptr.Elem()
		}
		s, ok := elem.Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		for f := range s.Fields() {
			if f.Name() == part[1:] {
				return types.NewPointer(f.Type())
			}
		}
	case '[':
		switch c := t.Underlying().(type) {
		case *types.Map:
			return c.Elem()
		case *types.Slice:
			return types.NewPointer(c.Elem())
		case *types.Pointer:
			if array, ok := c.Elem().Underlying().(*types.Array); ok {
				return types.NewPointer(array.Elem())
			}
		}
	}
	return nil
}

// findBacks finds the fields that only ever hold objects, or collections of
// objects, of which some field refers back to the object with the first field.
func (m *Model) findBacks() {
	m.back = make(map[fieldOf]string)
	stored := make(map[fieldOf]int)           // values stored in the field
	given := make(map[fieldOf]int)            // values stored in the field of the other object
	hits := make(map[fieldOf]map[fieldOf]int) // pairs of both
	for _, fn := range m.Flow.Functions() {
		for instr := range flow.Instructions(fn) {
			whole, field, value := storedIn(instr)
			if value == nil {
				continue
			}
			if _, isConst := value.(*ssa.Const); isConst {
				continue
			}
			f := fieldOf{namedElem(whole.Type()), field}
			stored[f]++
			given[f]++
			for g, arg := range m.fieldsMade(value) {
				if access.Of(arg) == access.Of(whole) {
					if hits[f] == nil {
						hits[f] = make(map[fieldOf]int)
					}
					hits[f][g]++
				}
			}
		}
	}
	for f, pairs := range hits {
		for g, n := range pairs {
			if n == stored[f] && n >= given[g] {
				m.back[f] = g.name
			}
		}
	}
}

// storedIn returns the object, field and value if instr stores a value in a
// field of a named type, or as an element of the map that the field holds.
func storedIn(instr ssa.Instruction) (whole ssa.Value, field string, value ssa.Value) {
	var addr ssa.Value
	switch instr := instr.(type) {
	case *ssa.Store:
		addr, value = instr.Addr, instr.Val
		switch value.(type) {
		case *ssa.MakeMap, *ssa.MakeSlice:
			return nil, "", nil
		}
	case *ssa.MapUpdate:
		load, ok := instr.Map.(*ssa.UnOp)
		if !ok {
			return nil, "", nil
		}
		addr, value = load.X, instr.Value
	}
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return nil, "", nil
	}
	f := flow.FieldOf(fa)
	if f == nil || namedElem(fa.X.Type()) == nil {
		return nil, "", nil
	}
	return fa.X, f.Name(), value
}

// fieldsMade returns the fields of the object v with what they hold, if it is
// made on the spot or by a constructor of the package.
func (m *Model) fieldsMade(v ssa.Value) map[fieldOf]ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.Alloc:
			return literalFields(x)
		case *ssa.Call:
			callees, certainty := m.Flow.Callees(x)
			if certainty != flow.Sure {
				return nil
			}
			return madeBy(callees[0])
		}
		return nil
	}
}

func literalFields(made *ssa.Alloc) map[fieldOf]ssa.Value {
	owner := namedElem(made.Type())
	if owner == nil {
		return nil
	}
	fields := make(map[fieldOf]ssa.Value)
	for _, ref := range *made.Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		f := flow.FieldOf(fa)
		if f == nil {
			continue
		}
		for _, use := range *fa.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == fa {
				fields[fieldOf{owner, f.Name()}] = store.Val
			}
		}
	}
	return fields
}

// madeBy returns the fields of the object that callee makes and returns, as far
// as they hold its arguments.
func madeBy(callee flow.Callee) map[fieldOf]ssa.Value {
	var fields map[fieldOf]ssa.Value
	for instr := range flow.Instructions(callee.Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 {
			return nil
		}
		made, ok := ret.Results[0].(*ssa.Alloc)
		if !ok || fields != nil {
			return nil
		}
		fields = literalFields(made)
	}
	args := make(map[fieldOf]ssa.Value)
	for f, v := range fields {
		for i, p := range callee.Fn.Params {
			if v == p && i < len(callee.Args) && callee.Args[i] != nil {
				args[f] = callee.Args[i]
			}
		}
	}
	return args
}
