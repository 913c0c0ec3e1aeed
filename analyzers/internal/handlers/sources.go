package handlers

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// given are the methods of request contexts that return what the client has
// sent, as text.
var given = map[string]bool{
	"Query": true, "DefaultQuery": true, "GetQuery": true, "Param": true, "Params": true, "PostForm": true, "DefaultPostForm": true, "GetPostForm": true,
	"QueryParam": true, "FormValue": true, "GetHeader": true, "Get": true, "Cookie": true, "Cookies": true,
}

// binders are the functions and methods that fill a struct from the request,
// by name, among those of frameworks.
var binders = map[string]bool{
	"ShouldBind": true, "ShouldBindJSON": true, "ShouldBindQuery": true, "ShouldBindUri": true, "ShouldBindWith": true, "ShouldBindXML": true, "ShouldBindYAML": true,
	"Bind": true, "BindJSON": true, "BindQuery": true, "BindUri": true, "BindAndValidate": true, "BindForm": true, "BindPath": true,
	"BodyParser": true, "QueryParser": true, "ParamsParser": true,
}

// Sent reports whether v is text that the client has sent: the result of a
// method of the request, or a field of a struct that is filled from it.
func Sent(v ssa.Value) bool {
	v = values.Unwrap(v)
	if extract, ok := v.(*ssa.Extract); ok && extract.Index == 0 {
		v = extract.Tuple
	}
	switch v := v.(type) {
	case *ssa.Call:
		return isGiven(v.Common())
	case *ssa.UnOp:
		if field, ok := v.X.(*ssa.FieldAddr); ok {
			return isBound(field)
		}
	case *ssa.Field:
		if load, ok := v.X.(*ssa.UnOp); ok {
			if alloc, ok := load.X.(*ssa.Alloc); ok {
				return filled(alloc)
			}
		}
	}
	return false
}

// isGiven reports whether call returns text that the client has sent.
func isGiven(call *ssa.CallCommon) bool {
	switch flow.CalleeName(call) {
	case "(*net/http.Request).FormValue", "(*net/http.Request).PostFormValue", "(*net/http.Request).PathValue", "(net/url.Values).Get":
		return true
	}
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Signature().Recv() == nil || !given[fn.Name()] || fn.Signature().Results().Len() == 0 {
		return false
	}
	f := OfType(fn.Signature().Recv().Type())
	if f == nil || f == netHTTP {
		return false
	}
	result, ok := fn.Signature().Results().At(0).Type().Underlying().(*types.Basic)
	return ok && result.Kind() == types.String
}

// isBound reports whether the field at addr belongs to a struct that is filled
// from the request.
func isBound(addr *ssa.FieldAddr) bool {
	v := addr.X
	for {
		fa, ok := v.(*ssa.FieldAddr)
		if !ok {
			break
		}
		v = fa.X
	}
	alloc, ok := v.(*ssa.Alloc)
	return ok && filled(alloc)
}

// filled reports whether the variable a is filled from a request.
func filled(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		boxed, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, use := range *boxed.Referrers() {
			if call, ok := use.(ssa.CallInstruction); ok && binds(call.Common()) {
				return true
			}
		}
	}
	return false
}

// binds reports whether call fills its argument from a request.
func binds(call *ssa.CallCommon) bool {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if fn.Pkg().Path() == "github.com/zeromicro/go-zero/rest/httpx" {
		return strings.HasPrefix(fn.Name(), "Parse")
	}
	if fn.FullName() == "(*encoding/json.Decoder).Decode" {
		made, ok := call.Args[0].(*ssa.Call)
		return ok && flow.CalleeName(made.Common()) == "encoding/json.NewDecoder" && ofBody(made.Call.Args[0])
	}
	return binders[fn.Name()] && fn.Signature().Recv() != nil && OfType(fn.Signature().Recv().Type()) != nil
}

// ofBody reports whether v is the body of a request.
func ofBody(v ssa.Value) bool {
	load, ok := values.Unwrap(v).(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || !IsRequest(addr.X.Type()) {
		return false
	}
	f := flow.FieldOf(addr)
	return f != nil && f.Name() == "Body"
}
