package arraycopy

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports arrays that are changed in a copy, or copied at a cost.
var Analyzer = &analysis.Analyzer{
	Name:     "arraycopy",
	Doc:      docs.MustExtract(doc, "arraycopy"),
	URL:      docs.URL("arraycopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, inspect.Analyzer},
}

// The categories.
const (
	lost  = "lost"
	large = "large"
)

// threshold is the size in bytes from which a copy counts as large.
const threshold = 1024

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if alloc, ok := instr.(*ssa.Alloc); ok {
				if store := lostStore(alloc); store != nil {
					report.At(pass, p.Range(store), lost, fmt.Sprintf("assignment to an element of %s changes the callee's copy of the array only", alloc.Comment))
				}
			}
		}
	}
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.FuncDecl)(nil), (*ast.RangeStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			checkSignature(pass, n)
		case *ast.RangeStmt:
			checkRange(pass, n)
		}
	}
	return nil, nil
}

// lostStore returns a store to an element of the array parameter held in alloc
// if no element, nor the array, is read after it.
func lostStore(alloc *ssa.Alloc) *ssa.Store {
	if _, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); !ok || !isParameter(alloc) {
		return nil
	}
	var stores []*ssa.Store
	var loads []ssa.Instruction
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == ssa.Value(alloc) {
				return nil
			}
		case *ssa.IndexAddr:
			if !collect(ref, &stores, &loads) {
				return nil
			}
		case *ssa.UnOp:
			loads = append(loads, ref)
		default:
			return nil // sliced, captured, address taken
		}
	}
	for _, store := range stores {
		read := false
		for _, load := range loads {
			read = read || flow.Reaches(store, load)
		}
		if !read {
			return store
		}
	}
	return nil
}

// collect gathers stores to and loads from addr and its parts, and reports
// whether these are all its uses.
func collect(addr ssa.Value, stores *[]*ssa.Store, loads *[]ssa.Instruction) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != addr {
				return false
			}
			*stores = append(*stores, ref)
		case *ssa.UnOp:
			*loads = append(*loads, ref)
		case *ssa.IndexAddr, *ssa.FieldAddr:
			if !collect(ref.(ssa.Value), stores, loads) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// isParameter reports whether alloc is the variable of a parameter.
func isParameter(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(alloc) {
			_, isParam := store.Val.(*ssa.Parameter)
			return isParam
		}
	}
	return false
}

// size returns the size of t in bytes, or 0 if it depends on a type parameter.
func size(pass *analysis.Pass, t types.Type) (n int64) {
	if t == nil || pass.TypesSizes == nil || hasTypeParam(t, 0) {
		return 0
	}
	return pass.TypesSizes.Sizeof(t)
}

func hasTypeParam(t types.Type, depth int) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok || depth > 10 {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Array:
		return hasTypeParam(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if hasTypeParam(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// checkSignature reports large parameters, receivers and results of decl.
func checkSignature(pass *analysis.Pass, decl *ast.FuncDecl) {
	check := func(list *ast.FieldList, how string) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			if n := size(pass, pass.TypesInfo.TypeOf(field.Type)); n >= threshold {
				report.At(pass, field, large, fmt.Sprintf("%s copies %d bytes at each call: pass a pointer", how, n))
			}
		}
	}
	if decl.Body == nil {
		return
	}
	check(decl.Recv, "the receiver")
	check(decl.Type.Params, "the parameter")
	check(decl.Type.Results, "the result")
}

// checkRange reports a large copy for each step of a range loop, or of the
// array that it goes over.
func checkRange(pass *analysis.Pass, n *ast.RangeStmt) {
	if id, ok := n.Value.(*ast.Ident); ok && id.Name != "_" {
		if bytes := size(pass, pass.TypesInfo.TypeOf(id)); bytes >= threshold {
			report.At(pass, id, large, fmt.Sprintf("the loop copies %d bytes into %s at each step: use the index", bytes, id.Name))
			return
		}
		t := pass.TypesInfo.TypeOf(n.X)
		if _, ok := t.Underlying().(*types.Array); ok {
			if bytes := size(pass, t); bytes >= threshold {
				report.At(pass, n.X, large, fmt.Sprintf("the loop copies the array of %d bytes first: range over its address", bytes))
			}
		}
	}
}
