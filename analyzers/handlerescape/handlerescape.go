package handlerescape

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/requests"
)

//go:embed doc.go
var doc string

// Analyzer reports response writers, bodies and contexts used after the
// handler has returned.
var Analyzer = &analysis.Analyzer{
	Name:     "handlerescape",
	Doc:      docs.MustExtract(doc, "handlerescape"),
	URL:      docs.URL("handlerescape"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer},
}

// The kinds of findings.
const (
	writer  = "writer"
	body    = "body"
	context = "context"
)

func run(pass *analysis.Pass) (any, error) {
	if !handlers.Imported(pass.Pkg) {
		return nil, nil
	}
	c := &checker{pass: pass, flow: flow.Of(pass), model: goroutines.Of(pass)}
	for _, use := range requests.Outliving(c.model, c.isWriter) {
		if c.endsWithStream(use) {
			continue
		}
		c.report(use, writer, fmt.Sprintf("%s is used after the handler has returned, when the response is complete", use.Param.Name()))
	}
	reading := make(map[*goroutines.Spawn]bool)
	for _, use := range requests.Outliving(c.model, c.isRequest) {
		if name := readsBody(use.Instr); name != "" {
			reading[use.Spawn] = true
			c.report(use, body, fmt.Sprintf("%s reads the body of %s after the handler has returned, when the server has closed it", name, use.Param.Name()))
		}
	}
	for _, use := range requests.Reading(c.model, c.isRequest) {
		if reading[use.Spawn] {
			continue
		}
		c.report(use, body, fmt.Sprintf("%s reads the body of %s after the handler has returned, when the server has closed it", flow.Called(use.Place, "the work"), use.Param.Name()))
	}
	for _, use := range requests.Detached(c.model, c.contextOf) {
		c.report(use, context, c.lost(use))
	}
	return nil, nil
}

// A checker looks at the handlers of one package.
type checker struct {
	pass  *analysis.Pass
	flow  *flow.Package
	model *goroutines.Model
}

// report reports use, but for one in a test: tests of servers do so on purpose.
func (c *checker) report(use requests.Use, category, message string) {
	if deliberate.InTest(c.pass.Fset, use.Place.Pos()) {
		return
	}
	trace := []analysis.RelatedInformation{report.Step(c.flow.Range(use.Spawn.Statement()), "the handler starts the goroutine here and does not wait for it")}
	if use.Place != use.Instr {
		trace = append(trace, report.Step(c.flow.Range(use.Instr), "used here, perhaps after the handler has returned"))
	}
	report.At(c.pass, c.flow.Range(use.Place), category, message, trace...)
}

// lost returns what to say of the context of a request in use, which goes on
// after the handler has returned.
func (c *checker) lost(use requests.Use) string {
	if c.model.Serves(use.Param.Parent()) == handlers.Kitex {
		return fmt.Sprintf("kitex reuses what %s holds when the handler returns, so %s sees another call; use rpcinfo.FreezeRPCInfo", use.Param.Name(), flow.Called(use.Place, "the work"))
	}
	whose := "the context of " + use.Param.Name()
	if contexts.Is(use.Param.Type()) {
		whose = use.Param.Name()
	}
	return fmt.Sprintf("%s is cancelled when the handler returns, so %s fails; use context.WithoutCancel", whose, flow.Called(use.Place, "the work"))
}

// isWriter reports whether param is the response writer of a handler, or the
// stream of one.
func (c *checker) isWriter(param *ssa.Parameter) bool {
	if handlers.IsResponseWriter(param.Type()) {
		w, _ := handlers.NetHTTP(param.Parent())
		return w == param
	}
	return handlers.IsStream(param.Type()) && c.model.Serves(param.Parent()) != nil
}

// isRequest reports whether param is the request of a handler. A helper that
// gets only the request may be called from a goroutine that is waited for.
func (c *checker) isRequest(param *ssa.Parameter) bool {
	_, r := handlers.NetHTTP(param.Parent())
	return r == param && r != nil
}

// readsBody returns the name of what instr reads the body of a request with,
// or "".
func readsBody(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		if f := flow.FieldOf(instr); f != nil && f.Name() == "Body" {
			return "Body"
		}
	case ssa.CallInstruction:
		switch name := flow.CalleeName(instr.Common()); name {
		case "(*net/http.Request).ParseForm", "(*net/http.Request).ParseMultipartForm", "(*net/http.Request).FormValue",
			"(*net/http.Request).PostFormValue", "(*net/http.Request).FormFile", "(*net/http.Request).MultipartReader":
			return flow.CalleeObject(instr.Common()).Name()
		}
	}
	return ""
}

// contextOf returns the parameter of a handler whose context v is: the context
// of its request, or the context that it was called with; or nil.
func (c *checker) contextOf(v ssa.Value) *ssa.Parameter {
	if param, ok := v.(*ssa.Parameter); ok && contexts.Is(param.Type()) {
		if f := c.model.Serves(param.Parent()); f == handlers.GRPC || f == handlers.Kitex {
			return param
		}
		return nil
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	switch flow.CalleeName(call.Common()) {
	case "(*net/http.Request).Context":
		return c.requestOf(access.Of(call.Call.Args[0]))
	case "(google.golang.org/grpc.ServerStream).Context":
		if param, ok := access.Of(call.Call.Value).Root.(*ssa.Parameter); ok && c.isWriter(param) {
			return param
		}
	}
	return nil
}

// requestOf returns the parameter of a handler that is, or holds, the request
// that path denotes, or nil.
func (c *checker) requestOf(path access.Path) *ssa.Parameter {
	if call, ok := path.Root.(*ssa.Call); ok && path.Sel == "" && strings.HasPrefix(flow.CalleeName(call.Common()), "(github.com/labstack/echo/") && call.Call.IsInvoke() {
		path = access.Of(call.Call.Value) // c.Request()
	} else if path.Sel == ".Request*" {
		path.Sel = "" // c.Request
	}
	param, ok := path.Root.(*ssa.Parameter)
	if !ok || path.Sel != "" {
		return nil
	}
	if c.isRequest(param) || !handlers.IsRequest(param.Type()) && handlers.OfSignature(param.Parent().Signature) != nil && handlers.OfType(param.Type()) != nil {
		return param
	}
	return nil
}
