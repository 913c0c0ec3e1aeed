package assertok

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// decoders are the functions that fill what their argument with the given index
// points to, with whatever the data holds.
var decoders = map[string]int{
	"encoding/json.Unmarshal": 1, "(*encoding/json.Decoder).Decode": 1,
	"gopkg.in/yaml.v2.Unmarshal": 1, "(*gopkg.in/yaml.v2.Decoder).Decode": 1,
	"gopkg.in/yaml.v3.Unmarshal": 1, "(*gopkg.in/yaml.v3.Decoder).Decode": 1, "(*gopkg.in/yaml.v3.Node).Decode": 1,
	"sigs.k8s.io/yaml.Unmarshal": 1, "github.com/goccy/go-yaml.Unmarshal": 1, "github.com/goccy/go-json.Unmarshal": 1,
	"github.com/BurntSushi/toml.Unmarshal": 1, "github.com/BurntSushi/toml.Decode": 1, "github.com/BurntSushi/toml.DecodeFile": 1,
	"github.com/pelletier/go-toml.Unmarshal": 1, "github.com/pelletier/go-toml/v2.Unmarshal": 1,
	"(github.com/json-iterator/go.API).Unmarshal": 1, "github.com/json-iterator/go.Unmarshal": 1, "github.com/bytedance/sonic.Unmarshal": 1,
	"(*github.com/gin-gonic/gin.Context).BindJSON": 1, "(*github.com/gin-gonic/gin.Context).ShouldBindJSON": 1,
	"(*github.com/gin-gonic/gin.Context).Bind": 1, "(*github.com/gin-gonic/gin.Context).ShouldBind": 1,
}

// maxSteps bounds how far the operand of an assertion is followed back.
const maxSteps = 10

// decoded returns the call that has decoded the data that v is part of, or nil:
// an element of a map or list, or all of it.
func (s *sources) decoded(v ssa.Value, steps int) ssa.Instruction {
	if steps > maxSteps {
		return nil
	}
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		return s.decoded(v.X, steps+1)
	case *ssa.Lookup:
		if !v.CommaOk && !knownKey(v) {
			return s.decoded(v.X, steps+1)
		}
	case *ssa.Index:
		return s.decoded(v.X, steps+1)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return s.decoded(v.X, steps+1)
		}
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.TypeAssert:
			return s.decoded(tuple.X, steps+1)
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok && v.Index == 2 {
				return s.decoded(r.X, steps+1)
			}
		}
	case *ssa.UnOp:
		return s.decodedAt(v, steps)
	case *ssa.Parameter:
		return s.decodedArgument(v, steps)
	}
	return nil
}

// decodedArgument returns where the argument that every caller passes for v is
// decoded, or nil.
func (s *sources) decodedArgument(v *ssa.Parameter, steps int) ssa.Instruction {
	args, complete := s.flow.Arguments(v)
	if !complete {
		return nil
	}
	var at ssa.Instruction
	for _, arg := range args {
		if at = s.decoded(arg, steps+2); at == nil {
			return nil
		}
	}
	return at
}

// decodedAt is decoded for what load reads: an element of a list, a variable
// that a decoder fills, or a field that one does.
func (s *sources) decodedAt(load *ssa.UnOp, steps int) ssa.Instruction {
	switch addr := load.X.(type) {
	case *ssa.IndexAddr:
		return s.decoded(addr.X, steps+1)
	case *ssa.Alloc:
		return s.filled(addr, 0)
	case *ssa.FreeVar:
		if b := flow.Binding(addr); b != nil {
			return s.filled(b, 0)
		}
	case *ssa.FieldAddr:
		base := access.Of(addr).Root
		if alloc, ok := base.(*ssa.Alloc); ok && named(addr) && !s.assigned(addr) {
			return s.filled(alloc, 0)
		}
	}
	return nil
}

// named reports whether a decoder knows the field at addr by some name.
func named(addr *ssa.FieldAddr) bool {
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	st, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok || !st.Field(addr.Field).Exported() {
		return false
	}
	tag := reflect.StructTag(st.Tag(addr.Field))
	return tag.Get("json") != "-" && tag.Get("yaml") != "-" && tag.Get("toml") != "-"
}

// assigned reports whether the package itself stores something in the field at
// addr.
func (s *sources) assigned(addr *ssa.FieldAddr) bool {
	values, _ := s.flow.Stored(addr)
	return len(values) > 0
}

// filled returns the call that gets the address of variable to decode data
// into it, itself or by a function of the package that hands it on; or nil.
func (s *sources) filled(variable ssa.Value, depth int) ssa.Instruction {
	if depth > 2 {
		return nil
	}
	for _, ref := range flow.Referrers(variable) {
		conv, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		if at := s.passedToDecoder(conv, depth); at != nil {
			return at
		}
	}
	return nil
}

// passedToDecoder returns the call that passes the pointer in v to a decoder,
// or nil.
func (s *sources) passedToDecoder(v ssa.Value, depth int) ssa.Instruction {
	for _, ref := range flow.Referrers(v) {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		args := call.Call.Args
		if i, ok := decoders[flow.CalleeName(call.Common())]; ok {
			if call.Call.IsInvoke() {
				i--
			}
			if i < len(args) && args[i] == v {
				return call
			}
			continue
		}
		fn := call.Call.StaticCallee()
		if fn == nil || depth > 2 {
			continue
		}
		fn = flow.Origin(fn)
		for i, param := range fn.Params {
			if i < len(args) && args[i] == v && s.passedToDecoder(param, depth+1) != nil {
				return call
			}
		}
	}
	return nil
}

// knownKey reports whether the function stores something under the key of x,
// or looks at what is there, before it asserts the type.
func knownKey(x *ssa.Lookup) bool {
	for _, ref := range *x.Referrers() {
		if _, isComparison := ref.(*ssa.BinOp); isComparison {
			return true
		}
	}
	for instr := range flow.Instructions(x.Parent()) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if access.Of(instr.Map) == access.Of(x.X) {
				return true
			}
		case *ssa.Lookup:
			if instr != x && instr.CommaOk && sameKey(instr.Index, x.Index) && access.Of(instr.X) == access.Of(x.X) {
				return true
			}
		}
	}
	return false
}

func sameKey(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok1 := a.(*ssa.Const)
	y, ok2 := b.(*ssa.Const)
	return ok1 && ok2 && x.Value != nil && y.Value != nil && x.Value.ExactString() == y.Value.ExactString()
}
