package pooluse

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// isReset reports whether some code clears the object: Reset, an assignment to
// it or a field of it, a cut to length zero, clear, or a function of the
// package that assigns to it.
func (o *object) isReset() bool {
	for _, values := range []map[ssa.Value]bool{o.aliases, o.derived} {
		for v := range values {
			if refs := v.Referrers(); refs != nil {
				for _, ref := range *refs {
					if o.resetBy(v, ref) {
						return true
					}
				}
			}
		}
	}
	return false
}

func (o *object) resetBy(v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.Store:
		if ref.Addr == v {
			call, ok := ref.Val.(*ssa.Call) // *p = append(*p, …) adds to what is there
			return !ok || flow.Builtin(call.Common()) != "append" || !o.derived[call.Call.Args[0]]
		}
	case *ssa.Slice:
		if k, ok := ref.High.(*ssa.Const); ok && k.Value != nil && constant.Sign(k.Value) == 0 {
			return true
		}
	case ssa.CallInstruction:
		common := ref.Common()
		if flow.Builtin(common) == "clear" || flow.Builtin(common) == "copy" && common.Args[0] == v {
			return true
		}
		fn := flow.CalleeObject(common)
		if fn == nil {
			return false
		}
		if name := strings.ToLower(fn.Name()); strings.Contains(name, "reset") || strings.Contains(name, "clear") || name == "truncate" || name == "init" || name == "readfull" {
			return true
		}
		return fn.Pkg() == o.pools.flow.Types && !o.pools.onlyGets(common)
	}
	return false
}

// onlyGets reports whether the call of a function of the package returns or
// puts pooled objects and does nothing else with them.
func (ps *pools) onlyGets(common *ssa.CallCommon) bool {
	callee := common.StaticCallee()
	if callee == nil {
		return false
	}
	fn := flow.Origin(callee)
	for _, param := range fn.Params {
		if ps.putters[param] {
			return !ps.object(param).isReset()
		}
	}
	return false
}

// decoders fill what they are given only with what is in the input.
var decoders = map[string]bool{
	"encoding/json.Unmarshal": true, "(*encoding/json.Decoder).Decode": true, "encoding/xml.Unmarshal": true, "(*encoding/xml.Decoder).Decode": true,
	"(*encoding/gob.Decoder).Decode": true, "gopkg.in/yaml.v3.Unmarshal": true, "(*github.com/gin-gonic/gin.Context).ShouldBindJSON": true,
	"(*github.com/gin-gonic/gin.Context).ShouldBind": true, "(*github.com/gin-gonic/gin.Context).BindJSON": true,
}

// evidenceOfStale reports whether the object is read in a way that shows what
// an earlier user left, and nothing ever resets it.
func (p *pool) evidenceOfStale(o *object) bool {
	if p.resets || o.anyPut() == nil {
		return false
	}
	written, read := false, false
	for _, values := range []map[ssa.Value]bool{o.aliases, o.derived} {
		for v := range values {
			refs := v.Referrers()
			if refs == nil {
				continue
			}
			for _, ref := range *refs {
				call, ok := ref.(*ssa.Call)
				if !ok {
					continue
				}
				name := flow.CalleeName(call.Common())
				if decoders[name] && fillsPart(v) || flow.Builtin(call.Common()) == "append" && call.Call.Args[0] == v && storedBack(call) {
					return true
				}
				if isBuffer(v.Type()) || isWriter(v) {
					method := name[strings.LastIndex(name, ".")+1:]
					written = written || strings.HasPrefix(method, "Write") && method != "WriteTo" || strings.HasPrefix(method, "Fprint") || method == "ReadFrom" || method == "NewEncoder" || method == "Execute" || name == "io.Copy" && call.Call.Args[0] == v
					read = read || method == "Bytes" || method == "String" || method == "Len"
				}
			}
		}
	}
	return written && read
}

// fillsPart reports whether v, the target of a decoder, is a struct or map.
func fillsPart(v ssa.Value) bool {
	t := v.Type()
	if conv, ok := v.(*ssa.MakeInterface); ok {
		t = conv.X.Type()
	}
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	switch ptr.Elem().Underlying().(type) {
	case *types.Struct, *types.Map:
		return true
	}
	return false
}

// storedBack reports whether the result of the append is kept or used.
func storedBack(call *ssa.Call) bool { return len(*call.Referrers()) > 0 }

func isBuffer(t types.Type) bool {
	return t.String() == "*bytes.Buffer" || t.String() == "*strings.Builder"
}

// isWriter reports whether v is a buffer as an interface.
func isWriter(v ssa.Value) bool {
	conv, ok := v.(*ssa.MakeInterface)
	return ok && isBuffer(conv.X.Type())
}

// looksAtSize reports whether some code asks for the length or capacity of an
// object of the pool.
func (p *pool) looksAtSize(ps *pools) bool {
	for _, put := range p.puts {
		for _, block := range put.Parent().Blocks {
			for _, instr := range block.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				switch name := flow.CalleeName(call.Common()); {
				case strings.HasSuffix(name, ").Cap"), strings.HasSuffix(name, ").Len"), strings.HasSuffix(name, ").Size"), flow.Builtin(call.Common()) == "cap":
					return true
				}
			}
		}
	}
	return false
}
