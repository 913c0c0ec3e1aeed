package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// NeverSet returns the unexported fields and package variables of nil-able
// type that hold nil for ever: nothing but nil is assigned to them anywhere in
// the package, and their address goes nowhere. A field that is compared with
// nil counts as set, for then the code knows.
func (p *Package) NeverSet() map[*types.Var]bool {
	p.build.Do(p.buildSSA)
	p.unset.Do(p.findUnset)
	return p.neverSet
}

func (p *Package) findUnset() {
	u := &unset{loaded: make(map[*types.Var]bool), set: make(map[*types.Var]bool)}
	for _, fn := range p.funcs {
		for instr := range Instructions(fn) {
			u.visit(instr)
		}
	}
	p.neverSet = make(map[*types.Var]bool)
	if p.Types.Path() == "runtime" {
		return // the linker fills its tables
	}
	ambiguous := p.repeatedFields()
	for v := range u.loaded {
		if !u.set[v] && !v.Exported() && v.Pkg() == p.Types && !ambiguous[v] {
			p.neverSet[v] = true
		}
	}
}

// repeatedFields returns the fields of struct types without a name that are
// written out several times: values of one are values of the other, but each has
// fields of its own.
func (p *Package) repeatedFields() map[*types.Var]bool {
	repeated := make(map[*types.Var]bool)
	var structs []*types.Struct
	named := make(map[ast.Expr]bool)
	for _, file := range p.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				named[spec.Type] = true
			}
			if lit, ok := n.(*ast.StructType); ok && !named[lit] {
				if s, ok := p.Info.TypeOf(lit).(*types.Struct); ok && s.NumFields() > 0 {
					structs = append(structs, s)
				}
			}
			return true
		})
	}
	first := make(map[string]*types.Struct) // by text, in which type parameters of one name are one
	for _, s := range structs {
		text := types.TypeString(s, nil)
		other := first[text]
		if other == nil {
			first[text] = s
		} else if other != s {
			for i := range s.NumFields() {
				repeated[s.Field(i)], repeated[other.Field(i)] = true, true
			}
		}
	}
	return repeated
}

type unset struct{ loaded, set map[*types.Var]bool }

func (u *unset) visit(instr ssa.Instruction) {
	var operands [12]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if g, ok := (*op).(*ssa.Global); ok {
			if v, ok := g.Object().(*types.Var); ok {
				u.use(v, g, instr)
			}
		}
	}
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		field := FieldOf(instr)
		if field == nil || instr.Referrers() == nil {
			return
		}
		for _, ref := range *instr.Referrers() {
			u.use(field, instr, ref)
		}
	case *ssa.Field:
		if field := FieldOfValue(instr); field != nil && comparedWithNil(instr) {
			u.set[field] = true
		}
	case *ssa.ChangeType:
		u.convert(instr.X.Type())
		u.convert(instr.Type())
	case *ssa.Convert:
		u.convert(instr.X.Type())
		u.convert(instr.Type())
	}
}

// use records what instr does with v, whose address is addr.
func (u *unset) use(v *types.Var, addr ssa.Value, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.MUL {
			u.loaded[v] = true
			if comparedWithNil(instr) {
				u.set[v] = true
			}
			return
		}
	case *ssa.Store:
		if instr.Addr == addr && instr.Val != addr && IsNil(instr.Val) {
			return
		}
	case *ssa.DebugRef:
		return
	case *ssa.FieldAddr, *ssa.IndexAddr: // a part of it
		return
	}
	u.set[v] = true
}

// convert takes all fields of a struct type as set that is converted to or
// from another: then they have other names too.
func (u *unset) convert(t types.Type) {
	t = typ.Deref(t)
	if named, ok := types.Unalias(t).(*types.Named); ok {
		t = named.Origin()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			u.set[f] = true
		}
	}
}

// comparedWithNil reports whether v is an operand of a comparison with nil.
func comparedWithNil(v ssa.Value) bool {
	for _, ref := range Referrers(v) {
		if bin, ok := ref.(*ssa.BinOp); ok && (IsNil(bin.X) || IsNil(bin.Y)) {
			return true
		}
	}
	return false
}
