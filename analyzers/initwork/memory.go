package initwork

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// intoMemory reports whether err is the error of a write to memory, which does
// not fail: to a buffer, or to a writer on top of one.
func intoMemory(err ssa.Value) bool {
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	call, ok := err.(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 || !strings.Contains(flow.CalleeName(call.Common()), ").Write") {
		return false
	}
	to := call.Call.Args[0]
	if made, ok := to.(*ssa.Call); ok {
		switch flow.CalleeName(made.Common()) {
		case "encoding/csv.NewWriter", "bufio.NewWriter":
			to = made.Call.Args[0]
		}
	}
	if conv, ok := to.(*ssa.MakeInterface); ok {
		to = conv.X
	}
	switch to.Type().String() {
	case "*bytes.Buffer", "*strings.Builder":
		return true
	}
	return false
}

// surelyEncoded reports whether err is the error of encoding as JSON what cannot
// fail to be encoded.
func surelyEncoded(err ssa.Value) bool {
	e, ok := err.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := e.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	switch flow.CalleeName(call.Common()) {
	case "encoding/json.Marshal", "encoding/json.MarshalIndent":
		conv, ok := call.Call.Args[0].(*ssa.MakeInterface)
		return ok && plainData(conv.X.Type(), 0)
	}
	return false
}

// plainData reports whether t is made of strings, booleans and whole numbers,
// which all have a JSON form, and no type of it has a form of its own.
func plainData(t types.Type, depth int) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok {
		methods := types.NewMethodSet(types.NewPointer(named))
		if methods.Lookup(nil, "MarshalJSON") != nil || methods.Lookup(nil, "MarshalText") != nil {
			return false
		}
	}
	if depth > 8 { // it may contain itself
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsString|types.IsBoolean|types.IsInteger) != 0
	case *types.Pointer:
		return plainData(t.Elem(), depth+1)
	case *types.Slice:
		return plainData(t.Elem(), depth+1)
	case *types.Array:
		return plainData(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if !plainData(f.Type(), depth+1) {
				return false
			}
		}
		return true
	}
	return false
}
