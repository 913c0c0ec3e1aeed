package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// routers are the modules whose functions and methods take handlers to call
// them later.
var routers = []string{
	"net/http", "github.com/gin-gonic/gin", "github.com/cloudwego/hertz/pkg", "github.com/labstack/echo", "github.com/gofiber/fiber",
	"github.com/valyala/fasthttp", "github.com/gorilla/mux", "github.com/go-chi/chi", "github.com/julienschmidt/httprouter",
	"github.com/zeromicro/go-zero/rest",
}

// Registered returns the functions, and values with a method ServeHTTP, that
// call hands to a router or server, which calls them for each request.
func Registered(call *ssa.CallCommon) []ssa.Value {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Pkg() == nil || !within(fn.Pkg().Path(), routers) {
		return nil
	}
	args := call.Args
	if !call.IsInvoke() && fn.Signature().Recv() != nil && len(args) > 0 {
		args = args[1:] // h.ServeHTTP(w, r) calls h here and now
	}
	var found []ssa.Value
	for _, arg := range args {
		elems := values.Variadic(arg)
		if elems == nil {
			elems = []ssa.Value{arg}
		}
		for _, elem := range elems {
			if elem != nil {
				found = append(found, handlersIn(elem)...)
			}
		}
		found = append(found, routed(arg)...)
	}
	return found
}

// handlersIn returns v if it is a handler.
func handlersIn(v ssa.Value) []ssa.Value {
	if sig, ok := v.Type().Underlying().(*types.Signature); ok {
		if OfSignature(sig) != nil {
			return []ssa.Value{v}
		}
		return nil
	}
	inner := values.Unwrap(v)
	if sig, ok := inner.Type().Underlying().(*types.Signature); ok && OfSignature(sig) != nil {
		return []ssa.Value{inner}
	}
	if inner != v && typ.Is(v.Type(), "net/http", "Handler") {
		return []ssa.Value{inner}
	}
	return nil
}

// routed returns the handlers in the routes of go-zero that arg holds.
func routed(arg ssa.Value) []ssa.Value {
	var found []ssa.Value
	add := func(addr ssa.Value) {
		if h := values.Fields(addr)["Handler"]; h != nil {
			found = append(found, handlersIn(h)...)
		}
	}
	const path, name = "github.com/zeromicro/go-zero/rest", "Route"
	switch v := arg.(type) {
	case *ssa.UnOp: // a single route
		if alloc, ok := v.X.(*ssa.Alloc); ok && typ.Is(v.Type(), path, name) {
			add(alloc)
		}
	case *ssa.Slice:
		slice, ok := v.Type().Underlying().(*types.Slice)
		array, isAlloc := v.X.(*ssa.Alloc)
		if !ok || !isAlloc || !typ.Is(slice.Elem(), path, name) {
			return nil
		}
		for _, ref := range *array.Referrers() {
			elem, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			add(elem)
			for _, use := range *elem.Referrers() { // a literal copied into the element
				if store, ok := use.(*ssa.Store); ok && store.Addr == elem {
					if load, ok := store.Val.(*ssa.UnOp); ok {
						add(load.X)
					}
				}
			}
		}
	}
	return found
}

// IsAccessor reports whether call is of a method of a request, request context
// or response writer, which does not wait for anything.
func IsAccessor(call *ssa.CallCommon) bool {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Signature().Recv() == nil || OfType(fn.Signature().Recv().Type()) == nil {
		return false
	}
	switch fn.Name() {
	case "Next", "Stream", "SendStream", "Hijack", "RestartRouting":
		return false
	}
	return true
}
