// Package requests finds what goes on after a handler has returned with things
// that belong to its request: request contexts, response writers, streams.
package requests

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A Use is a place where code that may still run after a handler has returned
// uses something that belongs to the request.
type Use struct {
	Spawn *goroutines.Spawn // what starts the code
	Place ssa.Instruction   // where to show it: the use, or the start if it runs code elsewhere
	Instr ssa.Instruction   // the use, or the start if the code is out of sight
	Value ssa.Value         // what is used, there
	Param *ssa.Parameter    // the parameter of the handler that it comes from
}

// Outliving returns the uses, in goroutines that nothing waits for, of
// parameters of handlers that belong tells, or of what wraps them. Of each
// goroutine and parameter it returns the first use only.
func Outliving(m *goroutines.Model, belongs func(*ssa.Parameter) bool) []Use {
	var uses []Use
	for _, s := range m.Spawns() {
		if s.Kind == goroutines.Handler || s.Kind == goroutines.Subtest || s.Kind == goroutines.Parallel {
			continue
		}
		seen := make(map[*ssa.Parameter]bool)
		add := func(instr ssa.Instruction, v ssa.Value, param *ssa.Parameter) {
			if !seen[param] && belongs(param) {
				seen[param] = true
				uses = append(uses, Use{Spawn: s, Place: place(s, instr), Instr: instr, Value: v, Param: param})
			}
		}
		usesOf(m, s, add)
		if len(seen) > 0 && awaited(m, s) {
			uses = uses[:len(uses)-len(seen)]
		}
	}
	return uses
}

// place returns instr if it is in a literal of the function that starts s, or
// else the start: the code is not the handler's own.
func place(s *goroutines.Spawn, instr ssa.Instruction) ssa.Instruction {
	for fn := instr.Parent(); fn != nil; fn = fn.Parent() {
		if fn == s.In() {
			return instr
		}
	}
	return s.Site
}

// usesOf calls add for each use, by the goroutine of s, of parameters of the
// functions around it.
func usesOf(m *goroutines.Model, s *goroutines.Spawn, add func(ssa.Instruction, ssa.Value, *ssa.Parameter)) {
	frames := m.Code(s)
	if len(frames) == 0 { // started by name, out of sight
		for _, arg := range s.Site.Common().Args {
			if param := requestParam(origin(access.Of(arg)), s.In()); param != nil {
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
				path, ok := frame.Translate(access.Of(*op))
				if !ok {
					continue
				}
				if param := requestParam(origin(path), s.In()); param != nil && frame.Caller == nil {
					add(instr, *op, param)
				} else if param != nil {
					add(outermostCall(frame), *op, param)
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
