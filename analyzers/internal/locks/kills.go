package locks

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// findKills notes the instructions after which the path of a lock denotes
// another variable: its root or an index is computed anew, or a pointer on the
// way is assigned.
func (t *table) findKills() {
	t.kills = make(map[ssa.Instruction][]int)
	loads, indexed := false, false
	for i, l := range t.locks {
		t.killAt(l.path.Root, i)
		loads = loads || strings.Contains(l.path.Sel, "*")
		indexed = indexed || strings.Contains(l.path.Sel, "@")
	}
	if indexed {
		t.findIndexKills()
	}
	if !loads {
		return
	}
	for instr := range flow.Instructions(t.fn) {
		store, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		p := access.Of(store.Addr)
		field := ""
		if f, ok := store.Addr.(*ssa.FieldAddr); ok {
			if v := flow.FieldOf(f); v != nil {
				field = "." + v.Name() + "*"
			}
		}
		for i, l := range t.locks {
			onWay := l.path.Root == p.Root && strings.HasPrefix(l.path.Sel, p.Sel+"*")
			if (onWay || field != "" && strings.Contains(l.path.Sel, field)) && t.loadedAfter(store, i) {
				t.kills[store] = append(t.kills[store], i)
			}
		}
	}
}

// loadedAfter reports whether some operation on lock i finds it by a load that
// may come after store. Otherwise all have found it before, and whatever the
// variable holds now, they mean the same lock.
func (t *table) loadedAfter(store ssa.Instruction, i int) bool {
	for instr, effects := range t.effects {
		if !slices.ContainsFunc(effects, func(e effect) bool { return e.lock == i }) {
			continue
		}
		call, ok := instr.(ssa.CallInstruction)
		if !ok || call.Common().IsInvoke() {
			return true
		}
		common := call.Common()
		if _, static := common.Value.(*ssa.Function); !static {
			return true // a closure, which loads when it runs
		}
		for _, arg := range common.Args {
			if loadsAfter(arg, store) {
				return true
			}
		}
	}
	for v, e := range t.tries {
		if e.lock == i && loadsAfter(v, store) {
			return true
		}
	}
	return false
}

// loadsAfter reports whether v is found by a load that store may precede.
func loadsAfter(v ssa.Value, store ssa.Instruction) bool {
	for range 16 {
		switch x := v.(type) {
		case *ssa.UnOp:
			if x.Op == token.MUL && flow.Reaches(store, x) {
				return true
			}
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Parameter, *ssa.Alloc, *ssa.Global, *ssa.FreeVar, *ssa.Const:
			return false
		default:
			instr, ok := v.(ssa.Instruction)
			return ok && flow.Reaches(store, instr)
		}
	}
	return true
}

// killAt notes that lock i is another one after the computation of v.
func (t *table) killAt(v ssa.Value, i int) {
	instr, ok := v.(ssa.Instruction)
	if !ok || instr.Parent() != t.fn {
		return
	}
	if _, isPhi := v.(*ssa.Phi); isPhi { // paths have no events for phis
		for _, next := range instr.Block().Instrs {
			if _, isPhi := next.(*ssa.Phi); !isPhi {
				instr = next
				break
			}
		}
	}
	if !slices.Contains(t.kills[instr], i) {
		t.kills[instr] = append(t.kills[instr], i)
	}
}

// findIndexKills notes where the variable indices of paths are computed.
func (t *table) findIndexKills() {
	for instr := range flow.Instructions(t.fn) {
		var index ssa.Value
		switch instr := instr.(type) {
		case *ssa.IndexAddr:
			index = instr.Index
		case *ssa.Index:
			index = instr.Index
		case *ssa.Lookup:
			index = instr.Index
		default:
			continue
		}
		root := access.Of(index).Root
		for i, l := range t.locks {
			if strings.Contains(l.path.Sel, fmt.Sprintf("@%p", root)) {
				t.killAt(root, i)
			}
		}
	}
}
