package peersize

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// reportBodies reports the handlers that read the whole body of a request into
// memory, unless something limits the bodies of all requests. Frameworks leave
// that to their users.
func reportBodies(pass *analysis.Pass, p *flow.Package) {
	if p.Types.Path() == "github.com/gin-gonic/gin" {
		return
	}
	b := bodies{p, make(map[*ssa.Function]bool)}
	var reads []*ssa.Call
	for _, fn := range p.Functions() {
		forwards := false
		for instr := range flow.Instructions(fn) {
			if limitsBody(instr) {
				b.limited[fn] = true
			}
			call, ok := instr.(*ssa.Call)
			switch {
			case !ok:
			case flow.CalleeName(call.Common()) == "net/http.MaxBytesHandler":
				return
			case readsWhole(call) && !deliberate.InTest(pass.Fset, call.Pos()):
				reads = append(reads, call)
			default:
				forwards = forwards || forwardsRequest(call)
			}
		}
		if b.limited[fn] && forwards { // middleware
			return
		}
	}
	for _, call := range reads {
		if b.served(call.Parent(), requestOf(call), 0) {
			report.At(pass, p.Range(call), "body", fmt.Sprintf("%s takes the whole body of a request into memory, however large the client makes it", flow.CalleeObject(call.Common()).Name()))
		}
	}
}

// bodies tells which requests come from clients as they are.
type bodies struct {
	flow    *flow.Package
	limited map[*ssa.Function]bool // functions that limit the body of a request
}

// limitsBody reports whether instr limits how much is read of a request body,
// or may do so.
func limitsBody(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		return flow.CalleeName(instr.Common()) == "net/http.MaxBytesReader"
	case *ssa.Store:
		return isBody(instr.Addr)
	}
	return false
}

// forwardsRequest reports whether call hands a request on to another handler.
func forwardsRequest(call *ssa.Call) bool {
	fn := flow.CalleeObject(call.Common())
	if fn != nil && (fn.Name() == "ServeHTTP" || fn.Name() == "Next") {
		return true
	}
	return fn == nil && len(call.Call.Args) == 2 && handlers.IsRequest(call.Call.Args[1].Type()) // next(w, r)
}

// isBody reports whether addr is the field Body of a request.
func isBody(addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok || !handlers.IsRequest(field.X.Type()) {
		return false
	}
	f := flow.FieldOf(field)
	return f != nil && f.Name() == "Body"
}

// readsWhole reports whether call reads all of the body of a request.
func readsWhole(call *ssa.Call) bool { return requestOf(call) != nil }

// requestOf returns the request, or the context of one, of which call reads the
// whole body into memory, or nil.
func requestOf(call *ssa.Call) ssa.Value {
	var src ssa.Value
	switch flow.CalleeName(call.Common()) {
	case "io.ReadAll", "io/ioutil.ReadAll":
		src = call.Call.Args[0]
	case "(*bytes.Buffer).ReadFrom":
		src = call.Call.Args[1]
	case "(*github.com/gin-gonic/gin.Context).GetRawData":
		return call.Call.Args[0]
	default:
		return nil
	}
	if load, ok := values.Unwrap(src).(*ssa.UnOp); ok && isBody(load.X) {
		return load.X.(*ssa.FieldAddr).X
	}
	return nil
}

// served reports whether the request, used in fn, is what a handler is called with, and no
// function on the way limits its body.
func (b bodies) served(fn *ssa.Function, request ssa.Value, depth int) bool {
	if depth > 4 || b.limited[fn] || request == nil {
		return false
	}
	if handlers.OfType(request.Type()) != nil && !handlers.IsRequest(request.Type()) {
		return true // the context of a framework
	}
	switch v := request.(type) {
	case *ssa.Parameter:
		if _, r := handlers.NetHTTP(fn); r == v {
			return true
		}
		for _, call := range b.flow.CallersOf(fn).Calls {
			if i := slices.Index(fn.Params, v); len(call.Common().Args) == len(fn.Params) && b.served(call.Parent(), call.Common().Args[i], depth+1) {
				return true
			}
		}
	case *ssa.FreeVar:
		return b.served(fn.Parent(), flow.Binding(v), depth+1)
	case *ssa.Alloc:
		stored, complete := flow.LocalStores(v)
		return complete && len(stored) == 1 && b.served(v.Parent(), stored[0], depth+1)
	case *ssa.UnOp:
		if field, ok := v.X.(*ssa.FieldAddr); ok { // c.Request
			return b.served(fn, field.X, depth+1)
		}
		return b.served(fn, v.X, depth+1)
	}
	return false
}
