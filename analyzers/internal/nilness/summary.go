package nilness

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Kind is what is known of a value.
type Kind int8

// The kinds of values.
const (
	Unknown Kind = iota
	Nil
	NonNil
	True
	False
)

// A Summary tells how a function returns.
type Summary struct {
	Outcomes []*Outcome
	Complete bool // whether there are no others
}

// An Outcome is one way in which a function returns.
type Outcome struct {
	Return *ssa.Return
	Kinds  []Kind // of the results
	// Needs are what the path to the return has decided of the parameters.
	Needs []Kind
	// Causes tell of each result that is nil why it is.
	Causes []*Cause
}

// Outcomes returns how fn, a function of the package, returns.
func (m *Model) Outcomes(fn *ssa.Function) *Summary {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.summary(fn)
}

// summary is Outcomes with the lock held. While a summary is being computed,
// a recursive call finds an empty one, also through other functions.
func (m *Model) summary(fn *ssa.Function) *Summary {
	if m.groups == nil {
		m.groups = cycles(m.flow)
	}
	if n := len(m.computing); n > 0 && m.computing[n-1] != fn && m.groups[fn] != 0 && m.groups[fn] == m.groups[m.computing[n-1]] {
		return &Summary{}
	}
	if s := m.summaries[fn]; s != nil {
		return s
	}
	s := &Summary{}
	m.summaries[fn] = s
	m.computing = append(m.computing, fn)
	defer func() { m.computing = slices.Delete(m.computing, len(m.computing)-1, len(m.computing)) }()
	results := fn.Signature.Results()
	if results.Len() == 0 || len(fn.Blocks) == 0 || len(fn.Blocks) > 400 {
		return s
	}
	var track []ssa.Value
	for _, param := range fn.Params {
		if tellsOutcome(param) {
			track = append(track, param)
		}
	}
	for instr := range flow.Instructions(fn) {
		if ret, ok := instr.(*ssa.Return); ok {
			track = append(track, ret.Results...)
		}
	}
	_, complete := m.walk(fn, track, func(e flow.Event, at *Point) flow.Verdict {
		if ret, ok := e.Instr.(*ssa.Return); ok {
			s.add(at, fn, ret)
		}
		if len(s.Outcomes) > 32 {
			return flow.Found
		}
		return flow.Continue
	})
	s.Complete = complete && len(s.Outcomes) <= 32
	return s
}

// add records that fn returns by ret on the path to at.
func (s *Summary) add(at *Point, fn *ssa.Function, ret *ssa.Return) {
	needs := make([]Kind, len(fn.Params))
	for i, param := range fn.Params {
		if tellsOutcome(param) {
			needs[i] = at.Kind(param)
		}
	}
	if call := forwarded(ret); call != nil {
		callees, certainty := at.model.flow.Callees(call)
		if certainty != flow.Unknown {
			for _, callee := range callees {
				for _, inner := range at.model.summary(callee.Fn).Outcomes {
					if at.agrees(inner, call, callee) {
						s.insert(forward(at, ret, call, inner, needs))
					}
				}
			}
			return
		}
	}
	o := &Outcome{Return: ret, Kinds: make([]Kind, len(ret.Results)), Needs: needs, Causes: make([]*Cause, len(ret.Results))}
	for i, r := range ret.Results {
		o.Kinds[i], o.Causes[i] = at.kind(r)
	}
	o.byConvention()
	s.insert(o)
}

// byConvention takes an error of unknown value beside a nil result to be a
// failure, as an error returned in this way nearly always is, and a boolean to
// say that there is nothing.
func (o *Outcome) byConvention() {
	last := len(o.Kinds) - 1
	if last < 1 || o.Kinds[last] != Unknown {
		return
	}
	failure := NonNil
	if b, ok := o.Return.Results[last].Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
		failure = False
	} else if !typ.IsError(o.Return.Results[last].Type()) {
		return
	}
	for i, kind := range o.Kinds[:last] {
		if kind == Nil && !typ.IsError(o.Return.Results[i].Type()) {
			o.Kinds[last] = failure
			return
		}
	}
}

// insert adds o unless it is there already.
func (s *Summary) insert(o *Outcome) {
	for _, old := range s.Outcomes {
		if old.Return == o.Return && slices.Equal(old.Kinds, o.Kinds) && slices.Equal(old.Needs, o.Needs) {
			return
		}
	}
	s.Outcomes = append(s.Outcomes, o)
}

// forward returns the outcome of ret, which returns results of call, if call
// has returned by inner.
func forward(at *Point, ret *ssa.Return, call *ssa.Call, inner *Outcome, needs []Kind) *Outcome {
	o := &Outcome{Return: ret, Kinds: make([]Kind, len(ret.Results)), Needs: needs, Causes: make([]*Cause, len(ret.Results))}
	for i, r := range ret.Results {
		from := 0
		if e, ok := r.(*ssa.Extract); ok && e.Tuple == ssa.Value(call) {
			from = e.Index
		} else if r != ssa.Value(call) {
			o.Kinds[i], o.Causes[i] = at.kind(r)
			continue
		}
		if from < len(inner.Kinds) {
			o.Kinds[i] = inner.Kinds[from]
		}
		if o.Kinds[i] == Nil {
			o.Causes[i] = &Cause{Kind: Returned, Value: call, Inner: inner}
		}
	}
	return o
}

// forwarded returns the call whose result, or of which several results, ret
// returns, or nil. What these results are hangs together.
func forwarded(ret *ssa.Return) *ssa.Call {
	if len(ret.Results) == 1 {
		call, _ := ret.Results[0].(*ssa.Call)
		return call
	}
	seen := make(map[ssa.Value]bool)
	for _, r := range ret.Results {
		if e, ok := r.(*ssa.Extract); ok {
			if call, ok := e.Tuple.(*ssa.Call); ok && seen[call] {
				return call
			}
			seen[e.Tuple] = true
		}
	}
	return nil
}

// MayReturn reports whether a callee of call may return in a way that accept
// takes.
func (m *Model) MayReturn(call *ssa.Call, accept func(*Outcome) bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	callees, certainty := m.flow.Callees(call)
	return certainty != flow.Unknown && slices.ContainsFunc(callees, func(c flow.Callee) bool {
		return slices.ContainsFunc(m.summary(c.Fn).Outcomes, accept)
	})
}

// mayReturnNil reports whether a callee of call may return nil as result i.
func (m *Model) mayReturnNil(call *ssa.Call, i int) bool {
	callees, certainty := m.flow.Callees(call)
	if certainty == flow.Unknown {
		return false
	}
	for _, callee := range callees {
		for _, o := range m.summary(callee.Fn).Outcomes {
			if i < len(o.Kinds) && o.Kinds[i] == Nil {
				return true
			}
		}
	}
	return false
}

// alwaysNonNil reports whether every callee of call is known, and never
// returns nil as result i.
func (m *Model) alwaysNonNil(call *ssa.Call, i int) bool {
	callees, certainty := m.flow.Callees(call)
	if certainty == flow.Unknown || len(callees) == 0 {
		return false
	}
	for _, callee := range callees {
		s := m.summary(callee.Fn)
		if !s.Complete || len(s.Outcomes) == 0 {
			return false
		}
		for _, o := range s.Outcomes {
			if i >= len(o.Kinds) || o.Kinds[i] != NonNil {
				return false
			}
		}
	}
	return true
}

// NeverNil reports whether result i of call is never nil, as far as the
// package itself tells.
func (m *Model) NeverNil(call *ssa.Call, i int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.alwaysNonNil(call, i)
}
