// Package nilness tells by which execution a value is nil: what a path has
// decided, what a variable holds, what a function of the package returns.
package nilness

import (
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Analyzer provides the nilness of a package, computed when asked for.
var Analyzer = &analysis.Analyzer{
	Name:     "nilvalues",
	Doc:      "find executions on which a value is nil for the checks",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		return New(flow.Of(pass)), nil
	},
	ResultType: reflect.TypeFor[*Model](),
}

// Of returns the nilness of the package of pass, whose analyzer must require
// [Analyzer].
func Of(pass *analysis.Pass) *Model { return pass.ResultOf[Analyzer].(*Model) }

// A Model is the nilness of one package. Its methods may be called from
// several passes at once.
type Model struct {
	flow *flow.Package

	mu        sync.Mutex
	summaries map[*ssa.Function]*Summary
	groups    map[*ssa.Function]int          // of functions that call each other; built when needed
	made      map[*types.Var]ssa.Instruction // fields, and what makes a struct without each; built when needed
	emptied   map[*types.Var]*ssa.Store      // map fields, and what a method empties each by; built when needed
	computing []*ssa.Function                // functions whose summaries are being computed, outermost first
}

// New returns the nilness of p.
func New(p *flow.Package) *Model {
	return &Model{flow: p, summaries: make(map[*ssa.Function]*Summary)}
}

// A CauseKind tells how a value came to be nil.
type CauseKind int

// The kinds of causes.
const (
	Constant CauseKind = iota + 1 // nil is assigned, or the variable has no value yet
	Unset                         // a variable in memory has no value yet
	Compared                      // the path has found it to be nil
	Returned                      // a function of the package returns nil
	Missing                       // a map may lack the key
	Failed                        // a type assertion, or errors.As, failed
)

// A Cause is a reason why a value is nil on some path.
type Cause struct {
	Kind  CauseKind
	Value ssa.Value  // the value that is nil: a constant, load, call, lookup or assertion
	Var   string     // the variable that holds it, if known
	Inner *Outcome   // of Returned: how the callee returns
	Path  *flow.Path // the execution up to the use
	// Unsure is set if a closure assigns the variable too, at a time unknown.
	Unsure bool
}

// Nillable reports whether values of type t may be nil. Of a type parameter it
// is not known.
func Nillable(t types.Type) bool {
	if _, isParam := types.Unalias(t).(*types.TypeParam); isParam {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature, *types.Interface:
		return true
	case *types.Basic:
		return t.Kind() == types.UnsafePointer || t.Kind() == types.UntypedNil
	}
	return false
}

// A Query asks why a value may be nil at a place.
type Query struct {
	Value ssa.Value
	Use   ssa.Instruction
	// Track are other values that If asks about.
	Track []ssa.Value
	// If, if set, tells which arrivals at Use count.
	If func(*Point) bool
	// Accept, if set, tells which outcomes of callees count.
	Accept func(*Outcome) bool
}

// Why returns why v may be nil when use executes, or nil if no feasible path
// shows it to be.
func (m *Model) Why(v ssa.Value, use ssa.Instruction) *Cause {
	return m.Ask(Query{Value: v, Use: use})
}

// Ask is Why with conditions.
func (m *Model) Ask(q Query) *Cause {
	m.mu.Lock()
	defer m.mu.Unlock()
	fn := q.Use.Parent()
	if fn == nil || !m.suspect(q.Value, make(map[ssa.Value]bool)) {
		return nil
	}
	var cause *Cause
	m.walk(fn, append([]ssa.Value{q.Value}, q.Track...), func(e flow.Event, at *Point) flow.Verdict {
		if e.Instr != q.Use || e.Deferred || e.Branch != 0 {
			return flow.Continue
		}
		at.accept = q.Accept
		if q.If != nil && !q.If(at) {
			return flow.Continue
		}
		if cause = at.cause(q.Value, 0); cause == nil {
			return flow.Continue
		}
		cause.Path = at.cursor.Path()
		return flow.Found
	})
	if cause != nil && cause.Path == nil {
		return nil
	}
	return cause
}

// Find searches the paths of fn as [flow.Find] does, telling step at each
// event what is known of the nilness of the values in track. It reports
// whether all paths were tried or one was found.
func (m *Model) Find(fn *ssa.Function, track []ssa.Value, step func(e flow.Event, at *Point) flow.Verdict) (*flow.Path, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.walk(fn, track, step)
}

func (m *Model) walk(fn *ssa.Function, track []ssa.Value, step func(e flow.Event, at *Point) flow.Verdict) (*flow.Path, bool) {
	mem := newMemory(track)
	watched := append(track[:len(track):len(track)], siblings(track)...)
	return flow.Find(m.flow, flow.Search[*contents]{
		Fn:    fn,
		Track: watched,
		Init:  mem.keep(contents{}),
		Step: func(c *contents, e flow.Event, cursor *flow.Cursor) (*contents, flow.Verdict) {
			c = mem.next(c, e, cursor)
			return c, step(e, &Point{model: m, memory: mem, now: c, cursor: cursor})
		},
	})
}

// suspect reports whether something that v may be could be nil, so that a
// search is worth its cost.
func (m *Model) suspect(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || len(seen) > 64 {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if m.suspect(edge, seen) {
				return true
			}
		}
		return m.compared(v)
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Alloc); ok {
			return true
		}
		return m.compared(v)
	case *ssa.Call:
		if original := cloned(v); original != nil {
			return m.suspect(original, seen)
		}
		return m.mayReturnNil(v, 0) || m.compared(v)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return m.mayReturnNil(tuple, v.Index) || m.compared(v)
		case *ssa.TypeAssert, *ssa.Lookup:
			return true
		}
		return m.compared(v)
	case *ssa.Lookup:
		return !isTable(v)
	case *ssa.ChangeType:
		return m.suspect(v.X, seen)
	case *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice, *ssa.MakeClosure, *ssa.Function, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
		return false
	}
	return m.compared(v)
}

// cloned returns what call makes a copy of, which is nil if the original is, or
// nil.
func cloned(call *ssa.Call) ssa.Value {
	switch flow.CalleeName(&call.Call) {
	case "maps.Clone", "slices.Clone":
		return call.Call.Args[0]
	}
	return nil
}

// compared reports whether the function of v compares v, or another load of
// the same variable or field, with nil.
func (m *Model) compared(v ssa.Value) bool {
	if refs := v.Referrers(); refs != nil {
		for _, ref := range *refs {
			if bin, ok := ref.(*ssa.BinOp); ok {
				if _, isTest := flow.NilTestOf(bin); isTest {
					return true
				}
			}
		}
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok || field.X.Referrers() == nil {
		return true // a variable in memory: ask the search
	}
	for instr := range flow.Instructions(v.Parent()) {
		other, ok := instr.(*ssa.UnOp)
		if !ok || other == load {
			continue
		}
		if f, ok := other.X.(*ssa.FieldAddr); ok && flow.FieldOf(f) == flow.FieldOf(field) {
			if refs := other.Referrers(); refs != nil {
				for _, ref := range *refs {
					if bin, ok := ref.(*ssa.BinOp); ok {
						if _, isTest := flow.NilTestOf(bin); isTest {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// siblings returns the other results of the calls, lookups and assertions that
// the values come from: what is known of them tells of the values.
func siblings(values []ssa.Value) []ssa.Value {
	var found []ssa.Value
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] || len(seen) > 64 {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Phi:
			for _, edge := range v.Edges {
				visit(edge)
			}
		case *ssa.ChangeType:
			found = append(found, v.X)
			visit(v.X)
		case *ssa.UnOp:
			if a, ok := v.X.(*ssa.Alloc); ok {
				found = append(found, extractions(a)...)
				stored, _ := flow.LocalStores(a)
				for _, s := range stored {
					if instr, ok := s.(ssa.Instruction); !ok || instr.Parent() == v.Parent() {
						found = append(found, s)
						visit(s)
					}
				}
			}
		case *ssa.Call:
			for _, arg := range v.Call.Args {
				if tellsOutcome(arg) {
					found = append(found, arg)
					visit(arg)
				}
			}
		case *ssa.Extract:
			for _, ref := range flow.Referrers(v.Tuple) {
				if e, ok := ref.(*ssa.Extract); ok && e != v {
					found = append(found, e)
				}
			}
			if call, ok := v.Tuple.(*ssa.Call); ok {
				visit(call)
			}
		}
	}
	for _, v := range values {
		visit(v)
	}
	return found
}

// extractions returns the calls of errors.As that may set the variable a.
func extractions(a *ssa.Alloc) []ssa.Value {
	var calls []ssa.Value
	for _, ref := range *a.Referrers() {
		mi, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, use := range *mi.Referrers() {
			if call, ok := use.(*ssa.Call); ok && flow.CalleeName(call.Common()) == "errors.As" {
				calls = append(calls, call)
			}
		}
	}
	return calls
}

// tellsOutcome reports whether what is known of the argument v may tell which
// way the callee returns.
func tellsOutcome(v ssa.Value) bool {
	if _, isConst := v.(*ssa.Const); isConst {
		return false
	}
	if b, ok := v.Type().Underlying().(*types.Basic); ok {
		return b.Kind() == types.Bool
	}
	return Nillable(v.Type())
}
