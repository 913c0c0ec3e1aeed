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

// Rejects reports whether r tells the client that the request failed.
func (r Response) Rejects() bool { return r.Effect >= Status && r.Code >= 400 }

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
	"Next": {Next, -1, false}, "Header": {Header, -1, false},
}

// echoed are the methods of an echo context. Their results are errors, which
// handlers return.
var echoed = map[string]effect{
	"JSON": {Answer, 0, false}, "JSONPretty": {Answer, 0, false}, "JSONBlob": {Answer, 0, false}, "JSONP": {Answer, 0, false},
	"XML": {Answer, 0, false}, "XMLPretty": {Answer, 0, false}, "String": {Answer, 0, false}, "HTML": {Answer, 0, false},
	"HTMLBlob": {Answer, 0, false}, "Blob": {Answer, 0, false}, "NoContent": {Answer, 0, false}, "Redirect": {Answer, 0, false},
	"File": {Answer, -1, false}, "Render": {Answer, 0, false},
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
		return netResponse(fn.FullName(), args)
	}
	switch OfType(recv.Type()) {
	case gin, hertz:
		return fromTable(chained, fn.Name(), recv, args)
	case echo:
		return fromTable(echoed, fn.Name(), recv, args)
	case netHTTP:
		return writerResponse(fn.Name(), recv, args)
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
func Answers(method string) bool { return chained[method].effect != None || chained[method].aborts }
