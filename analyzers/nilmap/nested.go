package nilmap

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// checkNested reports instr if it writes to m, an element of a collection of
// maps that never gets any, or not under that key.
func (c *checker) checkNested(instr ssa.Instruction, m ssa.Value) {
	of, format := c.missing(m)
	if of == nil {
		return
	}
	message := fmt.Sprintf("write to %s panics: "+format, c.source(instr, m), c.flow.Name(of))
	report.At(c.pass, c.flow.Range(instr), local, message)
}

// missing returns the collection of which m is an element, or part of one, that
// is not there, and the format of a text that says so; or nil.
func (c *checker) missing(m ssa.Value) (of ssa.Value, format string) {
	for field, ok := m.(*ssa.Field); ok; field, ok = m.(*ssa.Field) {
		m = field.X
	}
	switch m := m.(type) {
	case *ssa.Lookup:
		switch {
		case m.CommaOk || !typ.IsMap(m.X.Type()):
		case c.neverFilled(m.X):
			return m.X, "no element of %s is ever made"
		case otherKeys(m):
			return m.X, "%s has no element under that key"
		case c.justMade(m):
			return m.X, "%s has just been made, without elements"
		}
	case *ssa.UnOp:
		addr := m.X
		for field, ok := addr.(*ssa.FieldAddr); ok; field, ok = addr.(*ssa.FieldAddr) {
			addr = field.X
		}
		if elem := element(addr); elem != nil && (values.ElementsOnlyRead(elem.X) || c.neverMade(elem.X)) {
			return elem.X, "no element of %s is ever made"
		}
	}
	return nil, ""
}

// element returns the element of a slice or array at addr, or that the variable
// at addr is a copy of, or nil.
func element(addr ssa.Value) *ssa.IndexAddr {
	if local, ok := addr.(*ssa.Alloc); ok {
		var copied ssa.Value
		for _, ref := range flow.Referrers(local) {
			switch ref := ref.(type) {
			case *ssa.Store:
				if copied != nil || ref.Addr != addr {
					return nil
				}
				copied = ref.Val
			case *ssa.FieldAddr:
				if !values.OnlyLoaded(ref) {
					return nil
				}
			case *ssa.UnOp, *ssa.DebugRef:
			default:
				return nil
			}
		}
		load, ok := copied.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return nil
		}
		addr = load.X
	}
	elem, _ := addr.(*ssa.IndexAddr)
	return elem
}

// otherKeys reports whether lookup asks a map made in this function for a
// constant key, while only other constant keys are ever put into it.
func otherKeys(lookup *ssa.Lookup) bool {
	made, isMade := lookup.X.(*ssa.MakeMap)
	key, isConst := lookup.Index.(*ssa.Const)
	if !isMade || !isConst {
		return false
	}
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			k, ok := ref.Key.(*ssa.Const)
			if ref.Map != ssa.Value(made) || !ok || k.Value == nil || key.Value == nil || k.Value.ExactString() == key.Value.ExactString() {
				return false
			}
		case *ssa.Lookup, *ssa.Range, *ssa.DebugRef, *ssa.Return:
		case *ssa.Call:
			if flow.Builtin(&ref.Call) != "len" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// neverFilled reports whether the map of maps m, made in this function or held
// by an unexported field or package variable, gets no element anywhere.
func (c *checker) neverFilled(m ssa.Value) bool {
	switch m := m.(type) {
	case *ssa.MakeMap:
		return onlyRead(m)
	case *ssa.Parameter:
		return c.passedEmpty(m)
	case *ssa.Lookup: // what is not there has no elements
		return typ.IsMap(m.X.Type()) && !m.CommaOk && c.neverFilled(m.X)
	}
	load, ok := m.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	stored, complete := c.flow.Stored(load.X)
	if !complete || len(stored) == 0 {
		return false
	}
	for _, v := range stored {
		made, ok := v.(*ssa.MakeMap)
		if !flow.IsNil(v) && (!ok || !storedOnly(made)) {
			return false
		}
	}
	return c.loadsOnlyRead(load.X)
}

// passedEmpty reports whether all that is ever passed for param, a map of maps,
// are maps made by the callers that nobody puts an element into.
func (c *checker) passedEmpty(param *ssa.Parameter) bool {
	args, complete := c.flow.Arguments(param)
	if !complete || len(args) == 0 {
		return false
	}
	for _, arg := range args {
		if _, made := arg.(*ssa.MakeMap); !made || !c.staysEmpty(arg, make(map[ssa.Value]bool)) {
			return false
		}
	}
	return true
}

// staysEmpty reports whether m is only read, also by the functions of the
// package that get it.
func (c *checker) staysEmpty(m ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[m] {
		return true
	}
	seen[m] = true
	for _, ref := range flow.Referrers(m) {
		if reads(ref) {
			continue
		}
		call, ok := ref.(*ssa.Call)
		if !ok {
			return false
		}
		callees, certainty := c.flow.Callees(call)
		if certainty != flow.Sure {
			return false
		}
		for i, param := range callees[0].Fn.Params {
			if i < len(callees[0].Args) && callees[0].Args[i] == m && !c.staysEmpty(param, seen) {
				return false
			}
		}
	}
	return true
}

// onlyRead reports whether m is nothing but looked up, ranged over or measured.
func onlyRead(m ssa.Value) bool {
	for _, ref := range flow.Referrers(m) {
		if !reads(ref) {
			return false
		}
	}
	return true
}

// reads reports whether instr, which uses a map, puts no element into it as far
// as the function that contains instr is concerned.
func reads(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Lookup, *ssa.Range, *ssa.DebugRef, *ssa.Return:
		return true
	case *ssa.Call:
		switch flow.Builtin(&instr.Call) {
		case "len", "delete", "clear":
			return true
		}
	}
	return false
}

// storedOnly reports whether the new map m goes into its variable and nowhere
// else, without elements.
func storedOnly(m *ssa.MakeMap) bool {
	for _, ref := range *m.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val != ssa.Value(m) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// loadsOnlyRead reports whether whatever is loaded from the variable at addr
// is only read.
func (c *checker) loadsOnlyRead(addr ssa.Value) bool {
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			load, ok := instr.(*ssa.UnOp)
			if ok && load.Op == token.MUL && sameVariable(load.X, addr) && !onlyRead(load) {
				return false
			}
		}
	}
	return true
}

// sameVariable reports whether a and b are addresses of one local or package
// variable or of one field of whatever objects.
func sameVariable(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	if fa, ok := a.(*ssa.FieldAddr); ok {
		fb, ok := b.(*ssa.FieldAddr)
		return ok && flow.FieldOf(fa) != nil && flow.FieldOf(fa) == flow.FieldOf(fb)
	}
	return binding(a) == binding(b)
}

func binding(v ssa.Value) ssa.Value {
	for {
		fv, ok := v.(*ssa.FreeVar)
		if !ok || flow.Binding(fv) == nil {
			return v
		}
		v = flow.Binding(fv)
	}
}

// newOf returns the call of new that m is loaded through.
func newOf(m ssa.Value) *ssa.Alloc {
	load, ok := m.(*ssa.UnOp)
	if !ok {
		return nil
	}
	alloc, _ := load.X.(*ssa.Alloc)
	return alloc
}

// pointsToNil reports whether alloc is new(map[K]V) or new(chan T), and the
// pointer is neither handed on to be filled nor assigned through.
func pointsToNil(alloc *ssa.Alloc) bool {
	if alloc.Comment != "new" {
		return false
	}
	elem := alloc.Type().Underlying().(*types.Pointer).Elem()
	if _, isParam := types.Unalias(elem).(*types.TypeParam); isParam {
		return false
	}
	switch elem.Underlying().(type) {
	case *types.Map, *types.Chan:
	default:
		return false
	}
	used := false
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.Return:
			used = true
		case *ssa.Store:
			if ref.Addr == ssa.Value(alloc) {
				return false
			}
			used = true
		case *ssa.DebugRef:
		default:
			return false // someone else may fill it
		}
	}
	return used
}

// reportNew reports alloc, a pointer to a nil map or channel.
func (c *checker) reportNew(alloc *ssa.Alloc) {
	c.reported[alloc] = true
	kind, consequence := "map", "writing to it panics"
	if _, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Chan); ok {
		kind, consequence = "channel", "sending and receiving block for ever"
	}
	report.At(c.pass, c.flow.Range(alloc), newed, fmt.Sprintf("new makes a pointer to a nil %s: %s", kind, consequence))
}
