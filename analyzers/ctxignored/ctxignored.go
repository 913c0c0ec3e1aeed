package ctxignored

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports blocking work that does not look at the context at hand.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxignored",
	Doc:      docs.MustExtract(doc, "ctxignored"),
	URL:      docs.URL("ctxignored"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	uses := sync.OnceValue(func() map[*types.Var]*chans.FieldUse { return chans.FieldUses(pass.Files, pass.TypesInfo, pass.Pkg) })
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.FileStart) {
			continue
		}
		contexts.Functions(pass.TypesInfo, file, func(fn contexts.Func) {
			if fn.Param == nil {
				return
			}
			reportBlocking(pass, fn, uses)
			reportSiblings(pass, fn)
		})
	}
	return nil, nil
}

// reportBlocking reports operations of fn that wait without an end, in a loop
// or function that never mentions the context. A channel operation outside loops
// is taken to be answered in time, unless uses shows that only one value for
// each can end it.
func reportBlocking(pass *analysis.Pass, fn contexts.Func, uses func() map[*types.Var]*chans.FieldUse) {
	if !contexts.Is(fn.Param.Type()) || !declares(fn) {
		return
	}
	ignored := !contexts.Uses(pass.TypesInfo, fn.Body, fn.Param)
	var loops []ast.Node
	reported := false
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		if reported {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt, *ast.DeferStmt:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			loops = append(loops, n)
			for _, child := range parts(n) {
				ast.Inspect(child, visit)
			}
			loops = loops[:len(loops)-1]
			return false
		}
		what := blocks(pass.TypesInfo, n)
		if what == "" {
			return true
		}
		deaf := ignored && (len(loops) > 0 || what != "a channel operation" || unreleased(pass.TypesInfo, n, uses()))
		if len(loops) > 0 && what == "time.Sleep" && !mentionsContext(pass.TypesInfo, loops[len(loops)-1]) {
			deaf = true
		}
		if deaf {
			reported = true
			report.At(pass, report.Header(n), "block", fmt.Sprintf("%s waits on although %s is cancelled", what, fn.Param.Name()))
		}
		return false
	}
	ast.Inspect(fn.Body, visit)
}

// unreleased reports whether n sends to or receives from a channel in a field or
// variable of the package that nobody closes, and, if it sends, without a buffer.
func unreleased(info *types.Info, n ast.Node, uses map[*types.Var]*chans.FieldUse) bool {
	send, sends := n.(*ast.SendStmt)
	var ch ast.Expr
	if sends {
		ch = send.Chan
	} else if e, ok := n.(ast.Expr); ok {
		ch = chans.Received(e)
	}
	if ch == nil {
		return false
	}
	use := uses[chans.Variable(info, ch)]
	return use != nil && !use.Other && use.Makes > 0 && use.Closes == 0 && !(sends && use.Buffered)
}

// parts returns the parts of a loop, but not the loop itself.
func parts(loop ast.Node) []ast.Node {
	switch loop := loop.(type) {
	case *ast.ForStmt:
		return []ast.Node{loop.Body}
	case *ast.RangeStmt:
		return []ast.Node{loop.X, loop.Body}
	}
	return nil
}

// declares reports whether fn has a context parameter of its own.
func declares(fn contexts.Func) bool {
	return fn.Type.Params.Pos() <= fn.Param.Pos() && fn.Param.Pos() < fn.Type.Params.End()
}

// mentionsContext reports whether n uses anything that is or carries a context.
func mentionsContext(info *types.Info, n ast.Node) bool {
	found := false
	ast.Inspect(n, func(m ast.Node) bool {
		if id, ok := m.(*ast.Ident); ok {
			if obj := info.Uses[id]; obj != nil && contexts.Is(obj.Type()) {
				found = true
			}
		}
		return !found
	})
	return found
}

// blocks names what n does that may wait for long, or returns "".
func blocks(info *types.Info, n ast.Node) string {
	switch n := n.(type) {
	case *ast.CallExpr:
		switch fn := callee(info, n); {
		case fn == nil:
		case fn.FullName() == "time.Sleep":
			return "time.Sleep"
		case fn.FullName() == "(*sync.WaitGroup).Wait":
			return "WaitGroup.Wait"
		}
	case *ast.SendStmt:
		return "a channel operation"
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return "a channel operation"
		}
	case *ast.SelectStmt:
		for _, clause := range n.Body.List {
			if clause.(*ast.CommClause).Comm == nil {
				return ""
			}
		}
		return "the select"
	}
	return ""
}

func callee(info *types.Info, call *ast.CallExpr) *types.Func {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		fn, _ := info.Uses[fun.Sel].(*types.Func)
		return fn
	case *ast.Ident:
		fn, _ := info.Uses[fun].(*types.Func)
		return fn
	}
	return nil
}
