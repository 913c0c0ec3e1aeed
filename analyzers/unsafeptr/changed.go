package unsafeptr

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportChanged reports writes to bytes that a string shares.
func reportChanged(pass *analysis.Pass) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			value, ok := instr.(ssa.Value)
			if !ok {
				continue
			}
			var write ssa.Instruction
			name := ""
			if b := bytesOfString(value); b != nil {
				name = p.Name(b)
				write = writeAfter(instr, b, kept(value) && once(b))
			} else if sharesString(value) {
				name = p.Name(value)
				write = writeAfter(instr, value, false)
			}
			if write == nil {
				continue
			}
			if name == "" {
				name = "the bytes"
			}
			report.At(pass, p.Range(write), "shared", fmt.Sprintf("writing to %s changes a string, which must never change", name),
				report.Step(p.Range(instr), "the string and %s share memory from here", name), report.Step(p.Range(write), "writes to that memory"))
		}
	}
}

// bytesOfString returns the byte slice whose memory the string v shares, or
// nil: v is unsafe.String(unsafe.SliceData(b), n), unsafe.String(&b[0], n) or
// *(*string)(unsafe.Pointer(&b)).
func bytesOfString(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Call:
		if flow.Builtin(v.Common()) != "String" {
			return nil
		}
		switch ptr := v.Call.Args[0].(type) {
		case *ssa.Call:
			if flow.Builtin(ptr.Common()) == "SliceData" {
				return ptr.Call.Args[0]
			}
		case *ssa.IndexAddr:
			return ptr.X
		}
	case *ssa.UnOp:
		if v.Op != token.MUL || !isString(v.Type()) {
			return nil
		}
		inner, ok := v.X.(*ssa.Convert)
		if !ok {
			return nil
		}
		outer, ok := inner.X.(*ssa.Convert)
		if !ok {
			return nil
		}
		if ptr, ok := outer.X.Type().Underlying().(*types.Pointer); ok && isBytes(ptr.Elem()) {
			return outer.X // the address of the slice variable
		}
	}
	return nil
}

// sharesString reports whether v is a byte slice over the memory of a string:
// unsafe.Slice(unsafe.StringData(s), n).
func sharesString(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || flow.Builtin(call.Common()) != "Slice" {
		return false
	}
	data, ok := call.Call.Args[0].(*ssa.Call)
	return ok && flow.Builtin(data.Common()) == "StringData"
}

// kept reports whether the string v outlives the round of a loop that makes it:
// as the key or value of a map, in a slice, a field or a channel.
func kept(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Key == v || ref.Value == v {
				return true
			}
		case *ssa.Send:
			return true
		case *ssa.Store:
			if _, local := ref.Addr.(*ssa.Alloc); ref.Val == v && !local {
				return true
			}
		}
	}
	return false
}

// once reports whether the bytes of b are not made anew in each round of a loop.
func once(b ssa.Value) bool {
	instr, ok := b.(ssa.Instruction)
	return !ok || !flow.InLoop(instr)
}

// writeAfter returns an instruction that writes to the bytes of b, a slice or
// the address of one, and may run after from; or nil. Later tells that those of
// later rounds of a loop count.
func writeAfter(from ssa.Instruction, b ssa.Value, later bool) ssa.Instruction {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value) ssa.Instruction
	visit = func(v ssa.Value) ssa.Instruction {
		if seen[v] || v.Referrers() == nil {
			return nil
		}
		seen[v] = true
		for _, ref := range flow.Referrers(v) {
			var found ssa.Instruction
			switch ref := ref.(type) {
			case *ssa.UnOp:
				if ref.Op == token.MUL && isBytes(ref.Type()) {
					found = visit(ref)
				}
			case *ssa.Slice:
				if ref.X == v {
					found = visit(ref)
				}
			case *ssa.IndexAddr:
				for _, use := range *ref.Referrers() {
					if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(ref) && after(from, store, later) {
						found = store
					}
				}
			case *ssa.Call:
				if writes(ref, v) && after(from, ref, later) {
					found = ref
				}
			}
			if found != nil {
				return found
			}
		}
		return nil
	}
	return visit(b)
}

// after reports whether instr may run after from without the bytes being made
// anew in between: in the same round of a loop, or later.
func after(from, instr ssa.Instruction, later bool) bool {
	return later && flow.Reaches(from, instr) || flow.Dominates(from, instr) || from.Block() != instr.Block() && flow.Reaches(from, instr) && !flow.Reaches(instr, from)
}

// writes reports whether the call overwrites the bytes of its argument v.
func writes(call *ssa.Call, v ssa.Value) bool {
	args := call.Call.Args
	switch flow.Builtin(call.Common()) {
	case "copy", "clear":
		return len(args) > 0 && args[0] == v
	case "":
	default:
		return false
	}
	fn := flow.CalleeObject(call.Common())
	if fn == nil {
		return false
	}
	switch fn.FullName() {
	case "io.ReadFull", "io.ReadAtLeast":
		return args[1] == v
	case "slices.Sort", "slices.Reverse":
		return args[0] == v
	}
	return fn.Name() == "Read" && fn.Signature().Recv() != nil && len(args) > 0 && args[len(args)-1] == v
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.String
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8
}
