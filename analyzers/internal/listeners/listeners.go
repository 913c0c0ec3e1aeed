// Package listeners knows the calls that serve HTTP: on which address, with
// which server and which handler.
package listeners

import (
	"maps"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// A Listener is a call that serves HTTP.
type Listener struct {
	Call ssa.CallInstruction
	// Addr tells who can reach it, and Text is as much of the address as is
	// constant.
	Addr Exposure
	Text string
	// Handler is what it serves; nil is http.DefaultServeMux. Known is set if
	// that is certain.
	Handler ssa.Value
	Known   bool
	// Servers are the structs, made in the package, that may be the server;
	// none if the call makes its own.
	Servers []*ssa.Alloc
}

// how describes a function that listens: indexes among its arguments, the
// receiver included, -1 for none.
type how struct {
	addr, listener, handler int
}

var functions = map[string]how{
	"net/http.ListenAndServe":                        {0, -1, 1},
	"net/http.ListenAndServeTLS":                     {0, -1, 3},
	"net/http.Serve":                                 {-1, 0, 1},
	"net/http.ServeTLS":                              {-1, 0, 1},
	"(*github.com/gin-gonic/gin.Engine).Run":         {1, -1, 0},
	"(*github.com/gin-gonic/gin.Engine).RunTLS":      {1, -1, 0},
	"(*github.com/gin-gonic/gin.Engine).RunListener": {-1, 1, 0},
	"(*github.com/labstack/echo/v4.Echo).Start":      {1, -1, 0},
	"(*github.com/labstack/echo/v4.Echo).StartTLS":   {1, -1, 0},
	"(*github.com/gofiber/fiber/v2.App).Listen":      {1, -1, 0},
	"(*github.com/gofiber/fiber/v2.App).ListenTLS":   {1, -1, 0},
	"(*github.com/gofiber/fiber/v3.App).Listen":      {1, -1, 0},
	"(*net/http.Server).ListenAndServe":              {-1, -1, -1},
	"(*net/http.Server).ListenAndServeTLS":           {-1, -1, -1},
	"(*net/http.Server).Serve":                       {-1, 1, -1},
	"(*net/http.Server).ServeTLS":                    {-1, 1, -1},
}

// Of returns the listener that instr is.
func Of(p *flow.Package, instr ssa.Instruction) (Listener, bool) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return Listener{}, false
	}
	name := flow.CalleeName(call.Common())
	f, ok := functions[name]
	if !ok {
		return Listener{}, false
	}
	args := call.Common().Args
	l := Listener{Call: call}
	if f.handler >= 0 && f.handler < len(args) {
		l.Handler, l.Known = args[f.handler], true
	}
	switch {
	case f.addr >= 0 && f.addr < len(args):
		l.Addr, l.Text = address(p, args[f.addr], name)
	case f.listener >= 0 && f.listener < len(args):
		l.Addr, l.Text = Accepting(p, args[f.listener])
	}
	if strings.HasPrefix(name, "(*net/http.Server).") {
		l.ofServer(p, args[0], f.listener < 0)
	}
	return l, true
}

// address classifies the argument of a function that listens itself.
func address(p *flow.Package, arg ssa.Value, name string) (Exposure, string) {
	if name != "(*github.com/gin-gonic/gin.Engine).Run" {
		return Address(p, arg)
	}
	switch addrs := values.Variadic(arg); {
	case len(addrs) == 1 && addrs[0] != nil:
		return Address(p, addrs[0])
	case flow.IsNil(arg):
		return Public, ":8080" // gin's own default
	}
	return Address(p, arg)
}

// ofServer fills in what the server v tells, its address too if asked to.
func (l *Listener) ofServer(p *flow.Package, v ssa.Value, addressed bool) {
	servers, complete := Made(p, v, "net/http.Server")
	if !complete || len(servers) == 0 {
		l.Addr, l.Text = Unknown, ""
		return
	}
	l.Servers = servers
	if addressed {
		l.Addr = Unknown
	}
	l.Known = len(servers) == 1
	for _, s := range servers {
		fields := Fields(s)
		if l.Known {
			l.Handler = fields["Handler"]
		}
		if !addressed {
			continue
		}
		e, text := Public, ":http"
		if fields["Addr"] != nil {
			e, text = Address(p, fields["Addr"])
		}
		if e > l.Addr {
			l.Addr, l.Text = e, text
		}
	}
}

// Made returns the structs of the named type, made by composite literals, new
// or declarations in the package, that the pointer v may point to, and reports
// whether these are all.
func Made(p *flow.Package, v ssa.Value, typ string) (made []*ssa.Alloc, complete bool) {
	complete = true
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	all := func(vs []ssa.Value, ok bool) {
		complete = complete && ok
		for _, v := range vs {
			visit(v)
		}
	}
	visit = func(v ssa.Value) {
		if seen[v] || len(seen) > 50 {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Const: // nil
		case *ssa.Alloc:
			if v.Type().String() != "*"+typ || storedWhole(v) {
				complete = false
				return
			}
			made = append(made, v)
		case *ssa.Phi:
			all(v.Edges, true)
		case *ssa.Parameter:
			all(p.Arguments(v))
		case *ssa.FreeVar:
			if b := flow.Binding(v); b != nil {
				visit(b)
				return
			}
			complete = false
		case *ssa.UnOp:
			all(p.Stored(v.X))
		case *ssa.Call:
			callees, certainty := p.Callees(v)
			if certainty != flow.Sure || len(seen) > 20 {
				complete = false
				return
			}
			for instr := range flow.Instructions(callees[0].Fn) {
				if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) == 1 {
					visit(ret.Results[0])
				}
			}
		default:
			complete = false
		}
	}
	visit(v)
	return made, complete
}

// Fields returns the values that are stored in the fields of the struct made,
// those of a literal that is copied into it included.
func Fields(made *ssa.Alloc) map[string]ssa.Value {
	fields := make(map[string]ssa.Value)
	if literal, _ := copied(made); literal != nil {
		maps.Copy(fields, values.Fields(literal))
	}
	maps.Copy(fields, values.Fields(made))
	return fields
}

// copied returns the literal that is copied into the variable a, if that is
// the only whole struct stored there, and whether there is another.
func copied(a *ssa.Alloc) (literal *ssa.Alloc, other bool) {
	for _, ref := range *a.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != a || values.IsZero(store.Val) {
			continue
		}
		load, ok := store.Val.(*ssa.UnOp)
		if !ok || literal != nil {
			return nil, true
		}
		if literal, ok = load.X.(*ssa.Alloc); !ok || literal.Comment != "complit" {
			return nil, true
		}
	}
	return literal, false
}

// storedWhole reports whether a whole struct, other than a literal, is stored
// in the variable a.
func storedWhole(a *ssa.Alloc) bool {
	_, other := copied(a)
	return other
}
