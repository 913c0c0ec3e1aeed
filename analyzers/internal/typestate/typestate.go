// Package typestate follows values that somebody must release: files,
// connections, response bodies, transactions, cancel functions. It finds the
// paths on which nobody does.
//
// An obligation ends when the value is released, or handed over: returned,
// stored where others can reach it, sent, or passed to a function that
// releases or keeps it. Functions of the package are looked into; those of the
// standard library are known by table; all others are taken to keep it.
package typestate

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Protocol tells how a value of some kind is released.
type Protocol struct {
	What    string   // what the value is, for messages: "file"
	Methods []string // the methods that release it
	// Functions are the names of functions that release an argument: full
	// names, or those of what cgo made of C.free.
	Functions []string
	Call      bool   // the value is a function, and calling it releases
	Field     string // the field of the value that has the methods: "Body" of a response
	// DoneWhenFalse is a method that has released the value when it returns
	// false: Next of sql.Rows.
	DoneWhenFalse string
	// DoneWhenFailed are methods that release the value when they return an
	// error: Scan of pgx.Rows.
	DoneWhenFailed []string
	// Final is set if only executions that end well need the release: a
	// writer whose last bytes are flushed by Close.
	Final bool
	// Borrows is set if functions of unknown packages that take the value as
	// an interface without the release methods cannot release it.
	Borrows bool
	// Lent is set if no function of another package keeps the value, and
	// code that never releases it leaves it to the garbage collector: only
	// what releases it on some paths forgets the others.
	Lent bool
}

// An Acquire is a function whose result must be released.
type Acquire struct {
	*Protocol
	Result int // which result
}

// A Table maps full names of functions, as [types.Func.FullName] has them, to
// what they acquire.
type Table map[string]Acquire

// A Resource is the result of one call that must be released.
type Resource struct {
	*Protocol
	Call  *ssa.Call
	Value ssa.Value // the result; nil if the caller discards it
	Err   ssa.Value // the error result, or nil
	// Present is a boolean result of a function of the package, or nil: there
	// is no resource unless it equals When.
	Present ssa.Value
	When    bool
}

// A Tracker answers questions about the resources of one package.
type Tracker struct {
	flow    *flow.Package
	table   Table
	match   func(*ssa.Call) (Acquire, bool)
	own     map[*ssa.Function]Acquire // functions of the package that return a fresh resource
	present map[*ssa.Function]present
	effects map[effectKey]bool
}

// present is the boolean result, and its value, that a function of the package
// returns beside every fresh resource.
type present struct {
	result int
	when   bool
}

// New returns a tracker of the resources that the functions of table acquire,
// and, unless match is nil, the calls for which match says so.
func New(p *flow.Package, table Table, match func(*ssa.Call) (Acquire, bool)) *Tracker {
	t := &Tracker{flow: p, table: table, match: match, own: make(map[*ssa.Function]Acquire), present: make(map[*ssa.Function]present), effects: make(map[effectKey]bool)}
	for range 3 { // a constructor of a constructor of a constructor
		if !t.findConstructors() {
			break
		}
	}
	return t
}

// Resources returns the resources that fn acquires, in block order.
func (t *Tracker) Resources(fn *ssa.Function) []Resource {
	var all []Resource
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if acquire, ok := t.acquires(call); ok {
			all = append(all, t.resource(call, acquire))
		}
	}
	return all
}

func (t *Tracker) acquires(call *ssa.Call) (Acquire, bool) {
	if a, ok := t.table[flow.CalleeName(call.Common())]; ok {
		return a, true
	}
	if fn := call.Common().StaticCallee(); fn != nil {
		a, ok := t.own[flow.Origin(fn)]
		if ok {
			return a, true
		}
	}
	if t.match != nil {
		return t.match(call)
	}
	return Acquire{}, false
}

func (t *Tracker) resource(call *ssa.Call, a Acquire) Resource {
	r := Resource{Protocol: a.Protocol, Call: call}
	results := call.Common().Signature().Results()
	if results.Len() == 1 {
		r.Value = call
		if refs := call.Referrers(); refs == nil || len(*refs) == 0 {
			r.Value = nil
		}
		return r
	}
	flag := present{result: -1}
	if fn := call.Common().StaticCallee(); fn != nil {
		if p, ok := t.present[flow.Origin(fn)]; ok {
			flag = p
		}
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok {
			switch {
			case e.Index == flag.result:
				r.Present, r.When = e, flag.when
			case e.Index == a.Result && len(*e.Referrers()) == 0: // assigned to _
			case e.Index == a.Result:
				r.Value = e
			case typ.IsError(results.At(e.Index).Type()):
				r.Err = e
			}
		}
	}
	return r
}

// findConstructors marks functions of the package that return a resource they
// have just acquired, and reports whether there are new ones.
func (t *Tracker) findConstructors() bool {
	found := false
	for _, fn := range t.flow.Functions() {
		if _, known := t.own[fn]; known || fn.Signature.Results().Len() == 0 {
			continue
		}
		if a, ok := t.constructs(fn); ok {
			t.own[fn] = a
			t.findPresent(fn, a.Result)
			found = true
		}
	}
	return found
}

// constructs reports whether every return of fn has nil or a fresh resource as
// the same result.
func (t *Tracker) constructs(fn *ssa.Function) (Acquire, bool) {
	var found Acquire
	for i := range fn.Signature.Results().Len() {
		ok := true
		for _, block := range fn.Blocks {
			ret, isReturn := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
			if !isReturn || len(ret.Results) <= i {
				continue
			}
			v := flow.Results(ret)[i]
			if flow.IsNil(v) {
				continue
			}
			a, fresh := t.fresh(v)
			if !fresh || releasedBefore(a.Protocol, v, ret) {
				ok = false
				break
			}
			found = Acquire{a.Protocol, i}
		}
		if ok && found.Protocol != nil {
			return found, true
		}
		found = Acquire{}
	}
	return Acquire{}, false
}

// releasedBefore reports whether the function may release v, which ret returns,
// before: on some condition that its caller knows of.
func releasedBefore(p *Protocol, v ssa.Value, ret *ssa.Return) bool {
	a := aliasesOf(p, v, self)
	for instr := range flow.Instructions(ret.Parent()) {
		if call, ok := instr.(*ssa.Call); ok && a.releasedBy(call.Common()) && flow.Reaches(call, ret) {
			return true
		}
	}
	return false
}

// findPresent notes the boolean result of fn that has the same constant value
// wherever the result resource is not nil.
func (t *Tracker) findPresent(fn *ssa.Function, resource int) {
	for i := range fn.Signature.Results().Len() {
		seen, same, value := false, true, false
		for _, block := range fn.Blocks {
			ret, isReturn := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
			if !isReturn || flow.IsNil(flow.Results(ret)[resource]) {
				continue
			}
			k, isConst := flow.Results(ret)[i].(*ssa.Const)
			if !isConst || k.Value == nil || k.Value.Kind() != constant.Bool || seen && constant.BoolVal(k.Value) != value {
				same = false
				break
			}
			seen, value = true, constant.BoolVal(k.Value)
		}
		if seen && same {
			t.present[fn] = present{i, value}
			return
		}
	}
}

// fresh reports whether v is a resource just acquired.
func (t *Tracker) fresh(v ssa.Value) (Acquire, bool) {
	result := 0
	switch x := v.(type) {
	case *ssa.Extract:
		result, v = x.Index, x.Tuple
	case *ssa.MakeInterface:
		return t.fresh(x.X)
	case *ssa.ChangeInterface:
		return t.fresh(x.X)
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return Acquire{}, false
	}
	a, ok := t.acquires(call)
	return a, ok && a.Result == result
}
