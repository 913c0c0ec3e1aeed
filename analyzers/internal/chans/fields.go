package chans

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A FieldUse tells what a package does with the channels in one field or package
// variable.
type FieldUse struct {
	Makes, Sends, Receives, Closes int
	Buffered                       bool // some make has a capacity, or may
	Other                          bool // the channel is handed on: others may use it
}

// FieldUses returns the uses of the unexported channel fields and package
// variables of pkg.
func FieldUses(files []*ast.File, info *types.Info, pkg *types.Package) map[*types.Var]*FieldUse {
	uses := make(map[*types.Var]*FieldUse)
	known := make(map[*ast.Ident]bool) // mentions that are accounted for
	of := func(e ast.Expr) *FieldUse {
		v := Variable(info, e)
		if !isPrivate(v, pkg) {
			return nil
		}
		if uses[v] == nil {
			uses[v] = &FieldUse{}
		}
		switch e := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			known[e.Sel] = true
		case *ast.Ident:
			known[e] = true
		}
		return uses[v]
	}
	assign := func(use *FieldUse, value ast.Expr) {
		if use == nil {
			return
		}
		made, buffered := isMake(info, value)
		switch {
		case made:
			use.Makes++
			use.Buffered = use.Buffered || buffered
		case !info.Types[value].IsNil():
			use.Other = true
		}
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SendStmt:
				if use := of(n.Chan); use != nil {
					use.Sends++
				}
			case *ast.UnaryExpr:
				if n.Op == token.ARROW {
					if use := of(n.X); use != nil {
						use.Receives++
					}
				}
			case *ast.RangeStmt:
				if use := of(n.X); use != nil {
					use.Receives++
				}
			case *ast.CallExpr:
				if tv, ok := info.Types[n.Fun]; ok && tv.IsBuiltin() && len(n.Args) == 1 {
					if use := of(n.Args[0]); use != nil && IsClose(info, n) {
						use.Closes++
					}
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if len(n.Lhs) == len(n.Rhs) && n.Tok == token.ASSIGN {
						assign(of(lhs), n.Rhs[i])
					}
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					v, ok := info.Defs[name].(*types.Var)
					if !ok || !isPrivate(v, pkg) || len(n.Values) == 0 {
						continue
					}
					if uses[v] == nil {
						uses[v] = &FieldUse{}
					}
					if len(n.Values) == len(n.Names) {
						assign(uses[v], n.Values[i])
					} else {
						uses[v].Other = true
					}
				}
			case *ast.CompositeLit:
				literal(info, pkg, n, uses, known, assign)
			case *ast.BinaryExpr:
				if info.Types[n.X].IsNil() || info.Types[n.Y].IsNil() {
					of(n.X)
					of(n.Y)
				}
			}
			return true
		})
	}
	// All other mentions hand the channel on.
	for id, obj := range info.Uses {
		if v, ok := obj.(*types.Var); ok && !known[id] {
			if use := uses[v.Origin()]; use != nil {
				use.Other = true
			}
		}
	}
	return uses
}

// literal accounts for the fields that the composite literal lit sets.
func literal(info *types.Info, pkg *types.Package, lit *ast.CompositeLit, uses map[*types.Var]*FieldUse, known map[*ast.Ident]bool, assign func(*FieldUse, ast.Expr)) {
	t := info.TypeOf(lit)
	if t == nil {
		return
	}
	s, ok := typ.Deref(t).Underlying().(*types.Struct)
	if !ok {
		return
	}
	use := func(v *types.Var) *FieldUse {
		if v = origin(v); !isPrivate(v, pkg) {
			return nil
		}
		if uses[v] == nil {
			uses[v] = &FieldUse{}
		}
		return uses[v]
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				v, _ := info.Uses[id].(*types.Var)
				known[id] = true
				assign(use(v), kv.Value)
			}
		} else if i < s.NumFields() {
			assign(use(s.Field(i)), elt)
		}
	}
}

// isPrivate reports whether v is a channel field or package variable that only
// pkg can name.
func isPrivate(v *types.Var, pkg *types.Package) bool {
	return v != nil && (v.IsField() || v.Parent() == pkg.Scope()) && !v.Exported() && v.Pkg() == pkg && IsChan(v.Type())
}

// isMake reports whether e makes a channel, and whether it may have a buffer.
func isMake(info *types.Info, e ast.Expr) (made, buffered bool) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false, false
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false, false
	}
	b, ok := info.Uses[id].(*types.Builtin)
	if !ok || b.Name() != "make" {
		return false, false
	}
	if len(call.Args) < 2 {
		return true, false
	}
	size := info.Types[call.Args[1]].Value
	return true, size == nil || constant.Sign(size) != 0
}
