package access

import (
	"go/token"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Origins tells where references come from. A path as [Of] returns it denotes
// a variable; the copy of a struct is another variable, although the map in
// it is the same. An origin follows the reference back through the copies: of
// variables, of structs and arrays as a whole, into the fields of new objects
// and out again. Two references with one origin refer to the same object.
//
// Its methods may be called from several goroutines at once.
type Origins struct {
	pkg *flow.Package

	index sync.Once
	later map[*types.Var]bool // fields assigned outside the function that makes the object

	cache sync.Mutex
	known map[*ssa.Alloc]*memory
}

// NewOrigins returns the origins of the references of pkg.
func NewOrigins(pkg *flow.Package) *Origins {
	return &Origins{pkg: pkg, known: make(map[*ssa.Alloc]*memory)}
}

// Of returns the origin of v: the path by which its object is first known to
// the function of v, or to those around it.
func (o *Origins) Of(v ssa.Value) Path { return o.follow(v, "", nil, 0) }

// Resolve returns the origin of the reference p, whenever it is read.
func (o *Origins) Resolve(p Path) Path { return o.follow(p.Root, p.Sel, nil, 0) }

// Translate is [Translate] for an origin of the function called as callee.
func (o *Origins) Translate(p Path, callee flow.Callee) (Path, bool) {
	param, ok := p.Root.(*ssa.Parameter)
	if !ok || param.Parent() != callee.Fn {
		return Translate(p, callee)
	}
	for i, other := range callee.Fn.Params {
		if other == param && i < len(callee.Args) && callee.Args[i] != nil {
			return o.follow(callee.Args[i], p.Sel, nil, 0), true
		}
	}
	return Path{}, false
}

// follow returns the origin of what the selectors sel lead to from v. The
// instruction at, if known, is the one that loads it.
func (o *Origins) follow(v ssa.Value, sel string, at ssa.Instruction, depth int) Path {
	here := Path{v, sel}
	if depth > maxDepth {
		return here
	}
	next := func(x ssa.Value, sel string) Path { return o.follow(x, sel, at, depth+1) }
	switch v := v.(type) {
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return o.follow(b, sel, nil, depth+1)
		}
	case *ssa.FieldAddr:
		if f := flow.FieldOf(v); f != nil {
			return next(v.X, "."+f.Name()+sel)
		}
	case *ssa.Field:
		if f := flow.FieldOfValue(v); f != nil {
			return next(v.X, "."+f.Name()+sel)
		}
	case *ssa.IndexAddr:
		return next(v.X, index(v.Index, depth)+sel)
	case *ssa.Index:
		return next(v.X, index(v.Index, depth)+sel)
	case *ssa.Lookup:
		return next(v.X, index(v.Index, depth)+sel)
	case *ssa.Extract:
		if l, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return next(l, sel)
		}
		if t, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return next(t.X, sel)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return o.load(v, sel, depth)
		}
	case *ssa.MakeInterface:
		return next(v.X, sel)
	case *ssa.ChangeInterface:
		return next(v.X, sel)
	case *ssa.ChangeType:
		return next(v.X, sel)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return next(v.X, sel)
		}
	case *ssa.Slice:
		if _, isPtr := v.X.Type().Underlying().(*types.Pointer); isPtr {
			return next(v.X, sel)
		}
	case *ssa.Phi:
		return o.phi(v, sel, depth)
	case *ssa.Alloc:
		return o.stored(v, sel, at, depth)
	case *ssa.Call:
		return o.result(v, sel, depth)
	}
	return here
}

// load follows sel from what the load v reads: a field of a struct that has
// been copied is the field of the original.
func (o *Origins) load(v *ssa.UnOp, sel string, depth int) Path {
	n := valueSelectors(v.Type(), sel)
	whole := sel[:n] != ""
	sel = sel[:n] + "*" + sel[n:]
	if whole && changed(v, Of(v.X).Join(sel[:n])) {
		return Path{v, sel[:n] + sel[n+1:]} // the original is another one by now
	}
	return o.follow(v.X, sel, v, depth+1)
}

// valueSelectors returns the length of the prefix of sel that selects parts of
// a struct or array of type t, without going through a pointer.
func valueSelectors(t types.Type, sel string) int {
	n := 0
	for _, s := range split(sel) {
		if t, _ = part(t, s); t == nil {
			break
		}
		n += len(s)
	}
	return n
}

// fieldsOf returns the fields that sel selects, one in another, from a struct
// of type t.
func fieldsOf(t types.Type, sel string) []*types.Var {
	var fields []*types.Var
	for _, s := range split(sel) {
		var f *types.Var
		if t, f = part(t, s); t == nil {
			break
		}
		if f != nil {
			fields = append(fields, f)
		}
	}
	return fields
}

// part returns the type of the part of a struct or array of type t that the
// selector sel selects, and the field if it is one; nil if there is none.
func part(t types.Type, sel string) (types.Type, *types.Var) {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if "."+f.Name() == sel {
				return f.Type(), f
			}
		}
	case *types.Array:
		if sel[0] == '[' {
			return u.Elem(), nil
		}
	}
	return nil, nil
}

// changed reports whether the function of load assigns the variable p, or what
// contains it, after load has read it.
func changed(load *ssa.UnOp, p Path) bool {
	if _, local := p.Root.(*ssa.Alloc); local && !strings.Contains(p.Sel, "*") {
		return false // see stored
	}
	for instr := range flow.Instructions(load.Parent()) {
		store, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		if q := Of(store.Addr); q.Root == p.Root && strings.HasPrefix(p.Sel, q.Sel) && flow.Reaches(load, store) {
			return true
		}
	}
	return false
}

// phi returns the origin that all edges of v share, or v's own.
func (o *Origins) phi(v *ssa.Phi, sel string, depth int) Path {
	var common Path
	for _, edge := range v.Edges {
		if edge == ssa.Value(v) {
			continue
		}
		if _, nested := edge.(*ssa.Phi); nested {
			return Path{v, sel}
		}
		p := o.follow(edge, sel, nil, depth+6)
		if common.IsZero() {
			common = p
		} else if common != p {
			return Path{v, sel}
		}
	}
	if common.IsZero() {
		return Path{v, sel}
	}
	return common
}

// stored follows sel from the address of the variable or object a through the
// value that was stored there, if it is certain which.
func (o *Origins) stored(a *ssa.Alloc, sel string, at ssa.Instruction, depth int) Path {
	here := Path{a, sel}
	target, rest, loaded := strings.Cut(sel, "*")
	if !loaded {
		return here
	}
	w := o.memoryOf(a).last(target, at, func() bool { return o.fixed(a.Type().Underlying().(*types.Pointer).Elem(), target) })
	if w == nil || flow.IsNil(w.store.Val) {
		return here
	}
	p := o.follow(w.store.Val, target[len(w.sel):]+rest, w.store, depth+1)
	if strings.ContainsAny(p.Sel, "@?") || strings.Count(p.Sel, "*") > 2 {
		return here // which element it was is known here only
	}
	return p
}

// result follows sel from the result of call through a function of the package
// that returns, or wraps, what it is given.
func (o *Origins) result(call *ssa.Call, sel string, depth int) Path {
	here := Path{call, sel}
	callees, certainty := o.pkg.Callees(call)
	if certainty != flow.Sure || len(callees) != 1 || depth > maxDepth/2 {
		return here
	}
	var common Path
	for _, block := range callees[0].Fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		results := flow.Results(ret)
		if len(results) != 1 {
			return here
		}
		p := o.follow(results[0], sel, ret, depth+6)
		if _, ok := p.Root.(*ssa.Parameter); !ok || !common.IsZero() && common != p {
			return here
		}
		common = p
	}
	for i, param := range callees[0].Fn.Params {
		if ssa.Value(param) == common.Root && i < len(callees[0].Args) && callees[0].Args[i] != nil {
			return o.follow(callees[0].Args[i], common.Sel, nil, depth+1)
		}
	}
	return here
}
