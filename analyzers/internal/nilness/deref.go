package nilness

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Dereferences returns the values that must not be nil where instr executes,
// or it panics: pointers that it follows, functions and interfaces that it
// calls, and arguments that a function of the package dereferences first of
// all, or one of the standard library cannot do without.
func (m *Model) Dereferences(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		return pointer(instr.X)
	case *ssa.IndexAddr:
		if _, ok := instr.X.Type().Underlying().(*types.Pointer); ok {
			return pointer(instr.X)
		}
	case *ssa.UnOp:
		if instr.Op == token.MUL {
			return pointer(instr.X)
		}
	case *ssa.Store:
		return pointer(instr.Addr)
	case ssa.CallInstruction:
		return m.calls(instr)
	}
	return nil
}

// pointer returns v, unless it is the address of something that exists.
func pointer(v ssa.Value) []ssa.Value {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Global, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.FreeVar:
		return nil
	}
	return []ssa.Value{v}
}

func (m *Model) calls(instr ssa.CallInstruction) []ssa.Value {
	common := instr.Common()
	if common.IsInvoke() {
		if types.IsInterface(common.Value.Type()) {
			if _, isParam := types.Unalias(common.Value.Type()).(*types.TypeParam); !isParam {
				return []ssa.Value{common.Value}
			}
		}
		return nil
	}
	fn := common.StaticCallee()
	if fn == nil {
		if _, isBuiltin := common.Value.(*ssa.Builtin); isBuiltin {
			return nil
		}
		if _, isGo := instr.(*ssa.Go); isGo {
			return nil
		}
		return []ssa.Value{common.Value}
	}
	fn = flow.Origin(fn)
	if len(fn.Blocks) == 0 {
		return needed(common)
	}
	if len(fn.Params) != len(common.Args) {
		return nil
	}
	var values []ssa.Value
	for i, param := range fn.Params {
		_, isPtr := param.Type().Underlying().(*types.Pointer)
		if (isPtr || types.IsInterface(param.Type())) && Nillable(param.Type()) && dereferencedFirst(fn, param) {
			values = append(values, common.Args[i])
		}
	}
	return values
}

// needs are the arguments that functions of the standard library cannot do
// without, by their index: readers, writers and locations.
var needs = map[string][]int{
	"io.Copy": {0, 1}, "io.CopyN": {0, 1}, "io.CopyBuffer": {0, 1}, "io.ReadAll": {0}, "io.ReadFull": {0}, "io.ReadAtLeast": {0}, "io.WriteString": {0},
	"fmt.Fprint": {0}, "fmt.Fprintf": {0}, "fmt.Fprintln": {0}, "fmt.Fscan": {0}, "fmt.Fscanf": {0}, "fmt.Fscanln": {0},
	"bufio.NewReader": {0}, "bufio.NewWriter": {0}, "bufio.NewScanner": {0}, "encoding/json.NewDecoder": {0}, "encoding/json.NewEncoder": {0},
	"(time.Time).In": {1}, "time.Date": {7}, "time.ParseInLocation": {2},
}

// needed returns the arguments of a call of the standard library that must not
// be nil.
func needed(call *ssa.CallCommon) []ssa.Value {
	var values []ssa.Value
	for _, i := range needs[flow.CalleeName(call)] {
		if i >= len(call.Args) {
			continue
		}
		arg := call.Args[i]
		if ci, ok := arg.(*ssa.ChangeInterface); ok {
			arg = ci.X
		}
		if _, converted := arg.(*ssa.MakeInterface); !converted {
			values = append(values, arg)
		}
	}
	return values
}

// dereferencedFirst reports whether every call of fn follows the pointer, or
// calls a method of the interface, param before anything is decided.
func dereferencedFirst(fn *ssa.Function, param *ssa.Parameter) bool {
	for _, instr := range fn.Blocks[0].Instrs {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			if instr.X == ssa.Value(param) {
				return true
			}
		case *ssa.UnOp:
			if instr.Op == token.MUL && instr.X == ssa.Value(param) {
				return true
			}
		case ssa.CallInstruction:
			if common := instr.Common(); common.IsInvoke() && common.Value == ssa.Value(param) {
				return true
			}
			if b, ok := instr.Common().Value.(*ssa.Builtin); !ok || b.Name() == "recover" {
				return false // may panic, exit or install a recover first
			}
		}
	}
	return false
}
