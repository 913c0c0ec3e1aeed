package pprofexpose

import (
	_ "embed"
	"fmt"
	"net"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
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
	if source == nil {
		return nil, nil
	}
	c := &checker{pass: pass, flow: flow.Of(pass), imported: *source}
	c.findRegistrations()
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if l, ok := c.listenerOf(instr); ok && isPublic(l.addr) {
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
	// routers are the muxes and engines that endpoints are registered with.
	routers map[access.Path]ssa.Instruction
}

// findRegistrations collects calls such as mux.HandleFunc("…", pprof.Index)
// and pprof.Register(engine).
func (c *checker) findRegistrations() {
	c.routers = make(map[access.Path]ssa.Instruction)
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			switch name := flow.CalleeName(call.Common()); {
			case name == "(*net/http.ServeMux).HandleFunc" && len(call.Call.Args) == 3 && isProfile(call.Call.Args[2]):
				c.register(call.Call.Args[0], call)
			case name == "net/http.HandleFunc" && len(call.Call.Args) == 2 && isProfile(call.Call.Args[1]):
				c.routers[access.Path{}] = call
			case name == "github.com/gin-contrib/pprof.Register" || name == "github.com/hertz-contrib/pprof.Register":
				c.register(call.Call.Args[0], call)
			}
		}
	}
}

func (c *checker) register(router ssa.Value, call ssa.Instruction) {
	if path := access.Of(router); c.routers[path] == nil {
		c.routers[path] = call
	}
}

// isProfile reports whether v is a handler of net/http/pprof.
func isProfile(v ssa.Value) bool {
	fn, ok := values.Unwrap(v).(*ssa.Function)
	return ok && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "net/http/pprof"
}

// A listener is a call that serves HTTP on an address.
type listener struct {
	call    ssa.Instruction
	addr    string
	handler ssa.Value // nil is http.DefaultServeMux
}

// listenerOf returns the listener that instr opens, if its address is known.
func (c *checker) listenerOf(instr ssa.Instruction) (listener, bool) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return listener{}, false
	}
	args := call.Common().Args
	l := listener{call: call}
	var addr ssa.Value
	switch name := flow.CalleeName(call.Common()); name {
	case "net/http.ListenAndServe", "net/http.ListenAndServeTLS":
		addr, l.handler = args[0], args[len(args)-1]
	case "(*net/http.Server).ListenAndServe", "(*net/http.Server).ListenAndServeTLS":
		server, ok := access.Of(args[0]).Root.(*ssa.Alloc)
		if !ok {
			return listener{}, false
		}
		fields := values.Fields(server)
		addr, l.handler = fields["Addr"], fields["Handler"]
	case "(*github.com/gin-gonic/gin.Engine).Run", "(*github.com/gin-gonic/gin.Engine).RunTLS":
		l.handler = args[0]
		if addrs := values.Variadic(args[1]); len(addrs) == 1 {
			addr = addrs[0]
		} else if len(args) > 2 {
			addr = args[1]
		} else {
			l.addr = ":8080" // gin's own default
			return l, true
		}
	default:
		return listener{}, false
	}
	if addr == nil {
		return listener{}, false
	}
	l.addr, ok = values.String(c.flow, addr)
	return l, ok
}

// check reports l if it serves profiling endpoints.
func (c *checker) check(l listener) {
	var trace []analysis.RelatedInformation
	switch {
	case l.handler == nil || flow.IsNil(l.handler) || isDefaultMux(l.handler):
		if at := c.routers[access.Path{}]; at != nil {
			trace = append(trace, report.Step(c.flow.Range(at), "a profile is registered with http.DefaultServeMux here"))
		} else if c.imported.path != "net/http/pprof" && c.imported.path != "expvar" {
			return
		} else {
			trace = append(trace, report.Step(c.imported.at, "this import registers its endpoints with http.DefaultServeMux"))
		}
	default:
		at := c.routers[access.Of(l.handler)]
		if at == nil {
			return
		}
		trace = append(trace, report.Step(c.flow.Range(at), "profiling endpoints are registered here"))
	}
	what := "the profiles of net/http/pprof"
	if c.imported.path == "expvar" && len(c.routers) == 0 {
		what = "the variables of expvar"
	}
	report.At(c.pass, c.flow.Range(l.call), "", fmt.Sprintf("%s are open to everyone who reaches %s; serve them on a loopback address", what, l.addr), trace...)
}

func isDefaultMux(v ssa.Value) bool {
	load, ok := values.Unwrap(v).(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Pkg != nil && g.Pkg.Pkg.Path() == "net/http" && g.Name() == "DefaultServeMux"
}

// isPublic reports whether a listener on addr accepts connections from other
// machines.
func isPublic(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return false
	}
	ip := net.ParseIP(host)
	return ip == nil || !ip.IsLoopback()
}
