// Package handlers knows the shapes of HTTP handlers: of net/http, gin, hertz,
// echo, fiber and fasthttp. It goes by types, never by import names.
package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
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
}

var (
	netHTTP  = &Framework{Name: "net/http"}
	gin      = &Framework{Name: "gin", Pooled: true, Copies: true, Chained: true}
	hertz    = &Framework{Name: "hertz", Pooled: true, Copies: true, Chained: true}
	echo     = &Framework{Name: "echo", Pooled: true}
	fiber    = &Framework{Name: "fiber", Pooled: true}
	fasthttp = &Framework{Name: "fasthttp", Pooled: true}
)

// contexts are the request contexts, by package path and name.
var contexts = map[[2]string]*Framework{
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

// OfType returns the framework whose request context, request or response
// writer t is, or nil.
func OfType(t types.Type) *Framework {
	t = types.Unalias(t)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	return contexts[[2]string{named.Obj().Pkg().Path(), named.Obj().Name()}]
}

// Imported reports whether pkg can have handlers of any framework.
func Imported(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		for id := range contexts {
			if imp.Path() == id[0] {
				return true
			}
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
		case isRequest(param.Type()):
			r = param
		}
	}
	if w == nil || r == nil {
		return nil, nil
	}
	return w, r
}

// IsResponseWriter reports whether t is http.ResponseWriter.
func IsResponseWriter(t types.Type) bool { return isNamed(t, "net/http", "ResponseWriter") }

func isRequest(t types.Type) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	return ok && isNamed(ptr.Elem(), "net/http", "Request")
}

func isNamed(t types.Type, path, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path && named.Obj().Name() == name
}

func isInt(v ssa.Value) bool {
	basic, ok := v.Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}
