package nilmap

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A fieldWrite assigns elements of a map that is a field of an object which a
// function gets.
type fieldWrite struct {
	field *types.Var
	instr ssa.Instruction // the write, or the call of the function that makes it
}

// checkPassed reports call if it hands a struct whose map is still nil to a
// function that writes to the map.
func (c *checker) checkPassed(call *ssa.Call) {
	var callee *flow.Callee
	for i, arg := range call.Call.Args {
		if !madeHere(arg) {
			continue
		}
		if callee == nil {
			callees, certainty := c.flow.Callees(call)
			if certainty != flow.Sure || len(callees) != 1 {
				return
			}
			callee = &callees[0]
		}
		if i >= len(callee.Fn.Params) || i >= len(callee.Args) || callee.Args[i] != arg {
			continue
		}
		for _, w := range c.fieldWrites(callee.Fn, callee.Fn.Params[i], 0) {
			path := access.Of(arg).Join("." + w.field.Name())
			if c.reported[w.field] || assigned(call, path) || nilness.ZeroPart(c.flow, call, path) == nil {
				continue
			}
			c.reported[w.field] = true
			name := c.flow.Name(arg)
			if name == "" {
				name = "the struct"
			}
			message := fmt.Sprintf("%s.%s is still nil here, and %s writes to it: this panics", name, w.field.Name(), flow.Called(call, "the call"))
			c.report(call, message, report.Step(c.flow.Range(path.Root.(ssa.Instruction)), "the struct is made here, without the map"),
				report.Step(c.flow.Range(call), "%s is handed on here", name), report.Step(c.flow.Range(w.instr), "the map is written to here"))
		}
	}
}

// assigned reports whether the function of call assigns the field at path before
// the call on some way there: it knows when the map is wanted.
func assigned(call *ssa.Call, path access.Path) bool {
	for instr := range flow.Instructions(call.Parent()) {
		store, ok := instr.(*ssa.Store)
		if ok && access.Of(store.Addr) == path && !flow.IsNil(store.Val) && flow.Reaches(store, call) {
			return true
		}
	}
	return false
}

// madeHere reports whether arg is a pointer to a struct that the function makes,
// or calls another to make.
func madeHere(arg ssa.Value) bool {
	ptr, ok := arg.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	if _, isStruct := ptr.Elem().Underlying().(*types.Struct); !isStruct {
		return false
	}
	switch arg.(type) {
	case *ssa.Alloc, *ssa.Call:
		return true
	}
	return false
}

// fieldWrites returns the writes to maps in fields of the struct that param
// points to, by fn or functions that it hands param to, which depend on nothing
// that the struct holds, while fn neither assigns the field nor asks for it.
func (c *checker) fieldWrites(fn *ssa.Function, param *ssa.Parameter, depth int) []fieldWrite {
	if depth > 3 {
		return nil
	}
	var writes []fieldWrite
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if field := fieldIn(instr.Map, param); field != nil {
				writes = append(writes, fieldWrite{field, instr})
			}
		case *ssa.Call:
			callees, certainty := c.flow.Callees(instr)
			if certainty != flow.Sure || len(callees) != 1 || callees[0].Fn == fn {
				continue
			}
			for i, arg := range callees[0].Args {
				if arg == ssa.Value(param) && i < len(callees[0].Fn.Params) {
					for _, w := range c.fieldWrites(callees[0].Fn, callees[0].Fn.Params[i], depth+1) {
						writes = append(writes, fieldWrite{w.field, instr})
					}
				}
			}
		}
	}
	out := writes[:0]
	for _, w := range writes {
		if !hangsOn(w.instr, param) && !c.prepared(w, fn, param) {
			out = append(out, w)
		}
	}
	return out
}

// fieldIn returns the field of the struct that param points to which m is
// loaded from, or nil.
func fieldIn(m ssa.Value, param *ssa.Parameter) *types.Var {
	load, ok := m.(*ssa.UnOp)
	if !ok {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || addr.X != ssa.Value(param) {
		return nil
	}
	return flow.FieldOf(addr)
}

// prepared reports whether fn asks whether the field of w is nil or how long it
// is, assigns it, or hands its object to others before the write.
func (c *checker) prepared(w fieldWrite, fn *ssa.Function, param *ssa.Parameter) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			if instr.X != ssa.Value(param) || flow.FieldOf(instr) != w.field {
				continue
			}
			for _, ref := range flow.Referrers(instr) {
				load, isLoad := ref.(*ssa.UnOp)
				if !isLoad || questioned(load) {
					return true
				}
			}
		case ssa.CallInstruction:
			if instr == w.instr || flow.Builtin(instr.Common()) != "" || !flow.Reaches(instr, w.instr) {
				continue
			}
			for _, arg := range instr.Common().Args {
				if access.Of(arg).Root == ssa.Value(param) && access.Of(arg).Sel == "" {
					return true
				}
			}
		case *ssa.MakeClosure:
			for _, bound := range instr.Bindings {
				if bound == ssa.Value(param) {
					return true
				}
			}
		}
	}
	return false
}

// questioned reports whether the map load is compared, measured or looked up
// in to find out what to do.
func questioned(load *ssa.UnOp) bool {
	for _, ref := range flow.Referrers(load) {
		switch ref := ref.(type) {
		case *ssa.MapUpdate, *ssa.DebugRef, *ssa.Range:
		case *ssa.Lookup:
			if ref.CommaOk {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// hangsOn reports whether a branch decides on the way to instr by something
// that the struct of param holds.
func hangsOn(instr ssa.Instruction, param *ssa.Parameter) bool {
	for b := instr.Block().Idom(); b != nil; b = b.Idom() {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if ok && computedFrom(branch.Cond, param, 0) {
			return true
		}
	}
	return false
}

// computedFrom reports whether param is an operand of v, some steps down.
func computedFrom(v ssa.Value, param *ssa.Parameter, depth int) bool {
	if v == ssa.Value(param) {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 8 {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && computedFrom(*op, param, depth+1) {
			return true
		}
	}
	return false
}
