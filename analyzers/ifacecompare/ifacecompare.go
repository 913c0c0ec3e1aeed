package ifacecompare

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports comparisons that panic or that compare the wrong thing.
var Analyzer = &analysis.Analyzer{
	Name:     "ifacecompare",
	Doc:      docs.MustExtract(doc, "ifacecompare"),
	URL:      docs.URL("ifacecompare"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	compares := false
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.BinaryExpr)(nil)) {
		bin := cur.Node().(*ast.BinaryExpr)
		if bin.Op != token.EQL && bin.Op != token.NEQ {
			continue
		}
		reportTime(pass, bin)
		compares = compares || types.IsInterface(typeOf(pass, bin.X)) || types.IsInterface(typeOf(pass, bin.Y))
	}
	if compares || switchesOnInterface(pass) {
		reportUncomparable(pass, flow.Of(pass))
	}
	return nil, nil
}

func typeOf(pass *analysis.Pass, e ast.Expr) types.Type {
	if t := pass.TypesInfo.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// switchesOnInterface reports whether the package has a switch on an interface
// value.
func switchesOnInterface(pass *analysis.Pass) bool {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.SwitchStmt)(nil)) {
		if tag := cur.Node().(*ast.SwitchStmt).Tag; tag != nil && types.IsInterface(typeOf(pass, tag)) {
			return true
		}
	}
	return false
}

// reportTime reports == of two time.Time values. A comparison with the zero
// time is harmless, and a test that compares too much fails.
func reportTime(pass *analysis.Pass, bin *ast.BinaryExpr) {
	x, y := typeOf(pass, bin.X), typeOf(pass, bin.Y)
	if !isTime(x) || !isTime(y) || isZeroTime(bin.X) || isZeroTime(bin.Y) || isModTime(pass, bin.X) && isModTime(pass, bin.Y) || deliberate.InTest(pass.Fset, bin.Pos()) {
		return
	}
	xs, ys := types.ExprString(bin.X), types.ExprString(bin.Y)
	d := analysis.Diagnostic{
		Pos: bin.Pos(), End: bin.End(), Category: "time",
		Message: "== also compares the locations and monotonic clocks of the times: use Equal",
	}
	if _, simple := ast.Unparen(bin.X).(*ast.StarExpr); !simple && !isBinary(bin.X) {
		not := ""
		if bin.Op == token.NEQ {
			not = "!"
		}
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "Use Equal",
			TextEdits: []analysis.TextEdit{{Pos: bin.Pos(), End: bin.End(), NewText: []byte(not + xs + ".Equal(" + ys + ")")}},
		}}
	}
	report.Diagnostic(pass, d)
}

func isBinary(e ast.Expr) bool {
	_, ok := e.(*ast.BinaryExpr)
	return ok
}

func isTime(t types.Type) bool { return typ.Is(t, "time", "Time") }

// isZeroTime reports whether e is time.Time{}.
func isZeroTime(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	return ok && len(lit.Elts) == 0
}

// isModTime reports whether e is the time of a file: all of them have one
// location, and no monotonic clock.
func isModTime(pass *analysis.Pass, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && syntax.Callee(pass.TypesInfo, call) == "(io/fs.FileInfo).ModTime"
}

// reportUncomparable reports interface comparisons in which both sides may hold
// a value of one type that cannot be compared.
func reportUncomparable(pass *analysis.Pass, p *flow.Package) {
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			bin, ok := instr.(*ssa.BinOp)
			if !ok || bin.Op != token.EQL && bin.Op != token.NEQ || flow.IsNil(bin.X) || flow.IsNil(bin.Y) || siblingTested(bin) {
				continue
			}
			if flow.TestedNil(bin, true, bin.X, bin.Y) { // nil equals nil, and nothing else
				continue
			}
			if !types.IsInterface(bin.X.Type()) || !types.IsInterface(bin.Y.Type()) || isParam(bin.X.Type()) {
				continue
			}
			xs, ys := dynamic(p, bin.X), dynamic(p, bin.Y)
			if !deliberate.InTest(p.Fset, bin.Pos()) { // what tests pass on purpose
				xs, ys = outsideTests(p, xs), outsideTests(p, ys)
			}
			if made := clash(xs, ys); made != nil && !deliberate.Panic(pass, bin.Pos()) {
				report.At(pass, p.Range(bin), "uncomparable",
					fmt.Sprintf("this comparison panics: both sides may hold a %s, which cannot be compared", short(p, made.X.Type())),
					step(p, made)...)
			}
		}
	}
}

// siblingTested reports whether both sides of bin are fields, and a test of other
// fields of their objects decides that it is reached: what those hold may tell
// what these do.
func siblingTested(bin *ssa.BinOp) bool {
	x, y := fieldOf(bin.X), fieldOf(bin.Y)
	if x == nil || y == nil {
		return false
	}
	for block := bin.Block().Idom(); block != nil; block = block.Idom() {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		for _, side := range []ssa.Value{test.X, test.Y} {
			if f := fieldOf(side); f != nil && access.Of(f.X) == access.Of(x.X) && f.Field != x.Field && f.Field != y.Field {
				return true
			}
		}
	}
	return false
}

// fieldOf returns the address of the field that v was loaded from, or nil.
func fieldOf(v ssa.Value) *ssa.FieldAddr {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		field, _ := load.X.(*ssa.FieldAddr)
		return field
	}
	return nil
}

func isParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

func short(p *flow.Package, t types.Type) string {
	if s := types.TypeString(t, types.RelativeTo(p.Types)); len(s) <= 40 {
		return s
	}
	return "value"
}

// dynamic returns the conversions that v may hold the result of, also those
// that callers in the package pass, or that its functions return.
func dynamic(p *flow.Package, v ssa.Value) []*ssa.MakeInterface {
	var found []*ssa.MakeInterface
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		if seen[v] || depth > 6 || len(found) > 32 {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.MakeInterface:
			found = append(found, v)
		case *ssa.Phi:
			for _, edge := range v.Edges {
				visit(edge, depth+1)
			}
		case *ssa.ChangeInterface:
			visit(v.X, depth+1)
		case *ssa.Parameter:
			args, _ := p.Arguments(v)
			for _, arg := range args {
				visit(arg, depth+1)
			}
		case *ssa.Call:
			for _, r := range values.Results(p, v, 0) {
				visit(r, depth+1)
			}
		case *ssa.Extract:
			if call, ok := v.Tuple.(*ssa.Call); ok {
				for _, r := range values.Results(p, call, v.Index) {
					visit(r, depth+1)
				}
			}
		case *ssa.UnOp:
			stored, _ := p.Stored(v.X)
			for _, s := range stored {
				visit(s, depth+1)
			}
		}
	}
	visit(v, 0)
	return found
}

func outsideTests(p *flow.Package, made []*ssa.MakeInterface) []*ssa.MakeInterface {
	return slices.DeleteFunc(made, func(mi *ssa.MakeInterface) bool {
		return deliberate.InTest(p.Fset, mi.Parent().Pos()) || deliberate.InTest(p.Fset, p.Range(mi).Pos())
	})
}

// clash returns a conversion among xs of a type that cannot be compared and
// that ys hold too, or nil.
func clash(xs, ys []*ssa.MakeInterface) *ssa.MakeInterface {
	for _, x := range xs {
		if types.Comparable(x.X.Type()) || isParam(x.X.Type()) {
			continue
		}
		for _, y := range ys {
			if types.Identical(x.X.Type(), y.X.Type()) {
				return x
			}
		}
	}
	return nil
}

// step shows where the value gets into the interface.
func step(p *flow.Package, made *ssa.MakeInterface) []analysis.RelatedInformation {
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			return []analysis.RelatedInformation{report.Step(p.Range(ref), "passes a %s, which cannot be compared", short(p, made.X.Type()))}
		case *ssa.Store:
			return []analysis.RelatedInformation{report.Step(p.Range(ref), "stores a %s, which cannot be compared", short(p, made.X.Type()))}
		}
	}
	return nil
}
