package handlerflow

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A walk follows the paths of one handler.
type walk struct {
	*checker
	chain    *handlers.Framework // set for middleware whose chain the framework runs on
	trailers bool                // some header fields are meant to follow the body
	reported map[ssa.Instruction]bool
}

// emit reports a finding, each place once, and returns the state in which the
// path has been dealt with.
func (w *walk) emit(s state, at ssa.CallInstruction, category, message string, trace ...analysis.RelatedInformation) state {
	if !w.reported[at] {
		w.reported[at] = true
		report.Diagnostic(w.pass, analysis.Diagnostic{
			Pos: w.flow.Range(at).Pos(), End: w.flow.Range(at).End(),
			Category: category, Message: message, Related: trace,
			SuggestedFixes: w.fix(category, at, s),
		})
	}
	s.done = true
	return s
}

// call returns the state after call.
func (w *walk) call(s state, call *ssa.Call) state {
	r, ok := w.responseOf(call)
	if s = w.presume(s, call, r, ok); s.done {
		return s
	}
	switch {
	case ok && !ofCaller(r.Target):
		return s // a recorder made here, perhaps one in each turn of a loop
	case !ok:
		if s.rejected != nil && servesNext(call, w.target(s.rejected)) {
			return w.emit(s, s.rejected, missingReturn, "the request is rejected here, yet the next handler runs: a return is missing",
				report.Step(w.flow.Range(call), "the next handler runs here all the same"))
		}
		return s
	case s.sent != nil && access.Of(w.target(s.sent)) != access.Of(r.Target):
		return s // another response, such as a recorder
	}
	s.aborted = s.aborted || r.Aborts
	switch {
	case r.Effect == handlers.Next:
		if s.rejected != nil && !s.aborted {
			return w.emit(s, s.rejected, noAbort, "the request is rejected here, yet the handlers behind this one still run",
				report.Step(w.flow.Range(call), "the rest of the chain runs here"))
		}
		s.next = true
	case r.Effect == handlers.Header && s.rejected != nil && !s.aborted && !w.trailers:
		return w.emit(s, s.rejected, missingReturn, "the handler answers here and goes on with the response: a return is missing",
			report.Step(w.flow.Range(call), "a header field is set here, after the response was sent"))
	case r.Effect == handlers.Header && s.sent != nil && !w.trailers && !r.IsTrailer():
		return w.emit(s, call, lateHeader, fmt.Sprintf("the header field%s is set after the status line was sent, so the client never sees it", quoted(r.Key)),
			report.Step(w.flow.Range(s.sent), "the status line and all header fields are sent here"))
	case s.rejected != nil && r.Effect >= handlers.Status || r.Effect >= handlers.Body && s.told && !flow.Dominates(s.failed, call):
		first := s.rejected
		if first == nil {
			first = s.failed
		}
		return w.emit(s, first, missingReturn, "the handler answers here and goes on to answer again: a return is missing",
			report.Step(w.flow.Range(call), "the same response is written again here"))
	case s.sent != nil && r.Effect == handlers.Status && !r.Aborts && !w.mayBeInformational(s.sent):
		return w.emit(s, call, superfluous, "this status is ignored: the status line was sent before",
			report.Step(w.flow.Range(s.sent), "the status line is sent here"))
	}
	return after(s, call, r)
}

// presume returns the state after call as far as functions out of sight are
// concerned. What follows such a call in its own block may belong to the same
// answer; what other paths reach too does not.
func (w *walk) presume(s state, call *ssa.Call, r handlers.Response, known bool) state {
	if first := s.presumed; first != nil && !flow.Dominates(first, call) {
		target, _ := handlers.Presumed(first)
		again := known && r.Effect >= handlers.Status && r.Effect != handlers.Next && access.Of(r.Target) == access.Of(target.Target)
		if again || handlers.Companion(call, first, target.Target) {
			return w.emit(s, first, missingReturn, "the request is rejected here, and the handler goes on to answer again: a return is missing",
				report.Step(w.flow.Range(call), "the same request is answered again here"))
		}
	}
	if known {
		return s
	}
	if rejected, ok := handlers.Presumed(call); ok && ofCaller(rejected.Target) {
		s.presumed = call
	}
	return s
}

// after returns the state after call, which does r without anything wrong.
func after(s state, call *ssa.Call, r handlers.Response) state {
	if r.Effect >= handlers.Status && s.sent == nil {
		s.sent = call
	}
	switch {
	case r.Effect == handlers.Answer && (r.Code >= 400 || r.Redirect):
		s.rejected = call
	case r.Effect == handlers.Choose && r.Code >= 400:
		s.chosen = call
	case r.Effect == handlers.Choose:
		s.chosen = nil
	case r.Effect == handlers.Status && r.Code >= 400 && !r.Aborts:
		s.failed, s.told = call, false
	case r.Effect == handlers.Body && s.failed != nil && flow.Dominates(s.failed, call):
		s.told = true
	}
	return s
}

// failing returns the state on the given branch of instr. Where encoding the
// body has failed, nothing has been sent.
func failing(s state, instr *ssa.If, branch int) state {
	if s.sent == nil || branch == 0 {
		return s
	}
	test, ok := flow.NilTestOf(instr.Cond)
	if ok && s.sent.Value() != nil && test.X == ssa.Value(s.sent.Value()) && (branch > 0) != test.NilWhen {
		s.sent = nil
	}
	return s
}

// leave returns the state after ret, where middleware must have aborted the
// chain if it has rejected the request.
func (w *walk) leave(s state, ret *ssa.Return) state {
	rejected := s.rejected
	if rejected == nil && s.sent == nil {
		rejected = s.chosen
	}
	if w.chain == nil || rejected == nil || s.aborted || s.next || isRedirect(rejected) {
		return s
	}
	return w.emit(s, rejected, noAbort, "this middleware rejects the request without aborting, so the handlers behind it still run",
		report.Step(w.flow.Range(ret), "returns to %s here, which goes on with the next handler", w.chain.Name))
}

// target returns the response writer or context that call acts on.
func (c *checker) target(call ssa.CallInstruction) ssa.Value {
	r, _ := c.responseOf(call)
	return r.Target
}

// mayBeInformational reports whether call sends a status that is not known to
// be final: one of the 1xx, after which another is due.
func (c *checker) mayBeInformational(call ssa.CallInstruction) bool {
	r, _ := c.responseOf(call)
	return r.Effect == handlers.Status && r.Code == 0
}
