package typestate

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// doneByFailure reports whether the error x comes from a method of the resource
// that releases it when it fails.
func (a *aliases) doneByFailure(x ssa.Value) bool {
	if len(a.DoneWhenFailed) == 0 {
		return false
	}
	call := callOf(x)
	if call == nil {
		return false
	}
	fn, recv := flow.CalleeObject(call.Common()), receiver(call.Common())
	return fn != nil && recv != nil && a.roles[recv] == self && slices.Contains(a.DoneWhenFailed, fn.Name())
}

// alwaysNil reports whether x is the error of a write to memory, which is never
// anything but nil.
func alwaysNil(x ssa.Value) bool {
	call := callOf(x)
	if call == nil || !typ.IsError(x.Type()) {
		return false
	}
	switch flow.CalleeName(call.Common()) {
	case "(*bytes.Buffer).Write", "(*bytes.Buffer).WriteString", "(*bytes.Buffer).WriteByte", "(*bytes.Buffer).WriteRune",
		"(*strings.Builder).Write", "(*strings.Builder).WriteString", "(*strings.Builder).WriteByte", "(*strings.Builder).WriteRune",
		"(*github.com/valyala/bytebufferpool.ByteBuffer).Write", "(*github.com/valyala/bytebufferpool.ByteBuffer).WriteString", "(*github.com/valyala/bytebufferpool.ByteBuffer).WriteByte":
		return true
	}
	return false
}

// callOf returns the call that x is a result of, or nil.
func callOf(x ssa.Value) *ssa.Call {
	if e, ok := x.(*ssa.Extract); ok {
		x = e.Tuple
	}
	call, _ := x.(*ssa.Call)
	return call
}
