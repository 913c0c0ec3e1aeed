package refill

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A span is the time since an instant, held in a field, which the function
// moves to now.
type span struct {
	value ssa.Value  // how long
	since *ssa.UnOp  // the load of the instant
	moved *ssa.Store // that moves the instant
}

// spans returns the spans of fn.
func spans(fn *ssa.Function) []span {
	moves := make(map[access.Path][]*ssa.Store)
	for instr := range flow.Instructions(fn) {
		store, ok := instr.(*ssa.Store)
		if !ok || advances(store.Val) {
			continue
		}
		if _, isField := store.Addr.(*ssa.FieldAddr); isField {
			path := access.Of(store.Addr)
			moves[path] = append(moves[path], store)
		}
	}
	if len(moves) == 0 {
		return nil
	}
	var all []span
	for instr := range flow.Instructions(fn) {
		v, ok := instr.(ssa.Value)
		if !ok {
			continue
		}
		now, since := distance(v)
		if since == nil {
			continue
		}
		for _, store := range moves[access.Of(since.X)] {
			if isTime(store.Val.Type()) || store.Val == now {
				all = append(all, span{v, since, store})
				break
			}
		}
	}
	return all
}

// distance returns the two instants that v is the distance between, the earlier
// one loaded from a field: now.Sub(x.last), time.Since(x.last), now - x.last.
func distance(v ssa.Value) (now ssa.Value, since *ssa.UnOp) {
	var from ssa.Value
	switch v := v.(type) {
	case *ssa.Call:
		switch flow.CalleeName(&v.Call) {
		case "(time.Time).Sub":
			now, from = v.Call.Args[0], v.Call.Args[1]
		case "time.Since":
			from = v.Call.Args[0]
		}
	case *ssa.BinOp:
		if v.Op == token.SUB && is(v.Type(), types.IsInteger) {
			now, from = v.X, v.Y
		}
	}
	load, ok := from.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil, nil
	}
	if _, isField := load.X.(*ssa.FieldAddr); !isField {
		return nil, nil
	}
	return now, load
}

// advances reports whether v is an instant moved on by some time: what is left
// over counts the next time.
func advances(v ssa.Value) bool {
	seen := make(map[*ssa.Phi]bool) // in a loop one leads back to another
	var ask func(v ssa.Value) bool
	ask = func(v ssa.Value) bool {
		switch v := v.(type) {
		case *ssa.Call:
			return flow.CalleeName(&v.Call) == "(time.Time).Add"
		case *ssa.BinOp:
			return v.Op == token.ADD || v.Op == token.SUB
		case *ssa.Phi:
			if seen[v] {
				return false
			}
			seen[v] = true
			return slices.ContainsFunc(v.Edges, ask)
		}
		return false
	}
	return ask(v)
}

func isTime(t types.Type) bool { return typ.Is(t, "time", "Time") }

// truncations returns the values made from the time of s that lack a fraction
// of it: integers converted from it, or that it was divided to. If the function
// asks for the remainder there are none.
func truncations(s span) []ssa.Value {
	var cuts []ssa.Value
	seen := make(map[ssa.Value]bool)
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] {
			return true
		}
		seen[v] = true
		for _, ref := range flow.Referrers(v) {
			next, ok := ref.(ssa.Value)
			if !ok {
				continue
			}
			switch ref := ref.(type) {
			case *ssa.Convert:
				if is(ref.X.Type(), types.IsFloat) && is(ref.Type(), types.IsInteger) {
					cuts = append(cuts, ref)
					continue
				}
			case *ssa.ChangeType, *ssa.Phi:
			case *ssa.BinOp:
				switch {
				case ref.Op == token.REM:
					return false
				case ref.Op == token.QUO && ref.X == v && is(ref.Type(), types.IsInteger):
					if n, isConst := ranges.Const(ref.Y); !isConst || n > 1 {
						cuts = append(cuts, ref)
					}
					continue
				case ref.Op != token.MUL && ref.Op != token.QUO:
					continue
				}
			case *ssa.Call:
				name := flow.CalleeName(&ref.Call)
				if !strings.HasPrefix(name, "(time.Duration).") && name != "math.Min" && name != "math.Max" && flow.Builtin(&ref.Call) == "" {
					continue
				}
			default:
				continue
			}
			if !walk(next) {
				return false
			}
		}
		return true
	}
	if !walk(s.value) {
		return nil
	}
	return cuts
}

// accumulates reports whether cut is added to, or taken from, what a field
// holds, and the result becomes its new value.
func accumulates(cut ssa.Value) bool {
	type sum struct {
		v     ssa.Value
		field access.Path // what it was added to, if any
	}
	seen := make(map[sum]bool)
	var walk func(s sum) bool
	walk = func(s sum) bool {
		if seen[s] || len(seen) > 100 {
			return false
		}
		seen[s] = true
		for _, ref := range flow.Referrers(s.v) {
			next := sum{field: s.field}
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Val == s.v && !s.field.IsZero() && access.Of(ref.Addr) == s.field {
					return true
				}
				continue
			case *ssa.Convert, *ssa.ChangeType, *ssa.Phi:
			case *ssa.BinOp:
				switch ref.Op {
				case token.ADD, token.SUB:
					other := ref.X
					if other == s.v {
						other = ref.Y
					}
					if load, ok := other.(*ssa.UnOp); ok && load.Op == token.MUL {
						next.field = access.Of(load.X)
					}
				case token.MUL:
				default:
					continue
				}
			case *ssa.Call:
				if name := flow.Builtin(&ref.Call); name != "min" && name != "max" {
					continue
				}
			default:
				continue
			}
			next.v = ref.(ssa.Value)
			if walk(next) {
				return true
			}
		}
		return false
	}
	return walk(sum{v: cut})
}

// asked reports whether a branch that depends on v decides if store runs.
func asked(v ssa.Value, store *ssa.Store) bool {
	for block := store.Block().Idom(); block != nil; block = block.Idom() {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !dependsOn(branch.Cond, v, 0) {
			continue
		}
		for _, succ := range block.Succs {
			if succ != store.Block() && !flow.Reaches(succ.Instrs[0], store) {
				return true
			}
		}
	}
	return false
}

// dependsOn reports whether v is computed from x.
func dependsOn(v, x ssa.Value, depth int) bool {
	if v == x {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 6 {
		return false
	}
	switch v.(type) {
	case *ssa.BinOp, *ssa.Convert, *ssa.UnOp, *ssa.ChangeType:
		var operands [4]*ssa.Value
		for _, op := range instr.Operands(operands[:0]) {
			if *op != nil && dependsOn(*op, x, depth+1) {
				return true
			}
		}
	}
	return false
}

func is(t types.Type, info types.BasicInfo) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}
