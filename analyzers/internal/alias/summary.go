package alias

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A summary tells what a function of the package does with its slices.
type summary struct {
	appends int           // the parameter that the result appends to, or -1
	keeps   map[int]bool  // parameters that live on after the function returned
	into    map[int]place // of those that live on only in what another parameter points to, where
	returns map[int]bool  // parameters that some result may be or hold
	shrinks map[int]bool  // parameters whose array is rearranged in place and returned
	grows   map[int]bool  // parameters that are appended to, and the result lives on
	wraps   map[int]bool  // parameters that are appended to, and a result holds what that makes
	sorts   map[int]ssa.Instruction
	fills   map[int]bool // parameters whose elements are overwritten
	itself  map[int]bool // parameters that the function itself keeps, and not only while it runs
	extends *ssa.Call    // what the function returns, if it appends to a variable that it leaves as it was
	// reused is set if the function returns the array of a field of its
	// receiver that it overwrites from the start each time.
	reused string
}

// summary returns what fn does. While it is being computed, of a recursive
// function nothing is known.
func (m *Model) summary(fn *ssa.Function) *summary {
	if s, ok := m.summaries[fn]; ok {
		return s
	}
	s := &summary{appends: -1, keeps: make(map[int]bool), into: make(map[int]place), itself: make(map[int]bool), returns: make(map[int]bool), shrinks: make(map[int]bool), grows: make(map[int]bool), wraps: make(map[int]bool), sorts: make(map[int]ssa.Instruction), fills: make(map[int]bool)}
	m.summaries[fn] = s
	m.summarizeResults(fn, s)
	s.extends = m.extends(fn)
	for i, param := range fn.Params {
		if !IsSlice(param) && !holds(param.Type()) {
			continue
		}
		uses := m.Uses(param, nil)
		for _, use := range uses {
			if use.Kept {
				s.keeps[i] = true
				s.itself[i] = s.itself[i] || keepsItself(use)
			}
			if _, ok := use.Instr.(*ssa.Return); ok {
				s.returns[i] = true
			}
		}
		if at, ok := m.placeOf(fn, uses); ok {
			s.into[i] = at
		}
	}
	for instr := range flow.Instructions(fn) {
		for _, target := range m.Overwrites(instr) {
			if i := m.param(fn, target); i >= 0 {
				s.fills[i] = true
			}
		}
		if call, ok := instr.(*ssa.Call); ok {
			if app, ok := m.AppendOf(call); ok {
				m.summarizeAppend(fn, s, app)
			}
			if x := flow.Sorts(&call.Call); x != nil {
				if i := m.param(fn, x); i >= 0 {
					s.sorts[i] = call
				}
			}
		}
	}
	return s
}

// summarizeAppend notes whether app appends to the end of a parameter and what
// it makes lives on.
func (m *Model) summarizeAppend(fn *ssa.Function, s *summary, app Append) {
	view := m.View(app.Base)
	i := m.param(fn, app.Base)
	if i < 0 || view.Exact || !view.Hi.Equal(m.View(fn.Params[i]).Hi) {
		return
	}
	for _, use := range m.Uses(app.Call, nil) {
		if use.Kept {
			s.grows[i] = true
		}
		if _, ok := use.Instr.(*ssa.Return); ok && !IsSlice(use.Via) {
			s.wraps[i] = true
		}
	}
}

// Grows returns the arguments of call that the function it calls appends to
// and keeps with what it appended.
func (m *Model) Grows(call *ssa.Call) []ssa.Value {
	var grown []ssa.Value
	for _, arg := range call.Call.Args {
		if IsSlice(arg) && m.argument(call, arg, func(s *summary, i int) bool { return s.grows[i] }) {
			grown = append(grown, arg)
		}
	}
	return grown
}

// Wraps returns the arguments of call that the function it calls appends to
// and returns, with what it appended, as a part of its result.
func (m *Model) Wraps(call *ssa.Call) []ssa.Value {
	var wrapped []ssa.Value
	for _, arg := range call.Call.Args {
		if IsSlice(arg) && m.argument(call, arg, func(s *summary, i int) bool { return s.wraps[i] }) {
			wrapped = append(wrapped, arg)
		}
	}
	return wrapped
}

// param returns the index of the parameter of fn that the slice v views all
// of, or -1.
func (m *Model) param(fn *ssa.Function, v ssa.Value) int {
	array := m.View(v).Array
	for i, param := range fn.Params {
		if array == ssa.Value(param) {
			return i
		}
	}
	return -1
}

// summarizeResults looks at what fn returns.
func (m *Model) summarizeResults(fn *ssa.Function, s *summary) {
	returns := 0
	appended := 0
	for instr := range flow.Instructions(fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			continue
		}
		returns++
		for _, result := range ret.Results {
			if !IsSlice(result) {
				continue
			}
			view := m.View(result)
			if load, ok := view.Array.(*ssa.UnOp); ok {
				if field := m.reusedField(fn, load); field != "" {
					s.reused = field
				}
			}
			if call, ok := view.Array.(*ssa.Call); ok && m.resetBuffer(fn, call) {
				s.reused = m.Name(call.Call.Args[0])
			}
			i := m.param(fn, result)
			if i < 0 {
				continue
			}
			if m.Rearranges(result) {
				s.shrinks[i] = true
			}
			if len(ret.Results) == 1 && m.appendsTo(result, fn.Params[i]) && (s.appends < 0 || s.appends == i) {
				s.appends = i
				appended++
			}
		}
	}
	if appended != returns {
		s.appends = -1
	}
}

// appendsTo reports whether v is param with elements appended: every slice on
// the way is an append or a join of some.
func (m *Model) appendsTo(v ssa.Value, param *ssa.Parameter) bool {
	appends := false
	cut := m.Chain(v, func(v ssa.Value) bool {
		if slice, ok := v.(*ssa.Slice); ok && slice.X != nil {
			return true
		}
		if _, ok := m.AppendOf(v); ok {
			appends = true
		}
		return false
	})
	return appends && !cut && m.View(v).Array == ssa.Value(param)
}

// reusedField returns the name of the field of fn's receiver that load loads,
// if fn overwrites it from the start, as by s.buf = append(s.buf[:0], …).
func (m *Model) reusedField(fn *ssa.Function, load *ssa.UnOp) string {
	if fn.Signature.Recv() == nil {
		return ""
	}
	path := access.Of(load)
	if len(fn.Params) == 0 || path.Root != ssa.Value(fn.Params[0]) {
		return ""
	}
	for instr := range flow.Instructions(fn) {
		if m.empties(instr, path) {
			return m.Name(load)
		}
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if app, ok := m.AppendOf(call); ok {
			if m.FromStart(app.Base) && access.Of(m.View(app.Base).Array) == path {
				return m.Name(load)
			}
		}
		for _, target := range m.Overwrites(call) {
			view := m.View(target)
			from, ok := view.Array.(*ssa.UnOp)
			if ok && access.Of(from) == path && view.Lo.Equal(constBound(0)) && !m.madeBefore(from) {
				return m.Name(load)
			}
		}
	}
	return ""
}

// empties reports whether instr cuts the slice at path to length 0, for it to be
// filled again.
func (m *Model) empties(instr ssa.Instruction, path access.Path) bool {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	cut, ok := store.Val.(*ssa.Slice)
	if !ok || !emptySlice(cut) || cut.Max != nil {
		return false
	}
	from, ok := m.View(cut.X).Array.(*ssa.UnOp)
	return ok && access.Of(from) == path && access.Of(from.X) == access.Of(store.Addr)
}

// madeBefore reports whether the function gives the variable that load loads a
// slice of another array whenever it comes to load.
func (m *Model) madeBefore(load *ssa.UnOp) bool {
	for _, instr := range m.index(load.Parent()).stores {
		store, ok := instr.(*ssa.Store)
		if !ok || access.Of(store.Addr) != access.Of(load.X) || !flow.Dominates(store, load) {
			continue
		}
		if from, ok := m.View(store.Val).Array.(*ssa.UnOp); !ok || access.Of(from) != access.Of(load) {
			return true
		}
	}
	return false
}

// FromStart reports whether v is x[:0], also in other blocks.
func (m *Model) FromStart(v ssa.Value) bool {
	return m.Chain(v, func(v ssa.Value) bool {
		slice, ok := v.(*ssa.Slice)
		return ok && emptySlice(slice)
	})
}

// keptBy reports whether the functions of the package that call may invoke
// keep the argument v.
func (m *Model) keptBy(call ssa.CallInstruction, v ssa.Value) bool {
	return m.argument(call, v, func(s *summary, i int) bool { return s.keeps[i] })
}

// A place is a part of what the parameter of an index points to, which keeps a
// slice.
type place struct {
	param int
	sel   string // as access.Path.Sel
}

// placeOf returns where all of uses that keep the slice of a parameter of fn
// keep it, if that is one place in what another parameter points to.
func (m *Model) placeOf(fn *ssa.Function, uses []Use) (place, bool) {
	var owner access.Path
	for _, use := range uses {
		if !use.Kept {
			continue
		}
		var to access.Path
		switch instr := use.Instr.(type) {
		case *ssa.Store:
			to = access.Of(instr.Addr)
		case *ssa.Call:
			to = m.keptInto(instr, use.Via)
		}
		if to.IsZero() || !owner.IsZero() && to != owner {
			return place{}, false
		}
		owner = to
	}
	i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return ssa.Value(p) == owner.Root })
	return place{i, owner.Sel}, i >= 0 && !strings.ContainsAny(owner.Sel, "*[")
}

// keptInto returns the part of what an argument of call points to which keeps
// the argument v, if nothing else does; or the zero path.
func (m *Model) keptInto(call ssa.CallInstruction, v ssa.Value) access.Path {
	if call.Common().IsInvoke() {
		return access.Path{}
	}
	callees, certainty := m.Callees(call)
	if certainty != flow.Sure || len(callees) != 1 {
		return access.Path{}
	}
	into := m.summary(callees[0].Fn).into
	for i, arg := range callees[0].Args {
		if arg != v {
			continue
		}
		if at, ok := into[i]; ok && at.param < len(callees[0].Args) {
			return access.Of(callees[0].Args[at.param]).Join(at.sel)
		}
	}
	return access.Path{}
}

// returns reports whether a result of call may hold its argument v.
func (m *Model) returns(call ssa.CallInstruction, v ssa.Value) bool {
	return m.argument(call, v, func(s *summary, i int) bool { return s.returns[i] })
}

// Shrinks reports whether call rearranges the array of its argument v in place
// and returns a part of it.
func (m *Model) Shrinks(call *ssa.Call, v ssa.Value) bool {
	if m.InPlace(call) == v {
		return true
	}
	return m.argument(call, v, func(s *summary, i int) bool { return s.shrinks[i] })
}

// SortedIn returns the function of the package that call sorts its argument v
// in, or nil.
func (m *Model) SortedIn(call *ssa.Call, v ssa.Value) (fn *ssa.Function, at ssa.Instruction) {
	m.argumentOf(call, v, func(callee *ssa.Function, i int) bool {
		if at = m.summary(callee).sorts[i]; at != nil {
			fn = callee
		}
		return at != nil
	})
	return fn, at
}

// Reused returns the field whose array the method that call invokes returns
// and overwrites at each call, or "".
func (m *Model) Reused(call *ssa.Call) string {
	if call.Call.IsInvoke() || len(call.Call.Args) == 0 {
		return ""
	}
	callees, certainty := m.Callees(call)
	if certainty != flow.Sure {
		return ""
	}
	return m.summary(callees[0].Fn).reused
}

func (m *Model) argument(call ssa.CallInstruction, v ssa.Value, ask func(*summary, int) bool) bool {
	return m.argumentOf(call, v, func(callee *ssa.Function, i int) bool { return ask(m.summary(callee), i) })
}

func (m *Model) argumentOf(call ssa.CallInstruction, v ssa.Value, ask func(*ssa.Function, int) bool) bool {
	if call.Common().IsInvoke() {
		return false
	}
	callees, certainty := m.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	for _, callee := range callees {
		for i, arg := range callee.Args {
			if arg == v && i < len(callee.Fn.Params) && ask(callee.Fn, i) {
				return true
			}
		}
	}
	return false
}
