package narrowing

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// encoders write a number of 16 bits.
var encoders = map[string]bool{
	"(encoding/binary.bigEndian).PutUint16": true, "(encoding/binary.littleEndian).PutUint16": true,
	"(encoding/binary.bigEndian).AppendUint16": true, "(encoding/binary.littleEndian).AppendUint16": true,
}

// counted reports whether length, the number of elements of a field that is a
// slice of more than bytes, is written out as a count of 16 bits, and the package
// never compares how many there are.
func counted(p *flow.Package, length *ssa.Call) bool {
	field := fieldOf(length.Call.Args[0])
	if field == nil || !isList(field.Type()) || !encoded(length) {
		return false
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			cmp, ok := instr.(*ssa.BinOp)
			if ok && isComparison(cmp) && (lengthOf(cmp.X) == field || lengthOf(cmp.Y) == field) && !inLoopHead(cmp) {
				return false
			}
		}
	}
	return true
}

// encoded reports whether length is converted and goes to an encoder.
func encoded(length *ssa.Call) bool {
	for _, ref := range flow.Referrers(length) {
		conv, ok := ref.(*ssa.Convert)
		if !ok {
			continue
		}
		for _, use := range flow.Referrers(conv) {
			if call, ok := use.(*ssa.Call); ok && encoders[flow.CalleeName(&call.Call)] {
				return true
			}
		}
	}
	return false
}

// isList reports whether t is a slice whose elements are not bytes.
func isList(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, isBasic := s.Elem().Underlying().(*types.Basic)
	return !isBasic || b.Kind() != types.Byte
}

// fieldOf returns the field that v is the value of, or nil.
func fieldOf(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			return flow.FieldOf(addr)
		}
	case *ssa.Field:
		return flow.FieldOfValue(v)
	}
	return nil
}

// lengthOf returns the field that v is the length of, or nil.
func lengthOf(v ssa.Value) *types.Var {
	call, ok := v.(*ssa.Call)
	if !ok || flow.Builtin(&call.Call) != "len" {
		return nil
	}
	return fieldOf(call.Call.Args[0])
}

// isComparison reports whether op compares by size.
func isComparison(op *ssa.BinOp) bool {
	switch op.Op.String() {
	case "<", "<=", ">", ">=":
		return true
	}
	return false
}

// inLoopHead reports whether cmp is the condition of a range loop.
func inLoopHead(cmp *ssa.BinOp) bool { return cmp.Block().Comment == "rangeindex.loop" }
