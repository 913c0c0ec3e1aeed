// Package protocol knows the calls that hand out a value together with a
// status, an error or ok, and finds values that are used before the status is
// looked at.
package protocol

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Pair is a tuple whose last component tells whether the others are good.
type Pair struct {
	Tuple  ssa.Value      // a call, or a lookup, assertion or receive with ok
	Values []*ssa.Extract // the components that may be nil, as far as they are used
	Status *ssa.Extract   // nil if the source does not even name it
	Error  bool           // whether the status is an error; else it is ok
}

// Call returns the call that hands out p, or nil.
func (p *Pair) Call() *ssa.Call {
	call, _ := p.Tuple.(*ssa.Call)
	return call
}

// Pairs returns the pairs that fn receives.
func Pairs(fn *ssa.Function) []*Pair {
	var pairs []*Pair
	for instr := range flow.Instructions(fn) {
		v, ok := instr.(ssa.Value)
		if !ok {
			continue
		}
		tuple, ok := v.Type().(*types.Tuple)
		if !ok || tuple.Len() < 2 {
			continue
		}
		if pair := pairOf(v, tuple); pair != nil {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

func pairOf(v ssa.Value, tuple *types.Tuple) *Pair {
	last := tuple.Len() - 1
	pair := &Pair{Tuple: v}
	switch status := tuple.At(last).Type(); {
	case typ.IsError(status):
		pair.Error = true
	case isBool(status):
	default:
		return nil
	}
	switch v.(type) {
	case *ssa.Call, *ssa.TypeAssert, *ssa.Lookup:
	case *ssa.UnOp: // receive
	default: // next of a range, select
		return nil
	}
	for _, ref := range flow.Referrers(v) {
		e, ok := ref.(*ssa.Extract)
		if !ok {
			continue
		}
		if e.Index == last {
			pair.Status = e
		} else if nilness.Nillable(e.Type()) {
			pair.Values = append(pair.Values, e)
		}
	}
	return pair
}

// StatusOf returns the error that the same call has returned beside v, or nil.
func StatusOf(v *ssa.Extract) *ssa.Extract {
	tuple, ok := v.Tuple.Type().(*types.Tuple)
	if _, isCall := v.Tuple.(*ssa.Call); !ok || !isCall || !typ.IsError(tuple.At(tuple.Len()-1).Type()) {
		return nil
	}
	for _, ref := range flow.Referrers(v.Tuple) {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == tuple.Len()-1 && e != v {
			return e
		}
	}
	return nil
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// Discarded reports whether the status of pair is assigned to the blank
// identifier, or to nothing at all. A status that is merely overwritten is not.
func (pair *Pair) Discarded(p *flow.Package) bool {
	if pair.Status == nil {
		return true
	}
	if len(*pair.Status.Referrers()) > 0 {
		return false
	}
	for _, n := range p.Enclosing(pair.Tuple.Pos()) {
		var names []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			names = n.Lhs
		case *ast.ValueSpec:
			for _, id := range n.Names {
				names = append(names, id)
			}
		case *ast.BlockStmt, *ast.FuncLit:
			return false
		default:
			continue
		}
		id, ok := names[len(names)-1].(*ast.Ident)
		return ok && id.Name == "_"
	}
	return false
}

// A Use is the use of a value that may be nil.
type Use struct {
	Instr ssa.Instruction
	Value *ssa.Extract
	Path  *flow.Path // from the pair to the use
	// Closure is set if Instr defers a closure that uses the value.
	Closure bool
}

// Unchecked returns a use of a value of pair that some path reaches before the
// status, or the value itself, is looked at; or nil.
func Unchecked(p *flow.Package, model *nilness.Model, pair *Pair) *Use {
	candidates := candidates(model, pair)
	if len(candidates.values) == 0 {
		return nil
	}
	var use *Use
	track := make([]ssa.Value, 0, len(candidates.values)+1)
	for _, v := range candidates.values {
		track = append(track, v)
	}
	if pair.Status != nil {
		track = append(track, pair.Status)
	}
	flow.Find(p, flow.Search[held]{
		Fn:    pair.Tuple.Parent(),
		From:  pair.Tuple.(ssa.Instruction),
		Track: track,
		Step: func(h held, e flow.Event, at *flow.Cursor) (held, flow.Verdict) {
			if e.Deferred { // at an exit: what the defer statement does counts
				return h, flow.Continue
			}
			h = h.step(candidates, e.Instr)
			if v, closure := candidates.used(model, e, at, h); v != nil {
				use = &Use{Instr: e.Instr, Value: v, Path: at.Path(), Closure: closure}
				return h, flow.Found
			}
			if e.Instr == pair.Tuple.(ssa.Instruction) || candidates.looksAt(pair, e, at, h) {
				return h, flow.Prune
			}
			return h, flow.Continue
		},
	})
	return use
}

// values are the components of a pair that are dereferenced somewhere, and the
// variables in memory that they, and the status, are stored in.
type values struct {
	values  []*ssa.Extract
	memory  map[any]*ssa.Extract // place → component stored in it
	numbers map[any]int
}

// fieldOf is a field of the struct at base.
type fieldOf struct {
	base  ssa.Value
	field int
}

// placeOf returns what identifies the variable or field at addr.
func placeOf(addr ssa.Value) any {
	if f, ok := addr.(*ssa.FieldAddr); ok {
		return fieldOf{f.X, f.Field}
	}
	return addr
}

// held tells, as a bit each, which variables still hold what was stored.
type held uint8

func candidates(model *nilness.Model, pair *Pair) *values {
	c := &values{memory: make(map[any]*ssa.Extract), numbers: make(map[any]int)}
	for _, v := range pair.Values {
		if call := pair.Call(); call != nil && model.NeverNil(call, v.Index) || tellsItself(v.Type()) || call != nil && call.Call.IsInvoke() && isFunc(v.Type()) {
			continue
		}
		c.values = append(c.values, v)
		c.stored(v)
	}
	if pair.Status != nil {
		c.stored(pair.Status)
	}
	return c
}

// isFunc reports whether t is a function type. What a method of an interface
// returns of it is most often to be called in any case, to clean up.
func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// tellsItself reports whether values of type t, by their documentation, are
// never nil, and tell the error that was returned beside them later.
func tellsItself(t types.Type) bool {
	switch types.TypeString(t, nil) {
	case "github.com/jackc/pgx/v4.Rows", "github.com/jackc/pgx/v5.Rows":
		return true
	}
	return false
}

// stored notes the variables in memory that v is assigned to.
func (c *values) stored(v *ssa.Extract) {
	for _, ref := range *v.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Val != ssa.Value(v) {
			continue
		}
		switch store.Addr.(type) {
		case *ssa.Alloc, *ssa.FreeVar, *ssa.Global, *ssa.FieldAddr:
			if place := placeOf(store.Addr); len(c.numbers) < 8 {
				c.memory[place] = v
				c.numbers[place] = len(c.numbers)
			}
		}
	}
}

// step returns what variables hold after instr.
func (h held) step(c *values, instr ssa.Instruction) held {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return h
	}
	n, ok := c.numbers[placeOf(store.Addr)]
	if !ok {
		return h
	}
	if store.Val == ssa.Value(c.memory[placeOf(store.Addr)]) {
		return h | 1<<n
	}
	return h &^ (1 << n)
}

// component returns the component of the pair that v is at this point of a
// path, or nil.
func (c *values) component(v ssa.Value, at *flow.Cursor, h held) *ssa.Extract {
	v = at.Resolve(v)
	if e, ok := v.(*ssa.Extract); ok {
		return e
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if n, ok := c.numbers[placeOf(load.X)]; ok && h&(1<<n) != 0 {
			return c.memory[placeOf(load.X)]
		}
	}
	return nil
}

func (c *values) has(e *ssa.Extract) bool {
	for _, v := range c.values {
		if v == e {
			return true
		}
	}
	return false
}
