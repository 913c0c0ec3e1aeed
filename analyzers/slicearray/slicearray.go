package slicearray

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports conversions of slices to arrays that may panic.
var Analyzer = &analysis.Analyzer{
	Name:     "slicearray",
	Doc:      docs.MustExtract(doc, "slicearray"),
	URL:      docs.URL("slicearray"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	m := alias.New(flow.Of(pass))
	for _, fn := range m.Functions() {
		places := places(pass, fn)
		for instr := range flow.Instructions(fn) {
			conv, ok := instr.(*ssa.SliceToArrayPointer)
			if !ok {
				continue
			}
			n := arrayLen(conv.Type())
			if n == 0 || longEnough(m, conv, n) {
				continue
			}
			name := m.Name(conv.X)
			if name == "" {
				name = "the slice"
			}
			rng := places[conv]
			if rng == nil {
				continue
			}
			report.At(pass, rng, "", fmt.Sprintf("the conversion to an array panics if %s has fewer than %d elements", name, n))
		}
	}
	return nil, nil
}

// arrayLen returns the length of the array that the pointer type t points to,
// or 0 for a type parameter, which may stand for several.
func arrayLen(t types.Type) int64 {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return 0
	}
	array, ok := ptr.Elem().Underlying().(*types.Array)
	if !ok {
		return 0
	}
	return array.Len()
}

// places returns the conversions of fn in the source. The SSA form of a
// conversion to an array (not a pointer to one) has no position of its own, so
// that they are counted off.
func places(pass *analysis.Pass, fn *ssa.Function) map[*ssa.SliceToArrayPointer]analysis.Range {
	var convs []*ssa.SliceToArrayPointer
	for instr := range flow.Instructions(fn) {
		if conv, ok := instr.(*ssa.SliceToArrayPointer); ok {
			convs = append(convs, conv)
		}
	}
	if len(convs) == 0 || fn.Syntax() == nil {
		return nil
	}
	var calls []*ast.CallExpr
	ast.Inspect(fn.Syntax(), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n == fn.Syntax()
		case *ast.CallExpr:
			if len(n.Args) == 1 && toArray(pass, n) {
				calls = append(calls, n)
			}
		}
		return true
	})
	if len(calls) != len(convs) {
		return nil
	}
	places := make(map[*ssa.SliceToArrayPointer]analysis.Range)
	for i, conv := range convs {
		places[conv] = calls[i]
	}
	return places
}

// toArray reports whether call converts a slice to an array or a pointer to
// one.
func toArray(pass *analysis.Pass, call *ast.CallExpr) bool {
	if !pass.TypesInfo.Types[call.Fun].IsType() {
		return false
	}
	from, to := pass.TypesInfo.TypeOf(call.Args[0]), pass.TypesInfo.TypeOf(call)
	if from == nil || to == nil {
		return false
	}
	if _, ok := from.Underlying().(*types.Slice); !ok {
		return false
	}
	_, ok := typ.Deref(to).Underlying().(*types.Array)
	return ok
}

// longEnough reports whether the slice that conv converts surely has n
// elements: it was made or cut with a known length, comes from a function
// that returns so many, or its length was asked on the way.
func longEnough(m *alias.Model, conv *ssa.SliceToArrayPointer, n int64) bool {
	view := m.View(conv.X)
	if length := constLength(view); length >= n {
		return true
	}
	if slice, ok := conv.X.(*ssa.Slice); ok && (slice.High != nil || slice.Low != nil) && view.Truncated != nil && length(view, n) {
		return true
	}
	return asked(conv.X, conv, n) || fixedSize(conv.X)
}

// constLength returns the length of view if it is constant, or -1.
func constLength(view alias.View) int64 {
	if view.Lo.Known && view.Hi.Known && view.Lo.Sym == view.Hi.Sym {
		return view.Hi.C - view.Lo.C
	}
	return -1
}

func length(view alias.View, n int64) bool { return constLength(view) >= n }

// asked reports whether some branch before use depends on the length of v or
// of what v is cut from, and not only on whether it is much less than n.
func asked(v ssa.Value, use ssa.Instruction, n int64) bool {
	cut := int64(0)
	for range 8 {
		if refs := v.Referrers(); refs != nil {
			for _, ref := range *refs {
				call, ok := ref.(*ssa.Call)
				if ok && flow.Builtin(&call.Call) == "len" && flow.Dominates(call, use) && compared(call, n-cut) {
					return true
				}
			}
		}
		slice, ok := v.(*ssa.Slice)
		if !ok {
			break
		}
		if slice.Low != nil || slice.High != nil {
			cut = n // then the lengths say little
		}
		v = slice.X
	}
	return loadAsked(v, use, n-cut)
}

// loadAsked is asked for the length of another load of the same field.
func loadAsked(v ssa.Value, use ssa.Instruction, n int64) bool {
	if _, ok := v.(*ssa.UnOp); !ok {
		return false
	}
	path := access.Of(v)
	for instr := range flow.Instructions(use.Parent()) {
		call, ok := instr.(*ssa.Call)
		if ok && flow.Builtin(&call.Call) == "len" && flow.Dominates(call, use) && compared(call, n) && access.Of(call.Call.Args[0]) == path {
			return true
		}
	}
	return false
}

// compared reports whether v, or what is computed from it, is compared with
// something that is not a constant below n - 1.
func compared(v ssa.Value, n int64) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			switch ref.Op {
			case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
				other := ref.X
				if other == v {
					other = ref.Y
				}
				if k, isConst := ranges.Const(other); !isConst || k+1 >= n {
					return true
				}
				continue
			}
			if compared(ref, 0) {
				return true
			}
		case *ssa.Convert:
			if compared(ref, n) {
				return true
			}
		}
	}
	return false
}

// fixedSize reports whether v comes from a function that returns slices of a
// fixed length, such as the Sum of a hash.
func fixedSize(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	if fn := flow.CalleeObject(&call.Call); fn != nil {
		switch fn.Name() {
		case "Sum", "To4", "To16", "Bytes", "AsSlice", "Next", "Data":
			return true
		}
	}
	return false
}
