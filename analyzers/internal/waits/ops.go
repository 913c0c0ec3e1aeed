package waits

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// direct returns the wait that instr itself is, or nil. A select that has
// another way out is none.
func direct(instr ssa.Instruction) *Wait {
	switch instr := instr.(type) {
	case *ssa.Send:
		return &Wait{Instr: instr, On: instr.Chan, Sends: true, path: access.Of(instr.Chan)}
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return &Wait{Instr: instr, On: instr.X, path: access.Of(instr.X)}
		}
	case *ssa.Select:
		if instr.Blocking && len(instr.States) == 1 {
			s := instr.States[0]
			return &Wait{Instr: instr, On: s.Chan, Sends: s.Send != nil, path: access.Of(s.Chan)}
		}
	case *ssa.Call:
		name := flow.CalleeName(instr.Common())
		if isGroupWait(name) || name == "(*sync.Cond).Wait" {
			on := instr.Common().Args[0]
			return &Wait{Instr: instr, On: on, Group: isGroupWait(name), Cond: !isGroupWait(name), path: access.Of(on)}
		}
	}
	return nil
}

func isGroupWait(name string) bool {
	return name == "(*sync.WaitGroup).Wait" || name == "(*golang.org/x/sync/errgroup.Group).Wait"
}

// An op is an operation on a channel or group that may end the wait of others.
type op struct {
	instr  ssa.Instruction
	on     ssa.Value
	sends  bool // or closes
	closes bool
	makes  map[*ssa.MakeChan]bool
	body   *ssa.Function // of a group: the function that the group runs
}

// index collects the operations of the package, tests excluded, and the
// channels that other packages get to know.
func (m *Model) index() {
	if m.indexed {
		return
	}
	m.indexed = true
	m.gone = make(map[*ssa.MakeChan]bool)
	for _, fn := range m.Flow.Functions() {
		if deliberate.InTest(m.Flow.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			m.indexInstr(instr)
		}
	}
}

func (m *Model) indexInstr(instr ssa.Instruction) {
	add := func(ch ssa.Value, sends, closes bool) {
		o := op{instr: instr, on: ch, sends: sends, closes: closes}
		o.makes, _ = m.origins(ch)
		m.ops = append(m.ops, o)
	}
	switch instr := instr.(type) {
	case *ssa.Send:
		add(instr.Chan, true, false)
		m.escape(instr.X)
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			add(instr.X, false, false)
		}
	case *ssa.Select:
		for _, s := range instr.States {
			add(s.Chan, s.Send != nil, false)
		}
	case *ssa.MakeInterface:
		m.escape(instr.X)
	case *ssa.Return:
		if known(instr.Parent()) {
			for _, r := range instr.Results {
				m.escape(r)
			}
		}
	case ssa.CallInstruction:
		common := instr.Common()
		switch name := flow.CalleeName(common); {
		case flow.Builtin(common) == "close":
			add(common.Args[0], true, true)
		case flow.Builtin(common) != "":
		case name == "(*sync.Cond).Signal" || name == "(*sync.Cond).Broadcast":
			m.signals = append(m.signals, op{instr: instr, on: common.Args[0]})
		case name == "(*sync.WaitGroup).Done":
			m.dones = append(m.dones, op{instr: instr, on: common.Args[0]})
		case name == "(*sync.WaitGroup).Go" || name == "(*golang.org/x/sync/errgroup.Group).Go":
			callees, _ := m.Flow.ValueCallees(common.Args[1], nil)
			for _, c := range callees {
				m.dones = append(m.dones, op{instr: instr, on: common.Args[0], body: c.Fn})
			}
		default:
			if callees, _ := m.Flow.Callees(instr); len(callees) == 0 {
				for _, arg := range common.Args {
					m.escape(arg)
				}
			}
		}
	}
}

// known reports whether other packages can call fn by its name.
func known(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok || !obj.Exported() {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return true
	}
	named := typ.Named(recv.Type())
	return named != nil && named.Obj().Exported()
}

// escape notes that other packages may use the channel v.
func (m *Model) escape(v ssa.Value) {
	if _, ok := v.Type().Underlying().(*types.Chan); !ok {
		return
	}
	makes, _ := m.origins(v)
	for mc := range makes {
		m.gone[mc] = true
	}
}

// origins returns where the channel v may have been made, and whether these
// are all the places.
func (m *Model) origins(v ssa.Value) (makes map[*ssa.MakeChan]bool, complete bool) {
	makes, complete = make(map[*ssa.MakeChan]bool), true
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if seen[v] {
			return
		}
		if seen[v] = true; len(seen) > 40 {
			complete = false
			return
		}
		from, all := m.sources(v)
		complete = complete && all
		if mc, ok := v.(*ssa.MakeChan); ok {
			makes[mc] = true
		}
		for _, x := range from {
			visit(x)
		}
	}
	visit(v)
	return makes, complete
}

// sources returns the values that v may be, and whether these are all.
func (m *Model) sources(v ssa.Value) ([]ssa.Value, bool) {
	switch v := v.(type) {
	case *ssa.MakeChan, *ssa.Const:
		return nil, true
	case *ssa.Phi:
		return v.Edges, true
	case *ssa.ChangeType:
		return []ssa.Value{v.X}, true
	case *ssa.Parameter:
		return m.Flow.Arguments(v)
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return []ssa.Value{b}, true
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return m.Flow.Stored(v.X)
		}
	case *ssa.Call:
		callees, certainty := m.Flow.Callees(v)
		if certainty != flow.Sure {
			return nil, false
		}
		var results []ssa.Value
		for instr := range flow.Instructions(callees[0].Fn) {
			if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) == 1 {
				results = append(results, ret.Results[0])
			}
		}
		return results, len(results) > 0
	}
	return nil, false
}
