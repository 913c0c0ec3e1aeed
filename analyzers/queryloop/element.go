package queryloop

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/queries"
)

// fromElement reports whether v is computed from an element of a slice, array
// or map, or from a row, that a loop around it is at. A part of a list, such as
// a batch, is no element.
func fromElement(v ssa.Value) bool { return !isList(v.Type()) && listOf(v, 0) != nil }

// listOf returns the list, or the row, that v is computed from an element of,
// or nil.
func listOf(v ssa.Value, depth int) ssa.Value {
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 8 || !flow.InLoop(instr) {
		return nil
	}
	switch v := v.(type) {
	case *ssa.IndexAddr:
		return indexed(v.X, v.Index)
	case *ssa.Index:
		return indexed(v.X, v.Index)
	case *ssa.Extract:
		next, isNext := v.Tuple.(*ssa.Next)
		if !isNext || next.IsString {
			return nil
		}
		if over, ok := next.Iter.(*ssa.Range); ok {
			return over.X
		}
		return nil
	case *ssa.Alloc: // a loop variable that is spilled, or the columns of a row
		if scanned(v) {
			return v
		}
		for _, ref := range *v.Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == v {
				if list := listOf(store.Val, depth+1); list != nil {
					return list
				}
			}
		}
		return nil
	case *ssa.Call, *ssa.Phi:
		return nil
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil {
			if list := listOf(*op, depth+1); list != nil {
				return list
			}
		}
	}
	return nil
}

// indexed returns the list x, indexed by the variable i, but for one that is
// written out in the code.
func indexed(x, i ssa.Value) ssa.Value {
	if _, isConst := i.(*ssa.Const); isConst || isLiteral(x) {
		return nil
	}
	return x
}

// fetched reports whether v is computed from an element of a list that a query
// of the function has filled: as long as the table is.
func fetched(v ssa.Value) bool {
	list := listOf(v, 0)
	if list == nil {
		return false
	}
	if alloc, ok := list.(*ssa.Alloc); ok && scanned(alloc) {
		return true
	}
	path := access.Of(list)
	path.Sel = strings.TrimSuffix(path.Sel, "*")
	for instr := range flow.Instructions(list.Parent()) {
		q, ok := queries.Of(instr)
		if !ok || !q.Reads {
			continue
		}
		for _, arg := range q.Args {
			if arg != nil && access.Of(arg) == path {
				return true
			}
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
	for _, ref := range flow.Referrers(v) {
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
