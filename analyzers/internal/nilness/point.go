package nilness

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Point is a place on a path under search.
type Point struct {
	model  *Model
	memory *memory
	now    *contents
	cursor *flow.Cursor
	accept func(*Outcome) bool // which outcomes of callees count; nil: all
	asked  []*ssa.Call         // calls whose results are being explained, outermost first
}

// maxAsked is how many calls deep an explanation goes, each the argument of
// the next: f(g(h(x))).
const maxAsked = 4

// Cursor returns the point on the path of p.
func (p *Point) Cursor() *flow.Cursor { return p.cursor }

// Cause returns why v is nil at p, or nil if it is not known to be.
func (p *Point) Cause(v ssa.Value) *Cause { return p.cause(v, 0) }

// Kind returns what is known of v at p.
func (p *Point) Kind(v ssa.Value) Kind {
	kind, _ := p.kind(v)
	return kind
}

func (p *Point) kind(v ssa.Value) (Kind, *Cause) {
	if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		if held, known := p.held(p.cursor.Resolve(v)); known && held != nil {
			v = held
		}
		switch value, known := p.cursor.Bool(v); {
		case !known:
			return Unknown, nil
		case value:
			return True, nil
		}
		return False, nil
	}
	if !Nillable(v.Type()) {
		return Unknown, nil
	}
	if c := p.cause(v, 0); c != nil {
		if c.Unsure {
			return Unknown, nil
		}
		return Nil, c
	}
	if p.nonNil(v, 0) {
		return NonNil, nil
	}
	return Unknown, nil
}

// held returns what the variable that v is a load of held then; nil is the
// zero value. It reports whether that is known.
func (p *Point) held(v ssa.Value) (ssa.Value, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil, false
	}
	return p.memory.loaded(p.now, load)
}

func (p *Point) cause(v ssa.Value, depth int) *Cause {
	if depth > 12 {
		return nil
	}
	r := p.cursor.Resolve(v)
	isNil, known := p.isNil(r)
	if known && !isNil {
		return nil
	}
	name := variable(v)
	named := func(c *Cause) *Cause {
		if c != nil && name != "" && c.Kind != Returned {
			c.Var = name
		}
		return c
	}
	switch x := r.(type) {
	case *ssa.Const:
		if x.IsNil() && (r == v || !p.now.skipped) {
			return &Cause{Kind: Constant, Value: x, Var: name}
		}
		return nil
	case *ssa.UnOp:
		if held, tracked := p.held(x); tracked {
			switch {
			case held == nil && p.now.skipped:
			case held == nil:
				a := x.X.(*ssa.Alloc)
				return &Cause{Kind: Unset, Value: x, Var: a.Comment, Unsure: assignedByClosure(a)}
			case held == unknown:
			default:
				if call, ok := held.(*ssa.Call); ok && flow.CalleeName(call.Common()) == "errors.As" {
					if found, ok := p.cursor.Bool(call); found || !ok && len(*call.Referrers()) > 0 {
						return nil
					}
					return &Cause{Kind: Failed, Value: call, Var: x.X.(*ssa.Alloc).Comment}
				}
				return named(p.cause(held, depth+1))
			}
		}
	case *ssa.Call:
		if original := cloned(x); original != nil {
			return named(p.cause(original, depth+1))
		}
		if c := p.returned(x, 0); c != nil {
			return c
		}
	case *ssa.Extract:
		if c := p.extracted(x); c != nil {
			return named(c)
		}
	case *ssa.Lookup:
		if !x.CommaOk && !known && !isTable(x) {
			return &Cause{Kind: Missing, Value: x, Var: name}
		}
	case *ssa.ChangeType:
		return named(p.cause(x.X, depth+1))
	}
	if known && !p.neverAlone(r) && (r == v || !p.now.skipped) { // and nil
		return &Cause{Kind: Compared, Value: r, Var: name}
	}
	return nil
}

// neverAlone reports whether v, which the path has found to be nil, is an HTTP
// response beside an error that it has found to be nil too: there is always one
// of them, so the comparison is only careful.
func (p *Point) neverAlone(v ssa.Value) bool {
	e, ok := v.(*ssa.Extract)
	if !ok || types.TypeString(e.Type(), nil) != "*net/http.Response" {
		return false
	}
	for _, ref := range flow.Referrers(e.Tuple) {
		if status, ok := ref.(*ssa.Extract); ok && typ.IsError(status.Type()) {
			isNil, known := p.isNil(status)
			return known && isNil
		}
	}
	return false
}

// isTable reports whether l looks for a constant key in a package variable: a
// map that is asked so is a table, which has its entries from the start.
func isTable(l *ssa.Lookup) bool {
	_, isConst := l.Index.(*ssa.Const)
	load, isLoad := l.X.(*ssa.UnOp)
	if !isConst || !isLoad {
		return false
	}
	_, isGlobal := load.X.(*ssa.Global)
	return isGlobal
}

// extracted returns why the part x of a tuple is nil.
func (p *Point) extracted(x *ssa.Extract) *Cause {
	kind := Missing
	switch tuple := x.Tuple.(type) {
	case *ssa.Call:
		return p.returned(tuple, x.Index)
	case *ssa.TypeAssert:
		kind = Failed
	case *ssa.Lookup:
	default:
		return nil
	}
	if x.Index != 0 {
		return nil
	}
	for _, ref := range flow.Referrers(x.Tuple) {
		if ok, isExtract := ref.(*ssa.Extract); isExtract && ok.Index == 1 {
			if value, known := p.cursor.Bool(ok); known && value {
				return nil
			}
		}
	}
	return &Cause{Kind: kind, Value: x}
}

// returned returns why result i of call is nil: an outcome of its callee that
// agrees with what the path knows of the other results and the arguments.
//
// In a loop, an argument may be a result of the same call of a turn before
// (x, err = f(x)): that is not known.
func (p *Point) returned(call *ssa.Call, i int) *Cause {
	if len(p.asked) >= maxAsked || slices.Contains(p.asked, call) {
		return nil
	}
	p.asked = append(p.asked, call)
	defer func() { p.asked = slices.Delete(p.asked, len(p.asked)-1, len(p.asked)) }()
	callees, certainty := p.model.flow.Callees(call)
	if certainty == flow.Unknown {
		return nil
	}
	for _, callee := range callees {
		for _, o := range p.model.summary(callee.Fn).Outcomes {
			if i < len(o.Kinds) && o.Kinds[i] == Nil && (p.accept == nil || p.accept(o)) && p.agrees(o, call, callee) {
				return &Cause{Kind: Returned, Value: call, Inner: o}
			}
		}
	}
	return nil
}

// agrees reports whether o may be how call, of callee, has returned at p.
func (p *Point) agrees(o *Outcome, call *ssa.Call, callee flow.Callee) bool {
	for j, need := range o.Needs {
		if need == Unknown || j >= len(callee.Args) {
			continue
		}
		arg := callee.Args[j]
		if arg == nil {
			return false
		}
		have := p.Kind(arg)
		if have != need && (have != Unknown || need == Nil) {
			return false
		}
	}
	if refs := call.Referrers(); refs != nil && len(o.Kinds) > 1 {
		for _, ref := range *refs {
			e, ok := ref.(*ssa.Extract)
			if !ok || e.Index >= len(o.Kinds) || o.Kinds[e.Index] == Unknown {
				continue
			}
			if have := p.decided(e); have != Unknown && have != o.Kinds[e.Index] {
				return false
			}
		}
	}
	return true
}

// decided returns what the path has decided of the result e.
func (p *Point) decided(e *ssa.Extract) Kind {
	if b, ok := e.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return kindOf(p.cursor.Bool(e))
	}
	if isNil, known := p.isNil(e); known {
		if isNil {
			return Nil
		}
		return NonNil
	}
	return Unknown
}

// isNil reports whether the path has found v to be nil, itself or where a
// variable in memory held it.
func (p *Point) isNil(v ssa.Value) (isNil, known bool) {
	if isNil, known := p.cursor.Nil(v); known {
		return isNil, true
	}
	for j, read := range p.now.read {
		if read == v && p.now.decided[j] != Unknown {
			return p.now.decided[j] == Nil, true
		}
	}
	return false, false
}

// Variable returns why the variable a is nil at p, or nil, and whether what it
// holds is known. The variable must be among the values that are tracked.
func (p *Point) Variable(a *ssa.Alloc) (cause *Cause, known bool) {
	i := p.memory.find(a)
	if i == none || p.now.held[i] == unknown || p.now.skipped {
		return nil, false
	}
	if p.now.held[i] == nil {
		return &Cause{Kind: Unset, Value: a, Var: a.Comment, Unsure: assignedByClosure(a)}, true
	}
	cause = p.cause(p.now.held[i], 0)
	return cause, cause != nil || p.nonNil(p.now.held[i], 0)
}

func kindOf(value, known bool) Kind {
	switch {
	case !known:
		return Unknown
	case value:
		return True
	}
	return False
}

// nonNil reports whether v is known not to be nil at p.
func (p *Point) nonNil(v ssa.Value, depth int) bool {
	if depth > 12 {
		return false
	}
	r := p.cursor.Resolve(v)
	if isNil, known := p.isNil(r); known {
		return !isNil
	}
	switch x := r.(type) {
	case *ssa.UnOp:
		if held, tracked := p.held(x); tracked && held != nil && held != unknown {
			return p.nonNil(held, depth+1)
		}
	case *ssa.ChangeType:
		return p.nonNil(x.X, depth+1)
	case *ssa.Call:
		return p.model.alwaysNonNil(x, 0)
	case *ssa.Extract:
		if call, ok := x.Tuple.(*ssa.Call); ok {
			return p.model.alwaysNonNil(call, x.Index)
		}
	}
	return false
}

// variable returns the name of the source variable that v merges or loads, or
// "".
func variable(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Comment
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok {
			return a.Comment
		}
	}
	return ""
}
