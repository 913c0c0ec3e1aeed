package prealloc

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// A grown is a slice that a loop of known length fills.
type grown struct {
	pass *analysis.Pass
	id   *ast.Ident // the slice, in the loop
	decl ast.Stmt   // which declares it
	size string     // how often the loop runs
	loop *ast.RangeStmt
	next bool           // whether the loop is the next statement after decl
	body *ast.BlockStmt // of the function
}

// fixes returns the fix that makes the slice with its capacity. If its length
// is not known there, or somebody could tell that it is no longer nil when empty,
// the fix reserves the room before the loop, which leaves nil as it is.
func (g *grown) fixes() []analysis.SuggestedFix {
	if g.mayBeNegative() || !syntax.Predeclared(g.pass, g.loop.Pos(), "make") || !syntax.Predeclared(g.pass, g.loop.Pos(), "len") {
		return nil
	}
	message := "make it with capacity " + g.size
	edits, isNil := g.makeThere()
	if edits == nil || isNil && !g.nilIsHidden() {
		message, edits = "reserve room for "+g.size+" elements", g.growHere()
	}
	if edits == nil {
		return nil
	}
	return []analysis.SuggestedFix{{Message: message, TextEdits: edits}}
}

// mayBeNegative reports whether the loop counts to a number that could be
// negative, of which there is no capacity.
func (g *grown) mayBeNegative() bool {
	basic, ok := g.pass.TypesInfo.TypeOf(g.loop.X).Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsUnsigned != 0 {
		return false
	}
	n, constant := syntax.Int(g.pass.TypesInfo, g.loop.X)
	return !constant || n < 0
}

// makeThere returns the edits that make the slice with its capacity where it is
// declared, if its length is known there, and whether it is nil so far.
func (g *grown) makeThere() (edits []analysis.TextEdit, isNil bool) {
	length := ", 0, " + g.size + ")"
	if assign, ok := g.decl.(*ast.AssignStmt); ok {
		if !g.knownThere() || g.commented(assign) {
			return nil, false
		}
		switch e := ast.Unparen(assign.Rhs[0]).(type) {
		case *ast.CompositeLit:
			return []analysis.TextEdit{{Pos: e.Pos(), End: e.End(), NewText: []byte("make(" + types.ExprString(e.Type) + length)}}, false
		case *ast.CallExpr:
			return []analysis.TextEdit{{Pos: e.Args[0].End(), End: e.End(), NewText: []byte(length)}}, false
		}
		return nil, false
	}
	decl := g.decl.(*ast.DeclStmt).Decl.(*ast.GenDecl)
	at := slices.IndexFunc(decl.Specs, func(spec ast.Spec) bool {
		return g.pass.TypesInfo.Defs[spec.(*ast.ValueSpec).Names[0]] == g.pass.TypesInfo.Uses[g.id]
	})
	typ := decl.Specs[at].(*ast.ValueSpec).Type
	if !g.knownThere() || g.commented(decl.Specs[at]) {
		return nil, true
	}
	made := "make(" + types.ExprString(typ) + length
	if decl.Lparen.IsValid() {
		return []analysis.TextEdit{{Pos: typ.Pos(), End: typ.End(), NewText: []byte("= " + made)}}, true
	}
	return []analysis.TextEdit{{Pos: decl.Pos(), End: decl.End(), NewText: []byte(g.id.Name + " := " + made)}}, true
}

// knownThere reports whether the length may be asked for where the slice is
// declared: right before the loop, or if it is that of a variable declared
// earlier. (A field may not be reachable yet.)
func (g *grown) knownThere() bool {
	if _, constant := syntax.Int(g.pass.TypesInfo, g.loop.X); constant || g.next {
		return true
	}
	id, ok := ast.Unparen(g.loop.X).(*ast.Ident)
	return ok && g.pass.TypesInfo.Uses[id].Pos() < g.decl.Pos()
}

// commented reports whether there is a comment within n, which an edit of n
// would drop.
func (g *grown) commented(n ast.Node) bool {
	return len(syntax.Comments(g.pass.Files, n.Pos(), n.End())) > 0
}

// growHere returns the edits that reserve the capacity right before the loop,
// which leaves a nil slice nil if there is nothing to come.
func (g *grown) growHere() []analysis.TextEdit {
	if !syntax.AtLeast(g.pass, g.loop.Pos(), "go1.21") {
		return nil
	}
	names, edits := syntax.Import(g.pass, g.loop.Pos(), "slices")
	if names == nil {
		return nil
	}
	text := g.id.Name + " = " + names[0] + ".Grow(" + g.id.Name + ", " + g.size + ")\n"
	return append(edits, analysis.TextEdit{Pos: g.loop.Pos(), End: g.loop.Pos(), NewText: []byte(text)})
}

// nilIsHidden reports whether nobody can tell whether the slice is nil or
// empty: it is only gone over, measured, indexed, and appended to others.
func (g *grown) nilIsHidden() bool {
	v := g.pass.TypesInfo.Uses[g.id]
	hidden := make(map[*ast.Ident]bool)
	mark := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			hidden[id] = true
		}
	}
	all := true
	ast.Inspect(g.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			mark(n.X)
		case *ast.IndexExpr:
			mark(n.X)
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 && len(n.Rhs) == 1 {
				if call, ok := n.Rhs[0].(*ast.CallExpr); ok && syntax.Builtin(g.pass.TypesInfo, call) == "append" && syntax.Same(g.pass.TypesInfo, n.Lhs[0], call.Args[0]) {
					mark(n.Lhs[0])
					mark(call.Args[0])
				}
			}
		case *ast.CallExpr:
			switch syntax.Builtin(g.pass.TypesInfo, n) {
			case "len", "cap", "copy", "clear":
				mark(n.Args[0])
				mark(n.Args[len(n.Args)-1])
			case "append":
				if n.Ellipsis.IsValid() {
					mark(n.Args[1])
				}
			}
			if indifferent[syntax.Callee(g.pass.TypesInfo, n)] {
				mark(n.Args[0])
			}
		case *ast.Ident:
			if g.pass.TypesInfo.Uses[n] == v && !hidden[n] {
				all = false
			}
		}
		return all
	})
	return all
}

// indifferent are functions that treat nil as an empty slice and keep neither.
var indifferent = map[string]bool{
	"strings.Join": true, "bytes.Join": true,
	"sort.Strings": true, "sort.Ints": true, "sort.Float64s": true, "sort.Slice": true, "sort.SliceStable": true,
	"slices.Sort": true, "slices.SortFunc": true, "slices.SortStableFunc": true, "slices.Reverse": true,
	"slices.Contains": true, "slices.ContainsFunc": true, "slices.Index": true, "slices.IndexFunc": true,
}
