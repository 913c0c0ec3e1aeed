package panicerr

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports errors that are raised as panics where they could be
// returned.
var Analyzer = &analysis.Analyzer{
	Name:     "panicerr",
	Doc:      docs.MustExtract(doc, "panicerr"),
	URL:      docs.URL("panicerr"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	if p.Types.Name() == "main" || deliberate.OnTrial(pass) {
		return nil, nil
	}
	fatal := fatalByPolicy(p)
	for _, fn := range p.Functions() {
		if !returnsError(fn) || panicsByDesign(p, fn) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			raise, ok := instr.(*ssa.Panic)
			if !ok {
				continue
			}
			err := raised(raise)
			if err == nil || fatal[source(err)] || deliberate.CommentAbove(pass, raise.Pos()) != "" || speaksOfPanic(p, raise) || halfDone(raise) {
				continue
			}
			name := p.Name(err)
			if name == "" {
				name = "the error"
			}
			report.At(pass, p.Range(raise), "", fmt.Sprintf("panics with %s, although the function could return it", name))
		}
	}
	return nil, nil
}

// returnsError reports whether the last result of fn is an error.
func returnsError(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	return results.Len() > 0 && typ.IsError(results.At(results.Len()-1).Type())
}

// panicsByDesign reports whether fn says in its name that it panics, is a
// test, or has a deferred function that turns panics into errors.
func panicsByDesign(p *flow.Package, fn *ssa.Function) bool {
	name := strings.ToLower(flow.Outermost(fn).Name())
	if strings.HasPrefix(name, "must") || strings.HasSuffix(name, "orpanic") || strings.HasPrefix(name, "init") {
		return true
	}
	if deliberate.InTest(p.Fset, fn.Pos()) {
		return true
	}
	for _, call := range deferred.Calls(p, fn) {
		if recovers, _ := deferred.Recovers(call.Callee.Fn); len(recovers) > 0 {
			return true
		}
	}
	return false
}

// fatalByPolicy returns the functions, but for those of the standard library,
// at whose errors the package panics in several places: it has decided that it
// cannot go on after them.
func fatalByPolicy(p *flow.Package) map[*types.Func]bool {
	raises := make(map[*types.Func]int)
	fatal := make(map[*types.Func]bool)
	for _, fn := range p.Functions() {
		if deliberate.InTest(p.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			raise, ok := instr.(*ssa.Panic)
			if !ok {
				continue
			}
			if callee := source(raised(raise)); callee != nil && callee.Pkg() != nil && (callee.Pkg() == p.Types || !isStandard(callee.Pkg())) {
				raises[callee]++
				fatal[callee] = raises[callee] > 1
			}
		}
	}
	return fatal
}

// isStandard reports whether pkg is of the standard library, whose import paths
// do not start with a domain.
func isStandard(pkg *types.Package) bool {
	first, _, _ := strings.Cut(pkg.Path(), "/")
	return !strings.Contains(first, ".")
}

// source returns the function whose call has returned err, or nil.
func source(err ssa.Value) *types.Func {
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	if call, ok := err.(*ssa.Call); ok {
		return flow.CalleeObject(call.Common())
	}
	return nil
}

// speaksOfPanic reports whether a comment of the function around raise, its own
// or one before raise, says that it panics.
func speaksOfPanic(p *flow.Package, raise *ssa.Panic) bool {
	fn := flow.Outermost(raise.Parent()).Syntax()
	if fn == nil {
		return false
	}
	groups := syntax.Comments(p.Files, fn.Pos(), raise.Pos())
	if decl, ok := fn.(*ast.FuncDecl); ok && decl.Doc != nil {
		groups = append(groups, decl.Doc)
	}
	return slices.ContainsFunc(groups, func(group *ast.CommentGroup) bool { return strings.Contains(group.Text(), "panic") })
}

// halfDone reports whether the function may have changed what its parameters
// lead to before raise: an error would say that nothing has happened, and to
// stop may be meant.
func halfDone(raise *ssa.Panic) bool {
	for instr := range flow.Instructions(raise.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if given(instr.Addr, 0) && flow.Reaches(instr, raise) {
				return true
			}
		case *ssa.Call: // made for its effect
			if fn := flow.CalleeObject(&instr.Call); fn != nil && fn.Signature().Recv() != nil && fn.Signature().Results().Len() == 0 &&
				!locks(fn) && flow.Reaches(instr, raise) && (instr.Call.IsInvoke() && given(instr.Call.Value, 0) || !instr.Call.IsInvoke() && given(instr.Call.Args[0], 0)) {
				return true
			}
		}
	}
	return false
}

// locks reports whether fn is a method of package sync, which change no data,
// or of a logger.
func locks(fn *types.Func) bool {
	path := fn.Pkg().Path()
	return path == "sync" || strings.HasPrefix(path, "log")
}

// given reports whether v is a parameter or read through one.
func given(v ssa.Value, depth int) bool {
	if depth > 8 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.FieldAddr:
		return given(v.X, depth+1)
	case *ssa.IndexAddr:
		return given(v.X, depth+1)
	case *ssa.UnOp:
		return v.Op == token.MUL && given(v.X, depth+1)
	}
	return false
}

// raised returns the error that raise panics with on the branch that has found
// it not to be nil, if a call has returned it.
func raised(raise *ssa.Panic) ssa.Value {
	v := raise.X
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeInterface:
			v = x.X
			continue
		}
		break
	}
	if !typ.IsError(v.Type()) { // a text is addressed to the programmer
		return nil
	}
	block := raise.Block()
	if len(block.Preds) != 1 {
		return nil
	}
	pred := block.Preds[0]
	branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	test, ok := flow.NilTestOf(branch.Cond)
	if !ok || !typ.IsError(test.X.Type()) || !fromCall(test.X) || test.NilWhen == (pred.Succs[0] == block) {
		return nil
	}
	if test.X == v || sameLoad(test.X, v) || tells(v, test.X, 0) {
		return test.X
	}
	return nil
}

// tells reports whether v is an error made from err.
func tells(v, err ssa.Value, depth int) bool {
	if v == err || sameLoad(v, err) {
		return true
	}
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return tells(v.X, err, depth+1)
	case *ssa.ChangeInterface:
		return tells(v.X, err, depth+1)
	case *ssa.Call:
		if v.Call.IsInvoke() {
			return tells(v.Call.Value, err, depth+1)
		}
		for _, arg := range v.Call.Args {
			if tells(arg, err, depth+1) {
				return true
			}
		}
	case *ssa.Slice: // variadic arguments
		for _, ref := range flow.Referrers(v.X) {
			addr, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, use := range *addr.Referrers() {
				if store, ok := use.(*ssa.Store); ok && tells(store.Val, err, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// fromCall reports whether v is the result of a call, or of several.
func fromCall(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call, *ssa.Extract:
		return flow.CallOf(v) != nil
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if _, isPhi := edge.(*ssa.Phi); isPhi || !fromCall(edge) {
				return false
			}
		}
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Alloc)
		return ok
	}
	return false
}

// sameLoad reports whether a and b read the same local variable.
func sameLoad(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	return ok && ok2 && x.X == y.X
}
