package handlers

import (
	"go/constant"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An Effect is what a call does to the response of a request.
type Effect int

const (
	None Effect = iota
	// Choose sets the status code of the response that is yet to be sent.
	Choose
	// Header changes header fields.
	Header
	// Status sends the status line, so that header fields come too late.
	Status
	// Body sends a part of the body, and the status line before it.
	Body
	// Answer sends a whole response.
	Answer
	// Next runs the handlers further down the chain.
	Next
)

// A Response is a call that acts on the response of a request.
type Response struct {
	Effect Effect
	// Target is the response writer or request context.
	Target ssa.Value
	// Code is the status code, or 0 if it is not constant.
	Code int
	// Redirect is set for redirects.
	Redirect bool
	// Aborts is set if the call keeps the framework from running the rest of
	// the chain.
	Aborts bool
	// Key is the constant name of the header field, or "".
	Key string
}

// effect is an entry of the tables: what a method does, and which argument
// (not counting the receiver) is its status code, -1 if none is.
type effect struct {
	effect Effect
	code   int
	aborts bool
}

// chained are the methods that gin and hertz have in common.
var chained = map[string]effect{
	"JSON": {Answer, 0, false}, "IndentedJSON": {Answer, 0, false}, "SecureJSON": {Answer, 0, false}, "PureJSON": {Answer, 0, false},
	"AsciiJSON": {Answer, 0, false}, "JSONP": {Answer, 0, false}, "XML": {Answer, 0, false}, "YAML": {Answer, 0, false},
	"TOML": {Answer, 0, false}, "ProtoBuf": {Answer, 0, false}, "String": {Answer, 0, false}, "HTML": {Answer, 0, false},
	"Data": {Answer, 0, false}, "Redirect": {Answer, 0, false}, "File": {Answer, -1, false},
	"Abort": {None, -1, true}, "AbortWithStatus": {Status, 0, true}, "AbortWithError": {Status, 0, true},
	"AbortWithStatusJSON": {Answer, 0, true}, "AbortWithStatusPureJSON": {Answer, 0, true}, "AbortWithMsg": {Answer, 1, true},
	"Next": {Next, -1, false}, "Header": {Header, -1, false}, "Status": {Choose, 0, false}, "SetStatusCode": {Choose, 0, false},
	"Write": {Body, -1, false}, "WriteString": {Body, -1, false},
}

// echoed are the methods of an echo context. Their results are errors, which
// handlers return.
var echoed = map[string]effect{
	"JSON": {Answer, 0, false}, "JSONPretty": {Answer, 0, false}, "JSONBlob": {Answer, 0, false}, "JSONP": {Answer, 0, false},
	"XML": {Answer, 0, false}, "XMLPretty": {Answer, 0, false}, "String": {Answer, 0, false}, "HTML": {Answer, 0, false},
	"HTMLBlob": {Answer, 0, false}, "Blob": {Answer, 0, false}, "NoContent": {Answer, 0, false}, "Redirect": {Answer, 0, false},
	"File": {Answer, -1, false}, "Render": {Answer, 0, false},
}

// fibered are the methods of fiber's contexts. The status code is that of the
// context itself: c.Status(404).JSON(v).
var fibered = map[string]effect{
	"JSON": {Answer, -1, false}, "JSONP": {Answer, -1, false}, "XML": {Answer, -1, false}, "Send": {Answer, -1, false}, "SendString": {Answer, -1, false},
	"SendStream": {Answer, -1, false}, "SendFile": {Answer, -1, false}, "Render": {Answer, -1, false}, "Format": {Answer, -1, false},
	"SendStatus": {Answer, 0, false}, "Next": {Next, -1, false}, "Set": {Header, -1, false},
}

// zeroed are the functions of go-zero's httpx that answer, with the indexes of
// the response writer and of the status code among their arguments.
var zeroed = map[string]struct{ writer, code, fixed int }{
	"Error": {0, -1, 400}, "ErrorCtx": {1, -1, 400}, "Ok": {0, -1, 200}, "OkJson": {0, -1, 200}, "OkJsonCtx": {1, -1, 200},
	"WriteJson": {0, 1, 0}, "WriteJsonCtx": {1, 2, 0},
}

// ResponseOf returns what call does to the response of a request.
func ResponseOf(call ssa.CallInstruction) (Response, bool) {
	common := call.Common()
	fn := flow.CalleeObject(common)
	if fn == nil {
		return Response{}, false
	}
	args := common.Args
	var recv ssa.Value
	if common.IsInvoke() {
		recv = common.Value
	} else if fn.Signature().Recv() != nil && len(args) > 0 {
		recv, args = args[0], args[1:]
	}
	if recv == nil {
		if fn.Pkg() != nil && fn.Pkg().Path() == "github.com/zeromicro/go-zero/rest/httpx" {
			return zeroResponse(fn.Name(), args)
		}
		return netResponse(fn.FullName(), args)
	}
	switch OfType(recv.Type()) {
	case gin, hertz:
		return fromTable(chained, fn.Name(), recv, args)
	case echo:
		return fromTable(echoed, fn.Name(), recv, args)
	case fiber:
		return fiberResponse(fn.Name(), recv, args)
	case netHTTP:
		return writerResponse(fn.Name(), recv, args)
	}
	if w := writtenBy(fn.FullName(), recv, args); w != nil {
		return Response{Effect: Body, Target: w}, true
	}
	if fn.FullName() == "(net/http.Header).Set" || fn.FullName() == "(net/http.Header).Add" || fn.FullName() == "(net/http.Header).Del" {
		return headerChange(recv, args)
	}
	return Response{}, false
}

func fromTable(table map[string]effect, name string, recv ssa.Value, args []ssa.Value) (Response, bool) {
	e, ok := table[name]
	if !ok {
		return Response{}, false
	}
	r := Response{Effect: e.effect, Target: recv, Aborts: e.aborts, Redirect: name == "Redirect"}
	if e.code >= 0 && e.code < len(args) {
		r.Code = StatusCode(args[e.code])
	}
	return r, true
}

// fiberResponse returns the response of a method of a context of fiber, whose
// methods return the context itself to be chained.
func fiberResponse(name string, recv ssa.Value, args []ssa.Value) (Response, bool) {
	r, ok := fromTable(fibered, name, recv, args)
	if !ok {
		return r, false
	}
	for range 5 {
		call, isCall := r.Target.(*ssa.Call)
		if !isCall {
			break
		}
		method := flow.CalleeObject(call.Common())
		if method == nil || method.Signature().Recv() == nil || OfType(method.Signature().Recv().Type()) != fiber {
			break
		}
		chained := call.Call.Args
		if call.Call.IsInvoke() {
			r.Target = call.Call.Value
		} else {
			r.Target, chained = chained[0], chained[1:]
		}
		if method.Name() == "Status" && r.Code == 0 && len(chained) == 1 {
			r.Code = StatusCode(chained[0])
		}
	}
	return r, true
}

// zeroResponse returns the response of a function of go-zero's httpx.
func zeroResponse(name string, args []ssa.Value) (Response, bool) {
	e, ok := zeroed[name]
	if !ok || e.writer >= len(args) {
		return Response{}, false
	}
	r := Response{Effect: Answer, Target: unwrap(args[e.writer]), Code: e.fixed}
	if e.code >= 0 && e.code < len(args) {
		r.Code = StatusCode(args[e.code])
	}
	return r, true
}

// writtenBy returns the response writer that a method of the standard library
// with receiver recv writes to, or nil.
func writtenBy(name string, recv ssa.Value, args []ssa.Value) ssa.Value {
	var w ssa.Value
	switch name {
	case "(*encoding/json.Encoder).Encode", "(*encoding/xml.Encoder).Encode":
		made, ok := recv.(*ssa.Call)
		if !ok || len(made.Call.Args) == 0 {
			return nil
		}
		switch flow.CalleeName(made.Common()) {
		case "encoding/json.NewEncoder", "encoding/xml.NewEncoder":
			w = made.Call.Args[0]
		}
	case "(*html/template.Template).Execute", "(*html/template.Template).ExecuteTemplate",
		"(*text/template.Template).Execute", "(*text/template.Template).ExecuteTemplate":
		w = args[0]
	}
	if w == nil {
		return nil
	}
	if w = unwrap(w); !IsResponseWriter(w.Type()) {
		return nil
	}
	return w
}

// netResponse returns the response of a function of net/http, or of one that
// writes to any writer.
func netResponse(name string, args []ssa.Value) (Response, bool) {
	if len(args) == 0 {
		return Response{}, false
	}
	w := unwrap(args[0])
	if !IsResponseWriter(w.Type()) {
		return Response{}, false
	}
	r := Response{Effect: Answer, Target: w}
	switch name {
	case "net/http.Error":
		r.Code = 500 // whatever it is, it is an error
		if len(args) > 2 {
			if code := StatusCode(args[2]); code != 0 {
				r.Code = code
			}
		}
	case "net/http.NotFound":
		r.Code = 404
	case "net/http.Redirect":
		r.Redirect = true
	case "net/http.ServeFile", "net/http.ServeContent", "net/http.ServeFileFS":
	case "io.WriteString", "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "io.Copy":
		r.Effect = Body
	default:
		return Response{}, false
	}
	return r, true
}

// writerResponse returns the response of a method of http.ResponseWriter.
func writerResponse(name string, recv ssa.Value, args []ssa.Value) (Response, bool) {
	if !IsResponseWriter(recv.Type()) {
		return Response{}, false
	}
	switch name {
	case "WriteHeader":
		if len(args) == 1 {
			code := StatusCode(args[0])
			if code >= 100 && code < 200 { // informational: the response is yet to come
				return Response{}, false
			}
			return Response{Effect: Status, Target: recv, Code: code}, true
		}
	case "Write":
		return Response{Effect: Body, Target: recv}, true
	}
	return Response{}, false
}

// headerChange returns the change of a field of w.Header().
func headerChange(header ssa.Value, args []ssa.Value) (Response, bool) {
	call, ok := header.(*ssa.Call)
	if !ok || !call.Call.IsInvoke() || call.Call.Method.Name() != "Header" || !IsResponseWriter(call.Call.Value.Type()) {
		return Response{}, false
	}
	r := Response{Effect: Header, Target: call.Call.Value}
	if len(args) > 0 {
		if k, ok := args[0].(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
			r.Key = constant.StringVal(k.Value)
		}
	}
	return r, true
}

// IsTrailer reports whether r sets a trailer, which follows the body, or
// announces one.
func (r Response) IsTrailer() bool {
	return r.Effect == Header && (r.Key == "" || r.Key == "Trailer" || strings.HasPrefix(r.Key, "Trailer:"))
}

// unwrap returns the value behind conversions between interfaces.
func unwrap(v ssa.Value) ssa.Value {
	for {
		c, ok := v.(*ssa.ChangeInterface)
		if !ok {
			return v
		}
		v = c.X
	}
}

// StatusCode returns the value of the integer constant v, or 0.
func StatusCode(v ssa.Value) int {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
		return 0
	}
	n, _ := constant.Int64Val(k.Value)
	return int(n)
}

// Answers reports whether the method of gin's and hertz' request contexts with
// the given name acts on the response.
func Answers(method string) bool {
	e := chained[method]
	return e.effect != None || e.aborts
}

// Presumed returns the response of a call of another package's function that
// gets the request context or response writer, and a constant status code of
// 400 or more, and returns nothing: it can hardly do anything but reject the
// request.
func Presumed(call ssa.CallInstruction) (Response, bool) {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Signature().Results().Len() > 0 || fn.Signature().Recv() != nil {
		return Response{}, false
	}
	if here := call.Parent().Pkg; here == nil || here.Pkg == fn.Pkg() {
		return Response{}, false
	}
	r := Response{Effect: Answer}
	for _, arg := range call.Common().Args {
		if code := StatusCode(arg); code >= 400 && code < 600 && isInt(arg) {
			r.Code = code
		}
		if answersThrough(arg) {
			r.Target = unwrap(arg)
		}
	}
	return r, r.Code != 0 && r.Target != nil
}

// Companion reports whether call is of a function without results, of the same
// package as the presumed response first, that gets the same request context or
// response writer.
func Companion(call, first ssa.CallInstruction, target ssa.Value) bool {
	fn, other := flow.CalleeObject(call.Common()), flow.CalleeObject(first.Common())
	if fn == nil || other == nil || fn.Pkg() != other.Pkg() || fn.Signature().Results().Len() > 0 || fn.Signature().Recv() != nil {
		return false
	}
	for _, arg := range call.Common().Args {
		if unwrap(arg) == target {
			return true
		}
	}
	return false
}

// answersThrough reports whether v is what a function answers a request with.
func answersThrough(v ssa.Value) bool {
	f := OfType(v.Type())
	return f == gin || f == hertz || IsResponseWriter(v.Type())
}
