package queryloop

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// fromElement reports whether v is computed from an element of a slice, array
// or map, or from a row, that a loop around it is at. A part of a list, such as
// a batch, is no element.
func fromElement(v ssa.Value, depth int) bool {
	if depth > 8 || depth == 0 && isList(v.Type()) {
		return false
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || !flow.InLoop(instr) {
		return false
	}
	switch v := v.(type) {
	case *ssa.IndexAddr:
		_, isConst := v.Index.(*ssa.Const)
		return !isConst && !isLiteral(v.X)
	case *ssa.Index:
		_, isConst := v.Index.(*ssa.Const)
		return !isConst && !isLiteral(v.X)
	case *ssa.Extract:
		next, isNext := v.Tuple.(*ssa.Next)
		return isNext && !next.IsString
	case *ssa.Alloc: // a loop variable that is spilled, or the columns of a row
		if scanned(v) {
			return true
		}
		for _, ref := range *v.Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == v && fromElement(store.Val, depth+1) {
				return true
			}
		}
		return false
	case *ssa.Call, *ssa.Phi:
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && fromElement(*op, depth+1) {
			return true
		}
	}
	return false
}

func isList(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok && !isBytes(t)
}

func isBytes(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := slice.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8
}

// isLiteral reports whether v is a list that is written out in the code, which
// has the length that the reader sees.
func isLiteral(v ssa.Value) bool {
	if slice, ok := v.(*ssa.Slice); ok {
		v = slice.X
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		return v.Comment == "slicelit" || v.Comment == "complit"
	case *ssa.Global:
		_, isPtr := v.Type().Underlying().(*types.Pointer)
		return isPtr
	case *ssa.UnOp:
		_, isGlobal := v.X.(*ssa.Global)
		return isGlobal
	}
	return false
}

// scanned reports whether the columns of a row are read into a in a loop.
func scanned(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		boxed, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, use := range *boxed.Referrers() {
			store, ok := use.(*ssa.Store)
			if !ok {
				continue
			}
			if elem, ok := store.Addr.(*ssa.IndexAddr); ok && passedToScan(elem.X) {
				return true
			}
		}
	}
	return false
}

// passedToScan reports whether the variadic arguments in the array v are those
// of (*sql.Rows).Scan.
func passedToScan(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(ssa.CallInstruction); ok && flow.CalleeName(call.Common()) == "(*database/sql.Rows).Scan" {
				return true
			}
		}
	}
	return false
}
