package divisors

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// countedAt reports whether the variable at addr, a field of a type of the
// package or a local one that a function literal has captured, starts at zero
// and is only ever counted up or set to zero.
func countedAt(p *flow.Package, addr ssa.Value) bool {
	var stores []*ssa.Store
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		field := flow.FieldOf(addr)
		if field == nil || field.Exported() || field.Pkg() != p.Types {
			return false
		}
		for _, fn := range p.Functions() {
			for instr := range flow.Instructions(fn) {
				other, ok := instr.(*ssa.FieldAddr)
				if !ok || flow.FieldOf(other) != field {
					continue
				}
				found, ok := storesTo(other)
				if !ok {
					return false
				}
				stores = append(stores, found...)
			}
		}
	case *ssa.Alloc:
		captured := false
		for _, ref := range flow.Referrers(addr) {
			closure, ok := ref.(*ssa.MakeClosure)
			if !ok {
				continue
			}
			captured = true
			for i, bound := range closure.Bindings {
				if fn := closure.Fn.(*ssa.Function); bound == ssa.Value(addr) && i < len(fn.FreeVars) {
					found, ok := storesTo(fn.FreeVars[i])
					if !ok {
						return false
					}
					stores = append(stores, found...)
				}
			}
		}
		if !captured {
			return false
		}
		found, ok := storesTo(addr)
		if !ok {
			return false
		}
		stores = append(stores, found...)
	default:
		return false
	}
	return onlyCounted(stores)
}

// countedBefore reports whether the function of div counts the variable that load
// loads on every way to div, or hands its object to a function that may.
func countedBefore(div *ssa.BinOp, load *ssa.UnOp) bool {
	path := access.Of(load.X)
	for instr := range flow.Instructions(div.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if n, isConst := ranges.Const(instr.Val); isConst && n == 0 {
				continue
			}
			if access.Of(instr.Addr) == path && flow.Dominates(instr, div) {
				return true
			}
		case *ssa.Call:
			for _, arg := range instr.Call.Args {
				if access.Of(arg).Root == path.Root && flow.Dominates(instr, div) {
					return true
				}
			}
		}
	}
	return false
}

// storesTo returns the stores to the variable at addr, and whether that is all
// that happens to it besides loads.
func storesTo(addr ssa.Value) (stores []*ssa.Store, ok bool) {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != addr {
				return nil, false
			}
			stores = append(stores, ref)
		case *ssa.UnOp, *ssa.DebugRef, *ssa.MakeClosure:
		default:
			return nil, false
		}
	}
	return stores, true
}

// onlyCounted reports whether each of stores adds one to what is there, or sets
// it to zero, and some do add.
func onlyCounted(stores []*ssa.Store) bool {
	counts := false
	for _, store := range stores {
		if n, isConst := ranges.Const(store.Val); isConst && n == 0 {
			continue
		}
		sum, ok := store.Val.(*ssa.BinOp)
		if !ok || sum.Op != token.ADD {
			return false
		}
		load, isLoad := sum.X.(*ssa.UnOp)
		n, isConst := ranges.Const(sum.Y)
		if !isLoad || load.X != store.Addr && !same(load.X, store.Addr) || !isConst || n != 1 {
			return false
		}
		counts = true
	}
	return counts
}
