package mapvalue

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports map elements that are used though they may be missing.
var Analyzer = &analysis.Analyzer{
	Name:     "mapvalue",
	Doc:      docs.MustExtract(doc, "mapvalue"),
	URL:      docs.URL("mapvalue"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, flow: flow.Of(pass), nilness: nilness.Of(pass)}
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
	pass    *analysis.Pass
	flow    *flow.Package
	nilness *nilness.Model
}

// checkMissing reports a use of the element that lookup returns that panics if
// the map lacks the key.
func (c *checker) checkMissing(lookup *ssa.Lookup) {
	if lookup.CommaOk || !typ.IsMap(lookup.X.Type()) || !nilable(lookup.Type()) || c.known(lookup) {
		return
	}
	uses := c.panics(lookup)
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

// panics returns the instructions that panic if v is nil: they follow or call
// it, or call a method of it that does so first of all.
func (c *checker) panics(v ssa.Value) map[ssa.Instruction]bool {
	uses := make(map[ssa.Instruction]bool)
	for _, ref := range flow.Referrers(v) {
		if call, ok := ref.(ssa.CallInstruction); ok && !calledOn(call.Common(), v) {
			continue
		}
		if slices.Contains(c.nilness.Dereferences(ref), v) {
			uses[ref] = true
		}
	}
	return uses
}

// calledOn reports whether call calls v, or a method of it.
func calledOn(call *ssa.CallCommon, v ssa.Value) bool {
	if call.Value == v {
		return true
	}
	fn := call.StaticCallee()
	return fn != nil && fn.Signature.Recv() != nil && len(call.Args) > 0 && call.Args[0] == v
}

// known reports whether something in the function or package says that the map
// has the key: a constant key, a range over some map, a test or store of the
// same element, or a map that is a table made once.
func (c *checker) known(lookup *ssa.Lookup) bool {
	if _, ok := lookup.Index.(*ssa.Const); ok {
		return true
	}
	if !given(lookup.Index) || !free(lookup.X) && !loaded(lookup.X) {
		return true
	}
	m, k := access.Of(lookup.X), access.Of(lookup.Index)
	if g, ok := m.Root.(*ssa.Global); ok && !(m.Sel == "*" && (c.startsEmpty(g) || parsed(lookup.Index))) {
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

// given reports whether the key v comes from the caller, perhaps by way of a
// function of the standard library, such as strings.ToLower or that which reads
// a parameter of a request.
func given(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.Extract:
		v = x.Tuple
	case *ssa.UnOp: // an element of strings.Fields
		if elem, ok := x.X.(*ssa.IndexAddr); ok {
			return given(elem.X)
		}
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return free(v)
	}
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || len(call.Call.Args) == 0 {
		return false
	}
	switch fn.Pkg().Path() {
	case "strings", "strconv", "net/http", "net/url":
		return given(call.Call.Args[0])
	}
	return false
}

// parsed reports whether the key v is a text that a function of the standard
// library has read or cut out of one, so that nobody has seen to it that even a
// table has it.
func parsed(v ssa.Value) bool {
	if basic, ok := v.Type().Underlying().(*types.Basic); !ok || basic.Kind() != types.String {
		return false
	}
	return flow.CallOf(v) != nil && given(v)
}

// startsEmpty reports whether the package variable g is declared with a map
// that has no elements yet, and only gets some under keys that are not known
// beforehand: it is not a table.
func (c *checker) startsEmpty(g *ssa.Global) bool {
	stored, complete := c.flow.Stored(g)
	if !complete || len(stored) == 0 || slices.ContainsFunc(stored, isFilled) {
		return false
	}
	updated := false
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			update, ok := instr.(*ssa.MapUpdate)
			if !ok || access.Of(update.Map).Root != ssa.Value(g) {
				continue
			}
			if _, isConst := update.Key.(*ssa.Const); isConst || flow.Prepares(fn) {
				return false
			}
			updated = true
		}
	}
	return updated
}

// isFilled reports whether v is not a map that has just been made.
func isFilled(v ssa.Value) bool {
	made, ok := v.(*ssa.MakeMap)
	return !ok || len(flow.Referrers(made)) != 1
}

func loaded(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && load.Op == token.MUL
}
