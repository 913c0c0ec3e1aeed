package pprofexpose

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/listeners"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports profiling endpoints on listeners that are open to others.
var Analyzer = &analysis.Analyzer{
	Name:     "pprofexpose",
	Doc:      docs.MustExtract(doc, "pprofexpose"),
	URL:      docs.URL("pprofexpose"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	source := importOf(pass)
	if source == nil || deliberate.OnTrial(pass) {
		return nil, nil
	}
	c := &checker{pass: pass, flow: flow.Of(pass), imported: *source, routers: make(map[access.Path]ssa.Instruction)}
	c.findRegistrations()
	for _, fn := range c.flow.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			if l, ok := listeners.Of(c.flow, instr); ok && l.Addr == listeners.Public && l.Known {
				c.check(l)
			}
		}
	}
	return nil, nil
}

// A debugImport is what makes profiling endpoints available.
type debugImport struct {
	path string
	at   analysis.Range
}

// importOf returns the import of a package that registers its endpoints with
// http.DefaultServeMux, or that has a function to register them, or nil.
func importOf(pass *analysis.Pass) *debugImport {
	for _, file := range pass.Files {
		for _, spec := range file.Imports {
			switch path, err := strconv.Unquote(spec.Path.Value); {
			case err != nil:
			case path == "net/http/pprof", path == "expvar", path == "github.com/gin-contrib/pprof", path == "github.com/hertz-contrib/pprof":
				return &debugImport{path, spec}
			}
		}
	}
	return nil
}

// A checker looks at the listeners of one package.
type checker struct {
	pass     *analysis.Pass
	flow     *flow.Package
	imported debugImport
	// routers are the muxes and engines that endpoints are registered with;
	// the zero path is http.DefaultServeMux.
	routers map[access.Path]ssa.Instruction
}

// check reports l if it serves profiling endpoints.
func (c *checker) check(l listeners.Listener) {
	var trace []analysis.RelatedInformation
	switch {
	case l.Handler == nil || flow.IsNil(l.Handler) || isDefaultMux(l.Handler):
		if at := c.routers[access.Path{}]; at != nil {
			trace = append(trace, report.Step(c.flow.Range(at), "a profile is registered with http.DefaultServeMux here"))
		} else if !c.registersItself() {
			return
		} else {
			trace = append(trace, report.Step(c.imported.at, "this import registers its endpoints with http.DefaultServeMux"))
		}
	default:
		at := c.registered(l.Handler)
		if at == nil {
			return
		}
		trace = append(trace, report.Step(c.flow.Range(at), "profiling endpoints are registered here"))
	}
	what := "the profiles of net/http/pprof"
	if c.imported.path == "expvar" && len(c.routers) == 0 {
		what = "the variables of expvar"
	}
	place := l.Text
	if place == "" || strings.HasSuffix(place, ":") { // the rest is not constant
		place = "the port"
	}
	report.At(c.pass, c.flow.Range(l.Call), "", fmt.Sprintf("%s are open to everyone who reaches %s; serve them on a loopback address", what, place), trace...)
}

// registersItself reports whether the imported package registers its endpoints
// with http.DefaultServeMux.
func (c *checker) registersItself() bool {
	return c.imported.path == "net/http/pprof" || c.imported.path == "expvar"
}
