package handlers

import (
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Entries are the functions of a package that servers call, once for each
// request and for many requests at once.
type Entries struct {
	flow     *flow.Package
	find     sync.Once
	services map[*ssa.Function]*Framework // methods of registered services
}

// Of returns the entries of p.
func Of(p *flow.Package) *Entries { return &Entries{flow: p} }

// Framework returns what calls fn once for each request, or nil if nothing is
// known to.
func (e *Entries) Framework(fn *ssa.Function) *Framework {
	if f := OfSignature(fn.Signature); f != nil {
		return f
	}
	if f := embedded(fn.Signature); f != nil {
		return f
	}
	if f := endpoint(fn); f != nil {
		return f
	}
	e.find.Do(e.findServices)
	return e.services[fn]
}

// OfSignature returns the framework whose handlers, middleware or interceptors
// have the signature sig, or nil.
func OfSignature(sig *types.Signature) *Framework {
	params := sig.Params()
	switch params.Len() {
	case 1:
		if f := OfType(params.At(0).Type()); f != nil && f != netHTTP && isWhole(params.At(0).Type()) && returnsAs(f, sig.Results()) {
			return f
		}
	case 2:
		if IsResponseWriter(params.At(0).Type()) && IsRequest(params.At(1).Type()) {
			return netHTTP
		}
		if f := OfType(params.At(1).Type()); f == hertz && contexts.Is(params.At(0).Type()) {
			return hertz
		}
	case 4:
		if typ.Is(params.At(3).Type(), grpcPath, "UnaryHandler") || typ.Is(params.At(3).Type(), grpcPath, "StreamHandler") {
			return GRPC
		}
	}
	return nil
}

const grpcPath = "google.golang.org/grpc"

// returnsAs reports whether the handlers of f have the given results.
func returnsAs(f *Framework, results *types.Tuple) bool {
	if f == echo || f == fiber {
		return results.Len() == 1 && typ.IsError(results.At(0).Type())
	}
	return results.Len() == 0
}

// isWhole reports whether t is a request context as handlers get it: an
// interface, or a pointer to a struct.
func isWhole(t types.Type) bool {
	if types.IsInterface(t) {
		return true
	}
	_, isPtr := types.Unalias(t).(*types.Pointer)
	return isPtr
}

// embedded returns gRPC if sig is that of a service method of a type that
// embeds the generated Unimplemented…Server, and go-zero if it is that of a
// method of its generated logic, which belongs to one request.
func embedded(sig *types.Signature) *Framework {
	s := structOf(sig.Recv())
	if s == nil {
		return nil
	}
	hasContext, hasLogger := false, false
	for f := range s.Fields() {
		name := f.Name()
		server := strings.HasSuffix(name, "Server") && (strings.HasPrefix(name, "Unimplemented") || strings.HasPrefix(name, "Unsafe"))
		if f.Embedded() && server && isServiceMethod(sig) {
			return GRPC
		}
		hasContext = hasContext || contexts.Is(f.Type())
		hasLogger = hasLogger || f.Embedded() && typ.Is(f.Type(), "github.com/zeromicro/go-zero/core/logx", "Logger")
	}
	if hasContext && hasLogger {
		return goZero
	}
	return nil
}

// structOf returns the struct that the receiver recv is or points to, or nil.
func structOf(recv *types.Var) *types.Struct {
	if recv == nil {
		return nil
	}
	s, _ := typ.Deref(recv.Type()).Underlying().(*types.Struct)
	return s
}

// isServiceMethod reports whether sig is that of a method which a client can
// call: with a context first, or with a stream last, and an error as last
// result.
func isServiceMethod(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if params.Len() == 0 || results.Len() == 0 || results.Len() > 2 || !typ.IsError(results.At(results.Len()-1).Type()) {
		return false
	}
	return contexts.Is(params.At(0).Type()) || IsStream(params.At(params.Len()-1).Type())
}

// IsStream reports whether t is the server's side of a gRPC stream.
func IsStream(t types.Type) bool {
	if !types.IsInterface(t) {
		return false
	}
	for _, name := range []string{"SetTrailer", "SendMsg", "RecvMsg", "Context"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name); obj == nil {
			return false
		}
	}
	return true
}

// endpoint returns kitex if fn is a literal that becomes an endpoint, which
// serves one call, or nil.
func endpoint(fn *ssa.Function) *Framework {
	params := fn.Signature.Params()
	if params.Len() < 2 || !contexts.Is(params.At(0).Type()) || fn.Parent() == nil {
		return nil
	}
	refs := fn.Referrers()
	if refs == nil {
		return nil
	}
	for _, ref := range *refs {
		v, ok := ref.(ssa.Value)
		if !ok {
			continue
		}
		if isEndpoint(v.Type()) || convertsToEndpoint(v) {
			return Kitex
		}
	}
	return nil
}

func convertsToEndpoint(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		if c, ok := ref.(*ssa.ChangeType); ok && isEndpoint(c.Type()) {
			return true
		}
	}
	return false
}

// isEndpoint reports whether t is a type of endpoints of kitex' servers.
func isEndpoint(t types.Type) bool {
	return typ.Is(t, "github.com/cloudwego/kitex/pkg/endpoint", "Endpoint") ||
		typ.Is(t, "github.com/cloudwego/kitex/pkg/endpoint", "UnaryEndpoint") ||
		typ.Is(t, "github.com/cloudwego/kitex/pkg/endpoint/sep", "StreamEndpoint")
}

// findServices finds the methods of the services that the package registers.
func (e *Entries) findServices() {
	e.services = make(map[*ssa.Function]*Framework)
	if !reachesRPC(e.flow.Types) {
		return
	}
	for _, fn := range e.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			service, ok := ServiceOf(call.Common())
			if !ok {
				continue
			}
			for _, m := range service.Methods {
				if impl := e.flow.SSA().Prog.FuncValue(m.Origin()); impl != nil && impl.Blocks != nil {
					e.services[impl] = service.Framework
				}
			}
		}
	}
}

// reachesRPC reports whether pkg imports gRPC or kitex, or code generated for
// them.
func reachesRPC(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if within(imp.Path(), rpc) {
			return true
		}
	}
	return imports(pkg, netRPCPath) || importsGenerated(pkg)
}

// A Service is an object whose methods clients call.
type Service struct {
	Framework *Framework
	Value     ssa.Value // of a type of the package
	Methods   []*types.Func
}

// ServiceOf returns the service that call registers with a gRPC or kitex
// server, by a generated function, or with one of net/rpc.
func ServiceOf(call *ssa.CallCommon) (Service, bool) {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Signature().Recv() != nil && (fn.Pkg() == nil || fn.Pkg().Path() != netRPCPath) {
		return Service{}, false
	}
	f := registers(fn)
	if f == nil && fn.Pkg() != nil && fn.Pkg().Path() == netRPCPath {
		return remote(fn, call)
	}
	if f == nil {
		return Service{}, false
	}
	for i, arg := range call.Args {
		iface, ok := arg.(*ssa.MakeInterface)
		if !ok || i >= fn.Signature().Params().Len() || OfServer(arg.Type()) {
			continue
		}
		declared, ok := arg.Type().Underlying().(*types.Interface)
		if !ok || declared.NumMethods() == 0 {
			continue
		}
		s := Service{Framework: f, Value: iface.X}
		for m := range declared.Methods() {
			sel := types.NewMethodSet(iface.X.Type()).Lookup(m.Pkg(), m.Name())
			if sel == nil {
				continue
			}
			if impl, ok := sel.Obj().(*types.Func); ok && isServiceMethod(impl.Signature()) {
				s.Methods = append(s.Methods, impl)
			}
		}
		if len(s.Methods) > 0 {
			return s, true
		}
	}
	return Service{}, false
}

// registers returns the framework with whose servers the generated function fn
// registers a service, or nil.
func registers(fn *types.Func) *Framework {
	params, results := fn.Signature().Params(), fn.Signature().Results()
	if params.Len() >= 2 && strings.HasPrefix(fn.Name(), "Register") {
		first := typ.Deref(params.At(0).Type())
		switch {
		case typ.Is(first, grpcPath, "ServiceRegistrar"), typ.Is(first, grpcPath, "Server"):
			return GRPC
		case typ.Is(first, kitexServer, "Server"):
			return Kitex
		}
	}
	if params.Len() >= 1 && strings.HasPrefix(fn.Name(), "NewServer") && results.Len() == 1 && typ.Is(results.At(0).Type(), kitexServer, "Server") {
		return Kitex
	}
	return nil
}

const kitexServer = "github.com/cloudwego/kitex/server"

// OfServer reports whether t is a server that services are registered with.
func OfServer(t types.Type) bool {
	return typ.Is(t, grpcPath, "ServiceRegistrar") || typ.Is(t, kitexServer, "Server")
}
