package ctxloop

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports contexts derived in ways that pile up or have no effect.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxloop",
	Doc:      docs.MustExtract(doc, "ctxloop"),
	URL:      docs.URL("ctxloop"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "context") {
		return nil, nil
	}
	timeouts := 0
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.Pos()) {
			continue // its contexts end with the test
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ForStmt:
				reportChains(pass, n, n.Body)
			case *ast.RangeStmt:
				reportChains(pass, n, n.Body)
			case *ast.Ident:
				if fn, ok := pass.TypesInfo.Uses[n].(*types.Func); ok && fn.FullName() == "context.WithTimeout" {
					timeouts++
				}
			}
			return true
		})
	}
	if timeouts > 1 {
		reportLonger(pass)
	}
	return nil, nil
}

// reportChains reports assignments of a loop that derive a context from the
// one of the iteration before.
func reportChains(pass *analysis.Pass, loop ast.Node, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt: // has its own turn
			return false
		case *ast.AssignStmt:
			if v := derivedFromItself(pass.TypesInfo, n); v != nil && (v.Pos() < loop.Pos() || loop.End() <= v.Pos()) && !leaves(body, n) && !assignedElse(pass.TypesInfo, body, v, n) {
				report.At(pass, n, "chain", fmt.Sprintf("%s grows by one layer in each iteration", v.Name()))
			}
		}
		return true
	})
}

// derivedFromItself returns the context variable v of an assignment v =
// context.WithX(v, …), or nil.
func derivedFromItself(info *types.Info, assign *ast.AssignStmt) *types.Var {
	if assign.Tok != token.ASSIGN || len(assign.Rhs) != 1 {
		return nil
	}
	call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
		return nil
	}
	to, ok := assign.Lhs[0].(*ast.Ident)
	from, ok2 := ast.Unparen(call.Args[0]).(*ast.Ident)
	if !ok || !ok2 {
		return nil
	}
	v, ok := info.Uses[to].(*types.Var)
	if !ok || info.Uses[from] != v {
		return nil
	}
	return v
}

// leaves reports whether the statements behind assign leave the loop, so that
// there is no next iteration with the longer chain.
func leaves(body *ast.BlockStmt, assign *ast.AssignStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		block, ok := n.(*ast.BlockStmt)
		if !ok {
			return !found
		}
		for i, stmt := range block.List {
			if stmt != ast.Stmt(assign) {
				continue
			}
			for _, later := range block.List[i+1:] {
				switch later := later.(type) {
				case *ast.ReturnStmt:
					found = true
				case *ast.BranchStmt:
					found = found || later.Tok == token.BREAK || later.Tok == token.GOTO
				}
			}
		}
		return !found
	})
	return found
}

// assignedElse reports whether the loop also sets v to something else: it
// starts each chain anew.
func assignedElse(info *types.Info, body *ast.BlockStmt, v *types.Var, but *ast.AssignStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign == but {
			return true
		}
		for _, lhs := range assign.Lhs {
			if id, ok := lhs.(*ast.Ident); ok && info.Uses[id] == v && derivedFromItself(info, assign) == nil {
				found = true
			}
		}
		return true
	})
	return found
}

// reportLonger reports timeouts that are longer than that of the parent.
func reportLonger(pass *analysis.Pass) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			child, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			inner, ok := timeout(child)
			if !ok {
				continue
			}
			parent := parentOf(child)
			if parent == nil {
				continue
			}
			if outer, ok := timeout(parent); ok && inner > outer {
				report.At(pass, p.Range(child), "timeout", fmt.Sprintf("the timeout of %s never takes effect: the parent's ends after %s", inner, outer),
					report.Step(p.Range(parent), "the parent ends after %s", outer), report.Step(p.Range(child), "the child would end after %s", inner))
			}
		}
	}
}

// timeout returns the constant duration of a call of context.WithTimeout.
func timeout(call *ssa.Call) (time.Duration, bool) {
	switch flow.CalleeName(call.Common()) {
	case "context.WithTimeout", "context.WithTimeoutCause":
	default:
		return 0, false
	}
	k, ok := call.Call.Args[1].(*ssa.Const)
	if !ok || k.Value == nil {
		return 0, false
	}
	d, exact := constant.Int64Val(constant.ToInt(k.Value))
	return time.Duration(d), exact
}

// parentOf returns the call that made the parent context of the one that child
// makes, looking through contexts derived without a deadline, or nil.
func parentOf(child *ssa.Call) *ssa.Call {
	v := child.Call.Args[0]
	for range 8 {
		extract, ok := v.(*ssa.Extract)
		if ok {
			v = extract.Tuple
		}
		if load, isLoad := v.(*ssa.UnOp); isLoad && load.Op == token.MUL {
			if values, complete := flow.LocalStores(load.X); complete && len(values) == 1 {
				v = values[0]
				continue
			}
			return nil
		}
		call, ok := v.(*ssa.Call)
		if !ok {
			return nil
		}
		switch flow.CalleeName(call.Common()) {
		case "context.WithTimeout", "context.WithTimeoutCause":
			return call
		case "context.WithCancel", "context.WithValue", "context.WithCancelCause":
			v = call.Call.Args[0]
		default:
			return nil
		}
	}
	return nil
}
