package chanrange

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
)

// A blindReceive is a receive in an endless loop that cannot tell a closed
// channel from a zero value.
type blindReceive struct {
	expr ast.Expr
	name string
}

// blindReceives returns the receives of pass that go on after the channel was
// closed.
func blindReceives(pass *analysis.Pass, index *chans.Index) []blindReceive {
	var found []blindReceive
	var senders map[types.Object]bool
	add := func(ch ast.Expr, quits bool) {
		if quits {
			// Who closes it on the way out may well tell or wait for the loop first.
			if senders == nil {
				senders = closedBySenders(pass)
			}
			v := chans.Variable(pass.TypesInfo, ch)
			if v != nil && !senders[v] && !(isParam(pass.TypesInfo, v) && hasNamesake(senders, v)) {
				return
			}
		}
		if v := chans.Variable(pass.TypesInfo, ch); v != nil && carriesData(v.Type()) && (index.Closed(v) || isParam(pass.TypesInfo, v) && index.ClosedNamesake(v)) {
			found = append(found, blindReceive{ch, types.ExprString(ch)})
		}
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			loop, ok := n.(*ast.ForStmt)
			if !ok || loop.Cond != nil {
				return true
			}
			for _, s := range loop.Body.List {
				switch s := s.(type) {
				case *ast.SelectStmt:
					for _, clause := range s.Body.List {
						comm := clause.(*ast.CommClause)
						if ch, asks := chans.CaseReceive(comm.Comm); ch != nil && !asks && !leaves(comm.Body) && !reassigned(pass.TypesInfo, loop, ch) && !closesItself(pass.TypesInfo, s, ch) {
							add(ch, quits(s, comm))
						}
					}
				default:
					if stmt, ok := s.(ast.Stmt); ok {
						if ch, asks := chans.CaseReceive(stmt); ch != nil && !asks && !leaves(loop.Body.List) {
							add(ch, false)
						}
					}
				}
			}
			return true
		})
	}
	return found
}

// quits reports whether another case of sel than comm receives a signal to leave
// the loop, or leaves it when there is nothing more to receive.
func quits(sel *ast.SelectStmt, comm *ast.CommClause) bool {
	for _, clause := range sel.Body.List {
		other := clause.(*ast.CommClause)
		ch, _ := chans.CaseReceive(other.Comm)
		if other != comm && (ch != nil || other.Comm == nil) && leaves(other.Body) {
			return true
		}
	}
	return false
}

// closedBySenders returns the channels that some function of the package both
// sends to and closes: that is how a sender tells that it has no more. What a
// test does to a channel of other code tells nothing of its senders.
func closedBySenders(pass *analysis.Pass) map[types.Object]bool {
	found := make(map[types.Object]bool)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			sent, closed := make(map[types.Object]bool), make(map[types.Object]bool)
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.SendStmt:
					if v := chans.Variable(pass.TypesInfo, n.Chan); v != nil {
						sent[v] = deliberate.InTest(pass.Fset, v.Pos()) || !deliberate.InTest(pass.Fset, n.Pos())
					}
				case *ast.CallExpr:
					if chans.IsClose(pass.TypesInfo, n) {
						if v := chans.Variable(pass.TypesInfo, n.Args[0]); v != nil {
							closed[v] = true
						}
					}
				}
				return true
			})
			for v := range closed {
				found[v] = found[v] || sent[v]
			}
		}
	}
	return found
}

// hasNamesake reports whether a variable among vars has the name and elements
// of v.
func hasNamesake(vars map[types.Object]bool, v *types.Var) bool {
	elem := v.Type().Underlying().(*types.Chan).Elem()
	for other, ok := range vars {
		if ch, isChan := other.Type().Underlying().(*types.Chan); ok && isChan && other.Name() == v.Name() && types.Identical(ch.Elem(), elem) {
			return true
		}
	}
	return false
}

// carriesData reports whether t is a channel of something else than signals.
func carriesData(t types.Type) bool { return chans.IsChan(t) && !chans.IsSignal(t) }

// isParam reports whether v is a parameter.
func isParam(info *types.Info, v *types.Var) bool {
	return !v.IsField() && v.Kind() == types.ParamVar
}

// leaves reports whether something in body may leave the loop, or looks at the
// value in a way that may.
func leaves(body []ast.Stmt) bool {
	found := false
	for _, s := range body {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				found = true
			case *ast.BranchStmt:
				found = found || n.Tok == token.BREAK || n.Tok == token.GOTO
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "panic" {
					found = true
				}
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Exit" || sel.Sel.Name == "Goexit" || sel.Sel.Name == "Fatal" || sel.Sel.Name == "Fatalf") {
					found = true
				}
			case *ast.FuncLit:
				return false
			}
			return !found
		})
	}
	return found
}

// closesItself reports whether another case of sel closes ch and leaves the
// loop: nothing is received from it afterwards.
func closesItself(info *types.Info, sel *ast.SelectStmt, ch ast.Expr) bool {
	for _, clause := range sel.Body.List {
		comm := clause.(*ast.CommClause)
		for _, s := range comm.Body {
			expr, ok := s.(*ast.ExprStmt)
			if !ok {
				continue
			}
			call, ok := expr.X.(*ast.CallExpr)
			if ok && chans.IsClose(info, call) && chans.Variable(info, call.Args[0]) == chans.Variable(info, ch) && leaves(comm.Body) {
				return true
			}
		}
	}
	return false
}

// reassigned reports whether the loop assigns the channel variable ch, as in
// ch = nil.
func reassigned(info *types.Info, loop *ast.ForStmt, ch ast.Expr) bool {
	v := chans.Variable(info, ch)
	found := false
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		if s, ok := n.(*ast.AssignStmt); ok {
			for _, lhs := range s.Lhs {
				found = found || v != nil && chans.Variable(info, lhs) == v
			}
		}
		return !found
	})
	return found
}
