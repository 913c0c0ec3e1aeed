package locks

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A site is a call whose callees are known at least in part.
type site struct {
	call      ssa.CallInstruction
	targets   []target
	certainty flow.Certainty
	callback  bool // a function of another package that calls its arguments
}

// A target is a function that a call may run, at once and in the same
// goroutine.
type target struct {
	flow.Callee
	sure    bool
	through *Invocation // the call hands the function to a parameter
}

// Targets returns the functions of the package that call runs before it
// returns, those handed to it included.
func (m *Model) Targets(call ssa.CallInstruction) []flow.Callee {
	m.solve()
	s := m.sites[call]
	if s == nil {
		return nil
	}
	var callees []flow.Callee
	for _, t := range m.targets(s) {
		callees = append(callees, t.Callee)
	}
	return callees
}

// targets returns what s runs, with the functions that its callees invoke for
// it.
func (m *Model) targets(s *site) []target {
	all := s.targets
	for _, t := range s.targets {
		for i, inv := range m.summaryOf(t.Fn).Invokes {
			if inv.Param >= len(t.Args) || t.Args[inv.Param] == nil {
				continue
			}
			if _, isParam := t.Args[inv.Param].(*ssa.Parameter); isParam {
				continue // the caller's own invocation
			}
			values, certainty := m.Flow.ValueCallees(t.Args[inv.Param], nil)
			for _, c := range values {
				all = append(all[:len(all):len(all)], target{Callee: c, sure: t.sure && certainty == flow.Sure, through: &m.summaryOf(t.Fn).Invokes[i]})
			}
		}
	}
	return all
}

// resolve finds the callees of all calls of the package.
func (m *Model) resolve() {
	m.sites = make(map[ssa.Instruction]*site)
	m.calls = make(map[*ssa.Function][]*site)
	for _, fn := range m.Flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || flow.Builtin(call.Common()) != "" {
				continue
			}
			if s := m.resolveCall(call); len(s.targets) > 0 || s.callback {
				m.sites[call] = s
				m.calls[fn] = append(m.calls[fn], s)
			}
		}
	}
}

func (m *Model) resolveCall(call ssa.CallInstruction) *site {
	s := &site{call: call}
	common := call.Common()
	if _, isParam := common.Value.(*ssa.Parameter); isParam && !common.IsInvoke() && !runsLoop(common) {
		return s // see Summary.Invokes
	}
	if common.IsInvoke() && !m.sealed(common.Value.Type()) {
		return s // may be anything
	}
	callees, certainty := m.Flow.Callees(call)
	s.certainty = certainty
	// A function variable that may hold one of several functions holds another
	// one for another object.
	sure := certainty == flow.Sure || certainty == flow.OneOf && common.IsInvoke()
	for _, c := range callees {
		s.targets = append(s.targets, target{Callee: c, sure: sure})
	}
	if len(callees) == 0 {
		if list := m.printed(common); len(list) > 0 {
			s.targets, s.certainty = list, flow.Sure
			return s
		}
	}
	if len(callees) == 0 && (runsArguments(flow.CalleeName(common)) || runsLoop(common)) {
		s.callback = true
		s.certainty = flow.Sure
		for _, arg := range common.Args {
			if _, isFunc := arg.Type().Underlying().(*types.Signature); !isFunc {
				continue
			}
			if _, isParam := arg.(*ssa.Parameter); isParam {
				continue
			}
			values, certainty := m.Flow.ValueCallees(arg, nil)
			for _, c := range values {
				s.targets = append(s.targets, target{Callee: c, sure: certainty == flow.Sure})
			}
		}
	}
	return s
}

// runsLoop reports whether common calls the iterator of a range loop with the
// body of the loop, which runs before the call returns if at all.
func runsLoop(common *ssa.CallCommon) bool {
	return slices.ContainsFunc(common.Args, func(arg ssa.Value) bool {
		if closure, ok := arg.(*ssa.MakeClosure); ok {
			arg = closure.Fn
		}
		fn, ok := arg.(*ssa.Function)
		return ok && flow.Yields(fn)
	})
}

// sealed reports whether only types of this package implement the interface t:
// it is declared here and unexported, or has an unexported method.
func (m *Model) sealed(t types.Type) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() == m.Flow.Types && !named.Obj().Exported() {
		return true
	}
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for f := range iface.Methods() {
		if !f.Exported() && f.Pkg() == m.Flow.Types {
			return true
		}
	}
	return false
}

// runsArguments reports whether the function of the standard library with the
// given name calls its function arguments before it returns, and does not keep
// them.
func runsArguments(name string) bool {
	switch name {
	case "(*sync.Once).Do", "(*sync.Map).Range", "path/filepath.Walk", "path/filepath.WalkDir", "io/fs.WalkDir",
		"(*flag.FlagSet).VisitAll", "(*flag.FlagSet).Visit", "(*container/ring.Ring).Do", "go/ast.Inspect",
		"(*go.etcd.io/bbolt.DB).View", "(*go.etcd.io/bbolt.DB).Update", "(*go.etcd.io/bbolt.Bucket).ForEach",
		"(*golang.org/x/sync/singleflight.Group).Do", "runtime/pprof.Do", "(*expvar.Map).Do", "expvar.Do":
		return true
	}
	for _, prefix := range []string{"sort.", "slices.", "maps.", "strings.", "bytes.", "unicode."} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// solve computes all tables and summaries, to a fixed point.
func (m *Model) solve() {
	m.build.Do(func() {
		m.tables = make(map[*ssa.Function]*table)
		if !m.Used() {
			return
		}
		m.resolve()
		m.findUsers()
		touched := m.touched()
		for _, fn := range m.Flow.Functions() {
			if touched[fn] {
				m.order = append(m.order, fn)
			}
		}
		m.converge(touched)
	})
}

// maxRounds bounds how often one function is looked at, for packages in which
// everything calls everything.
const maxRounds = 6

// converge computes the summaries of the functions touched, callees first, and
// again as long as those of their callees change.
func (m *Model) converge(touched map[*ssa.Function]bool) {
	work := m.calleesFirst()
	queued := make(map[*ssa.Function]bool)
	for _, fn := range work {
		queued[fn] = true
	}
	rounds := make(map[*ssa.Function]int)
	for len(work) > 0 {
		fn := work[0]
		work = work[1:]
		queued[fn] = false
		rounds[fn]++
		old := m.summaryOf(fn)
		t := m.tableOf(fn)
		t.summary = m.summarize(t)
		m.tables[fn] = t
		if sameSummary(old, t.summary) {
			continue
		}
		for _, user := range m.users[fn] {
			if touched[user] && !queued[user] && rounds[user] < maxRounds {
				queued[user] = true
				work = append(work, user)
			}
		}
	}
}

// calleesFirst returns m.order with callees before callers where possible.
func (m *Model) calleesFirst() []*ssa.Function {
	callees := make(map[*ssa.Function][]*ssa.Function)
	for _, fn := range m.order {
		for _, user := range m.users[fn] {
			callees[user] = append(callees[user], fn)
		}
	}
	var list []*ssa.Function
	seen := make(map[*ssa.Function]bool)
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		for _, callee := range callees[fn] {
			visit(callee)
		}
		list = append(list, fn)
	}
	for _, fn := range m.order {
		visit(fn)
	}
	return list
}

// findUsers collects for each function those whose summary depends on its own.
func (m *Model) findUsers() {
	m.users = make(map[*ssa.Function][]*ssa.Function)
	seen := make(map[[2]*ssa.Function]bool)
	add := func(callee, user *ssa.Function) {
		if k := [2]*ssa.Function{callee, user}; !seen[k] {
			seen[k] = true
			m.users[callee] = append(m.users[callee], user)
		}
	}
	for _, fn := range m.Flow.Functions() {
		for _, s := range m.calls[fn] {
			for _, t := range s.targets {
				add(t.Fn, fn)
				for _, arg := range t.Args {
					if arg == nil {
						continue
					}
					if _, isFunc := arg.Type().Underlying().(*types.Signature); isFunc {
						values, _ := m.Flow.ValueCallees(arg, nil)
						for _, c := range values {
							add(c.Fn, fn)
						}
					}
				}
			}
		}
		for _, anon := range fn.AnonFuncs {
			add(anon, fn)
		}
	}
}

// touched returns the functions that touch locks, themselves or through calls,
// and those that call function parameters.
func (m *Model) touched() map[*ssa.Function]bool {
	touched := make(map[*ssa.Function]bool)
	var work []*ssa.Function
	for _, fn := range m.Flow.Functions() {
		if m.touches(fn) {
			touched[fn] = true
			work = append(work, fn)
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, user := range m.users[fn] {
			if !touched[user] {
				touched[user] = true
				work = append(work, user)
			}
		}
	}
	return touched
}

// touches reports whether fn itself operates on a lock or calls a function
// parameter.
func (m *Model) touches(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			if _, ok := m.OpOf(instr); ok {
				return true
			}
			if _, isParam := instr.Common().Value.(*ssa.Parameter); isParam && !instr.Common().IsInvoke() {
				return true
			}
			if s := m.sites[instr]; s != nil && s.callback {
				return true
			}
		case *ssa.MakeClosure:
			if bound, _ := boundMethod(instr); bound != nil {
				if _, ok := methodKind(bound); ok {
					return true
				}
			}
		}
	}
	return false
}

// translateHeld returns what is held in a callee in terms of its caller,
// leaving out what the caller cannot name.
func (m *Model) translateHeld(list []Held, callee flow.Callee) []Held {
	var out []Held
	for _, h := range list {
		if p, ok := m.translate(h.Path, callee); ok {
			h.Path = p
			out = append(out, h)
		}
	}
	return out
}
