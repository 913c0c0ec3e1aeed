package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A Use is a place where code that may still run after a handler has returned
// uses something that belongs to the request.
type Use struct {
	Spawn *goroutines.Spawn // what starts the code
	Instr ssa.Instruction   // the use, or the start if the code is out of sight
	Value ssa.Value         // what is used, there
	Param *ssa.Parameter    // the parameter of the handler that it comes from
}

// Outliving returns the uses of request objects, as belongs tells them by
// their type, in goroutines that nothing waits for. Of each goroutine and
// parameter it returns the first use only.
func Outliving(m *goroutines.Model, belongs func(types.Type) bool) []Use {
	var uses []Use
	for _, s := range m.Spawns() {
		if s.Kind == goroutines.Handler || s.Kind == goroutines.Subtest || s.Kind == goroutines.Parallel {
			continue
		}
		seen := make(map[*ssa.Parameter]bool)
		add := func(instr ssa.Instruction, v ssa.Value, param *ssa.Parameter) {
			if !seen[param] {
				seen[param] = true
				uses = append(uses, Use{Spawn: s, Instr: instr, Value: v, Param: param})
			}
		}
		usesOf(m, s, belongs, add)
		if len(seen) > 0 && awaited(m, s) {
			uses = uses[:len(uses)-len(seen)]
		}
	}
	return uses
}

// usesOf calls add for each use of request objects by the goroutine of s.
func usesOf(m *goroutines.Model, s *goroutines.Spawn, belongs func(types.Type) bool, add func(ssa.Instruction, ssa.Value, *ssa.Parameter)) {
	frames := m.Code(s)
	if len(frames) == 0 { // started by name, out of sight
		for _, arg := range s.Site.Common().Args {
			if param := requestParam(access.Of(arg), s.In()); param != nil && belongs(arg.Type()) {
				add(s.Site, arg, param)
			}
		}
	}
	for _, frame := range frames {
		for instr := range flow.Instructions(frame.Fn) {
			if !isUse(instr) {
				continue
			}
			for _, op := range instr.Operands(nil) {
				if *op == nil {
					continue
				}
				v := unwrap(*op)
				if !belongs(v.Type()) {
					continue
				}
				path, ok := frame.Translate(access.Of(v))
				if !ok {
					continue
				}
				if param := requestParam(path, s.In()); param != nil && frame.Caller == nil {
					add(instr, v, param)
				} else if param != nil {
					add(outermostCall(frame), v, param)
				}
			}
		}
	}
}

// outermostCall returns the call in the body of the goroutine that leads to
// frame.
func outermostCall(frame *goroutines.Frame) ssa.Instruction {
	for frame.Caller.Caller != nil {
		frame = frame.Caller
	}
	return frame.Call
}

// isUse reports whether instr does something with its operands, rather than
// move them around.
func isUse(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Call, *ssa.Defer, *ssa.Go, *ssa.FieldAddr:
		return true
	}
	return false
}

// requestParam returns the parameter of fn, or of a function around it, that
// path denotes, or nil.
func requestParam(path access.Path, fn *ssa.Function) *ssa.Parameter {
	param, ok := path.Root.(*ssa.Parameter)
	if !ok || path.Sel != "" {
		return nil
	}
	for ; fn != nil; fn = fn.Parent() {
		if param.Parent() == fn {
			return param
		}
	}
	return nil
}

// awaited reports whether something may wait for the goroutine of s before the
// handler returns: the function that starts it does, or it signals through a
// channel or WaitGroup that others can see.
func awaited(m *goroutines.Model, s *goroutines.Spawn) bool {
	if !m.Region(s).Exit {
		return true
	}
	for _, sig := range m.Signals(s) {
		switch sig.Object.Root.(type) {
		case *ssa.Parameter, *ssa.Global:
			return true
		}
		// A signal to a function around the one that starts the goroutine.
		if instr, ok := sig.Object.Root.(ssa.Instruction); ok && instr.Parent() != s.In() {
			return true
		}
	}
	return false
}
