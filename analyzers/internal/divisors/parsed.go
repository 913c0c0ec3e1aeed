package divisors

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// parsed reports whether v is a number that the code has read from text, and
// has not looked at since: what is written there may be 0.
func parsed(p *flow.Package, v ssa.Value, depth int) bool {
	switch v := v.(type) {
	case *ssa.Convert:
		return parsed(p, v.X, depth)
	case *ssa.ChangeType:
		return parsed(p, v.X, depth)
	case *ssa.BinOp: // of seconds, say
		_, isConst := v.Y.(*ssa.Const)
		return v.Op == token.MUL && isConst && parsed(p, v.X, depth)
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok {
			return false
		}
		switch flow.CalleeName(call.Common()) {
		case "strconv.Atoi", "strconv.ParseInt", "strconv.ParseUint", "strconv.ParseFloat", "time.ParseDuration":
			return v.Index == 0
		}
		return depth < 3 && returnsParsed(p, call, v.Index, depth+1)
	}
	return false
}

// returnsParsed reports whether result i of call, of a function of the package,
// is a number read from text that the function has not looked at, or else a
// constant.
func returnsParsed(p *flow.Package, call *ssa.Call, i, depth int) bool {
	callees, certainty := p.Callees(call)
	if len(callees) != 1 || certainty != flow.Sure {
		return false
	}
	found := false
	for _, block := range callees[0].Fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) || block == callees[0].Fn.Recover {
			continue
		}
		result := flow.Results(ret)[i]
		if _, isConst := result.(*ssa.Const); isConst {
			continue
		}
		if !parsed(p, result, depth) || ranges.Mentioned(ret, unscaled(result)) {
			return false
		}
		found = true
	}
	return found
}

// unscaled returns the number that v is a multiple of, or v converted from.
func unscaled(v ssa.Value) ssa.Value {
	for {
		v = unconverted(v)
		product, ok := v.(*ssa.BinOp)
		if !ok || product.Op != token.MUL {
			return v
		}
		v = product.X
	}
}
