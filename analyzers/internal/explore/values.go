package explore

import (
	"fmt"
	"go/constant"
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"
)

// A value is what a register or variable holds in one execution: one of the
// types of this file.
type value any

type (
	// nilv is the nil of any type.
	nilv struct{}
	// constv is a known basic value.
	constv struct{ c constant.Value }
	// linv is the integer s+k.
	linv struct {
		s *sym
		k int64
	}
	// structv is a struct or array by value.
	structv struct{ fields []value }
	// ifacev is a non-nil interface value of known type.
	ifacev struct {
		typ types.Type
		v   value
	}
	// tuple holds several results.
	tuple []value
	// cmpv is a comparison that is decided when a branch asks for it.
	cmpv struct {
		op   cmpOp
		x, y value
		not  bool
	}
)

// A sym is an unknown value. What an execution decides about it is kept in
// it, so that all later questions get the same answer.
type sym struct {
	id     int
	typ    types.Type
	lo, hi int64
	truth  int8 // of a bool: +1 true, -1 false, 0 open
	isNil  int8 // +1 nil, -1 not nil, 0 open
	size   value
	parts  map[string]value // fields, results of type assertions
	points *cell            // what a pointer points to
	elems  map[string]*cell // elements of a slice or map
	source ssa.Value        // what produced it, for messages
}

// A closure is a function value.
type closure struct {
	fn    *ssa.Function
	binds []value
	// once is set for the result of sync.OnceFunc: the closure runs f once.
	once    *onceState
	recv    value // the receiver of a bound method
	cancels *ctxv // of a cancel function
}

type onceState struct {
	f    value
	done bool
}

// A slicev is a slice of a known array.
type slicev struct {
	base *cell
	off  int64
	size value
}

// A mapv is a map made in the execution.
type mapv struct {
	keys    []string
	entries map[string]entry
	world   bool
}

type entry struct{ k, v value }

// iter is the state of a range over a map or string.
type iter struct {
	of value
	n  int64
}

// A cell is a variable: its address is the pointer value.
type cell struct {
	typ   types.Type
	val   value
	kids  map[int64]*cell // of a struct or array
	world bool            // code that is not seen may use it
	vague bool            // code that is not executed has changed what it holds
	sync  *syncState
	reads *cell // of what RLocker returns: the lock
	from  ssa.Value
}

// A chanv is a channel made in the execution.
type chanv struct {
	make    *ssa.MakeChan
	size    value // capacity
	elem    types.Type
	buf     []value
	closed  ssa.Instruction
	world   bool
	heard   int  // answers of the outside
	context bool // the Done channel of a context
}

func intv(n int64) value { return constv{constant.MakeInt64(n)} }

func boolv(b bool) value { return constv{constant.MakeBool(b)} }

// newSym returns a new unknown value of type t.
func (m *machine) newSym(t types.Type, source ssa.Value) *sym {
	m.syms++
	s := &sym{id: m.syms, typ: t, lo: math.MinInt64, hi: math.MaxInt64, source: source}
	if basic, ok := under(t).(*types.Basic); ok && basic.Info()&types.IsUnsigned != 0 {
		s.lo = 0
	}
	return s
}

func under(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	return types.Unalias(t).Underlying()
}

// part returns the part of s with the given name, always the same.
func (m *machine) part(s *sym, name string, t types.Type) value {
	if v, ok := s.parts[name]; ok {
		return v
	}
	if s.parts == nil {
		s.parts = make(map[string]value)
	}
	v := m.unknown(t, s.source)
	s.parts[name] = v
	return v
}

// unknown returns an unknown value of type t.
func (m *machine) unknown(t types.Type, source ssa.Value) value {
	if tup, ok := t.(*types.Tuple); ok {
		vs := make(tuple, tup.Len())
		for i := range vs {
			vs[i] = m.newSym(tup.At(i).Type(), source)
		}
		return vs
	}
	return m.newSym(t, source)
}

// deref returns the variable that the pointer v points to, or nil if it must
// be nil.
func (m *machine) deref(v value) *cell {
	switch v := v.(type) {
	case *cell:
		return v
	case *sym:
		if v.isNil > 0 {
			return nil
		}
		v.isNil = -1
		if v.points == nil {
			var elem types.Type
			if ptr, ok := under(v.typ).(*types.Pointer); ok {
				elem = ptr.Elem()
			}
			v.points = &cell{typ: elem, world: true, from: v.source}
		}
		return v.points
	}
	return nil
}

// kid returns field or element i of c.
func (c *cell) kid(i int64) *cell {
	if k := c.kids[i]; k != nil {
		return k
	}
	var t types.Type
	switch u := under(c.typ).(type) {
	case *types.Struct:
		if i >= 0 && int(i) < u.NumFields() {
			t = u.Field(int(i)).Type()
		}
	case *types.Array:
		t = u.Elem()
	case *types.Slice: // the array behind a slice
		t = u.Elem()
	}
	k := &cell{typ: t, world: c.world, vague: c.vague, from: c.from}
	if c.kids == nil {
		c.kids = make(map[int64]*cell)
	}
	c.kids[i] = k
	return k
}

// load returns what c holds.
func (m *machine) load(c *cell) value {
	switch u := under(c.typ).(type) {
	case *types.Struct:
		s := &structv{fields: make([]value, u.NumFields())}
		for i := range s.fields {
			s.fields[i] = m.load(c.kid(int64(i)))
		}
		return s
	case *types.Array:
		if u.Len() <= 16 {
			s := &structv{fields: make([]value, u.Len())}
			for i := range s.fields {
				s.fields[i] = m.load(c.kid(int64(i)))
			}
			return s
		}
		return m.newSym(c.typ, nil)
	}
	if c.val == nil {
		if c.world {
			s := m.newSym(c.typ, c.from)
			if _, isVar := c.from.(*ssa.Global); isVar && types.Identical(s.typ, errorType) {
				s.isNil = -1 // a sentinel
			}
			c.val = s
		} else {
			c.val = m.zero(c.typ)
			if c.vague && !m.pkg.carries(c.typ) {
				c.val = m.newSym(c.typ, c.from)
			}
		}
	}
	return c.val
}

// store sets c to v. What world variables hold is known to the world.
func (m *machine) store(c *cell, v value) {
	if c.world {
		m.escape(v)
	}
	switch u := under(c.typ).(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			m.store(c.kid(int64(i)), m.field(v, i, u.Field(i).Type()))
		}
		return
	case *types.Array:
		if u.Len() > 16 {
			m.escape(v)
			return
		}
		for i := range int(u.Len()) {
			m.store(c.kid(int64(i)), m.field(v, i, u.Elem()))
		}
		return
	}
	c.val = v
}

// field returns field or element i of the struct or array v.
func (m *machine) field(v value, i int, t types.Type) value {
	switch v := v.(type) {
	case *structv:
		if i < len(v.fields) {
			return v.fields[i]
		}
	case *sym:
		return m.part(v, fmt.Sprint(i), t)
	}
	return m.zero(t)
}

// zero returns the zero value of t.
func (m *machine) zero(t types.Type) value {
	switch u := under(t).(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return boolv(false)
		case info&types.IsInteger != 0:
			return intv(0)
		case info&types.IsString != 0:
			return constv{constant.MakeString("")}
		case info&types.IsNumeric != 0:
			return constv{constant.MakeFloat64(0)}
		}
		return nilv{}
	case *types.Struct:
		s := &structv{fields: make([]value, u.NumFields())}
		for i := range s.fields {
			s.fields[i] = m.zero(u.Field(i).Type())
		}
		return s
	case *types.Array:
		if u.Len() > 16 {
			return m.newSym(t, nil)
		}
		s := &structv{fields: make([]value, u.Len())}
		for i := range s.fields {
			s.fields[i] = m.zero(u.Elem())
		}
		return s
	case *types.Interface:
		if types.IsInterface(t) && !isTypeParam(t) {
			return nilv{}
		}
		return m.newSym(t, nil)
	case *types.Slice, *types.Map, *types.Chan, *types.Pointer, *types.Signature:
		return nilv{}
	}
	return m.newSym(t, nil)
}

var errorType = types.Universe.Lookup("error").Type()

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}
