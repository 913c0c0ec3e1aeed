package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// Name returns the source text that a reader would call v by: "c.mu", "ch",
// "users[id]", "open()". It returns "" if v has no telling name. It costs a
// look at the syntax: call it for messages only.
func (p *Package) Name(v ssa.Value) string { return p.name(v, 0) }

func (p *Package) name(v ssa.Value, depth int) string {
	if v == nil || depth > 10 {
		return ""
	}
	if name := p.assignedTo(v); name != "" {
		return name
	}
	next := func(x ssa.Value) string { return p.name(x, depth+1) }
	join := func(x ssa.Value, suffix string) string {
		if base := next(x); base != "" {
			return base + suffix
		}
		return strings.TrimPrefix(suffix, ".")
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Name()
	case *ssa.FreeVar:
		return v.Name()
	case *ssa.Global:
		return v.Name()
	case *ssa.Function:
		return v.Name()
	case *ssa.Alloc:
		if token.IsIdentifier(v.Comment) && v.Comment != "complit" && v.Comment != "new" && v.Comment != "varargs" {
			return v.Comment
		}
	case *ssa.Phi:
		if token.IsIdentifier(v.Comment) {
			return v.Comment
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return next(v.X)
		}
	case *ssa.FieldAddr:
		if f := FieldOf(v); f != nil {
			return join(v.X, "."+f.Name())
		}
	case *ssa.Field:
		if f := FieldOfValue(v); f != nil {
			return join(v.X, "."+f.Name())
		}
	case *ssa.IndexAddr:
		return join(v.X, "["+p.indexName(v.Index, depth)+"]")
	case *ssa.Index:
		return join(v.X, "["+p.indexName(v.Index, depth)+"]")
	case *ssa.Lookup:
		return join(v.X, "["+p.indexName(v.Index, depth)+"]")
	case *ssa.Slice:
		return next(v.X)
	case *ssa.Call:
		if fn := CalleeObject(v.Common()); fn != nil {
			return fn.Name() + "()"
		}
	case *ssa.Extract:
		return next(v.Tuple)
	case *ssa.MakeInterface:
		return next(v.X)
	case *ssa.ChangeInterface:
		return next(v.X)
	case *ssa.ChangeType:
		return next(v.X)
	case *ssa.Convert:
		return next(v.X)
	case *ssa.TypeAssert:
		return next(v.X)
	}
	return ""
}

func (p *Package) indexName(v ssa.Value, depth int) string {
	if k, ok := v.(*ssa.Const); ok && k.Value != nil {
		return k.Value.String()
	}
	if name := p.name(v, depth+1); name != "" {
		return name
	}
	return "…"
}

// assignedTo returns the name of the variable that the value of v is assigned
// to where it is computed, or "".
func (p *Package) assignedTo(v ssa.Value) string {
	result := 0
	if e, ok := v.(*ssa.Extract); ok {
		result = e.Index
		v = e.Tuple
	}
	switch v.(type) {
	case *ssa.Call, *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Slice, *ssa.UnOp, *ssa.BinOp, *ssa.Alloc, *ssa.MakeClosure, *ssa.TypeAssert, *ssa.Lookup:
	default:
		return ""
	}
	if a, ok := v.(*ssa.Alloc); ok && a.Comment != "complit" && a.Comment != "new" && a.Comment != "makeslice" {
		return ""
	}
	pos := v.Pos()
	if !pos.IsValid() {
		return ""
	}
	path := p.Enclosing(pos)
	for i, n := range path {
		var names, values []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			names, values = n.Lhs, n.Rhs
		case *ast.ValueSpec:
			for _, id := range n.Names {
				names = append(names, id)
			}
			values = n.Values
		case *ast.FuncLit, *ast.BlockStmt:
			return ""
		default:
			continue
		}
		for j, value := range values {
			if i == 0 || ast.Unparen(value) != path[i-1] && value != path[i-1] || valuePos(value) != pos {
				continue
			}
			if len(values) == 1 {
				j = result
			}
			if j >= len(names) {
				return ""
			}
			if name := types.ExprString(names[j]); name != "_" {
				return name
			}
		}
		return ""
	}
	return ""
}

// valuePos returns the position that the SSA value of e has.
func valuePos(e ast.Expr) token.Pos {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		return e.Lparen
	case *ast.CompositeLit:
		return e.Lbrace
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return valuePos(e.X)
		}
		return e.OpPos
	case *ast.BinaryExpr:
		return e.OpPos
	case *ast.TypeAssertExpr:
		return e.Lparen
	case *ast.SliceExpr:
		return e.Lbrack
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.FuncLit:
		return e.Type.Func
	}
	return e.Pos()
}

// Enclosing returns the syntax nodes around pos, innermost first.
func (p *Package) Enclosing(pos token.Pos) []ast.Node {
	return syntax.Path(p.Files, pos, pos)
}

// Syntax returns the smallest expression or statement whose SSA instruction is
// instr: the call expression of a call, the statement of a go, defer, send or
// return. It returns nil if there is none in the source.
func (p *Package) Syntax(instr ssa.Instruction) ast.Node {
	pos := position(instr)
	if !pos.IsValid() {
		return nil
	}
	path := p.Enclosing(pos)
	for _, n := range path {
		switch n := n.(type) {
		case *ast.CallExpr:
			if n.Lparen == pos {
				return n
			}
		case ast.Expr:
			if valuePos(n) == pos {
				if _, ok := n.(*ast.Ident); !ok {
					return n
				}
			}
		case ast.Stmt:
			if _, ok := n.(*ast.BlockStmt); !ok {
				return n
			}
			return nil
		}
	}
	return nil
}

// Range returns the source range of instr, on one line where its syntax allows
// it, for a diagnostic or trace. For an implicit return it is the closing
// brace of the function.
func (p *Package) Range(instr ssa.Instruction) Span {
	if _, ok := instr.(*ssa.Return); ok && !instr.Pos().IsValid() {
		if syntax := instr.Parent().Syntax(); syntax != nil {
			return Span{syntax.End() - 1, syntax.End()}
		}
	}
	if n := p.Syntax(instr); n != nil {
		start, end := n.Pos(), n.End()
		switch n := n.(type) {
		case *ast.GoStmt:
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				end = lit.Type.End()
			}
		case *ast.DeferStmt:
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				end = lit.Type.End()
			}
		case *ast.SelectStmt:
			end = n.Select + token.Pos(len("select"))
		case *ast.RangeStmt:
			end = n.X.End()
		case *ast.ForStmt:
			end = n.For + token.Pos(len("for"))
		case *ast.IfStmt:
			end = n.Cond.End()
		case *ast.CallExpr:
			// The line of the opening parenthesis tells which call of a chain.
			if file := p.Fset.File(start); file != nil && file.Line(start) != file.Line(n.Lparen) {
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
					start = sel.Sel.Pos()
				}
			}
		}
		return p.oneLine(Span{start, end})
	}
	pos := position(instr)
	return Span{pos, pos}
}

// oneLine shortens s to its first line.
func (p *Package) oneLine(s Span) Span {
	file := p.Fset.File(s.Start)
	if file == nil || !s.Stop.IsValid() {
		return s
	}
	line := file.Line(s.Start)
	if file.Line(s.Stop) > line && line < file.LineCount() {
		s.Stop = file.LineStart(line+1) - 1
	}
	return s
}

// A Span is a range of source text. It satisfies [analysis.Range].
type Span struct{ Start, Stop token.Pos }

// Pos returns the start of s.
func (s Span) Pos() token.Pos { return s.Start }

// End returns the end of s.
func (s Span) End() token.Pos { return s.Stop }
