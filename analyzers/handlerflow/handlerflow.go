package handlerflow

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports handlers that go on after they have answered.
var Analyzer = &analysis.Analyzer{
	Name:     "handlerflow",
	Doc:      docs.MustExtract(doc, "handlerflow"),
	URL:      docs.URL("handlerflow"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The kinds of findings.
const (
	missingReturn = "missingreturn"
	noAbort       = "noabort"
	lateHeader    = "lateheader"
	superfluous   = "superfluous"
)

func run(pass *analysis.Pass) (any, error) {
	if !handlers.Imported(pass.Pkg) {
		return nil, nil
	}
	c := &checker{pass: pass, flow: flow.Of(pass), rejecters: make(map[*ssa.Function]*handlers.Rejecter)}
	for _, fn := range c.flow.Functions() {
		if !inTest(pass, fn) && c.responds(fn) {
			c.check(fn)
		}
	}
	return nil, nil
}

// A checker looks at the handlers of one package.
type checker struct {
	pass      *analysis.Pass
	flow      *flow.Package
	rejecters map[*ssa.Function]*handlers.Rejecter // nil: none
}

// A state is what a path has done to the response.
type state struct {
	sent     ssa.CallInstruction // what sent the status line
	rejected ssa.CallInstruction // what answered with an error or redirect
	aborted  bool
	next     bool // the rest of the chain has run
	done     bool // something was reported
}

// responds reports whether fn answers requests.
func (c *checker) responds(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if r, ok := c.responseOf(call); ok && r.Effect >= handlers.Status {
				return true
			}
		}
	}
	return false
}

// responseOf returns what call does to a response, also by way of a function
// of the package that always answers with an error.
func (c *checker) responseOf(call ssa.CallInstruction) (handlers.Response, bool) {
	if r, ok := handlers.ResponseOf(call); ok {
		return r, true
	}
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return handlers.Response{}, false
	}
	rejecter, args := c.rejecter(callees[0].Fn), callees[0].Args
	if rejecter == nil || rejecter.Target >= len(args) || args[rejecter.Target] == nil {
		return handlers.Response{}, false
	}
	r := handlers.Response{Effect: handlers.Answer, Target: args[rejecter.Target], Code: 500, Aborts: rejecter.Aborts}
	if rejecter.Code >= 0 {
		r.Code = handlers.StatusCode(args[rejecter.Code])
	}
	return r, true
}

func (c *checker) rejecter(fn *ssa.Function) *handlers.Rejecter {
	if r, ok := c.rejecters[fn]; ok {
		return r
	}
	c.rejecters[fn] = nil
	if r, ok := handlers.RejecterOf(c.flow, fn); ok {
		c.rejecters[fn] = &r
	}
	return c.rejecters[fn]
}

// check reports what goes wrong on some path of fn.
func (c *checker) check(fn *ssa.Function) {
	_, framework := handlers.Context(fn)
	middleware := framework != nil && framework.Chained && handlers.Middleware(c.flow, fn)
	trailers := announcesTrailers(fn)
	reported := make(map[ssa.Instruction]bool)
	emit := func(s state, at ssa.CallInstruction, category, message string, trace ...analysis.RelatedInformation) state {
		if !reported[at] {
			reported[at] = true
			report.At(c.pass, c.flow.Range(at), category, message, trace...)
		}
		s.done = true
		return s
	}
	flow.Find(c.flow, flow.Search[state]{
		Fn: fn,
		Step: func(s state, e flow.Event, _ *flow.Cursor) (state, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.Call:
				s = c.step(s, instr, trailers, emit)
			case *ssa.Return:
				if middleware && s.rejected != nil && !s.aborted && !s.next && !isRedirect(s.rejected) {
					s = emit(s, s.rejected, noAbort,
						"this middleware rejects the request without aborting, so the handlers behind it still run",
						report.Step(c.flow.Range(instr), "returns to %s here, which goes on with the next handler", framework.Name))
				}
			}
			if s.done {
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
}

type emitter func(s state, at ssa.CallInstruction, category, message string, trace ...analysis.RelatedInformation) state

// step returns the state after call.
func (c *checker) step(s state, call *ssa.Call, trailers bool, emit emitter) state {
	r, ok := c.responseOf(call)
	switch {
	case ok && !ofCaller(r.Target):
		return s // a recorder made here, perhaps one in each turn of a loop
	case !ok:
		if s.rejected != nil && servesNext(call, c.target(s.rejected)) {
			return emit(s, s.rejected, missingReturn, "the request is rejected here, yet the next handler runs: a return is missing",
				report.Step(c.flow.Range(call), "the next handler runs here all the same"))
		}
		return s
	case s.sent != nil && access.Of(c.target(s.sent)) != access.Of(r.Target):
		return s // another response, such as a recorder
	}
	s.aborted = s.aborted || r.Aborts
	switch {
	case r.Effect == handlers.Next:
		if s.rejected != nil && !s.aborted {
			return emit(s, s.rejected, noAbort, "the request is rejected here, yet the handlers behind this one still run",
				report.Step(c.flow.Range(call), "the rest of the chain runs here"))
		}
		s.next = true
	case r.Effect == handlers.Header && s.rejected != nil && !s.aborted && !trailers:
		return emit(s, s.rejected, missingReturn, "the handler answers here and goes on with the response: a return is missing",
			report.Step(c.flow.Range(call), "a header field is set here, after the response was sent"))
	case r.Effect == handlers.Header && s.sent != nil && !trailers && !r.IsTrailer():
		return emit(s, call, lateHeader, fmt.Sprintf("the header field%s is set after the status line was sent, so the client never sees it", quoted(r.Key)),
			report.Step(c.flow.Range(s.sent), "the status line and all header fields are sent here"))
	case s.rejected != nil && r.Effect >= handlers.Status:
		return emit(s, s.rejected, missingReturn, "the handler answers here and goes on to answer again: a return is missing",
			report.Step(c.flow.Range(call), "the same response is written again here"))
	case s.sent != nil && r.Effect == handlers.Status && !r.Aborts && !c.mayBeInformational(s.sent):
		return emit(s, call, superfluous, "this status is ignored: the status line was sent before",
			report.Step(c.flow.Range(s.sent), "the status line is sent here"))
	}
	if r.Effect >= handlers.Status && s.sent == nil {
		s.sent = call
	}
	if r.Effect == handlers.Answer && (r.Code >= 400 || r.Redirect) {
		s.rejected = call
	}
	return s
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

// isRedirect reports whether call is a redirect, which some middleware sends
// for requests that the next handler may see as well.
func isRedirect(call ssa.CallInstruction) bool {
	r, ok := handlers.ResponseOf(call)
	return ok && r.Redirect
}

// inTest reports whether fn is in a test file. Tests of servers answer twice on
// purpose.
func inTest(pass *analysis.Pass, fn *ssa.Function) bool {
	return strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go")
}

// ofCaller reports whether the response writer or context v is a parameter, or
// reached through one.
func ofCaller(v ssa.Value) bool {
	_, ok := access.Of(v).Root.(*ssa.Parameter)
	return ok
}

// servesNext reports whether call hands the response writer w to another
// net/http handler.
func servesNext(call *ssa.Call, w ssa.Value) bool {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Name() != "ServeHTTP" {
		return false
	}
	for _, arg := range call.Call.Args {
		if arg == w {
			return true
		}
	}
	return false
}

// announcesTrailers reports whether fn declares trailers, header fields that
// are meant to follow the body.
func announcesTrailers(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if r, ok := handlers.ResponseOf(call); ok && r.IsTrailer() && r.Key != "" {
				return true
			}
		}
	}
	return false
}

func quoted(key string) string {
	if key == "" {
		return ""
	}
	return " " + key
}
