package locks

import "golang.org/x/tools/go/ssa"

// Doubted returns the locks of which nobody knows whether they are held just
// before instr: a function value that acquires or releases them has been handed
// out, or does so on some of its paths only. For an instruction of a literal,
// those in doubt where the literal is used are among them.
func (m *Model) Doubted(instr ssa.Instruction) []Held {
	m.solve()
	var list []Held
	seen := make(map[ssa.Instruction]bool)
	m.doubtedAt(instr, seen, &list)
	return list
}

func (m *Model) doubtedAt(instr ssa.Instruction, seen map[ssa.Instruction]bool, list *[]Held) {
	if seen[instr] {
		return
	}
	seen[instr] = true
	fn := instr.Parent()
	if t := m.tables[fn]; t != nil && t.doubts {
		if s := t.before(instr); s != nil {
			for i, c := range s {
				if c.bits&unknown != 0 {
					l := t.locks[i]
					*list = append(*list, Held{Path: l.path, Class: l.class, At: instr, Standard: l.standard, RW: l.rw})
				}
			}
		}
	}
	for _, use := range literalUses(fn) {
		m.doubtedAt(use, seen, list)
	}
}

// literalUses returns the instructions around the literal fn that call it or
// do something else with it.
func literalUses(fn *ssa.Function) []ssa.Instruction {
	refs := fn.Referrers()
	if fn.Parent() == nil || refs == nil {
		return nil
	}
	var uses []ssa.Instruction
	for _, ref := range *refs {
		closure, ok := ref.(*ssa.MakeClosure)
		if !ok {
			uses = append(uses, ref)
			continue
		}
		uses = append(uses, *closure.Referrers()...)
	}
	return uses
}
