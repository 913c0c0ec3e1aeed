package nilness

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// ZeroField returns the local struct that v is a field of, if some path leads
// from its creation to use on which nothing assigns the field and nobody else
// sees the struct. The creation may be that of a function of the package which
// returns the struct.
func ZeroField(p *flow.Package, use ssa.Instruction, v ssa.Value) *ssa.Alloc {
	path, ok := fieldPath(v)
	if !ok {
		return nil
	}
	from, ok := path.Root.(ssa.Instruction)
	if !ok || from.Parent() != use.Parent() {
		return nil
	}
	alloc, ok := path.Root.(*ssa.Alloc)
	if call, isCall := path.Root.(*ssa.Call); isCall {
		alloc = returnedZero(p, call, path.Sel)
	} else if !ok || !isStruct(alloc) {
		return nil
	}
	if alloc == nil || !staysZero(p, from, v, use, path) {
		return nil
	}
	return alloc
}

// Clears returns the instructions of fn that store nil in a field.
func Clears(fn *ssa.Function) []*ssa.Store {
	var clears []*ssa.Store
	for instr := range flow.Instructions(fn) {
		if store, ok := instr.(*ssa.Store); ok && flow.IsNil(store.Val) {
			if _, isField := store.Addr.(*ssa.FieldAddr); isField {
				clears = append(clears, store)
			}
		}
	}
	return clears
}

// ClearedField returns the one of clears, of the function of use, that stores
// nil in the field that v is read from, if some path leads from there to use on
// which nothing can have assigned the field again.
func ClearedField(p *flow.Package, use ssa.Instruction, v ssa.Value, clears []*ssa.Store) *ssa.Store {
	path, ok := fieldPath(v)
	if !ok {
		return nil
	}
	for _, store := range clears {
		if access.Of(store.Addr) == path && staysZero(p, store, v, use, path) {
			return store
		}
	}
	return nil
}

// fieldPath returns where v, a field, is loaded from.
func fieldPath(v ssa.Value) (access.Path, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return access.Path{}, false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return access.Path{}, false
	}
	return access.Of(field), true
}

// staysZero reports whether some path leads from from, by way of the load v of
// the field at path, to use, on which nothing can have assigned the field
// before v reads it.
func staysZero(p *flow.Package, from ssa.Instruction, v ssa.Value, use ssa.Instruction, path access.Path) bool {
	_, shared := from.(*ssa.Store)
	found, ok := flow.Find(p, flow.Search[bool]{
		Fn:   use.Parent(),
		From: from,
		Step: func(read bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case e.Instr == use:
				if read {
					return read, flow.Found
				}
				return read, flow.Prune
			case e.Instr == v.(ssa.Instruction):
				return true, flow.Continue
			case e.Branch != 0 && takesForMade(e, path):
				return read, flow.Prune
			case !read && (mayFill(p, e.Instr, path) || shared && mayReach(e.Instr)):
				return read, flow.Prune
			}
			return read, flow.Continue
		},
	})
	return ok && found != nil
}

// mayReach reports whether instr calls a function, which may assign a field of
// an object that others know.
func mayReach(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && flow.Builtin(call.Common()) == ""
}

// returnedZero returns the struct that call returns the address of, if the
// function makes it without assigning the field at sel.
func returnedZero(p *flow.Package, call *ssa.Call, sel string) *ssa.Alloc {
	callees, certainty := p.Callees(call)
	if certainty != flow.Sure || len(callees) != 1 {
		return nil
	}
	var made *ssa.Alloc
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 {
			return nil
		}
		alloc, ok := ret.Results[0].(*ssa.Alloc)
		if !ok || !isStruct(alloc) || made != nil && made != alloc {
			return nil
		}
		made = alloc
	}
	if made == nil {
		return nil
	}
	path := access.Path{Root: made, Sel: sel}
	for instr := range flow.Instructions(callees[0].Fn) {
		if _, isReturn := instr.(*ssa.Return); !isReturn && mayFill(p, instr, path) {
			return nil
		}
	}
	return made
}

// takesForMade reports whether the branch of e is that on which the field at
// path is not nil.
func takesForMade(e flow.Event, path access.Path) bool {
	test, ok := flow.NilTestOf(e.Instr.(*ssa.If).Cond)
	if !ok {
		return false
	}
	load, ok := test.X.(*ssa.UnOp)
	return ok && access.Of(load.X) == path && test.NilWhen != (e.Branch > 0)
}

func isStruct(alloc *ssa.Alloc) bool {
	_, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return ok
}

// mayFill reports whether instr may assign the field at path: it stores there
// or to something that contains it, or hands on the address.
func mayFill(p *flow.Package, instr ssa.Instruction, path access.Path) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr, *ssa.DebugRef, *ssa.UnOp:
		return false
	case *ssa.Store:
		if instr.Val == path.Root {
			return true
		}
		to := access.Of(instr.Addr)
		rest, within := strings.CutPrefix(path.Sel, to.Sel)
		return to.Root == path.Root && within && !zeroPart(p, instr.Val, rest)
	}
	var operands [12]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if *op == nil {
			continue
		}
		if _, isPtr := (*op).Type().Underlying().(*types.Pointer); isPtr && access.Of(*op).Root == path.Root {
			return true
		}
	}
	return false
}

// zeroPart reports whether the part sel of the struct v is surely zero, as v is
// the zero value, or a literal that leaves it out, also one that a function of
// the package returns.
func zeroPart(p *flow.Package, v ssa.Value, sel string) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return sel != "" && v.Value == nil
	case *ssa.Call:
		callees, certainty := p.Callees(v)
		if certainty != flow.Sure || len(callees) != 1 || callees[0].Fn == v.Parent() {
			return false
		}
		for instr := range flow.Instructions(callees[0].Fn) {
			ret, ok := instr.(*ssa.Return)
			if !ok {
				continue
			}
			if _, nested := ret.Results[0].(*ssa.Call); nested || !zeroPart(p, ret.Results[0], sel) {
				return false
			}
		}
		return true
	case *ssa.UnOp:
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || alloc.Comment != "complit" || sel == "" {
			return false
		}
		path := access.Path{Root: alloc, Sel: sel}
		for instr := range flow.Instructions(alloc.Parent()) {
			if mayFill(p, instr, path) {
				return false
			}
		}
		return true
	}
	return false
}
