package goroutines

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
)

// starter describes a function that runs one of its arguments concurrently.
type starter struct {
	kind  Kind
	arg   int  // index of the function among the arguments, the receiver included; -1: all that are functions
	group bool // whether the receiver is the group that is waited for
}

// starters are the functions of other packages that run their arguments
// concurrently, by full name.
var starters = map[string]starter{
	"(*sync.WaitGroup).Go":                               {Group, 1, true},
	"(*golang.org/x/sync/errgroup.Group).Go":             {Group, 1, true},
	"(*golang.org/x/sync/errgroup.Group).TryGo":          {Group, 1, true},
	"(*github.com/sourcegraph/conc.WaitGroup).Go":        {Group, 1, true},
	"(*github.com/sourcegraph/conc/pool.Pool).Go":        {Group, 1, true},
	"(*github.com/sourcegraph/conc/pool.ErrorPool).Go":   {Group, 1, true},
	"(*github.com/sourcegraph/conc/pool.ContextPool).Go": {Group, 1, true},
	"time.AfterFunc":                                       {Timer, 1, false},
	"context.AfterFunc":                                    {Timer, 1, false},
	"(*testing.B).RunParallel":                             {Parallel, 1, false},
	"(*github.com/panjf2000/ants/v2.Pool).Submit":          {Submit, 1, false},
	"(*github.com/panjf2000/ants/v2.poolCommon).Submit":    {Submit, 1, false},
	"github.com/panjf2000/ants/v2.Submit":                  {Submit, 0, false},
	"(*github.com/gammazero/workerpool.WorkerPool).Submit": {Submit, 1, false},
}

func (m *Model) findSpawns() {
	m.in = make(map[*ssa.Function][]*Spawn)
	m.runs = make(map[*ssa.Function][]*Spawn)
	for _, fn := range m.Flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if s := m.spawnAt(call); s != nil {
					m.add(s)
				}
				for _, s := range m.served(call) {
					m.add(s)
				}
			}
		}
	}
	m.findHelpers()
}

func (m *Model) add(s *Spawn) {
	m.spawns = append(m.spawns, s)
	m.in[s.In()] = append(m.in[s.In()], s)
	for _, body := range s.Bodies {
		if !slices.Contains(m.runs[body.Fn], s) {
			m.runs[body.Fn] = append(m.runs[body.Fn], s)
		}
	}
}

// spawnAt returns the spawn that call is, or nil.
func (m *Model) spawnAt(call ssa.CallInstruction) *Spawn {
	if _, isGo := call.(*ssa.Go); isGo {
		s := &Spawn{Kind: Go, Site: call}
		s.Bodies, s.Certainty = m.Flow.Callees(call)
		return s
	}
	if _, isDefer := call.(*ssa.Defer); isDefer {
		return nil
	}
	name := flow.CalleeName(call.Common())
	if name == "(*testing.T).Run" {
		return m.subtest(call)
	}
	how, ok := starters[name]
	if !ok {
		return nil
	}
	s := &Spawn{Kind: how.kind, Site: call, Certainty: flow.Sure}
	args := call.Common().Args
	if how.group && len(args) > 0 {
		s.Group = args[0]
	}
	if how.arg < 0 {
		args = variadic(args)
	} else if how.arg < len(args) {
		args = args[how.arg : how.arg+1]
	}
	for _, arg := range args {
		bodies, certainty := m.functions(arg)
		s.Bodies = append(s.Bodies, bodies...)
		s.Certainty = min(s.Certainty, certainty)
	}
	return s
}

// served returns the spawns of what call registers with a server: handlers, or
// the methods of a service.
func (m *Model) served(call ssa.CallInstruction) []*Spawn {
	if _, isCall := call.(*ssa.Call); !isCall {
		return nil
	}
	var spawns []*Spawn
	if found := handlers.Registered(call.Common()); len(found) > 0 {
		s := &Spawn{Kind: Handler, Site: call, Certainty: flow.Sure}
		for _, v := range found {
			bodies, certainty := m.functions(v)
			s.Bodies = append(s.Bodies, bodies...)
			s.Certainty = min(s.Certainty, certainty)
		}
		spawns = append(spawns, s)
	}
	for _, metric := range handlers.ScrapedBy(call.Common()) {
		s := &Spawn{Kind: Handler, Site: call, Scraped: true}
		if metric.Method == "" {
			s.Bodies, s.Certainty = m.functions(metric.Value)
		} else {
			s.Bodies, s.Certainty = m.methodOf(metric.Value, metric.Method)
		}
		if len(s.Bodies) > 0 {
			spawns = append(spawns, s)
		}
	}
	if service, ok := handlers.ServiceOf(call.Common()); ok {
		for _, method := range service.Methods {
			fn := m.Flow.SSA().Prog.FuncValue(method.Origin())
			if fn == nil || fn.Blocks == nil || len(fn.Params) == 0 {
				continue
			}
			args := make([]ssa.Value, len(fn.Params))
			args[0] = service.Value
			spawns = append(spawns, &Spawn{Kind: Handler, Site: call, Certainty: flow.Sure, Bodies: []flow.Callee{{Fn: fn, Args: args}}})
		}
	}
	return spawns
}

// functions returns the functions that the argument v of a starter may be: a
// function value, or the handler method of a value.
func (m *Model) functions(v ssa.Value) ([]flow.Callee, flow.Certainty) {
	v = unwrap(v)
	if _, isFunc := v.Type().Underlying().(*types.Signature); isFunc {
		return m.Flow.ValueCallees(v, nil)
	}
	return m.methodOf(v, "ServeHTTP")
}

// methodOf returns the named method of v as a function that is called with v.
func (m *Model) methodOf(v ssa.Value, name string) ([]flow.Callee, flow.Certainty) {
	fn := m.method(v, name)
	if fn == nil {
		return nil, flow.Unknown
	}
	args := make([]ssa.Value, len(fn.Params))
	if len(args) > 0 {
		args[0] = v
	}
	return []flow.Callee{{Fn: fn, Args: args}}, flow.Sure
}

// method returns the function of the package that is the named method of v's
// type, or nil.
func (m *Model) method(v ssa.Value, name string) *ssa.Function {
	obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, m.Flow.Types, name)
	f, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	fn := m.Flow.SSA().Prog.FuncValue(f.Origin())
	if fn == nil || fn.Blocks == nil {
		return nil
	}
	return fn
}

// unwrap looks through conversions to interfaces and function types.
func unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// variadic returns the function values among args, those of a variadic slice
// included.
func variadic(args []ssa.Value) []ssa.Value {
	var values []ssa.Value
	for _, arg := range args {
		if _, isFunc := arg.Type().Underlying().(*types.Signature); isFunc {
			values = append(values, arg)
		}
		slice, ok := arg.(*ssa.Slice)
		if !ok {
			continue
		}
		array, ok := slice.X.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, ref := range *array.Referrers() {
			elem, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, ref := range *elem.Referrers() {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == elem {
					if _, isFunc := store.Val.Type().Underlying().(*types.Signature); isFunc {
						values = append(values, store.Val)
					}
				}
			}
		}
	}
	return values
}

// subtest returns the spawn of a call of t.Run whose body calls t.Parallel, or
// nil.
func (m *Model) subtest(call ssa.CallInstruction) *Spawn {
	args := call.Common().Args
	if len(args) != 3 {
		return nil
	}
	bodies, certainty := m.functions(args[2])
	s := &Spawn{Kind: Subtest, Site: call, Certainty: certainty}
	for _, body := range bodies {
		if m.ParallelCall(body.Fn) != nil {
			s.Bodies = append(s.Bodies, body)
		}
	}
	if len(s.Bodies) == 0 {
		return nil
	}
	return s
}

// ParallelCall returns the call of t.Parallel on the first parameter of the
// test function fn, or nil. What fn does before it runs alone.
func (m *Model) ParallelCall(fn *ssa.Function) *ssa.Call {
	if len(fn.Params) == 0 {
		return nil
	}
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if ok && flow.CalleeName(call.Common()) == "(*testing.T).Parallel" && call.Call.Args[0] == ssa.Value(fn.Params[0]) {
			return call
		}
	}
	return nil
}

// findHelpers adds a spawn for each call of a function of the package that
// runs its parameter in a goroutine.
func (m *Model) findHelpers() {
	done := make(map[*Spawn]bool)
	for range 3 { // helpers of helpers
		added := false
		for _, s := range slices.Clone(m.spawns) {
			if done[s] {
				continue
			}
			done[s] = true
			for _, param := range m.startedParams(s) {
				for _, call := range m.Flow.CallersOf(param.Parent()).Calls {
					if derived := m.derived(s, param, call); derived != nil {
						m.add(derived)
						added = true
					}
				}
			}
		}
		if !added {
			return
		}
	}
}

// startedParams returns the parameters of enclosing functions that the
// goroutine of s calls, or that are its body.
func (m *Model) startedParams(s *Spawn) []*ssa.Parameter {
	var params []*ssa.Parameter
	add := func(v ssa.Value) {
		if param := parameterOf(v); param != nil && !slices.Contains(params, param) {
			params = append(params, param)
		}
	}
	if s.Inner != nil {
		add(s.passed)
		return params
	}
	if s.Kind == Go {
		if !s.Site.Common().IsInvoke() {
			add(s.Site.Common().Value)
			for i, arg := range s.Site.Common().Args { // go run(f)
				for _, body := range s.Bodies {
					if i < len(body.Fn.Params) && callsValue(body.Fn, body.Fn.Params[i]) {
						add(arg)
					}
				}
			}
		}
	} else if how := starters[flow.CalleeName(s.Site.Common())]; how.arg >= 0 && how.arg < len(s.Site.Common().Args) {
		add(s.Site.Common().Args[how.arg])
	}
	for _, body := range s.Bodies {
		if body.Closure == nil {
			continue
		}
		for instr := range flow.Instructions(body.Fn) {
			if call, ok := instr.(ssa.CallInstruction); ok && !call.Common().IsInvoke() {
				if param := parameterOf(call.Common().Value); param != nil && param.Parent() != body.Fn {
					add(param)
				}
			}
		}
	}
	return params
}

// callsValue reports whether fn calls the function v.
func callsValue(fn *ssa.Function, v ssa.Value) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok && !call.Common().IsInvoke() && call.Common().Value == v {
			return true
		}
	}
	return false
}

// parameterOf returns the parameter of function type that v is, also as a
// captured variable that is never reassigned, or nil.
func parameterOf(v ssa.Value) *ssa.Parameter {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Parameter:
			if _, isFunc := x.Type().Underlying().(*types.Signature); isFunc {
				return x
			}
			return nil
		case *ssa.ChangeType:
			v = x.X
		case *ssa.FreeVar:
			v = flow.Binding(x)
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil
			}
			addr := x.X
			if fv, ok := addr.(*ssa.FreeVar); ok {
				addr = flow.Binding(fv)
			}
			a, ok := addr.(*ssa.Alloc)
			if !ok {
				return nil
			}
			values, complete := flow.LocalStores(a)
			if !complete || len(values) != 1 {
				return nil
			}
			v = values[0]
		default:
			return nil
		}
	}
	return nil
}

// derived returns the spawn that call is, which passes a function for the
// parameter that inner starts.
func (m *Model) derived(inner *Spawn, param *ssa.Parameter, call ssa.CallInstruction) *Spawn {
	if _, isDefer := call.(*ssa.Defer); isDefer {
		return nil
	}
	index := slices.Index(param.Parent().Params, param)
	args := call.Common().Args
	if index < 0 || index >= len(args) || len(args) != len(param.Parent().Params) {
		return nil
	}
	s := &Spawn{Kind: inner.Kind, Site: call, Inner: inner, passed: args[index]}
	s.Bodies, s.Certainty = m.functions(args[index])
	if len(s.Bodies) == 0 && parameterOf(s.passed) == nil {
		return nil
	}
	return s
}
