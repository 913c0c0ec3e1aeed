package duration

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports numbers used as durations by mistake.
var Analyzer = &analysis.Analyzer{
	Name:     "duration",
	Doc:      docs.MustExtract(doc, "duration"),
	URL:      docs.URL("duration"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "time") {
		return nil, nil
	}
	tickers := false
	for _, file := range pass.Files {
		test := deliberate.InTest(pass.Fset, file.FileStart)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				tickers = tickers || isTicker(pass.TypesInfo, n)
				if !test {
					reportBareArguments(pass, n)
				}
			case *ast.KeyValueExpr:
				if !test && isDuration(pass.TypesInfo.TypeOf(n.Value)) {
					reportBare(pass, n.Value)
				}
			case *ast.AssignStmt:
				if !test {
					reportBareAssigned(pass, n)
				}
			case *ast.FuncDecl:
				if n.Body == nil {
					break
				}
				reportProducts(pass, n)
				if !test {
					reportConverted(pass, n)
				}
			}
			return true
		})
	}
	if tickers {
		reportTickers(pass)
	}
	return nil, nil
}

// reportBareArguments reports the durations without a unit that call passes to
// functions that wait.
func reportBareArguments(pass *analysis.Pass, call *ast.CallExpr) {
	sig, ok := types.Unalias(typeOf(pass.TypesInfo, call.Fun)).(*types.Signature)
	if !ok || pass.TypesInfo.Types[call.Fun].IsType() {
		return
	}
	for i, arg := range call.Args {
		if i < sig.Params().Len() && isDuration(sig.Params().At(i).Type()) {
			reportBare(pass, arg)
		}
	}
}

// reportBareAssigned reports the durations without a unit that n puts into
// fields. Variables may be counts, which a unit is multiplied to later.
func reportBareAssigned(pass *analysis.Pass, n *ast.AssignStmt) {
	if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, lhs := range n.Lhs {
		if _, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok && isDuration(pass.TypesInfo.TypeOf(lhs)) {
			reportBare(pass, n.Rhs[i])
		}
	}
}

// reportConverted reports the small numbers that decl makes durations of, as
// by d := time.Duration(5), and passes on without a unit.
func reportConverted(pass *analysis.Pass, decl *ast.FuncDecl) {
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		def, ok := n.(*ast.AssignStmt)
		if !ok || def.Tok != token.DEFINE || len(def.Lhs) != 1 || len(def.Rhs) != 1 {
			return true
		}
		id, isIdent := def.Lhs[0].(*ast.Ident)
		conv, isCall := ast.Unparen(def.Rhs[0]).(*ast.CallExpr)
		if isIdent && isCall && len(conv.Args) == 1 && pass.TypesInfo.Types[conv.Fun].IsType() && isDuration(pass.TypesInfo.TypeOf(conv)) && onlyPassed(pass.TypesInfo, decl, pass.TypesInfo.Defs[id]) {
			reportBare(pass, conv.Args[0])
		}
		return true
	})
}

// onlyPassed reports whether obj is used in decl as an argument of calls to
// functions that take a duration, and in no other way.
func onlyPassed(info *types.Info, decl *ast.FuncDecl, obj types.Object) bool {
	uses, passed := 0, 0
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if info.Uses[n] == obj {
				uses++
			}
		case *ast.CallExpr:
			for _, arg := range n.Args {
				if id, ok := ast.Unparen(arg).(*ast.Ident); ok && info.Uses[id] == obj && !info.Types[n.Fun].IsType() {
					passed++
				}
			}
		}
		return true
	})
	return obj != nil && uses > 0 && uses == passed
}

// reportBare reports e if it is a small number without a unit, or a variable
// converted without the unit that its name tells.
func reportBare(pass *analysis.Pass, e ast.Expr) {
	if name, unit := namedUnit(pass.TypesInfo, e); unit != "" {
		report.At(pass, e, "unit", fmt.Sprintf("%s counts %s, but without a unit it is as many nanoseconds", name, unit))
		return
	}
	value := pass.TypesInfo.Types[e].Value
	if value == nil || !literal(pass.TypesInfo, e) {
		return
	}
	if n, ok := constant.Int64Val(constant.ToInt(value)); ok && n > 1 && n < 100_000 {
		report.At(pass, e, "unit", fmt.Sprintf("%d without a unit is %d nanoseconds", n, n))
	}
}

// literal reports whether e is a number written out, alone or as a product, or a
// constant without a type.
func literal(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		c, ok := info.Uses[e].(*types.Const)
		return ok && c.Type() == types.Typ[types.UntypedInt]
	case *ast.BasicLit:
		return e.Kind == token.INT
	case *ast.BinaryExpr:
		return e.Op == token.MUL && literal(info, e.X) && literal(info, e.Y)
	}
	return false
}

// reportProducts reports products of two durations in decl, but for those that
// are divided by a third, as a part of a length of time is.
func reportProducts(pass *analysis.Pass, decl *ast.FuncDecl) {
	info := pass.TypesInfo
	divided := make(map[*ast.BinaryExpr]bool)
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		mul, ok := n.(*ast.BinaryExpr)
		if ok && mul.Op == token.QUO && span(info, decl, mul.Y, nil) {
			if x, ok := ast.Unparen(mul.X).(*ast.BinaryExpr); ok {
				divided[x] = true
			}
		}
		if !ok || mul.Op != token.MUL || divided[mul] || !isDuration(info.TypeOf(mul)) || info.Types[mul].Value != nil {
			return true
		}
		if !deliberate.InTest(pass.Fset, mul.Pos()) && span(info, decl, mul.X, nil) && span(info, decl, mul.Y, nil) {
			report.At(pass, mul, "product", fmt.Sprintf("%s multiplies a duration by a duration: nanoseconds squared", types.ExprString(mul)))
		}
		return true
	})
}

// span reports whether e is a length of time: a duration that is neither a
// plain number converted nor a count. It is asked about e to answer the same
// about the variables asked.
func span(info *types.Info, decl *ast.FuncDecl, e ast.Expr, asked []*types.Var) bool {
	e = ast.Unparen(e)
	if info.Types[e].Value != nil {
		return hasUnit(info, e)
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		if info.Types[e.Fun].IsType() { // time.Duration(n)
			return false
		}
		fn, ok := calleeObject(info, e).(*types.Func)
		return ok && fn.Pkg() != nil && fn.Pkg().Path() == "time"
	case *ast.BinaryExpr:
		if e.Op == token.QUO && span(info, decl, e.Y, asked) { // d / time.Second is a count
			return false
		}
		return span(info, decl, e.X, asked) || span(info, decl, e.Y, asked)
	case *ast.Ident:
		v, ok := info.Uses[e].(*types.Var)
		return ok && !counts(info, decl, v, asked)
	case *ast.SelectorExpr:
		return true
	}
	return false
}

// hasUnit reports whether the constant e mentions a unit of package time.
func hasUnit(info *types.Info, e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj, ok := info.Uses[id].(*types.Const); ok && isDuration(obj.Type()) {
				found = true
			}
		}
		return true
	})
	return found
}

// counts reports whether the variable v holds a number rather than a length of
// time: some assignment in decl gives it a converted or bare number. What it is
// assigned of its own value, as in d = 2 * d, tells nothing.
func counts(info *types.Info, decl *ast.FuncDecl, v *types.Var, asked []*types.Var) bool {
	if slices.Contains(asked, v) {
		return false
	}
	asked = append(slices.Clip(asked), v)
	found := false
	number := func(e ast.Expr) bool {
		e = ast.Unparen(e)
		if info.Types[e].Value != nil {
			return !hasUnit(info, e)
		}
		if call, ok := e.(*ast.CallExpr); ok {
			return info.Types[call.Fun].IsType() || !span(info, decl, call, asked)
		}
		if bin, ok := e.(*ast.BinaryExpr); ok {
			return !span(info, decl, bin, asked)
		}
		return false
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && info.ObjectOf(id) == v {
					found = found || len(n.Rhs) != len(n.Lhs) || n.Tok != token.ASSIGN && n.Tok != token.DEFINE || number(n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if info.Defs[id] == v {
					found = found || i < len(n.Values) && number(n.Values[i]) || len(n.Values) == 0
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && info.ObjectOf(id) == v {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

func calleeObject(info *types.Info, call *ast.CallExpr) types.Object {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		return info.Uses[fun.Sel]
	case *ast.Ident:
		return info.Uses[fun]
	}
	return nil
}

func isTicker(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := calleeObject(info, call).(*types.Func)
	return ok && tickers[fn.FullName()] != ""
}

func isDuration(t types.Type) bool {
	return t != nil && types.Unalias(t).String() == "time.Duration"
}

func typeOf(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}
