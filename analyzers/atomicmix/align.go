package atomicmix

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// pointerFields reports misaligned fields of structs reached by a pointer, as
// in a method; atomicalign looks at struct variables only.
func (c *checker) pointerFields(sizes types.Sizes) {
	root := c.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range root.PreorderSeq((*ast.CallExpr)(nil)) {
		call := cur.(*ast.CallExpr)
		fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || fn.Signature().Recv() != nil || !strings.HasSuffix(fn.Name(), "64") || len(call.Args) == 0 {
			continue
		}
		addr, ok := ast.Unparen(call.Args[0]).(*ast.UnaryExpr)
		if !ok || addr.Op != token.AND {
			continue
		}
		sel, ok := ast.Unparen(addr.X).(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if offset, ok := c.offset(sel, sizes); ok && offset%8 != 0 {
			report.At(c.pass, addr, misaligned,
				fmt.Sprintf("address of non 64-bit aligned field .%s passed to atomic.%s", sel.Sel.Name, fn.Name()))
		}
	}
}

// offset returns the offset of the field that sel selects through a pointer, in
// a struct that has no embedded fields on the way.
func (c *checker) offset(sel *ast.SelectorExpr, sizes types.Sizes) (int64, bool) {
	s := c.pass.TypesInfo.Selections[sel]
	if s == nil || s.Kind() != types.FieldVal || len(s.Index()) != 1 {
		return 0, false
	}
	ptr, ok := s.Recv().Underlying().(*types.Pointer)
	if !ok {
		return 0, false
	}
	st, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return 0, false
	}
	fields := make([]*types.Var, st.NumFields())
	for i := range fields {
		fields[i] = st.Field(i)
		if containsTypeParam(fields[i].Type()) {
			return 0, false
		}
	}
	return sizes.Offsetsof(fields)[s.Index()[0]], true
}

// containsTypeParam reports whether the size of t depends on a type parameter.
func containsTypeParam(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Array:
		return containsTypeParam(t.Elem())
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if containsTypeParam(arg) {
				return true
			}
		}
	case *types.Struct:
		for f := range t.Fields() {
			if containsTypeParam(f.Type()) {
				return true
			}
		}
	}
	return false
}
