package nilness

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// MadeWithout returns where the package makes a struct that others get to see
// and leaves field out, so that it is nil; or nil.
func (m *Model) MadeWithout(field *types.Var) ssa.Instruction {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made == nil {
		m.made = make(map[*types.Var]ssa.Instruction)
		for _, fn := range m.flow.Functions() {
			for instr := range flow.Instructions(fn) {
				switch instr := instr.(type) {
				case *ssa.Alloc:
					if instr.Comment == "complit" {
						m.leftOut(instr)
					}
				case *ssa.Return: // T{}, on its own: beside an error nobody looks at it
					if len(instr.Results) == 1 {
						if k, ok := instr.Results[0].(*ssa.Const); ok {
							m.noteFields(k.Type(), nil, instr)
						}
					}
				}
			}
		}
	}
	return m.made[field]
}

// leftOut notes the fields that may be nil and that nothing fills in lit before
// it is handed on as a whole.
func (m *Model) leftOut(lit *ssa.Alloc) {
	filled := make(map[int]bool)
	for _, ref := range flow.Referrers(lit) {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			filled[ref.Field] = true // or its address is taken
		case *ssa.Return, *ssa.MakeInterface, *ssa.DebugRef, *ssa.UnOp:
		case *ssa.Store:
			if ref.Addr == ssa.Value(lit) {
				return
			}
		default: // others may fill the rest
			return
		}
	}
	m.noteFields(lit.Type().Underlying().(*types.Pointer).Elem(), filled, lit)
}

// noteFields notes the fields of the struct type t that at leaves nil.
func (m *Model) noteFields(t types.Type, filled map[int]bool, at ssa.Instruction) {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i := range st.NumFields() {
		if f := st.Field(i); !filled[i] && Nillable(f.Type()) && m.made[f] == nil {
			m.made[f] = at
		}
	}
}
