package mapvalue

import (
	_ "embed"
	"fmt"
	"go/token"
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

// Analyzer reports map elements that are used though they may be missing.
var Analyzer = &analysis.Analyzer{
	Name:     "mapvalue",
	Doc:      docs.MustExtract(doc, "mapvalue"),
	URL:      docs.URL("mapvalue"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, flow: flow.Of(pass)}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if lookup, ok := instr.(*ssa.Lookup); ok {
				c.checkMissing(lookup)
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass *analysis.Pass
	flow *flow.Package
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// checkMissing reports a use of the element that lookup returns that panics if
// the map lacks the key.
func (c *checker) checkMissing(lookup *ssa.Lookup) {
	if lookup.CommaOk || !isMap(lookup.X.Type()) || !nilable(lookup.Type()) || c.known(lookup) {
		return
	}
	uses := panics(lookup)
	if len(uses) == 0 {
		return
	}
	path, ok := flow.Find(c.flow, flow.Search[bool]{
		Fn:   lookup.Parent(),
		From: lookup, Track: []ssa.Value{lookup},
		Step: func(s bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == ssa.Instruction(lookup) {
				return s, flow.Prune
			}
			if uses[e.Instr] {
				if isNil, known := at.Nil(lookup); known && !isNil {
					return s, flow.Prune
				}
				return s, flow.Found
			}
			return s, flow.Continue
		},
	})
	if !ok || path == nil {
		return
	}
	name := c.flow.Name(lookup)
	what := "dereference"
	if _, isFunc := lookup.Type().Underlying().(*types.Signature); isFunc {
		what = "call"
	}
	m := c.flow.Name(lookup.X)
	if m == "" {
		m = "the map"
	}
	report.At(c.pass, c.flow.Range(path.End), "", fmt.Sprintf("%s of %s panics when %s lacks the key", what, name, m),
		report.Step(c.flow.Range(lookup), "looks up without asking whether the key is there here"), report.Step(c.flow.Range(path.End), "uses the element here"))
}

func nilable(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Signature, *types.Interface:
		return true
	}
	return false
}

// panics returns the instructions that panic if v is nil.
func panics(v ssa.Value) map[ssa.Instruction]bool {
	uses := make(map[ssa.Instruction]bool)
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			uses[ref] = true
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				uses[ref] = true
			}
		case *ssa.Store:
			if ref.Addr == v {
				uses[ref] = true
			}
		case ssa.CallInstruction:
			if ref.Common().Value == v {
				uses[ref] = true
			}
		}
	}
	return uses
}

// known reports whether something in the function or package says that the map
// has the key: a constant key, a range over some map, a test or store of the
// same element, or a map that is a table made once.
func (c *checker) known(lookup *ssa.Lookup) bool {
	if _, ok := lookup.Index.(*ssa.Const); ok {
		return true
	}
	if !free(lookup.Index) || !free(lookup.X) && !loaded(lookup.X) {
		return true
	}
	m, k := access.Of(lookup.X), access.Of(lookup.Index)
	if _, ok := m.Root.(*ssa.Global); ok {
		return true
	}
	for instr := range flow.Instructions(lookup.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Lookup:
			if instr != lookup && access.Of(instr.X) == m && access.Of(instr.Index) == k {
				return true
			}
		case *ssa.MapUpdate:
			if access.Of(instr.Map) == m {
				return true
			}
		case *ssa.Range:
			return true
		}
	}
	return false
}

// free reports whether v comes from the caller: a parameter or a field of one,
// not something that the function has computed or chosen itself.
func free(v ssa.Value) bool {
	path := access.Of(v)
	_, ok := path.Root.(*ssa.Parameter)
	return ok
}

func loaded(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && load.Op == token.MUL
}
