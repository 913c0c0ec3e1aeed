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

// Analyzer reports map elements that are used though they may be missing, or
// changed though they are copies.
var Analyzer = &analysis.Analyzer{
	Name:     "mapvalue",
	Doc:      docs.MustExtract(doc, "mapvalue"),
	URL:      docs.URL("mapvalue"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The categories.
const (
	missing = "missing"
	copied  = "copy"
)

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, flow: flow.Of(pass)}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Lookup:
				c.checkMissing(instr)
			case *ssa.Alloc:
				c.checkCopy(instr)
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass *analysis.Pass
	flow *flow.Package
}

// checkCopy reports a variable that holds a copy of a map element and is
// changed, but never read or stored back.
func (c *checker) checkCopy(alloc *ssa.Alloc) {
	lookup, init := elementOf(alloc)
	if lookup == nil {
		return
	}
	var writes []*ssa.Store
	var reads []readOf
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref != init {
				return
			}
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if !collect(ref.(ssa.Value), ref.(ssa.Value), &writes, &reads) {
				return
			}
		default:
			return // read as a whole, or its address taken
		}
	}
	for _, w := range writes {
		if seenLater(w, reads) {
			continue
		}
		name := c.flow.Name(alloc)
		m := c.flow.Name(lookup.X)
		if m == "" {
			m = "the map"
		}
		report.At(c.pass, c.flow.Range(w), copied, fmt.Sprintf("assignment to a field of %s changes a copy: the element of %s stays as it was", name, m),
			report.Step(c.flow.Range(lookup), "the element is copied here"), report.Step(c.flow.Range(w), "the copy is changed here"))
		return
	}
}

// A readOf is a load of a part of the variable.
type readOf struct {
	load ssa.Instruction
	part ssa.Value // the address of the field directly in the variable
}

// collect gathers writes and reads through addr, and reports whether these are
// all its uses. part is the field of the variable that addr is in.
func collect(addr, part ssa.Value, writes *[]*ssa.Store, reads *[]readOf) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != addr {
				return false
			}
			*writes = append(*writes, ref)
		case *ssa.UnOp:
			*reads = append(*reads, readOf{ref, part})
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if !collect(ref.(ssa.Value), part, writes, reads) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// seenLater reports whether some load of the same field comes after w.
func seenLater(w *ssa.Store, reads []readOf) bool {
	for _, r := range reads {
		if flow.Reaches(w, r.load) && samePart(w.Addr, r.part) {
			return true
		}
	}
	return false
}

// samePart reports whether addr is in the field at part, or may be.
func samePart(addr, part ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			if p, ok := part.(*ssa.FieldAddr); ok && a.X == p.X {
				return a.Field == p.Field
			}
			addr = a.X
		case *ssa.IndexAddr:
			if p, ok := part.(*ssa.IndexAddr); ok && a.X == p.X {
				return true
			}
			addr = a.X
		default:
			return false
		}
	}
}

// elementOf returns the lookup in a map whose result is stored in alloc once
// and for all, and the store.
func elementOf(alloc *ssa.Alloc) (*ssa.Lookup, *ssa.Store) {
	elem := alloc.Type().Underlying().(*types.Pointer).Elem()
	switch elem.Underlying().(type) {
	case *types.Struct, *types.Array:
	default:
		return nil, nil
	}
	for _, ref := range *alloc.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != ssa.Value(alloc) {
			continue
		}
		v := store.Val
		if e, ok := v.(*ssa.Extract); ok && e.Index == 0 {
			v = e.Tuple
		}
		if lookup, ok := v.(*ssa.Lookup); ok && isMap(lookup.X.Type()) {
			return lookup, store
		}
		return nil, nil
	}
	return nil, nil
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
	report.At(c.pass, c.flow.Range(path.End), missing, fmt.Sprintf("%s of %s panics when %s lacks the key", what, name, m),
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
	for _, ref := range *v.Referrers() {
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
