// Package chans tells where the channels of a package come from and what is
// done with them, without regard to the order: the model for questions such
// as "is this channel ever closed". How operations follow each other is the
// business of package explore.
package chans

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Origins tells where a channel may come from.
type Origins struct {
	Makes []*ssa.MakeChan
	// Nil is set if it may be nil because it is declared so and nothing, or
	// nil, is assigned.
	Nil bool
	// Complete is set if there are no other origins.
	Complete bool
}

// OriginsOf returns the origins of the channel ch.
func OriginsOf(p *flow.Package, ch ssa.Value) Origins {
	o := Origins{Complete: true}
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visitAll := func(vs []ssa.Value, complete bool) {
		o.Complete = o.Complete && complete
		for _, v := range vs {
			visit(v)
		}
	}
	visit = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		if len(seen) > 64 {
			o.Complete = false
			return
		}
		switch v := v.(type) {
		case *ssa.MakeChan:
			o.Makes = append(o.Makes, v)
		case *ssa.Const:
			o.Nil = true
		case *ssa.Phi:
			visitAll(v.Edges, true)
		case *ssa.ChangeType:
			visit(v.X)
		case *ssa.Parameter:
			visitAll(p.Arguments(v))
		case *ssa.FreeVar:
			if b := flow.Binding(v); b != nil {
				visit(b)
			} else {
				o.Complete = false
			}
		case *ssa.UnOp:
			if v.Op != token.MUL {
				o.Complete = false
				return
			}
			stored, complete := p.Stored(v.X)
			if complete && len(stored) == 0 {
				o.Nil = true
			}
			visitAll(stored, complete)
		default:
			o.Complete = false
		}
	}
	visit(ch)
	return o
}

// OnlyNil reports whether the channel is nil whenever it is used.
func (o Origins) OnlyNil() bool { return o.Complete && o.Nil && len(o.Makes) == 0 }

// Variable returns the variable, parameter or field that the channel
// expression e denotes, or nil.
func Variable(info *types.Info, e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := info.Uses[e].(*types.Var)
		return v
	case *ast.SelectorExpr:
		if sel, ok := info.Selections[e]; ok {
			v, _ := sel.Obj().(*types.Var)
			return origin(v)
		}
		v, _ := info.Uses[e.Sel].(*types.Var)
		return v
	}
	return nil
}

func origin(v *types.Var) *types.Var {
	if v == nil {
		return nil
	}
	return v.Origin()
}

// An Index knows, for the channel variables of a package, whether they are
// closed somewhere: themselves, or as the argument of a function that closes
// its parameter.
type Index struct {
	closed map[*types.Var]bool
	byName map[string]bool // parameters that are closed, by name and type
}

// NewIndex returns the index of the files.
func NewIndex(files []*ast.File, info *types.Info) *Index {
	ix := &Index{closed: make(map[*types.Var]bool), byName: make(map[string]bool)}
	type pass struct{ from, to *types.Var } // from is passed for the parameter to
	var passes []pass
	params := make(map[*types.Var]bool)
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncType:
				for _, field := range n.Params.List {
					for _, name := range field.Names {
						if v, ok := info.Defs[name].(*types.Var); ok {
							params[v] = true
						}
					}
				}
			case *ast.CallExpr:
				if IsClose(info, n) {
					if v := Variable(info, n.Args[0]); v != nil {
						ix.closed[v] = true
					}
					break
				}
				sig := signature(info, n)
				if sig == nil {
					break
				}
				for i, arg := range n.Args {
					if v := Variable(info, arg); v != nil && i < sig.Params().Len() && IsChan(v.Type()) {
						passes = append(passes, pass{v, sig.Params().At(i)})
					}
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if i < len(n.Rhs) && len(n.Lhs) == len(n.Rhs) {
						to, from := Variable(info, lhs), Variable(info, n.Rhs[i])
						if id, ok := lhs.(*ast.Ident); ok && to == nil {
							to, _ = info.Defs[id].(*types.Var)
						}
						if to != nil && from != nil && IsChan(from.Type()) {
							passes = append(passes, pass{from, to}, pass{to, from})
						}
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					to, _ := info.Uses[key].(*types.Var)
					if from := Variable(info, n.Value); from != nil && to != nil && IsChan(from.Type()) {
						passes = append(passes, pass{from, origin(to)}, pass{origin(to), from})
					}
				}
			}
			return true
		})
	}
	for v := range ix.closed {
		if params[v] {
			ix.byName[nameOf(v)] = true
		}
	}
	// What is passed for a closed parameter is closed, and what is passed
	// while closed elsewhere is closed in the callee's eyes.
	for changed := true; changed; {
		changed = false
		for _, c := range passes {
			if ix.closed[c.from] != ix.closed[c.to] {
				ix.closed[c.from], ix.closed[c.to] = true, true
				changed = true
			}
		}
	}
	return ix
}

// nameOf identifies parameters that are likely to be used for the same
// channel: by name and element type.
func nameOf(v *types.Var) string {
	ch, ok := types.Unalias(v.Type()).Underlying().(*types.Chan)
	if !ok {
		return ""
	}
	return v.Name() + " " + types.TypeString(ch.Elem(), nil)
}

// Closed reports whether the package closes v.
func (ix *Index) Closed(v *types.Var) bool { return ix.closed[v] }

// ClosedNamesake reports whether some function of the package closes a
// parameter of the name and type of v.
func (ix *Index) ClosedNamesake(v *types.Var) bool { return ix.byName[nameOf(v)] }

// IsClose reports whether call closes a channel.
func IsClose(info *types.Info, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || len(call.Args) != 1 {
		return false
	}
	b, ok := info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "close"
}

// IsChan reports whether t is a channel type.
func IsChan(t types.Type) bool {
	_, ok := types.Unalias(t).Underlying().(*types.Chan)
	return ok
}

// IsSignal reports whether t is a channel of empty structs.
func IsSignal(t types.Type) bool {
	ch, ok := types.Unalias(t).Underlying().(*types.Chan)
	if !ok {
		return false
	}
	s, ok := types.Unalias(ch.Elem()).Underlying().(*types.Struct)
	return ok && s.NumFields() == 0
}

// signature returns the declared signature of the function that call names.
func signature(info *types.Info, call *ast.CallExpr) *types.Signature {
	if fn := typeutil.StaticCallee(info, call); fn != nil {
		return fn.Origin().Signature()
	}
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		sig, _ := info.TypeOf(lit).(*types.Signature)
		return sig
	}
	return nil
}

// Received returns the channel of the receive expression e, or nil.
func Received(e ast.Expr) ast.Expr {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return u.X
	}
	return nil
}

// CaseReceive returns the channel that the communication comm of a select
// receives from, and whether it asks if the channel is closed.
func CaseReceive(comm ast.Stmt) (ch ast.Expr, commaOk bool) {
	switch s := comm.(type) {
	case *ast.ExprStmt:
		return Received(s.X), false
	case *ast.AssignStmt:
		if len(s.Rhs) == 1 {
			return Received(s.Rhs[0]), len(s.Lhs) == 2
		}
	}
	return nil, false
}
