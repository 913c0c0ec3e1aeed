package nilempty

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports empty and nil slices that are taken for each other.
var Analyzer = &analysis.Analyzer{
	Name:     "nilempty",
	Doc:      docs.MustExtract(doc, "nilempty"),
	URL:      docs.URL("nilempty"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The categories.
const (
	deepEqual = "deepequal"
	guard     = "guard"
)

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		reported := make(map[*ssa.BinOp]bool) // one index for each test
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Call:
				if what, better := compares(instr); what != "" {
					report.At(pass, p.Range(instr), deepEqual, fmt.Sprintf("DeepEqual tells nil from empty %s: %s does not", what, better))
				}
			case *ssa.IndexAddr:
				if test := nilTest(instr); test != nil && !reported[test] {
					reported[test] = true
					reportGuard(pass, p, instr, test)
				}
			}
		}
	}
	return nil, nil
}

// compares reports what call, of reflect.DeepEqual, compares if a function of
// package slices or maps would do.
func compares(call *ssa.Call) (what, better string) {
	if flow.CalleeName(&call.Call) != "reflect.DeepEqual" {
		return "", ""
	}
	x, ok := call.Call.Args[0].(*ssa.MakeInterface)
	y, isIface := call.Call.Args[1].(*ssa.MakeInterface)
	if !ok || !isIface || !types.Identical(x.X.Type(), y.X.Type()) {
		return "", ""
	}
	switch t := x.X.Type().Underlying().(type) {
	case *types.Slice:
		if plain(t.Elem()) {
			return "slices", "slices.Equal"
		}
	case *types.Map:
		if plain(t.Elem()) && plain(t.Key()) {
			return "maps", "maps.Equal"
		}
	}
	return "", ""
}

// plain reports whether == compares values of type t as DeepEqual does: no
// pointers, interfaces or floats in them.
func plain(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsFloat|types.IsComplex) == 0
	case *types.Array:
		return plain(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if !plain(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}

// nilTest returns the comparison with nil that addr, an element at a constant
// index or the last, relies on, if nobody asks for the length.
func nilTest(addr *ssa.IndexAddr) *ssa.BinOp {
	if !first(addr) || answered(addr.X) {
		return nil
	}
	var test *ssa.BinOp
	for _, x := range same(addr) {
		refs := x.Referrers()
		if refs == nil { // a constant
			continue
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case *ssa.BinOp:
				if (flow.IsNil(ref.X) || flow.IsNil(ref.Y)) && guards(ref, addr) {
					test = ref
				}
			case *ssa.Call:
				if flow.Builtin(&ref.Call) == "len" && ssa.Value(ref) != lastIndex(addr) && flow.Dominates(ref, addr) {
					return nil
				}
			}
		}
	}
	return test
}

// answered reports whether v is the result of a call: whoever answers nil for
// nothing often answers with a fixed number of elements else.
func answered(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.TypeAssert, *ssa.Lookup:
		return true
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if _, isPhi := edge.(*ssa.Phi); !isPhi && answered(edge) {
				return true
			}
		}
	}
	return false
}

// same returns the slice of addr, and the loads of the same field before it.
func same(addr *ssa.IndexAddr) []ssa.Value {
	if addr.X.Referrers() == nil {
		return nil // a constant
	}
	all := []ssa.Value{addr.X}
	load, ok := addr.X.(*ssa.UnOp)
	if !ok {
		return all
	}
	if _, isField := load.X.(*ssa.FieldAddr); !isField {
		return all
	}
	path := access.Of(load)
	for instr := range flow.Instructions(addr.Parent()) {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr != load && access.Of(instr) == path && flow.Dominates(instr, addr) {
				all = append(all, instr)
			}
		case *ssa.Store: // it may be another slice by now
			if access.Of(instr.Addr) == access.Of(load.X) && flow.Reaches(instr, addr) {
				return all[:1]
			}
		}
	}
	return all
}

// first reports whether addr is at a constant index, or the last one.
func first(addr *ssa.IndexAddr) bool {
	if _, ok := addr.X.Type().Underlying().(*types.Slice); !ok {
		return false
	}
	if _, ok := addr.Index.(*ssa.Const); ok {
		return true
	}
	return lastIndex(addr) != nil
}

// lastIndex returns the call of len in s[len(s)-1], or nil.
func lastIndex(addr *ssa.IndexAddr) ssa.Value {
	bin, ok := addr.Index.(*ssa.BinOp)
	if !ok || bin.Op != token.SUB {
		return nil
	}
	call, ok := bin.X.(*ssa.Call)
	if !ok || flow.Builtin(&call.Call) != "len" || !sameSlice(call.Call.Args[0], addr) {
		return nil
	}
	return call
}

// sameSlice reports whether v is the slice of addr: the same value, or one read
// from the same field with nothing stored there in between.
func sameSlice(v ssa.Value, addr *ssa.IndexAddr) bool {
	if v == addr.X {
		return true
	}
	measured, ok := v.(*ssa.UnOp)
	load, isLoad := addr.X.(*ssa.UnOp)
	if !ok || !isLoad || access.Of(measured) != access.Of(load) {
		return false
	}
	if _, isField := load.X.(*ssa.FieldAddr); !isField || measured.Block() != load.Block() {
		return false
	}
	for instr := range flow.Instructions(addr.Parent()) {
		store, ok := instr.(*ssa.Store)
		if ok && access.Of(store.Addr) == access.Of(load.X) && flow.Dominates(store, addr) {
			return false
		}
	}
	return true
}

// guards reports whether addr executes only if the comparison test finds the
// slice not nil.
func guards(test *ssa.BinOp, addr *ssa.IndexAddr) bool {
	for _, ref := range *test.Referrers() {
		branch, ok := ref.(*ssa.If)
		if !ok {
			continue
		}
		succ := branch.Block().Succs[1]
		if test.Op == token.NEQ {
			succ = branch.Block().Succs[0]
		}
		if succ.Dominates(addr.Block()) && len(succ.Preds) == 1 {
			return true
		}
	}
	return false
}

// reportGuard reports addr, which panics for a slice that is empty but not nil.
func reportGuard(pass *analysis.Pass, p *flow.Package, addr *ssa.IndexAddr, test *ssa.BinOp) {
	name := p.NameAt(addr.X, addr)
	rng := p.Range(addr)
	d := analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), Category: guard,
		Message: fmt.Sprintf("index panics if %s is empty but not nil: the test before lets it pass", name),
		Related: []analysis.RelatedInformation{report.Step(p.Range(test), "tests for nil only here"), report.Step(rng, "takes it to have elements here")},
	}
	if bin, ok := p.Syntax(test).(*ast.BinaryExpr); ok && (bin.Op == token.EQL || bin.Op == token.NEQ) {
		operand := bin.X
		if id, ok := operand.(*ast.Ident); ok && id.Name == "nil" {
			operand = bin.Y
		}
		op := "=="
		if bin.Op == token.NEQ {
			op = ">"
		}
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "ask for the length",
			TextEdits: []analysis.TextEdit{{Pos: bin.Pos(), End: bin.End(), NewText: []byte("len(" + types.ExprString(operand) + ") " + op + " 0")}},
		}}
	}
	report.Diagnostic(pass, d)
}
