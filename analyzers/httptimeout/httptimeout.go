package httptimeout

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
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
	if !imports(pass, "net/http") && !imports(pass, "github.com/gin-gonic/gin") {
		return nil, nil
	}
	c := &checker{flow: flow.Of(pass)}
	for _, fn := range c.flow.Functions() {
		if strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go") {
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
			if message := c.unlimitedServer(call); message != "" {
				report.At(pass, c.flow.Range(call), server, message)
			}
		}
	}
	return nil, nil
}

func imports(pass *analysis.Pass, path string) bool {
	for _, imp := range pass.Pkg.Imports() {
		if imp.Path() == path {
			return true
		}
	}
	return false
}

// A checker looks at the HTTP calls of one package.
type checker struct {
	flow *flow.Package
}

// unlimitedClient returns what to say of call if it is a request that nothing
// limits, or "".
func (c *checker) unlimitedClient(call ssa.CallInstruction) string {
	args := call.Common().Args
	switch name := flow.CalleeName(call.Common()); name {
	case "net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm":
		return fmt.Sprintf("http.%s has no timeout: a silent server blocks it for ever", flow.CalleeObject(call.Common()).Name())
	case "(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).Post", "(*net/http.Client).PostForm":
		if c.withoutTimeout(args[0]) {
			return fmt.Sprintf("%s has no Timeout: a silent server blocks %s for ever", c.name(args[0]), flow.CalleeObject(call.Common()).Name())
		}
	case "(*net/http.Client).Do":
		if c.withoutTimeout(args[0]) && withoutDeadline(args[1]) {
			return fmt.Sprintf("%s has no Timeout and the request no deadline: a silent server blocks Do for ever", c.name(args[0]))
		}
	}
	return ""
}

func (c *checker) name(v ssa.Value) string {
	if n := c.flow.Name(v); n != "" {
		return n
	}
	return "the client"
}

// withoutTimeout reports whether v is http.DefaultClient, or a client that is
// known to be made without a Timeout and never gets one.
func (c *checker) withoutTimeout(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok && g.Pkg != nil && g.Pkg.Pkg.Path() == "net/http" {
			return g.Name() == "DefaultClient"
		}
		stored, complete := c.flow.Stored(load.X)
		if !complete || len(stored) == 0 {
			return false
		}
		for _, s := range stored {
			if !c.madeWithoutTimeout(s) {
				return false
			}
		}
		return !c.getsTimeout()
	}
	return c.madeWithoutTimeout(v) && !c.getsTimeout()
}

// madeWithoutTimeout reports whether v is the address of a client that is made
// without a Timeout, and without a Transport, which may have its own.
func (c *checker) madeWithoutTimeout(v ssa.Value) bool {
	switch root := access.Of(v).Root.(type) {
	case *ssa.Alloc:
		if !strings.HasSuffix(root.Type().String(), "net/http.Client") {
			return false
		}
		fields := values.Fields(root)
		timeout := fields["Timeout"]
		return (timeout == nil || values.IsZero(timeout)) && fields["Transport"] == nil && !copied(root)
	case *ssa.Global: // var client http.Client
		return strings.HasSuffix(root.Type().String(), "*net/http.Client") && access.Of(v).Sel == "" && !c.assigned(root)
	}
	return false
}

// copied reports whether a whole client is stored at a.
func copied(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == a && !values.IsZero(store.Val) {
			return true
		}
	}
	return false
}

// assigned reports whether any function of the package stores to g or to one
// of its fields.
func (c *checker) assigned(g *ssa.Global) bool {
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if store, ok := instr.(*ssa.Store); ok && access.Of(store.Addr).Root == ssa.Value(g) {
				return true
			}
		}
	}
	return false
}

// getsTimeout reports whether the package sets the Timeout of a client that it
// did not make in the same place.
func (c *checker) getsTimeout() bool {
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := store.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			if _, literal := fa.X.(*ssa.Alloc); literal {
				continue
			}
			if f := flow.FieldOf(fa); f != nil && f.Name() == "Timeout" && strings.HasSuffix(fa.X.Type().String(), "net/http.Client") {
				return true
			}
		}
	}
	return false
}

// withoutDeadline reports whether the request v is made here without a context
// that could end it.
func withoutDeadline(v ssa.Value) bool {
	extract, ok := v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := extract.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	for _, ref := range *extract.Referrers() { // req = req.WithContext(ctx)
		if use, ok := ref.(ssa.CallInstruction); ok && flow.CalleeName(use.Common()) == "(*net/http.Request).WithContext" {
			return false
		}
	}
	switch flow.CalleeName(call.Common()) {
	case "net/http.NewRequest":
		return true
	case "net/http.NewRequestWithContext":
		ctx, ok := call.Call.Args[0].(*ssa.Call)
		if !ok {
			return false
		}
		name := flow.CalleeName(ctx.Common())
		return name == "context.Background" || name == "context.TODO"
	}
	return false
}

// unlimitedServer returns what to say of call if it serves clients however
// slow they are, or "".
func (c *checker) unlimitedServer(call ssa.CallInstruction) string {
	args := call.Common().Args
	var addr ssa.Value
	message := "the server has no timeouts: clients that send their header slowly hold connections for ever"
	switch name := flow.CalleeName(call.Common()); name {
	case "net/http.ListenAndServe", "net/http.ListenAndServeTLS":
		addr = args[0]
	case "net/http.Serve", "net/http.ServeTLS", "(*github.com/gin-gonic/gin.Engine).Run", "(*github.com/gin-gonic/gin.Engine).RunTLS":
		if addrs := values.Variadic(args[len(args)-1]); len(addrs) == 1 {
			addr = addrs[0]
		}
	case "(*net/http.Server).ListenAndServe", "(*net/http.Server).ListenAndServeTLS", "(*net/http.Server).Serve", "(*net/http.Server).ServeTLS":
		made, ok := access.Of(args[0]).Root.(*ssa.Alloc)
		if !ok || copied(made) || !strings.HasSuffix(made.Type().String(), "net/http.Server") {
			return ""
		}
		fields := values.Fields(made)
		for _, name := range []string{"ReadHeaderTimeout", "ReadTimeout"} {
			if v := fields[name]; v != nil && !values.IsZero(v) {
				return ""
			}
		}
		addr = fields["Addr"]
	default:
		return ""
	}
	if addr != nil && c.isLoopback(addr) {
		return ""
	}
	return message
}

// isLoopback reports whether addr is a constant address of this machine only.
func (c *checker) isLoopback(addr ssa.Value) bool {
	text, ok := values.String(c.flow, addr)
	return ok && (strings.HasPrefix(text, "localhost:") || strings.HasPrefix(text, "127.") || strings.HasPrefix(text, "[::1]:"))
}
