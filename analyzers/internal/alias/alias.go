// Package alias tells which slices view one backing array, which part of it
// they view, whether they may have room to grow in place, and where a slice
// lives on.
//
// Offsets are symbolic: a constant, or a length or integer value plus a
// constant. Two offsets that cannot be compared are never called equal.
package alias

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Bound is an offset into an array: Sym + C. The zero Sym stands for 0.
type Bound struct {
	Sym   any // an ssa.Value, the length of one (lenOf), or computed from such (binOf)
	C     int64
	Known bool
}

type lenOf struct{ v ssa.Value }

// binOf is the result of an operation that has no symbol of its own, so that
// len(s)/2 is the same wherever it is computed.
type binOf struct {
	op   token.Token
	x, y Bound
}

func constBound(c int64) Bound { return Bound{C: c, Known: true} }

func (b Bound) plus(c Bound) Bound {
	switch {
	case !b.Known || !c.Known || b.Sym != nil && c.Sym != nil:
		return Bound{}
	case b.Sym == nil:
		b.Sym = c.Sym
	}
	b.C += c.C
	return b
}

// minus returns b - c if both grow from one symbol, or c is a constant.
func (b Bound) minus(c Bound) Bound {
	switch {
	case !b.Known || !c.Known:
		return Bound{}
	case b.Sym == c.Sym:
		return constBound(b.C - c.C)
	case c.Sym == nil:
		return Bound{b.Sym, b.C - c.C, true}
	}
	return Bound{}
}

// Equal reports whether b and c are surely the same offset.
func (b Bound) Equal(c Bound) bool { return b.Known && b == c }

// Less reports whether b is surely smaller than c.
func (b Bound) Less(c Bound) bool {
	if !b.Known || !c.Known {
		return false
	}
	if b.Sym == c.Sym {
		return b.C < c.C
	}
	// A length is at least 0.
	_, isLen := c.Sym.(lenOf)
	return b.Sym == nil && isLen && b.C < c.C
}

// A View is what a slice value shows: elements Lo up to Hi of Array, which is
// identified by the value that the slice derives from.
type View struct {
	Array  ssa.Value
	Lo, Hi Bound
	// Exact is set if the capacity is the length, so that append always
	// allocates.
	Exact bool
	// Truncated is the slice or array that the view ends before the end of,
	// or nil if it goes to the end.
	Truncated ssa.Value
	// Of is the struct value that the array is of a field of, if the view was
	// loaded from a copy of it.
	Of ssa.Value
}

// A Model answers questions about the slices of one package.
type Model struct {
	*flow.Package
	views     map[ssa.Value]View
	loads     map[*ssa.UnOp]*ssa.UnOp
	parts     map[part]*ssa.UnOp // the first load of each
	summaries map[*ssa.Function]*summary
	assigns   *assigns          // built when first asked for
	active    map[*ssa.Phi]bool // phis whose views are being computed
	nested    int               // how many
	spent     map[*ssa.Function]int
	indexes   map[*ssa.Function]*index
	callees   map[*ssa.Call][]flow.Callee
}

// New returns a model of p. It is not safe for concurrent use.
func New(p *flow.Package) *Model {
	return &Model{
		Package:   p,
		views:     make(map[ssa.Value]View),
		loads:     make(map[*ssa.UnOp]*ssa.UnOp),
		parts:     make(map[part]*ssa.UnOp),
		summaries: make(map[*ssa.Function]*summary),
		active:    make(map[*ssa.Phi]bool),
		spent:     make(map[*ssa.Function]int),
		indexes:   make(map[*ssa.Function]*index),
		callees:   make(map[*ssa.Call][]flow.Callee),
	}
}

// IsSlice reports whether v is a slice, whose type parameters, if any, are of
// its elements only.
func IsSlice(v ssa.Value) bool {
	_, ok := v.Type().Underlying().(*types.Slice)
	return ok
}

// View returns the view of the slice v.
func (m *Model) View(v ssa.Value) View {
	if view, ok := m.views[v]; ok {
		return view
	}
	if phi, ok := v.(*ssa.Phi); ok {
		return m.viewPhi(phi)
	}
	view := m.view(v)
	m.views[v] = view
	return view
}

// fresh returns the view of a slice v of its own array.
func fresh(v ssa.Value) View {
	return View{Array: v, Lo: constBound(0), Hi: Bound{Sym: lenOf{v}, Known: true}}
}

func (m *Model) view(v ssa.Value) View {
	switch v := v.(type) {
	case *ssa.Slice:
		return m.viewSlice(v)
	case *ssa.ChangeType:
		return m.View(v.X)
	case *ssa.MakeSlice:
		view := fresh(v)
		view.Hi = m.Bound(v.Len)
		view.Exact = v.Len == v.Cap || m.Bound(v.Len).Equal(m.Bound(v.Cap))
		return view
	case *ssa.Const: // nil
		return View{Array: v, Lo: constBound(0), Hi: constBound(0), Exact: true}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if view, ok := m.viewPart(v); ok {
				return view
			}
			view := fresh(m.canonical(v))
			view.Exact = m.alwaysExact(v.X)
			return view
		}
	case *ssa.Call:
		return m.viewCall(v)
	}
	if lookup := lookupOf(v); lookup != nil {
		return fresh(m.canonicalLookup(v, lookup))
	}
	return fresh(v)
}

// GivenExact reports whether v is a parameter that all callers of its function
// give slices without room to grow.
func (m *Model) GivenExact(v ssa.Value) bool {
	param, ok := v.(*ssa.Parameter)
	if !ok {
		return false
	}
	args, complete := m.Arguments(param)
	if !complete || len(args) == 0 {
		return false
	}
	for _, arg := range args {
		if !IsSlice(arg) || !m.View(arg).Exact {
			return false
		}
	}
	return true
}

// alwaysExact reports whether the variable at addr holds only slices without
// room to grow.
func (m *Model) alwaysExact(addr ssa.Value) bool {
	values, complete := m.Stored(addr)
	if !complete || m.nested > 4 {
		return false
	}
	m.nested++
	defer func() { m.nested-- }()
	for _, v := range values {
		if !m.View(v).Exact {
			return false
		}
	}
	return len(values) > 0
}

func (m *Model) viewSlice(v *ssa.Slice) View {
	var p View
	if ptr, ok := v.X.Type().Underlying().(*types.Pointer); ok {
		array, ok := ptr.Elem().Underlying().(*types.Array)
		if !ok {
			return fresh(v)
		}
		p = View{Array: v.X, Lo: constBound(0), Hi: constBound(array.Len()), Exact: true}
	} else if IsSlice(v.X) {
		p = m.View(v.X)
	} else {
		return fresh(v)
	}
	view := p
	if v.Low != nil {
		view.Lo = p.Lo.plus(m.Bound(v.Low))
	}
	if v.High != nil {
		view.Hi = p.Lo.plus(m.Bound(v.High))
		if !view.Hi.Equal(p.Hi) {
			view.Truncated = v.X
			view.Exact = false
		}
	}
	if v.Max != nil {
		view.Exact = m.Bound(v.Max).Equal(m.Bound(v.High))
	}
	return view
}

func (m *Model) viewCall(v *ssa.Call) View {
	if flow.CalleeName(v.Common()) == "slices.Clip" && len(v.Call.Args) == 1 {
		view := m.View(v.Call.Args[0])
		view.Exact = true
		return view
	}
	app, ok := m.AppendOf(v)
	if !ok {
		if base := m.inPlace(v); base != nil {
			view := m.View(base)
			view.Hi, view.Exact, view.Truncated = Bound{}, false, base
			return view
		}
		return fresh(v)
	}
	base := m.View(app.Base)
	if base.Exact {
		view := fresh(v)
		if base.Hi.Equal(base.Lo) && app.Count > 0 {
			view.Hi = constBound(app.Count)
		}
		return view
	}
	base.Truncated = nil
	if app.Count < 0 {
		base.Hi = Bound{Sym: v, Known: true}
	} else {
		base.Hi = base.Hi.plus(constBound(app.Count))
	}
	return base
}

// Chain calls visit for v and the slices it derives from, and reports whether
// visit says true for one.
func (m *Model) Chain(v ssa.Value, visit func(ssa.Value) bool) bool {
	seen := make(map[ssa.Value]bool)
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] || len(seen) > 100 {
			return false
		}
		seen[v] = true
		if visit(v) {
			return true
		}
		for _, x := range m.Sources(v) {
			if walk(x) {
				return true
			}
		}
		return false
	}
	return walk(v)
}

// Sources returns the slices that share an array with v because v was made
// from them.
func (m *Model) Sources(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Edges
	case *ssa.Slice:
		return []ssa.Value{v.X}
	case *ssa.ChangeType:
		return []ssa.Value{v.X}
	case *ssa.Call:
		if app, ok := m.AppendOf(v); ok {
			return []ssa.Value{app.Base}
		}
		if flow.CalleeName(v.Common()) == "slices.Clip" && len(v.Call.Args) == 1 {
			return v.Call.Args
		}
		if base := m.inPlace(v); base != nil {
			return []ssa.Value{base}
		}
	}
	return nil
}

// merge joins two views that meet in phi.
func merge(phi *ssa.Phi, a, b View) View {
	if a.Array != b.Array {
		return fresh(phi)
	}
	if !a.Lo.Equal(b.Lo) {
		a.Lo = Bound{}
	}
	if !a.Hi.Equal(b.Hi) {
		a.Hi = Bound{}
	}
	a.Exact = a.Exact && b.Exact
	if a.Truncated == nil {
		a.Truncated = b.Truncated
	}
	return a
}

// Bound returns the integer v as a bound.
func (m *Model) Bound(v ssa.Value) Bound { return m.bound(v, 0) }

func (m *Model) bound(v ssa.Value, depth int) Bound {
	if v == nil || depth > 8 {
		return Bound{}
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Int {
			return constBound(v.Int64())
		}
		return Bound{}
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD:
			return m.bound(v.X, depth+1).plus(m.bound(v.Y, depth+1))
		case token.SUB:
			if b := m.bound(v.X, depth+1).minus(m.bound(v.Y, depth+1)); b.Known {
				return b
			}
		case token.QUO, token.MUL, token.REM, token.SHR:
			x, y := m.bound(v.X, depth+1), m.bound(v.Y, depth+1)
			if _, isLen := x.Sym.(lenOf); isLen && y.Known && y.Sym == nil {
				return Bound{Sym: binOf{v.Op, x, y}, Known: true}
			}
		}
	case *ssa.Call:
		if flow.Builtin(v.Common()) == "len" && IsSlice(v.Call.Args[0]) {
			view := m.View(v.Call.Args[0])
			if b := view.Hi.minus(view.Lo); b.Known {
				return b
			}
			return Bound{Sym: lenOf{v.Call.Args[0]}, Known: true}
		}
	}
	return Bound{Sym: v, Known: true}
}
