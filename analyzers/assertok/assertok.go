package assertok

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports type assertions that may fail where nobody expects it.
var Analyzer = &analysis.Analyzer{
	Name:     "assertok",
	Doc:      docs.MustExtract(doc, "assertok"),
	URL:      docs.URL("assertok"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	reportElse(pass)
	if !assertsAny(pass.Files) {
		return nil, nil
	}
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		for _, pair := range protocol.Pairs(fn) {
			if assert, ok := pair.Tuple.(*ssa.TypeAssert); ok {
				reportUnchecked(pass, p, model, pair, assert)
			}
		}
		if deliberate.InTest(p.Fset, fn.Pos()) {
			continue // a failed assertion fails the test
		}
		for instr := range flow.Instructions(fn) {
			assert, ok := instr.(*ssa.TypeAssert)
			if !ok || assert.CommaOk {
				continue
			}
			if why, where := mayFail(p, assert); why != "" {
				report.At(pass, assertion(p, assert), "panics", fmt.Sprintf("this assertion panics if it fails, and it may: %s", why), where...)
			}
		}
	}
	return nil, nil
}

// assertsAny reports whether files contain a type assertion.
func assertsAny(files []*ast.File) bool {
	found := false
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			a, ok := n.(*ast.TypeAssertExpr)
			found = found || ok && a.Type != nil
			return !found
		})
	}
	return found
}

// reportUnchecked reports a use of an asserted value that may be nil because
// ok has not been looked at.
func reportUnchecked(pass *analysis.Pass, p *flow.Package, model *nilness.Model, pair *protocol.Pair, assert *ssa.TypeAssert) {
	use := protocol.Unchecked(p, model, pair)
	if use == nil {
		return
	}
	name := p.Name(use.Value)
	if name == "" {
		name = "the value"
	}
	report.At(pass, p.Range(use.Instr), "unchecked", fmt.Sprintf("%s is nil here if the assertion has failed, which is not checked", name),
		report.Step(assertion(p, assert), "leaves nil in %s if it fails", name))
}

// assertion returns the range of the assertion in the source.
func assertion(p *flow.Package, assert *ssa.TypeAssert) analysis.Range {
	for _, n := range p.Enclosing(assert.Pos()) {
		if a, ok := n.(*ast.TypeAssertExpr); ok {
			return report.Span{Start: a.Pos(), Stop: a.End()}
		}
	}
	return p.Range(assert)
}

// mayFail returns why assert may fail as far as the package shows, or "".
func mayFail(p *flow.Package, assert *ssa.TypeAssert) (string, []analysis.RelatedInformation) {
	x := assert.X
	if ci, ok := x.(*ssa.ChangeInterface); ok {
		x = ci.X
	}
	if provenElsewhere(assert) {
		return "", nil
	}
	switch {
	case types.Identical(assert.X.Type(), types.Universe.Lookup("error").Type()) && fromCall(x) && !documented(p, x, assert.AssertedType):
		return "the error may be of another type, or wrapped", nil
	case isNamed(assert.X.Type(), "net/http", "ResponseWriter") && types.IsInterface(assert.AssertedType) && isParameter(x):
		return "middleware may wrap the ResponseWriter in a type without this method", nil
	}
	switch x := x.(type) {
	case *ssa.Lookup:
		if keys(x) && !storesKey(x) {
			return "the map may lack the key", nil
		}
	case *ssa.Parameter:
		return otherArgument(p, x, assert.AssertedType)
	}
	return "", nil
}

func isNamed(t types.Type, path, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

func isParameter(v ssa.Value) bool {
	_, ok := v.(*ssa.Parameter)
	return ok
}

// fromCall reports whether v is the result of a call.
func fromCall(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return true
	case *ssa.Extract:
		_, ok := v.Tuple.(*ssa.Call)
		return ok
	}
	return false
}

// documented reports whether the error v comes from a function that promises
// the type: package os promises *PathError, strconv *NumError; and a function
// of the same package knows its own errors.
func documented(p *flow.Package, v ssa.Value, t types.Type) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return true
	}
	fn := flow.CalleeObject(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return true
	}
	if fn.Pkg() == p.Types {
		return true
	}
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return true
	}
	from := named.Obj().Pkg().Path()
	return from == fn.Pkg().Path() || from == "io/fs" && fn.Pkg().Path() == "os" || from == "syscall"
}

// keys reports whether the lookup is in a map from strings to values of any
// type, such as decoded JSON.
func keys(x *ssa.Lookup) bool {
	m, ok := x.X.Type().Underlying().(*types.Map)
	if !ok || x.CommaOk {
		return false
	}
	key, ok := m.Key().Underlying().(*types.Basic)
	if !ok || key.Info()&types.IsString == 0 {
		return false
	}
	iface, ok := m.Elem().Underlying().(*types.Interface)
	return ok && iface.NumMethods() == 0
}

// storesKey reports whether the function puts something into the map, or
// tests it.
func storesKey(x *ssa.Lookup) bool {
	for instr := range flow.Instructions(x.Parent()) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if access.Of(instr.Map) == access.Of(x.X) {
				return true
			}
		case *ssa.Lookup:
			if instr != x && instr.CommaOk && access.Of(instr.X) == access.Of(x.X) {
				return true
			}
		case *ssa.BinOp:
			if instr.X == ssa.Value(x) || instr.Y == ssa.Value(x) {
				return true
			}
		}
	}
	return false
}

// provenElsewhere reports whether the function asserts the same value with ok,
// or switches on its type, before assert.
func provenElsewhere(assert *ssa.TypeAssert) bool {
	refs := assert.X.Referrers()
	if refs == nil {
		return true
	}
	for _, ref := range *refs {
		if other, ok := ref.(*ssa.TypeAssert); ok && other != assert && flow.Dominates(other, assert) {
			return true
		}
	}
	return false
}

// otherArgument returns where a caller in the package passes a value of
// another type for the parameter v.
func otherArgument(p *flow.Package, v *ssa.Parameter, want types.Type) (string, []analysis.RelatedInformation) {
	args, _ := p.Arguments(v)
	for _, arg := range args {
		switch arg := arg.(type) {
		case *ssa.MakeInterface:
			t := arg.X.Type()
			if iface, ok := want.Underlying().(*types.Interface); ok && types.Implements(t, iface) || types.Identical(t, want) {
				continue
			}
			if _, isParam := types.Unalias(t).(*types.TypeParam); isParam {
				continue
			}
			return fmt.Sprintf("a caller passes a value of type %s", types.TypeString(t, types.RelativeTo(p.Types))), passedAt(p, arg)
		case *ssa.Const:
			if arg.IsNil() {
				return "a caller passes nil", nil
			}
		}
	}
	return "", nil
}

// passedAt returns the call that passes arg.
func passedAt(p *flow.Package, arg *ssa.MakeInterface) []analysis.RelatedInformation {
	for _, ref := range *arg.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			return []analysis.RelatedInformation{report.Step(p.Range(call), "passed here")}
		}
	}
	return nil
}
