package syncmap

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports what goes wrong between two calls of sync.Map.
var Analyzer = &analysis.Analyzer{
	Name:     "syncmap",
	Doc:      docs.MustExtract(doc, "syncmap"),
	URL:      docs.URL("syncmap"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, flow: flow.Of(pass)}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok && flow.CalleeName(&call.Call) == "(*sync.Map).Load" {
				c.checkRace(call)
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass *analysis.Pass
	flow *flow.Package
}

func used(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		if _, ok := ref.(*ssa.DebugRef); !ok {
			return true
		}
	}
	return false
}

// checkRace reports a Store of the key of load where load found nothing, or a
// Delete where it found something and uses it: another goroutine may do the
// same in between.
func (c *checker) checkRace(load *ssa.Call) {
	m := access.Of(load.Call.Args[0])
	ok := present(load)
	if ok == nil || c.private(m.Root) || c.locked(load) {
		return
	}
	var second *ssa.Call
	path, complete := flow.Find(c.flow, flow.Search[bool]{
		Fn:   load.Parent(),
		From: load, Track: []ssa.Value{ok},
		Step: func(s bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
			call, isCall := e.Instr.(*ssa.Call)
			if e.Instr == ssa.Instruction(load) {
				return s, flow.Prune
			}
			if isCall && isLock(call) {
				return s, flow.Prune
			}
			if !isCall || len(call.Call.Args) < 2 || access.Of(call.Call.Args[0]) != m || !sameKey(call.Call.Args[1], load.Call.Args[1]) {
				return s, flow.Continue
			}
			found, known := at.Bool(ok)
			switch flow.CalleeName(&call.Call) {
			case "(*sync.Map).Store":
				if known && !found && !c.dependsOn(call.Call.Args[2], load) && matters(call.Call.Args[2]) {
					second = call
					return s, flow.Found
				}
			case "(*sync.Map).Delete":
				if known && found && valueUsed(load) && load.Block() != call.Block() {
					second = call
					return s, flow.Found
				}
			}
			return s, flow.Prune
		},
	})
	if !complete || path == nil || second == nil {
		return
	}
	name := c.flow.Name(load.Call.Args[0])
	message := fmt.Sprintf("Load and Store of %s are two steps: another goroutine may store in between; use LoadOrStore", name)
	if flow.CalleeObject(&second.Call).Name() == "Delete" {
		message = fmt.Sprintf("Load and Delete of %s are two steps: two goroutines may get the value; use LoadAndDelete", name)
	}
	report.At(c.pass, c.flow.Range(second), "", message,
		report.Step(c.flow.Range(load), "looks for the key here"), report.Step(c.flow.Range(second), "acts on what it found here"))
}

func isLock(call *ssa.Call) bool {
	fn := flow.CalleeObject(&call.Call)
	return fn != nil && fn.Name() == "Lock"
}

// matters reports whether it matters which of two goroutines stores v: a new
// object has its own identity, and a constant marks what was done; a computed
// number or string is the same whoever computes it.
func matters(v ssa.Value) bool {
	if mk, ok := v.(*ssa.MakeInterface); ok {
		v = mk.X
	}
	if _, ok := v.(*ssa.Const); ok {
		return true
	}
	_, basic := v.Type().Underlying().(*types.Basic)
	return !basic
}

// present returns the second result of load, or nil if it is not used.
func present(load *ssa.Call) ssa.Value {
	for _, ref := range *load.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 1 && used(e) {
			return e
		}
	}
	return nil
}

// valueUsed reports whether the value that load found is used.
func valueUsed(load *ssa.Call) bool {
	for _, ref := range *load.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && used(e) {
			return true
		}
	}
	return false
}

// dependsOn reports whether v is made from what load found.
func (c *checker) dependsOn(v ssa.Value, load *ssa.Call) bool {
	if e, ok := v.(*ssa.Extract); ok {
		return e.Tuple == ssa.Value(load)
	}
	return false
}

// sameKey reports whether a and b are surely the same key.
func sameKey(a, b ssa.Value) bool {
	if ma, ok := a.(*ssa.MakeInterface); ok {
		if mb, ok := b.(*ssa.MakeInterface); ok {
			a, b = ma.X, mb.X
		}
	}
	if a == b {
		return true
	}
	if ka, ok := a.(*ssa.Const); ok {
		kb, ok := b.(*ssa.Const)
		return ok && ka.Value != nil && kb.Value != nil && ka.Value.ExactString() == kb.Value.ExactString()
	}
	pa, pb := access.Of(a), access.Of(b)
	_, isParam := pa.Root.(*ssa.Parameter)
	return pa == pb && (pa.Sel != "" || isParam)
}

// private reports whether root is a map of this activation that no other
// goroutine sees.
func (c *checker) private(root ssa.Value) bool {
	alloc, ok := root.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if fn := flow.CalleeObject(&ref.Call); fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync" {
				return false
			}
		case *ssa.FieldAddr, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// locked reports whether a mutex is locked somewhere before load.
func (c *checker) locked(load *ssa.Call) bool {
	for instr := range flow.Instructions(load.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if isLock(call) && flow.Dominates(call, load) {
			return true
		}
	}
	return false
}
