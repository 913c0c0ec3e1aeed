package goroutines

import (
	"go/types"
)

// IsHandler reports whether functions of the signature sig serve requests, of
// which a server runs many at once: net/http handlers and those of common
// frameworks.
func IsHandler(sig *types.Signature) bool {
	params := sig.Params()
	switch params.Len() {
	case 1:
		switch pointee(params.At(0).Type()) {
		case "github.com/gin-gonic/gin.Context", "github.com/gofiber/fiber/v2.Ctx", "github.com/valyala/fasthttp.RequestCtx":
			return sig.Results().Len() <= 1
		}
		return typeName(params.At(0).Type()) == "github.com/labstack/echo/v4.Context"
	case 2:
		first, second := typeName(params.At(0).Type()), pointee(params.At(1).Type())
		return first == "net/http.ResponseWriter" && second == "net/http.Request" ||
			first == "context.Context" && (second == "github.com/cloudwego/hertz/pkg/app.RequestContext" || serviceMethod(sig))
	}
	return false
}

// serviceMethod reports whether sig is that of a gRPC service method, of a
// type that embeds the generated Unimplemented…Server.
func serviceMethod(sig *types.Signature) bool {
	if sig.Recv() == nil || sig.Results().Len() != 2 {
		return false
	}
	t := sig.Recv().Type()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		name := f.Name()
		if f.Embedded() && len(name) > 19 && (name[:13] == "Unimplemented" || name[:6] == "Unsafe") && name[len(name)-6:] == "Server" {
			return true
		}
	}
	return false
}

// pointee returns the full name of the named type that t points to, or "".
func pointee(t types.Type) string {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return ""
	}
	return typeName(ptr.Elem())
}
