package pprofexpose

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// findRegistrations collects the calls that register profiling endpoints, such
// as mux.HandleFunc("…", pprof.Index), engine.GET("…", gin.WrapF(pprof.Index))
// and pprof.Register(engine).
func (c *checker) findRegistrations() {
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			args := call.Call.Args
			switch name := flow.CalleeName(call.Common()); name {
			case "net/http.HandleFunc", "net/http.Handle":
				if c.isProfile(args[1], 0) {
					c.routers[access.Path{}] = call
				}
			case "github.com/gin-contrib/pprof.Register", "github.com/gin-contrib/pprof.RouteRegister", "github.com/hertz-contrib/pprof.Register":
				c.register(args[0], call)
			default:
				if obj := flow.CalleeObject(call.Common()); obj != nil && obj.Signature().Recv() != nil && !call.Call.IsInvoke() && c.anyProfile(args[1:]) {
					c.register(args[0], call)
				}
			}
		}
	}
}

func (c *checker) register(router ssa.Value, call ssa.Instruction) {
	path, ok := routerOf(router)
	if ok && c.routers[path] == nil {
		c.routers[path] = call
	}
}

// routerOf returns the mux or engine that v is, or that the group v of routes
// belongs to. It reports false for a group with handlers of its own, which may
// ask who the client is.
func routerOf(v ssa.Value) (access.Path, bool) {
	for range 6 {
		v = values.Unwrap(v)
		switch x := v.(type) {
		case *ssa.FieldAddr:
			if f := flow.FieldOf(x); f == nil || f.Name() != "RouterGroup" {
				return access.Of(v), true
			}
			v = x.X
			continue
		case *ssa.Call:
			fn := flow.CalleeObject(x.Common())
			if fn == nil || fn.Name() != "Group" || fn.Signature().Recv() == nil || x.Call.IsInvoke() {
				return access.Of(v), true
			}
			if last := x.Call.Args[len(x.Call.Args)-1]; values.Variadic(last) != nil || !flow.IsNil(last) {
				return access.Path{}, false
			}
			v = x.Call.Args[0]
			continue
		}
		break
	}
	path := access.Of(v)
	path.Sel = strings.TrimSuffix(path.Sel, ".RouterGroup")
	return path, true
}

// registered returns where endpoints are registered with the handler v, or
// nil. Of a function of the package that makes the handler, it looks at what
// this returns.
func (c *checker) registered(v ssa.Value) ssa.Instruction {
	if path, ok := routerOf(v); ok && c.routers[path] != nil {
		return c.routers[path]
	}
	call, ok := values.Unwrap(v).(*ssa.Call)
	if !ok {
		return nil
	}
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return nil
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		if path, ok := routerOf(ret.Results[0]); ok && c.routers[path] != nil {
			return c.routers[path]
		}
	}
	return nil
}

// anyProfile reports whether one of args, variadic ones included, is a handler
// of profiles.
func (c *checker) anyProfile(args []ssa.Value) bool {
	for _, arg := range args {
		if c.isProfile(arg, 0) {
			return true
		}
		for _, elem := range values.Variadic(arg) {
			if elem != nil && c.isProfile(elem, 0) {
				return true
			}
		}
	}
	return false
}

// isProfile reports whether v is a handler of net/http/pprof or expvar, or
// http.DefaultServeMux with these, perhaps in the wrapper of a framework.
func (c *checker) isProfile(v ssa.Value, depth int) bool {
	if depth > 3 {
		return false
	}
	v = values.Unwrap(v)
	if c.registersItself() && isDefaultMux(v) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Function:
		return v.Pkg != nil && isDebug(v.Pkg.Pkg.Path())
	case *ssa.Call:
		fn := flow.CalleeObject(v.Common())
		if fn == nil || fn.Pkg() == nil {
			return false
		}
		if isDebug(fn.Pkg().Path()) {
			return fn.Name() == "Handler"
		}
		switch fn.FullName() {
		case "github.com/gin-gonic/gin.WrapF", "github.com/gin-gonic/gin.WrapH", "github.com/labstack/echo/v4.WrapHandler", "net/http.StripPrefix":
			return c.isProfile(v.Call.Args[len(v.Call.Args)-1], depth+1)
		}
	}
	return false
}

func isDebug(path string) bool { return path == "net/http/pprof" || path == "expvar" }

func isDefaultMux(v ssa.Value) bool {
	load, ok := values.Unwrap(v).(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Pkg != nil && g.Pkg.Pkg.Path() == "net/http" && g.Name() == "DefaultServeMux"
}
