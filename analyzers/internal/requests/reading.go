package requests

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// Reading returns the calls, in goroutines that nothing waits for, that get the
// body of a request, or a reader that the handler has wrapped it in. isRequest
// tells the requests of handlers.
func Reading(m *goroutines.Model, isRequest func(*ssa.Parameter) bool) []Use {
	var uses []Use
	for _, s := range m.Spawns() {
		if s.Kind == goroutines.Handler || s.Kind == goroutines.Subtest || s.Kind == goroutines.Parallel {
			continue
		}
		if use, ok := readingIn(m, s, isRequest); ok && !awaited(m, s) {
			uses = append(uses, use)
		}
	}
	return uses
}

func readingIn(m *goroutines.Model, s *goroutines.Spawn, isRequest func(*ssa.Parameter) bool) (Use, bool) {
	for _, frame := range m.Code(s) {
		for instr := range flow.Instructions(frame.Fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
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
				path = origin(path)
				param := requestParam(access.Path{Root: path.Root}, s.In())
				if path.Sel != ".Body*" || param == nil || !isRequest(param) {
					continue
				}
				use := Use{Spawn: s, Instr: call, Value: *op, Param: param}
				if frame.Caller != nil {
					use.Instr = outermostCall(frame)
				}
				use.Place = place(s, use.Instr)
				return use, true
			}
		}
	}
	return Use{}, false
}
