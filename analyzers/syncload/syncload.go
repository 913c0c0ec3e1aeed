package syncload

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports assertions on what a lookup may not have found.
var Analyzer = &analysis.Analyzer{
	Name:     "syncload",
	Doc:      docs.MustExtract(doc, "syncload"),
	URL:      docs.URL("syncload"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue // a test that does not find what it looks for should fail
		}
		for instr := range flow.Instructions(fn) {
			l, ok := lookupOf(instr)
			if !ok {
				continue
			}
			if assert := l.unchecked(p); assert != nil {
				message := fmt.Sprintf("the assertion panics when %s finds nothing: its second result is ignored", l.what)
				if l.found != nil {
					message = fmt.Sprintf("the assertion panics when %s finds nothing, and still runs then", l.what)
				}
				report.At(pass, p.Range(assert), "", message,
					report.Step(p.Range(instr), "looks up what may not be there here"), report.Step(p.Range(assert), "asserts the type of what may be nil here"))
			}
		}
	}
	return nil, nil
}

// A lookup asks a map for an interface value and whether it is there.
type lookup struct {
	instr ssa.Instruction
	what  string
	value *ssa.Extract
	found *ssa.Extract // nil if nobody looks at it
}

// lookupOf returns the lookup that instr is.
func lookupOf(instr ssa.Instruction) (*lookup, bool) {
	l := &lookup{instr: instr}
	switch v := instr.(type) {
	case *ssa.Call:
		switch flow.CalleeName(&v.Call) {
		case "(*sync.Map).Load", "(*sync.Map).LoadAndDelete", "(*sync.Map).Swap":
			l.what = flow.CalleeObject(&v.Call).Name()
		}
	case *ssa.Lookup:
		if m, ok := v.X.Type().Underlying().(*types.Map); ok && v.CommaOk {
			if _, ok := m.Elem().Underlying().(*types.Interface); ok {
				l.what = "the lookup"
			}
		}
	}
	if l.what == "" {
		return nil, false
	}
	for _, ref := range flow.Referrers(instr.(ssa.Value)) {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 {
			l.value = e
		} else if ok && used(e) {
			l.found = e
		}
	}
	return l, l.value != nil
}

func used(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		if _, ok := ref.(*ssa.DebugRef); !ok {
			return true
		}
	}
	return false
}

// unchecked returns an assertion without comma-ok on the value that is made
// though nothing was found, or nil.
func (l *lookup) unchecked(p *flow.Package) ssa.Instruction {
	asserts := make(map[ssa.Instruction]bool)
	for _, ref := range *l.value.Referrers() {
		if assert, ok := ref.(*ssa.TypeAssert); ok && !assert.CommaOk {
			asserts[assert] = true
		}
	}
	if len(asserts) == 0 || testedForNil(l.value) || l.ranged() || l.storedBefore() {
		return nil
	}
	if l.found == nil {
		for _, ref := range *l.value.Referrers() {
			if asserts[ref] {
				return ref
			}
		}
	}
	path, ok := flow.Find(p, flow.Search[bool]{
		Fn:   l.instr.Parent(),
		From: l.instr, Track: []ssa.Value{l.found},
		Step: func(s bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == l.instr {
				return s, flow.Prune
			}
			if asserts[e.Instr] {
				if found, known := at.Bool(l.found); known && !found {
					return s, flow.Found
				}
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
	if !ok || path == nil {
		return nil
	}
	return path.End
}

// testedForNil reports whether v is compared with nil.
func testedForNil(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		if bin, ok := ref.(*ssa.BinOp); ok && (flow.IsNil(bin.X) || flow.IsNil(bin.Y)) {
			return true
		}
	}
	return false
}

// ranged reports whether the function has gone over the map before, so that it
// may know its keys.
func (l *lookup) ranged() bool {
	call, ok := l.instr.(*ssa.Call)
	if !ok {
		return false
	}
	for instr := range flow.Instructions(l.instr.Parent()) {
		other, ok := instr.(*ssa.Call)
		if ok && flow.CalleeName(&other.Call) == "(*sync.Map).Range" && access.Of(other.Call.Args[0]) == access.Of(call.Call.Args[0]) && flow.Reaches(other, call) {
			return true
		}
	}
	return false
}
