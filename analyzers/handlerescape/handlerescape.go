package handlerescape

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
	p, model := flow.Of(pass), goroutines.Of(pass)
	emit := func(use handlers.Use, category, message string) {
		if strings.HasSuffix(pass.Fset.Position(use.Instr.Pos()).Filename, "_test.go") {
			return // tests of servers do so on purpose
		}
		report.At(pass, p.Range(use.Instr), category, message,
			report.Step(p.Range(use.Spawn.Statement()), "the handler starts the goroutine here and does not wait for it"))
	}
	for _, use := range handlers.Outliving(model, handlers.IsResponseWriter) {
		if isHandler(use.Param.Parent()) {
			emit(use, writer, fmt.Sprintf("%s is used after the handler has returned, when the response is complete", use.Param.Name()))
		}
	}
	for _, use := range handlers.Outliving(model, isRequest) {
		if name := readsBody(use.Instr); name != "" && isHandler(use.Param.Parent()) {
			emit(use, body, fmt.Sprintf("%s reads the body of %s after the handler has returned, when the server has closed it", name, use.Param.Name()))
		}
	}
	for _, use := range handlers.Detached(model, isRequestContext) {
		emit(use, context, fmt.Sprintf("the context of %s is cancelled when the handler returns, so %s fails; use context.WithoutCancel",
			use.Param.Name(), called(use.Instr)))
	}
	return nil, nil
}

// isHandler reports whether fn has the parameters of a handler. A helper that
// gets only one of them may be called from a goroutine that is waited for.
func isHandler(fn *ssa.Function) bool {
	w, r := handlers.NetHTTP(fn)
	return w != nil && r != nil
}

func isRequest(t types.Type) bool {
	f := handlers.OfType(t)
	return f != nil && f.Name == "net/http" && !handlers.IsResponseWriter(t)
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

// isRequestContext returns the request whose context v is, a parameter of a
// handler, or nil.
func isRequestContext(v ssa.Value) *ssa.Parameter {
	call, ok := v.(*ssa.Call)
	if !ok || flow.CalleeName(call.Common()) != "(*net/http.Request).Context" {
		return nil
	}
	param, ok := access.Of(call.Call.Args[0]).Root.(*ssa.Parameter)
	if !ok || !isHandler(param.Parent()) {
		return nil
	}
	return param
}

// called returns the name of what instr calls.
func called(instr ssa.Instruction) string {
	if call, ok := instr.(ssa.CallInstruction); ok {
		if fn := flow.CalleeObject(call.Common()); fn != nil {
			return fn.Name()
		}
	}
	return "the work"
}
