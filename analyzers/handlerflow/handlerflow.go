package handlerflow

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
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
	c := &checker{pass: pass, flow: flow.Of(pass), responders: make(map[*ssa.Function]*handlers.Responder)}
	for _, fn := range c.flow.Functions() {
		if !deliberate.InTest(pass.Fset, fn.Pos()) && c.responds(fn) {
			c.check(fn)
		}
	}
	return nil, nil
}

// A checker looks at the handlers of one package.
type checker struct {
	pass       *analysis.Pass
	flow       *flow.Package
	responders map[*ssa.Function]*handlers.Responder // nil: none
}

// A state is what a path has done to the response.
type state struct {
	sent     ssa.CallInstruction // what sent the status line
	rejected ssa.CallInstruction // what answered with an error or redirect
	chosen   ssa.CallInstruction // what set an error as the status of a response yet to be sent
	failed   ssa.CallInstruction // what sent an error as the status line alone
	told     bool                // a body has followed failed
	presumed ssa.CallInstruction // a call out of sight that seems to have answered with an error
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
			if _, ok := handlers.Presumed(call); ok {
				return true
			}
		}
	}
	return false
}

// responseOf returns what call does to a response, also by way of a function
// of the package that always answers.
func (c *checker) responseOf(call ssa.CallInstruction) (handlers.Response, bool) {
	if r, ok := handlers.ResponseOf(call); ok {
		return r, true
	}
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return handlers.Response{}, false
	}
	responder, args := c.responder(callees[0].Fn), callees[0].Args
	if responder == nil || responder.Target >= len(args) || args[responder.Target] == nil {
		return handlers.Response{}, false
	}
	r := handlers.Response{Effect: handlers.Answer, Target: args[responder.Target], Code: responder.Status, Aborts: responder.Aborts}
	if responder.Code >= 0 && args[responder.Code] != nil {
		r.Code = handlers.StatusCode(args[responder.Code])
	}
	return r, true
}

func (c *checker) responder(fn *ssa.Function) *handlers.Responder {
	if r, ok := c.responders[fn]; ok {
		return r
	}
	c.responders[fn] = nil
	if r, ok := handlers.ResponderOf(c.flow, fn); ok {
		c.responders[fn] = &r
	}
	return c.responders[fn]
}

// check reports what goes wrong on some path of fn.
func (c *checker) check(fn *ssa.Function) {
	_, framework := handlers.Context(fn)
	w := &walk{checker: c, trailers: announcesTrailers(fn), reported: make(map[ssa.Instruction]bool)}
	if framework != nil && framework.Chained && handlers.Middleware(c.flow, fn) {
		w.chain = framework
	}
	flow.Find(c.flow, flow.Search[state]{
		Fn: fn,
		Step: func(s state, e flow.Event, _ *flow.Cursor) (state, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.Call:
				s = w.call(s, instr)
			case *ssa.If:
				s = failing(s, instr, e.Branch)
			case *ssa.Return:
				s = w.leave(s, instr)
			}
			if s.done {
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
}

// isRedirect reports whether call is a redirect, which some middleware sends
// for requests that the next handler may see as well.
func isRedirect(call ssa.CallInstruction) bool {
	r, ok := handlers.ResponseOf(call)
	return ok && r.Redirect
}

// ofCaller reports whether the response writer or context v is a parameter, or
// reached through one.
func ofCaller(v ssa.Value) bool {
	_, ok := access.Of(v).Root.(*ssa.Parameter)
	return ok
}

// servesNext reports whether call hands the response writer or context w to
// another handler: by ServeHTTP, or by calling a function value.
func servesNext(call *ssa.Call, w ssa.Value) bool {
	if fn := flow.CalleeObject(call.Common()); fn != nil {
		if fn.Name() != "ServeHTTP" {
			return false
		}
	} else if sig, ok := call.Call.Value.Type().Underlying().(*types.Signature); !ok || handlers.OfSignature(sig) == nil {
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
