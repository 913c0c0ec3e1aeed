package chandir

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports channel parameters that promise too little.
var Analyzer = &analysis.Analyzer{
	Name:     "chandir",
	Doc:      docs.MustExtract(doc, "chandir"),
	URL:      docs.URL("chandir"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	values := usedAsValues(pass)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || fn.Recv != nil || fn.Name.IsExported() || values[pass.TypesInfo.Defs[fn.Name]] {
				continue
			}
			for _, field := range fn.Type.Params.List {
				checkField(pass, fn, field)
			}
		}
	}
	return nil, nil
}

// checkField reports the parameters of field if all of them are used in the
// same single direction.
func checkField(pass *analysis.Pass, fn *ast.FuncDecl, field *ast.Field) {
	typ, ok := field.Type.(*ast.ChanType)
	if !ok || typ.Dir != ast.SEND|ast.RECV || len(field.Names) == 0 {
		return
	}
	dir := direction(pass.TypesInfo, fn.Body, pass.TypesInfo.Defs[field.Names[0]])
	for _, name := range field.Names[1:] {
		if direction(pass.TypesInfo, fn.Body, pass.TypesInfo.Defs[name]) != dir {
			return
		}
	}
	edit := analysis.TextEdit{Pos: typ.Begin, End: typ.Begin + token.Pos(len("chan")), NewText: []byte("<-chan")}
	says := "only received from: it can be declared <-chan"
	switch dir {
	case types.RecvOnly:
	case types.SendOnly:
		edit.NewText = []byte("chan<-")
		says = "only sent to: it can be declared chan<-"
	default:
		return
	}
	if elem, ok := typ.Value.(*ast.ChanType); ok && elem.Dir == ast.RECV {
		return // chan (<-chan T) would need care
	}
	report.Diagnostic(pass, analysis.Diagnostic{
		Pos: typ.Pos(), End: typ.End(),
		Message:        field.Names[0].Name + " is " + says,
		SuggestedFixes: []analysis.SuggestedFix{{Message: "Restrict the direction", TextEdits: []analysis.TextEdit{edit}}},
	})
}

// direction returns the only direction in which body uses the channel v, or
// SendRecv.
func direction(info *types.Info, body *ast.BlockStmt, v types.Object) types.ChanDir {
	sends, receives, other := false, false, v == nil
	accounted := make(map[*ast.Ident]bool)
	use := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok || info.Uses[id] != v {
			return false
		}
		accounted[id] = true
		return true
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SendStmt:
			sends = use(n.Chan) || sends
		case *ast.UnaryExpr:
			receives = n.Op == token.ARROW && use(n.X) || receives
		case *ast.RangeStmt:
			receives = use(n.X) || receives
		case *ast.CallExpr:
			if chans.IsClose(info, n) {
				sends = use(n.Args[0]) || sends
				break
			}
			s, r := passed(info, n, use)
			sends, receives = sends || s, receives || r
		case *ast.Ident:
			other = other || info.Uses[n] == v && !accounted[n]
		}
		return true
	})
	switch {
	case other || sends == receives:
		return types.SendRecv
	case sends:
		return types.SendOnly
	}
	return types.RecvOnly
}

// passed tells in which directions call uses the channels it is given, for
// which use holds: those that its parameters declare.
func passed(info *types.Info, call *ast.CallExpr, use func(ast.Expr) bool) (sends, receives bool) {
	sig, ok := info.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return false, false
	}
	for i, arg := range call.Args {
		if i >= sig.Params().Len() {
			break
		}
		ch, ok := types.Unalias(sig.Params().At(i).Type()).Underlying().(*types.Chan)
		if !ok || ch.Dir() == types.SendRecv || !use(arg) {
			continue
		}
		sends = sends || ch.Dir() == types.SendOnly
		receives = receives || ch.Dir() == types.RecvOnly
	}
	return sends, receives
}

// usedAsValues returns the functions of pass that are used other than by
// calling them, so that their type matters elsewhere.
func usedAsValues(pass *analysis.Pass) map[types.Object]bool {
	values := make(map[types.Object]bool)
	called := make(map[*ast.Ident]bool)
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				fun := ast.Unparen(n.Fun)
				if ix, ok := fun.(*ast.IndexExpr); ok {
					fun = ix.X
				}
				if id, ok := fun.(*ast.Ident); ok {
					called[id] = true
				}
			case *ast.Ident:
				if fn, ok := pass.TypesInfo.Uses[n].(*types.Func); ok && !called[n] {
					values[fn.Origin()] = true
				}
			}
			return true
		})
	}
	return values
}
