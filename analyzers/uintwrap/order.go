package uintwrap

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// either reports whether any of the operands of sub may be the greater.
func (c *comparisons) either(sub *ssa.BinOp) bool {
	return given(sub) || c.doubted(sub) || c.setAlone(sub)
}

// given reports whether the operands of sub are parameters of the function, or
// elements of such, of which it does not know which is the greater.
func given(sub *ssa.BinOp) bool {
	_, x := sub.X.(*ssa.Parameter)
	_, y := sub.Y.(*ssa.Parameter)
	return (x && (y || element(sub.Y)) || y && (element(sub.X) || ofReceiver(sub.X))) && !inOrder(sub.X, sub.Y)
}

// ofReceiver reports whether v is loaded from a field of the receiver.
func ofReceiver(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	fn := load.Parent()
	return ok && fn.Signature.Recv() != nil && len(fn.Params) > 0 && addr.X == ssa.Value(fn.Params[0])
}

// element reports whether v is, or is a field of, an element of a collection
// that is a parameter.
func element(v ssa.Value) bool { return elementIn(v, 0) }

func elementIn(v ssa.Value, depth int) bool {
	if depth > 8 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && elementAddr(v.X, depth+1)
	case *ssa.Field:
		return elementIn(v.X, depth+1)
	case *ssa.Lookup:
		_, ok := v.X.(*ssa.Parameter)
		return ok
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Next:
			over, ok := tuple.Iter.(*ssa.Range)
			if !ok || v.Index != 2 {
				return false
			}
			_, ok = over.X.(*ssa.Parameter)
			return ok
		case *ssa.Lookup:
			return v.Index == 0 && elementIn(tuple, depth+1)
		}
	}
	return false
}

// elementAddr reports whether addr is that of an element of a parameter, or of a
// field of one, also after the element was copied to a variable.
func elementAddr(addr ssa.Value, depth int) bool {
	switch addr := addr.(type) {
	case *ssa.IndexAddr:
		_, ok := addr.X.(*ssa.Parameter)
		return ok
	case *ssa.FieldAddr:
		return elementAddr(addr.X, depth) || elementIn(addr.X, depth+1)
	case *ssa.Alloc:
		var copied []ssa.Value
		for _, ref := range flow.Referrers(addr) {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(addr) {
				copied = append(copied, store.Val)
			}
		}
		return len(copied) == 1 && elementIn(copied[0], depth+1)
	}
	return false
}

// ends are the words that tell the end of a range from its start.
var ends = [][2]string{{"high", "low"}, {"hi", "lo"}, {"upper", "lower"}, {"max", "min"}}

// inOrder reports whether x and y are by their names the upper and the lower
// end of a range, of which who calls the function sees to the order.
func inOrder(x, y ssa.Value) bool {
	a, okA := x.(*ssa.Parameter)
	b, okB := y.(*ssa.Parameter)
	if !okA || !okB {
		return false
	}
	upper, lower := strings.ToLower(a.Name()), strings.ToLower(b.Name())
	return slices.ContainsFunc(ends, func(words [2]string) bool {
		rest, ok := strings.CutPrefix(upper, words[0])
		return ok && lower == words[1]+rest
	})
}

// doubted reports whether the operands of sub are fields of which the package
// asks elsewhere which is the greater, so that either may be.
func (c *comparisons) doubted(sub *ssa.BinOp) bool {
	a, b := fieldOf(sub.X), fieldOf(sub.Y)
	if a == nil || b == nil || a == b {
		return false
	}
	if c.ordered == nil {
		c.ordered = make(map[[2]*types.Var]bool)
		for _, fn := range c.p.Functions() {
			for x, y := range comparedFields(fn) {
				if x != nil && y != nil {
					c.ordered[[2]*types.Var{x, y}] = true
					c.ordered[[2]*types.Var{y, x}] = true
				}
			}
		}
	}
	return c.ordered[[2]*types.Var{a, b}]
}

// comparedFields yields the operands of the comparisons of fn that ask which is
// the greater: the fields they are loaded from, or nil.
func comparedFields(fn *ssa.Function) func(yield func(x, y *types.Var) bool) {
	return func(yield func(x, y *types.Var) bool) {
		for instr := range flow.Instructions(fn) {
			if cmp, ok := instr.(*ssa.BinOp); ok && isOrder(cmp.Op) && !yield(fieldOf(cmp.X), fieldOf(cmp.Y)) {
				return
			}
		}
	}
}

// setAlone reports whether the operands of sub are fields of one object, and
// some method gives the first, a limit, whatever value it gets while it does
// not look at the second, so that the limit may fall below it.
func (c *comparisons) setAlone(sub *ssa.BinOp) bool {
	a, b := fieldOf(sub.X), fieldOf(sub.Y)
	if a == nil || b == nil || a == b || !sameObject(sub.X, sub.Y) {
		return false
	}
	if c.set == nil {
		c.set = make(map[*types.Var][]*types.Var)
		for _, fn := range c.p.Functions() {
			c.findSet(fn)
		}
	}
	touched, ok := c.set[a]
	return ok && !slices.Contains(touched, b)
}

// findSet notes the fields of its receiver that fn sets to a parameter without
// asking how large it is, together with the other fields that fn touches.
func (c *comparisons) findSet(fn *ssa.Function) {
	if fn.Signature.Recv() == nil || len(fn.Params) < 2 {
		return
	}
	var set, touched []*types.Var
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.BinOp:
			if isOrder(instr.Op) {
				return
			}
		case *ssa.Call:
			if name := flow.Builtin(&instr.Call); name == "min" || name == "max" {
				return
			}
		case *ssa.FieldAddr:
			if field := flow.FieldOf(instr); field != nil {
				touched = append(touched, field)
			}
		case *ssa.Store:
			addr, ok := instr.Addr.(*ssa.FieldAddr)
			if _, isParam := instr.Val.(*ssa.Parameter); ok && isParam && addr.X == ssa.Value(fn.Params[0]) {
				set = append(set, flow.FieldOf(addr))
			}
		}
	}
	for _, field := range set {
		if field != nil && c.set[field] == nil {
			c.set[field] = touched
		}
	}
}

// sameObject reports whether x and y are loaded from fields of one pointer.
func sameObject(x, y ssa.Value) bool {
	a, okA := x.(*ssa.UnOp)
	b, okB := y.(*ssa.UnOp)
	if !okA || !okB {
		return false
	}
	fa, okA := a.X.(*ssa.FieldAddr)
	fb, okB := b.X.(*ssa.FieldAddr)
	return okA && okB && fa.X == fb.X
}
