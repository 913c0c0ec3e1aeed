package slicepin

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports slices and strings that keep more alive than they show.
var Analyzer = &analysis.Analyzer{
	Name:     "slicepin",
	Doc:      docs.MustExtract(doc, "slicepin"),
	URL:      docs.URL("slicepin"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The categories.
const (
	part = "part"
	tail = "tail"
)

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, m: alias.New(flow.Of(pass))}
	for _, fn := range c.m.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Slice:
				c.checkPart(instr)
			case *ssa.Store:
				c.checkTail(instr)
			case *ssa.Return:
				c.checkReturned(instr)
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass *analysis.Pass
	m    *alias.Model
}

// checkTail reports store if it takes elements with pointers out of the slice
// of a field or package variable and leaves them in the array.
func (c *checker) checkTail(store *ssa.Store) {
	t, ok := store.Val.Type().Underlying().(*types.Slice)
	if !ok || !hasPointers(t.Elem(), 0) {
		return
	}
	switch store.Addr.(type) {
	case *ssa.FieldAddr, *ssa.Global:
	default:
		return
	}
	what := ""
	switch v := store.Val.(type) {
	case *ssa.Slice:
		what = c.popped(v, store)
	case *ssa.Call:
		if app, ok := c.m.AppendOf(v); ok && app.Helper == nil && c.m.Moves(app) && alias.IsSlice(app.Data) && c.sameVariable(app.Base, store) {
			what = "the slots behind the new end"
		}
	}
	if what == "" || c.clears(store) {
		return
	}
	report.At(c.pass, c.m.Range(store), tail, fmt.Sprintf("%s of %s still refer to what was removed: set them to nil", what, c.m.Name(store.Addr)))
}

// checkReturned reports the return of a parameter without some of its
// elements, which the array of the caller still refers to.
func (c *checker) checkReturned(ret *ssa.Return) {
	if len(ret.Results) != 1 {
		return
	}
	v := ret.Results[0]
	t, ok := v.Type().Underlying().(*types.Slice)
	param, isParam := c.m.View(v).Array.(*ssa.Parameter)
	if !ok || !isParam || !hasPointers(t.Elem(), 0) || c.clearsParam(param) {
		return
	}
	what := ""
	switch v := v.(type) {
	case *ssa.Slice:
		if low, ok := v.Low.(*ssa.Const); ok && v.High == nil && low.Int64() > 0 && v.X == ssa.Value(param) {
			what = "the slots before the new start"
		}
	case *ssa.Call:
		if app, ok := c.m.AppendOf(v); ok && app.Helper == nil && c.m.Moves(app) && alias.IsSlice(app.Data) {
			what = "the slots behind the new end"
		}
	}
	if what != "" {
		report.At(c.pass, c.m.Range(ret), tail, fmt.Sprintf("%s of %s still refer to what was removed: set them to nil", what, param.Name()))
	}
}

// clearsParam reports whether the function sets elements of its parameter to
// their zero value.
func (c *checker) clearsParam(param *ssa.Parameter) bool {
	for instr := range flow.Instructions(param.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if addr, ok := instr.Addr.(*ssa.IndexAddr); ok && zero(instr.Val) && alias.IsSlice(addr.X) && c.m.View(addr.X).Array == ssa.Value(param) {
				return true
			}
		case *ssa.Call:
			if flow.Builtin(&instr.Call) == "clear" {
				return true
			}
		}
	}
	return false
}

// popped tells which elements slice takes off the variable that store sets: the
// first, or the last.
func (c *checker) popped(slice *ssa.Slice, store *ssa.Store) string {
	if !c.sameVariable(slice.X, store) {
		return ""
	}
	if low, ok := slice.Low.(*ssa.Const); ok && slice.High == nil && low.Int64() > 0 {
		return "the slots before the new start"
	}
	bin, ok := slice.High.(*ssa.BinOp)
	if !ok || slice.Low != nil || bin.Op != token.SUB {
		return ""
	}
	if _, ok := bin.Y.(*ssa.Const); !ok {
		return ""
	}
	return "the slots behind the new end"
}

// sameVariable reports whether v is loaded from the variable that store sets.
func (c *checker) sameVariable(v ssa.Value, store *ssa.Store) bool {
	load, ok := c.m.View(v).Array.(*ssa.UnOp)
	return ok && access.Of(load.X) == access.Of(store.Addr)
}

// clears reports whether the function sets elements of the slice to their zero
// value, or hands the slice to something that may.
func (c *checker) clears(store *ssa.Store) bool {
	path := access.Of(store.Addr).Join("*")
	for instr := range flow.Instructions(store.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Store:
			addr, ok := instr.Addr.(*ssa.IndexAddr)
			if ok && zero(instr.Val) && access.Of(addr.X) == path {
				return true
			}
		case *ssa.Call:
			if flow.Builtin(&instr.Call) == "clear" || flow.CalleeName(&instr.Call) == "slices.Delete" {
				return true
			}
		}
	}
	return false
}

// zero reports whether v is a zero value.
func zero(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	if ok {
		return k.Value == nil
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	alloc, ok := load.X.(*ssa.Alloc)
	return ok && len(*alloc.Referrers()) == 1
}

// hasPointers reports whether values of type t refer to other objects. Strings
// do too, but are rarely large.
func hasPointers(t types.Type, depth int) bool {
	if depth > 6 {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return true
	case *types.Array:
		return hasPointers(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if hasPointers(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
