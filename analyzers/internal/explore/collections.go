package explore

import (
	"go/constant"
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"
)

// element returns the address of element i of x, a slice or a pointer to an
// array.
func (m *machine) element(x, i value, t types.Type, from ssa.Value) value {
	k, ok := intOf(i)
	known := ok && k.s == nil
	switch v := x.(type) {
	case *slicev:
		if known {
			return v.base.kid(v.off + k.k)
		}
		m.escape(v) // some element: all may be meant
		return &cell{typ: t, world: true, from: from}
	case *cell:
		if known {
			return v.kid(k.k)
		}
		m.escape(v)
		return &cell{typ: t, world: true, from: from}
	case *sym:
		if v.elems == nil {
			v.elems = make(map[string]*cell)
		}
		c := v.elems[key(i)]
		if c == nil {
			c = &cell{typ: t, world: true, from: from}
			v.elems[key(i)] = c
		}
		return c
	}
	return &cell{typ: t, world: true, from: from}
}

// index returns element i of the array or string x.
func (m *machine) index(x, i value, instr ssa.Value) value {
	if s, ok := x.(*structv); ok {
		if k, ok := intOf(i); ok && k.s == nil && k.k >= 0 && int(k.k) < len(s.fields) {
			return s.fields[k.k]
		}
		m.escape(s)
	}
	return m.newSym(instr.Type(), instr)
}

// lookup returns the element of the map x with key k.
func (m *machine) lookup(x, k value, instr *ssa.Lookup) value {
	t := instr.Type()
	if instr.CommaOk {
		t = instr.Type().(*types.Tuple).At(0).Type()
	}
	result := func(v, ok value) value {
		if instr.CommaOk {
			return tuple{v, ok}
		}
		return v
	}
	if mv, ok := x.(*mapv); ok {
		if e, ok := mv.entries[key(k)]; ok {
			return result(e.v, boolv(true))
		}
		if len(mv.keys) == 0 && !mv.world {
			return result(m.zero(t), boolv(false))
		}
		if mv.distinct(k) && !mv.world {
			return result(m.zero(t), boolv(false))
		}
		m.escape(mv)
	}
	if s, ok := x.(*sym); ok {
		name := "[" + key(k) + "]"
		return result(m.part(s, name, t), m.part(s, name+" ok", types.Typ[types.Bool]))
	}
	return result(m.unknown(t, instr), m.newSym(types.Typ[types.Bool], instr))
}

// distinct reports whether k differs from all keys of mv for certain.
func (mv *mapv) distinct(k value) bool {
	_, isConst := k.(constv)
	for _, name := range mv.keys {
		if _, otherConst := mv.entries[name].k.(constv); !isConst || !otherConst {
			return false
		}
	}
	return true
}

func (m *machine) update(x, k, v value) {
	switch mv := x.(type) {
	case *mapv:
		if mv.world {
			m.escape(k)
			m.escape(v)
		}
		name := key(k)
		if _, ok := mv.entries[name]; !ok {
			mv.keys = append(mv.keys, name)
		}
		mv.entries[name] = entry{k, v}
	case nilv:
		m.state = infeasible
	case *sym:
		m.escape(k)
		m.escape(v)
		delete(mv.parts, "["+key(k)+"]")
		delete(mv.parts, "["+key(k)+"] ok")
	}
}

func (m *machine) remove(x, k value) {
	mv, ok := x.(*mapv)
	if !ok {
		return
	}
	name := key(k)
	if _, ok := mv.entries[name]; !ok {
		return
	}
	delete(mv.entries, name)
	var keys []string
	for _, other := range mv.keys {
		if other != name {
			keys = append(keys, other)
		}
	}
	mv.keys = keys
}

// slice evaluates a slice expression.
func (m *machine) slice(f *frame, instr *ssa.Slice) value {
	x := m.get(f, instr.X)
	bound := func(v ssa.Value, missing value) (int64, bool) {
		b := missing
		if v != nil {
			b = m.get(f, v)
		}
		k, ok := intOf(b)
		return k.k, ok && k.s == nil
	}
	var base *cell
	var off int64
	var size value
	switch v := x.(type) {
	case *cell:
		arr, ok := under(v.typ).(*types.Array)
		if !ok {
			return m.newSym(instr.Type(), instr)
		}
		base, size = v, intv(arr.Len())
	case *slicev:
		base, off, size = v.base, v.off, v.size
		if instr.Low == nil && instr.High == nil {
			return v
		}
	case nilv:
		return v
	default:
		return m.newSym(instr.Type(), instr)
	}
	low, ok1 := bound(instr.Low, intv(0))
	high, ok2 := bound(instr.High, size)
	if !ok1 || !ok2 || low > high || low < 0 {
		m.escape(base)
		return m.newSym(instr.Type(), instr)
	}
	return &slicev{base: base, off: off + low, size: intv(high - low)}
}

// extend returns append(x, y...).
func (m *machine) extend(x, y value, t types.Type) value {
	xs, okx := m.elements(x)
	ys, oky := m.elements(y)
	if !okx || !oky {
		m.escape(x)
		m.escape(y)
		return m.newSym(t, nil)
	}
	all := append(append([]value(nil), xs...), ys...)
	if len(all) > 64 {
		for _, v := range all {
			m.escape(v)
		}
		return m.newSym(t, nil)
	}
	base := &cell{typ: t}
	for i, v := range all {
		m.store(base.kid(int64(i)), v)
	}
	return &slicev{base: base, size: intv(int64(len(all)))}
}

// elements returns the elements of the slice x, if they are known.
func (m *machine) elements(x value) ([]value, bool) {
	switch v := x.(type) {
	case nilv:
		return nil, true
	case *slicev:
		n, ok := intOf(v.size)
		if !ok || n.s != nil || n.k > 64 || v.base.world {
			return nil, false
		}
		vs := make([]value, n.k)
		for i := range vs {
			vs[i] = m.load(v.base.kid(v.off + int64(i)))
		}
		return vs, true
	}
	return nil, false
}

// length returns len(x).
func (m *machine) length(x value, from ssa.Value) value {
	switch v := x.(type) {
	case nilv:
		return intv(0)
	case constv:
		if v.c.Kind() == constant.String {
			return intv(int64(len(constant.StringVal(v.c))))
		}
	case *slicev:
		return v.size
	case *mapv:
		if !v.world {
			return intv(int64(len(v.keys)))
		}
	case *chanv:
		if !v.world {
			return intv(int64(len(v.buf)))
		}
	case *sym:
		if _, isChan := under(v.typ).(*types.Chan); isChan {
			break
		}
		if v.size == nil {
			n := m.newSym(types.Typ[types.Int], from)
			n.lo, n.hi = 0, math.MaxInt64
			v.size = n
		}
		return v.size
	}
	n := m.newSym(types.Typ[types.Int], from)
	n.lo = 0
	return n
}

// next advances the range it. Over unknown maps and strings it ends when the
// length says so, so that two ranges over one map turn equally often.
func (m *machine) next(it value, instr *ssa.Next) value {
	results := instr.Type().(*types.Tuple)
	unknowns := func(ok value) value {
		return tuple{ok, m.newSym(results.At(1).Type(), instr), m.newSym(results.At(2).Type(), instr)}
	}
	r, isIter := it.(*iter)
	if !isIter {
		return unknowns(m.newSym(types.Typ[types.Bool], instr))
	}
	if mv, ok := r.of.(*mapv); ok && !mv.world {
		if int(r.n) >= len(mv.keys) {
			return unknowns(boolv(false))
		}
		e := mv.entries[mv.keys[r.n]]
		r.n++
		return tuple{boolv(true), e.k, e.v}
	}
	more := m.compare(cmpv{lt, intv(r.n), m.length(r.of, instr), false})
	r.n++
	return unknowns(more)
}
