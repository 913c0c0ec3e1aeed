package slicepin

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// whole are the functions that return all of an input of any size.
var whole = map[string]bool{
	"os.ReadFile": true, "io.ReadAll": true, "io/ioutil.ReadAll": true, "io/ioutil.ReadFile": true,
	"(*os.Root).ReadFile": true, "io/fs.ReadFile": true, "(*github.com/gin-gonic/gin.Context).GetRawData": true,
}

// large is the size from which an array is worth a copy of its part.
const large = 64 << 10

// checkPart reports a small part of a whole input that is kept: the input
// stays in memory as long as the part.
func (c *checker) checkPart(slice *ssa.Slice) {
	source, what := c.input(slice.X, 0)
	if source == nil || !small(slice) {
		return
	}
	kept := c.keptAt(slice, 0)
	if kept == nil || c.keptAt(slice.X, 0) != nil {
		return
	}
	report.At(c.pass, c.m.Range(slice), part, fmt.Sprintf("this small part keeps everything that %s returned in memory: clone it", what),
		report.Step(c.m.Range(source), "all of it comes from here"), report.Step(c.m.Range(slice), "takes a part here"), report.Step(c.m.Range(kept), "keeps it here"))
}

// input returns what has made the slice or string v, if that is a whole input or
// a large array of which v is all, and its name; or nil.
func (c *checker) input(v ssa.Value, depth int) (source ssa.Instruction, what string) {
	if depth > 6 {
		return nil, ""
	}
	switch v := v.(type) {
	case *ssa.Extract:
		return c.input(v.Tuple, depth+1)
	case *ssa.Convert:
		return c.input(v.X, depth+1)
	case *ssa.ChangeType:
		return c.input(v.X, depth+1)
	case *ssa.Slice:
		return c.input(v.X, depth+1)
	case *ssa.Call:
		if whole[flow.CalleeName(&v.Call)] {
			return v, flow.CalleeObject(&v.Call).Name()
		}
	case *ssa.Alloc: // make with a constant length
		if arr, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); ok && v.Comment == "makeslice" && arr.Len() >= large {
			return v, "make"
		}
	case *ssa.Parameter: // of a helper that takes a part
		args, _ := c.m.Arguments(v)
		for _, arg := range args {
			if source, what := c.input(arg, depth+3); source != nil && c.keptAt(arg, 0) == nil {
				return source, what
			}
		}
	}
	return nil, ""
}

// small reports whether slice has a constant length.
func small(slice *ssa.Slice) bool {
	high, ok := slice.High.(*ssa.Const)
	if ok && slice.Low == nil {
		return high.Int64() <= 4096
	}
	if slice.Low == nil || slice.High == nil {
		return false
	}
	from, lowConst := offset(slice.Low)
	to, highConst := offset(slice.High)
	return from == to && lowConst && highConst
}

// offset returns what v, an index, is a constant more than, or nil if v is a
// constant itself; and whether it is one of the two.
func offset(v ssa.Value) (base ssa.Value, ok bool) {
	switch v := v.(type) {
	case *ssa.Const:
		return nil, true
	case *ssa.BinOp:
		if _, isConst := v.Y.(*ssa.Const); isConst && v.Op == token.ADD {
			return v.X, true
		}
	}
	return v, true
}

// keptAt returns where the slice or string v itself comes to outlive its
// function: in a package variable, in a field or element of something passed
// in, in a channel, or with a caller that keeps it or cannot be seen.
// Conversions copy.
func (c *checker) keptAt(v ssa.Value, depth int) ssa.Instruction {
	if depth > 6 {
		return nil
	}
	for _, ref := range flow.Referrers(v) {
		var at ssa.Instruction
		switch ref := ref.(type) {
		case *ssa.Store:
			switch addr, isElement := ref.Addr.(*ssa.IndexAddr); {
			case ref.Val != v:
			case outlives(ref.Addr):
				at = ref
			case isElement: // an argument of append
				at = c.keptAt(addr.X, depth+1)
			}
		case *ssa.MapUpdate:
			if (ref.Value == v || ref.Key == v) && outlives(ref.Map) {
				at = ref
			}
		case *ssa.Send:
			at = ref
		case *ssa.Return:
			at = c.keptByCaller(ref, v, depth)
		case *ssa.Phi:
			at = c.keptAt(ref, depth+1)
		case *ssa.Slice:
			if alloc, ok := v.(*ssa.Alloc); ok && alloc.Comment == "varargs" {
				at = c.keptAt(ref, depth+1)
			}
		case *ssa.Call:
			if call, ok := v.(*ssa.Slice); ok && flow.Builtin(&ref.Call) == "append" && len(ref.Call.Args) == 2 && ref.Call.Args[1] == v && isVariadic(call) {
				at = c.keptAt(ref, depth+1)
			}
		}
		if at != nil {
			return at
		}
	}
	return nil
}

// isVariadic reports whether slice holds the arguments of a variadic call.
func isVariadic(slice *ssa.Slice) bool {
	alloc, ok := slice.X.(*ssa.Alloc)
	return ok && alloc.Comment == "varargs"
}

// keptByCaller returns where a caller of the function that returns v keeps it; ret
// itself if the callers are not known, or nil.
func (c *checker) keptByCaller(ret *ssa.Return, v ssa.Value, depth int) ssa.Instruction {
	fn := ret.Parent()
	if fn.Object() != nil && fn.Object().Exported() {
		return ret
	}
	for i, r := range flow.Results(ret) {
		if r != v {
			continue
		}
		for _, site := range c.m.CallersOf(fn).Calls {
			call, ok := site.(*ssa.Call)
			if !ok {
				continue
			}
			if len(ret.Results) == 1 {
				if at := c.keptAt(call, depth+1); at != nil {
					return at
				}
				continue
			}
			for _, ref := range flow.Referrers(call) {
				if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
					if at := c.keptAt(e, depth+1); at != nil {
						return at
					}
				}
			}
		}
	}
	return nil
}

// outlives reports whether addr, a variable or map, is not of this function
// alone.
func outlives(addr ssa.Value) bool {
	switch access.Of(addr).Root.(type) {
	case *ssa.Global:
		return true
	case *ssa.Parameter, *ssa.FreeVar:
		return access.Of(addr).Sel != ""
	}
	return false
}
