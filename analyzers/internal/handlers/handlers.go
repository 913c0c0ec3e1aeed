// Package handlers knows what serves requests: the handlers and middleware of
// net/http, gin, hertz, echo, fiber, fasthttp and go-zero, the service methods
// and interceptors of gRPC, the service methods of net/rpc, and the service
// methods and endpoints of kitex; and the metrics of expvar and Prometheus, which
// handlers read. It goes by types, never by import names.
package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Framework is a family of handlers.
type Framework struct {
	Name string
	// Pooled is set if the request context is reused for another request once
	// the handler has returned.
	Pooled bool
	// Copies is set if the request context has a method Copy that returns one
	// that may outlive the handler.
	Copies bool
	// Chained is set if the framework itself runs the next handler unless the
	// context is aborted: returning early stops nothing.
	Chained bool
	// Recovers is set if the server recovers from a panic of a handler.
	Recovers bool
}

var (
	netHTTP  = &Framework{Name: "net/http", Recovers: true}
	gin      = &Framework{Name: "gin", Pooled: true, Copies: true, Chained: true, Recovers: true}
	hertz    = &Framework{Name: "hertz", Pooled: true, Copies: true, Chained: true, Recovers: true}
	echo     = &Framework{Name: "echo", Pooled: true, Recovers: true}
	fiber    = &Framework{Name: "fiber", Pooled: true}
	fasthttp = &Framework{Name: "fasthttp", Pooled: true}
	goZero   = &Framework{Name: "go-zero", Recovers: true}
)

// The frameworks of remote procedure calls.
var (
	GRPC  = &Framework{Name: "gRPC"}
	Kitex = &Framework{Name: "kitex", Recovers: true}

	netRPC = &Framework{Name: "net/rpc"}
)

// contextTypes are the types of request contexts, by package path and name.
var contextTypes = map[[2]string]*Framework{
	{"github.com/gin-gonic/gin", "Context"}:                  gin,
	{"github.com/cloudwego/hertz/pkg/app", "RequestContext"}: hertz,
	{"github.com/labstack/echo", "Context"}:                  echo,
	{"github.com/labstack/echo/v4", "Context"}:               echo,
	{"github.com/labstack/echo/v5", "Context"}:               echo,
	{"github.com/gofiber/fiber", "Ctx"}:                      fiber,
	{"github.com/gofiber/fiber/v2", "Ctx"}:                   fiber,
	{"github.com/gofiber/fiber/v3", "Ctx"}:                   fiber,
	{"github.com/valyala/fasthttp", "RequestCtx"}:            fasthttp,
	{"net/http", "Request"}:                                  netHTTP,
	{"net/http", "ResponseWriter"}:                           netHTTP,
}

// rpc are the packages whose handlers have no request context of their own.
var rpc = []string{"google.golang.org/grpc", "github.com/cloudwego/kitex", "github.com/zeromicro/go-zero"}

// OfType returns the framework whose request context, request or response
// writer t is, or nil.
func OfType(t types.Type) *Framework {
	named := typ.Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	return contextTypes[[2]string{named.Obj().Pkg().Path(), named.Obj().Name()}]
}

// Imported reports whether pkg can have handlers of any framework.
func Imported(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		for id := range contextTypes {
			if imp.Path() == id[0] {
				return true
			}
		}
		if within(imp.Path(), rpc) {
			return true
		}
	}
	return imports(pkg, netRPCPath) || imports(pkg, scrapers...) || importsGenerated(pkg)
}

// importsGenerated reports whether pkg imports code that is generated for gRPC
// or kitex: such packages alone import the framework.
func importsGenerated(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		for _, indirect := range imp.Imports() {
			if within(indirect.Path(), rpc) {
				return true
			}
		}
	}
	return false
}

// within reports whether path is one of the modules or lies in one of them.
func within(path string, modules []string) bool {
	for _, m := range modules {
		if path == m || len(path) > len(m) && path[:len(m)] == m && path[len(m)] == '/' {
			return true
		}
	}
	return false
}

// Context returns the parameter of fn that is a request context of one of the
// frameworks that have one, the first if there are several.
func Context(fn *ssa.Function) (*ssa.Parameter, *Framework) {
	for _, param := range fn.Params {
		if f := OfType(param.Type()); f != nil && f != netHTTP {
			return param, f
		}
	}
	return nil, nil
}

// NetHTTP returns the response writer and the request of fn if it has both as
// parameters, as handlers and their helpers do.
func NetHTTP(fn *ssa.Function) (w, r *ssa.Parameter) {
	for _, param := range fn.Params {
		switch {
		case IsResponseWriter(param.Type()):
			w = param
		case IsRequest(param.Type()):
			r = param
		}
	}
	if w == nil || r == nil {
		return nil, nil
	}
	return w, r
}

// IsResponseWriter reports whether t is http.ResponseWriter.
func IsResponseWriter(t types.Type) bool { return typ.Is(t, "net/http", "ResponseWriter") }

// IsRequest reports whether t is *http.Request.
func IsRequest(t types.Type) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	return ok && typ.Is(ptr.Elem(), "net/http", "Request")
}

func isInt(v ssa.Value) bool {
	basic, ok := v.Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}
