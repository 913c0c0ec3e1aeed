package httptimeout

import (
	_ "embed"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/listeners"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports HTTP clients and servers that wait for ever.
var Analyzer = &analysis.Analyzer{
	Name:     "httptimeout",
	Doc:      docs.MustExtract(doc, "httptimeout"),
	URL:      docs.URL("httptimeout"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The kinds of findings.
const (
	client = "client"
	server = "server"
)

func run(pass *analysis.Pass) (any, error) {
	if !serves(pass.Pkg) || deliberate.OnTrial(pass) {
		return nil, nil
	}
	c := &checker{flow: flow.Of(pass), entries: handlers.Of(flow.Of(pass)), command: isCommand(pass)}
	for _, fn := range c.flow.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue // a test has a timeout of its own
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if message := c.unlimitedClient(call); message != "" {
				report.At(pass, c.flow.Range(call), client, message)
			}
			if l, ok := listeners.Of(c.flow, call); ok && l.Addr >= listeners.Configured && c.unlimitedServer(l) {
				report.At(pass, c.flow.Range(call), server, "the server has no timeouts: clients that send their header slowly hold connections for ever")
			}
		}
	}
	return nil, nil
}

// serves reports whether pkg may have HTTP clients or servers.
func serves(pkg *types.Package) bool {
	return syntax.Imports(pkg, "net/http", "github.com/gin-gonic/gin", "github.com/labstack/echo/v4", "github.com/gofiber/fiber/v2", "github.com/gofiber/fiber/v3")
}

// isCommand reports whether the package is part of a command that somebody
// waits for and can interrupt.
func isCommand(pass *analysis.Pass) bool {
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.Pos()) {
			continue
		}
		for _, spec := range file.Imports {
			switch path, err := strconv.Unquote(spec.Path.Value); {
			case err != nil:
			case path == "github.com/spf13/cobra", strings.HasPrefix(path, "github.com/urfave/cli"), path == "flag" && pass.Pkg.Name() == "main":
				return true
			}
		}
	}
	return false
}

// A checker looks at the HTTP calls of one package.
type checker struct {
	flow    *flow.Package
	entries *handlers.Entries
	command bool

	limits *limits
}

// unlimitedServer reports whether l serves clients however slow they are.
func (c *checker) unlimitedServer(l listeners.Listener) bool {
	name := flow.CalleeName(l.Call.Common())
	switch {
	case strings.HasPrefix(name, "(*net/http.Server)."):
		for _, s := range l.Servers {
			if limited(s) || c.getsLimit(s, "ReadTimeout", "ReadHeaderTimeout") {
				return false
			}
		}
		return len(l.Servers) > 0
	case strings.Contains(name, "labstack/echo"):
		return !c.limitsEcho(l.Handler, "ReadTimeout", "ReadHeaderTimeout") // the server is a field of the Echo
	case strings.Contains(name, "gofiber/fiber"):
		return unlimitedFiber(c.flow, l.Handler)
	}
	return true
}

// limited reports whether the server s is made with a timeout for the header.
func limited(s *ssa.Alloc) bool {
	fields := listeners.Fields(s)
	for _, name := range []string{"ReadHeaderTimeout", "ReadTimeout"} {
		if v := fields[name]; v != nil && !values.IsZero(v) {
			return true
		}
	}
	return false
}

// unlimitedFiber reports whether app is made here, with a configuration that
// has no ReadTimeout.
func unlimitedFiber(p *flow.Package, app ssa.Value) bool {
	if load, ok := app.(*ssa.UnOp); ok {
		if stored, complete := p.Stored(load.X); complete && len(stored) == 1 {
			app = stored[0]
		}
	}
	call, ok := app.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 || !strings.HasSuffix(flow.CalleeName(call.Common()), ".New") {
		return false
	}
	configs := values.Variadic(call.Call.Args[0])
	if configs == nil {
		return flow.IsNil(call.Call.Args[0])
	}
	for _, config := range configs {
		load, ok := config.(*ssa.UnOp)
		if !ok {
			return false
		}
		literal, ok := load.X.(*ssa.Alloc)
		if !ok || literal.Comment != "complit" || values.Fields(literal)["ReadTimeout"] != nil {
			return false
		}
	}
	return true
}
