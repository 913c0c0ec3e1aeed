package alias

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// call follows the slice, or its holder, into call.
func (t *tracker) call(c carrier, call ssa.CallInstruction) {
	common := call.Common()
	switch flow.Builtin(common) {
	case "len", "cap", "clear", "close", "print", "println":
		return
	case "copy":
		if common.Args[1] == c.v {
			t.use(c, call)
		}
		return
	case "append":
		switch {
		case common.Args[0] == c.v:
			t.push(c, call.Value(), c.holder)
		case c.holder && holds(call.Value().Type()):
			if c.put == nil {
				c.put = call
			}
			t.push(c, call.Value(), true) // collected, or copied with what it holds
		default:
			t.use(c, call)
		}
		return
	}
	if t.replaced(c, call) {
		return
	}
	if value, ok := call.(*ssa.Call); ok && !c.holder {
		if app, ok := t.m.AppendOf(value); ok && app.Base == c.v {
			t.push(c, value, false)
			return
		}
		if base := t.m.inPlace(value); base == c.v {
			t.push(c, value, false)
			return
		}
		if partsOf[flow.CalleeName(common)] && common.Args[0] == c.v {
			t.push(c, value, IsSlice(value) && !types.Identical(value.Type().Underlying(), c.v.Type().Underlying()))
			return
		}
	}
	if keptOutside(call, c.v) {
		t.keep(c, call)
		return
	}
	if t.m.keptBy(call, c.v) {
		at := t.m.keptInto(call, c.v)
		variable, ok := at.Root.(*ssa.Alloc)
		if !ok || strings.ContainsAny(at.Sel, "*[") {
			t.keep(c, call)
			return
		}
		if c.put == nil {
			c.put = call
		}
		far := t.outlasts(variable) && !startsAnew(variable, call)
		t.pushCarrier(carrier{v: variable, holder: true, sel: at.Sel, far: c.far || far, put: c.put})
		return
	}
	t.use(c, call)
	if value, ok := call.(*ssa.Call); ok && c.holder && t.m.returns(call, c.v) {
		t.push(c, value, true)
	}
}

// partsOf are functions of the standard library that return a part, or parts, of
// their first argument.
var partsOf = map[string]bool{
	"slices.Clip": true, "bytes.TrimSpace": true, "bytes.Trim": true, "bytes.TrimLeft": true, "bytes.TrimRight": true,
	"bytes.Cut": true, "bytes.Fields": true, "bytes.FieldsFunc": true, "bytes.Split": true, "bytes.SplitN": true, "bytes.SplitAfter": true,
	"bytes.TrimPrefix": true, "bytes.TrimSuffix": true, "bytes.TrimFunc": true, "bytes.TrimLeftFunc": true, "bytes.TrimRightFunc": true,
}

// replaced reports whether the part of the variable c that holds the slice has
// got another one, made for it, on every way from where the slice was put there
// to call.
func (t *tracker) replaced(c carrier, call ssa.CallInstruction) bool {
	if c.sel == "" || c.put == nil {
		return false
	}
	part := access.Of(c.v).Join(c.sel)
	for instr := range flow.Instructions(call.Parent()) {
		store, ok := instr.(*ssa.Store)
		if ok && flow.Dominates(c.put, store) && flow.Dominates(store, call) && access.Of(store.Addr) == part && t.m.copied(store.Val) {
			return true
		}
	}
	return false
}

// copied reports whether v is a slice of an array of its own: made, cloned, or
// appended to nothing.
func (m *Model) copied(v ssa.Value) bool {
	if call, ok := v.(*ssa.Call); ok {
		switch flow.CalleeName(&call.Call) {
		case "slices.Clone", "bytes.Clone", "slices.Concat":
			return true
		}
		if app, ok := m.AppendOf(call); ok && flow.IsNil(app.Base) {
			return true
		}
	}
	_, made := m.View(v).Array.(*ssa.MakeSlice)
	return made
}

// startsAnew reports whether the variable is assigned as a whole before each
// execution of put.
func startsAnew(variable *ssa.Alloc, put ssa.Instruction) bool {
	for _, ref := range flow.Referrers(variable) {
		store, ok := ref.(*ssa.Store)
		if ok && store.Addr == ssa.Value(variable) && flow.Dominates(store, put) && flow.Reaches(put, store) {
			return true
		}
	}
	return false
}

// keepers are functions of the standard library that keep arguments, by their
// indices, the receiver counted.
var keepers = map[string][]int{
	"container/heap.Push":                    {1},
	"(*container/list.List).PushBack":        {1},
	"(*container/list.List).PushFront":       {1},
	"(*container/list.List).InsertBefore":    {1},
	"(*container/list.List).InsertAfter":     {1},
	"(*sync.Map).Store":                      {1, 2},
	"(*sync.Map).LoadOrStore":                {1, 2},
	"(*sync.Map).Swap":                       {1, 2},
	"(*sync.WaitGroup).Go":                   {1},
	"(*golang.org/x/sync/errgroup.Group).Go": {1},
}

// keptOutside reports whether a function of the standard library that call
// invokes keeps the argument v.
func keptOutside(call ssa.CallInstruction, v ssa.Value) bool {
	common := call.Common()
	for _, i := range keepers[flow.CalleeName(common)] {
		if i < len(common.Args) && common.Args[i] == v {
			return true
		}
	}
	return false
}
