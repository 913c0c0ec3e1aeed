package handlers

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// Detached returns the calls that hand the context of a request to code that
// is meant to go on after the handler has returned. isContext returns the
// parameter whose context a value is, or nil.
//
// That a goroutine ends with its request is often the purpose, so only those
// count that share nothing else with the handler: no channel, no WaitGroup.
// The handler must return after the start without waiting for anything.
func Detached(m *goroutines.Model, isContext func(ssa.Value) *ssa.Parameter) []Use {
	var uses []Use
	for _, s := range m.Spawns() {
		if s.Kind != goroutines.Go && s.Kind != goroutines.Submit || awaited(m, s) || len(m.Signals(s)) > 0 || blocksAfter(s.Site) {
			continue
		}
		frames := m.Code(s)
		if len(frames) == 0 || communicates(frames) {
			continue
		}
		if use, ok := contextUse(s, frames[0], isContext); ok {
			uses = append(uses, use)
		}
	}
	return uses
}

// contextUse returns the first call in the body of s that takes the context of
// a request.
func contextUse(s *goroutines.Spawn, body *goroutines.Frame, isContext func(ssa.Value) *ssa.Parameter) (Use, bool) {
	for instr := range flow.Instructions(body.Fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || flow.CalleeName(call.Common()) == "context.WithoutCancel" {
			continue
		}
		for _, arg := range call.Common().Args {
			path, ok := body.Translate(access.Of(arg))
			if !ok {
				if param := isContext(arg); param != nil { // taken from the request in the goroutine
					return Use{Spawn: s, Instr: instr, Value: arg, Param: param}, true
				}
				continue
			}
			if path.Sel != "" {
				continue
			}
			if param := isContext(path.Root); param != nil {
				return Use{Spawn: s, Instr: instr, Value: arg, Param: param}, true
			}
		}
	}
	return Use{}, false
}

// communicates reports whether the code of frames takes part in some exchange
// with other goroutines, which then may wait for it or end with it.
func communicates(frames []*goroutines.Frame) bool {
	for _, frame := range frames {
		for instr := range flow.Instructions(frame.Fn) {
			switch instr := instr.(type) {
			case *ssa.Send, *ssa.Select:
				return true
			case *ssa.UnOp:
				if instr.Op.String() == "<-" {
					return true
				}
			}
		}
	}
	return false
}

// blocksAfter reports whether the function goes on to wait for something after
// site, such as for the end of a stream.
func blocksAfter(site ssa.Instruction) bool {
	for instr := range flow.Instructions(site.Parent()) {
		waits := false
		switch instr := instr.(type) {
		case *ssa.Select:
			waits = true
		case *ssa.UnOp:
			waits = instr.Op.String() == "<-"
		case *ssa.Call:
			switch flow.CalleeName(instr.Common()) {
			case "(*sync.WaitGroup).Wait", "(*golang.org/x/sync/errgroup.Group).Wait", "(net/http.Handler).ServeHTTP", "io.Copy":
				waits = true
			}
		}
		if waits && flow.Reaches(site, instr) {
			return true
		}
	}
	return false
}
