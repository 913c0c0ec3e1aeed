package alias

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// readers fill the slice that is their argument of the given index, the
// receiver not counted.
var readers = map[string]int{
	"io.ReadFull": 1, "io.ReadAtLeast": 1, "crypto/rand.Read": 0, "hex.Decode": 0, "encoding/hex.Encode": 0,
}

// Overwrites returns the slices whose elements instr overwrites from their
// start: the buffer of a Read, the destination of a copy, the argument of a
// function that fills it.
func (m *Model) Overwrites(instr ssa.Instruction) []ssa.Value {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return nil
	}
	args := call.Call.Args
	if flow.Builtin(&call.Call) == "copy" && IsSlice(args[0]) {
		return args[:1]
	}
	if fn := flow.CalleeObject(&call.Call); fn != nil {
		if len(args) > fn.Signature().Params().Len() {
			args = args[1:] // the receiver, unless a method value has bound it
		}
		if i, ok := readers[fn.FullName()]; ok && i < len(args) {
			return args[i : i+1]
		}
		if fn.Signature().Recv() != nil && len(args) > 0 && IsSlice(args[0]) && fills(fn) {
			return args[:1]
		}
	}
	var filled []ssa.Value
	for _, arg := range call.Call.Args {
		if IsSlice(arg) && m.argument(call, arg, func(s *summary, i int) bool { return s.fills[i] }) {
			filled = append(filled, arg)
		}
	}
	return filled
}

// fills reports whether fn is a method that reads into its first argument: Read,
// or ReadFrom and the like of a packet connection.
func fills(fn *types.Func) bool {
	switch fn.Name() {
	case "Read":
		return fn.Signature().Params().Len() == 1
	case "ReadFrom", "ReadFromUDP", "ReadFromUDPAddrPort", "ReadFromIP", "ReadFromUnix", "ReadMsgUDP", "ReadMsgUnix", "ReadMsgIP", "ReadAt":
		return true
	}
	return false
}

// Rearranges reports whether v is made by writing elements of an array over
// earlier elements of the same array: a deletion or a filter in place.
func (m *Model) Rearranges(v ssa.Value) bool {
	return m.Chain(v, func(v ssa.Value) bool {
		call, ok := v.(*ssa.Call)
		if !ok {
			return false
		}
		if m.InPlace(call) != nil {
			return true
		}
		app, ok := m.AppendOf(call)
		return ok && m.Moves(app)
	})
}

// Moves reports whether app writes elements of the array of its base over
// others of that array.
func (m *Model) Moves(app Append) bool {
	base := m.View(app.Base)
	if base.Exact || base.Truncated == nil || app.Data == nil {
		return false
	}
	if IsSlice(app.Data) {
		return m.View(app.Data).Array == base.Array
	}
	alloc, ok := app.Data.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, r := range *elem.Referrers() {
			if store, ok := r.(*ssa.Store); ok && store.Addr == elem && m.ElementOf(store.Val) == base.Array {
				return true
			}
		}
	}
	return false
}

// ElementOf returns the array that v is loaded from as an element, perhaps by
// way of the variable of a range loop, or nil.
func (m *Model) ElementOf(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	switch addr := load.X.(type) {
	case *ssa.IndexAddr:
		if IsSlice(addr.X) {
			return m.View(addr.X).Array
		}
	case *ssa.Alloc: // a struct whose fields are asked for
		var only *ssa.Store
		for _, ref := range flow.Referrers(addr) {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(addr) {
				if only != nil {
					return nil
				}
				only = store
			}
		}
		if only == nil {
			return nil
		}
		if from, ok := only.Val.(*ssa.UnOp); ok {
			if elem, ok := from.X.(*ssa.IndexAddr); ok && IsSlice(elem.X) {
				return m.View(elem.X).Array
			}
		}
	}
	return nil
}
