package duration

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// perUnit is the largest number that is taken for a count to be divided, of
// seconds in a day for one, and not for a duration in nanoseconds.
const perUnit = 86400

// tickers maps functions that want a positive interval to what they do
// otherwise.
var tickers = map[string]string{
	"time.NewTicker":       "panics",
	"(*time.Ticker).Reset": "panics",
	"time.Tick":            "returns nil, from which a receive waits for ever",
}

// reportTickers reports intervals that are, or may easily be, zero.
func reportTickers(pass *analysis.Pass) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			effect := tickers[flow.CalleeName(call.Common())]
			// A test has chosen the interval, or what it is computed from.
			if effect == "" || deliberate.InTest(pass.Fset, call.Pos()) {
				continue
			}
			args := call.Common().Args
			interval := args[len(args)-1]
			name := flow.CalleeObject(call.Common()).Name()
			if n, isConst := ranges.Const(interval); isConst {
				if n <= 0 {
					report.At(pass, p.Range(call), "ticker", fmt.Sprintf("%s %s for an interval that is not positive", name, effect))
				}
				continue
			}
			why := mayVanish(call, interval, 0)
			if field := loadedField(interval); why == "" && field != nil && neverSet(p, field) {
				why = field.Name() + " is 0, which nothing in the package ever sets"
			}
			if why == "" {
				why = leftZero(call, interval)
			}
			if sent := zeroSent(pass.Fset, p, interval); why == "" && sent != nil && !ranges.Mentioned(call, interval) {
				report.At(pass, p.Range(call), "ticker", fmt.Sprintf("%s %s for the interval 0 that a caller passes as %s", name, effect, p.Name(interval)),
					report.Step(p.Range(sent), "passes 0 here"), report.Step(p.Range(call), "takes it for an interval here"))
				continue
			}
			if why != "" && ranges.At(call, interval).Lo <= 0 && !ranges.Mentioned(call, interval) {
				report.At(pass, p.Range(call), "ticker", fmt.Sprintf("%s %s when %s", name, effect, why))
			}
		}
	}
}

// mayVanish tells when the interval v is zero, for computations that show it,
// or returns "".
func mayVanish(at ssa.Instruction, v ssa.Value, depth int) string {
	if depth > 4 {
		return ""
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return mayVanish(at, v.X, depth+1)
	case *ssa.ChangeType:
		return mayVanish(at, v.X, depth+1)
	case *ssa.BinOp:
		switch v.Op {
		case token.QUO:
			n, isConst := ranges.Const(v.X)
			if _, fixed := ranges.Const(v.Y); isConst && !fixed && 0 <= n && n <= perUnit && !ranges.Mentioned(at, v) {
				return "the division yields 0"
			}
			if _, fixed := ranges.Const(v.Y); !isConst && fixed && !ranges.Mentioned(at, v.X) && given(v.X) && !checkedAround(at, v.X) {
				return "the division yields 0"
			}
		case token.SUB:
			if elapsed(v.Y) && !ranges.Mentioned(at, v) {
				return "more time has passed"
			}
		case token.MUL:
			if why := mayVanish(at, v.X, depth+1); why != "" {
				return why
			}
			return mayVanish(at, v.Y, depth+1)
		}
	case *ssa.Call:
		if elapsed(v) && !ranges.Mentioned(at, v) {
			return "the instant has passed"
		}
		switch flow.CalleeName(v.Common()) {
		case "github.com/spf13/viper.GetDuration", "(*github.com/spf13/viper.Viper).GetDuration":
			return "the key is not set"
		case "math/rand.Intn", "math/rand.Int63n", "math/rand.Int31n", "math/rand/v2.IntN", "math/rand/v2.Int64N", "math/rand/v2.N":
			return "the random number is 0"
		}
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 {
			return ""
		}
		switch flow.CalleeName(call.Common()) {
		case "strconv.Atoi", "strconv.ParseInt", "time.ParseDuration":
			if !ranges.Mentioned(at, v) {
				return "the input is 0"
			}
		}
	}
	return ""
}

// elapsed reports whether v is the time between two instants, which may be
// negative or long.
func elapsed(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	switch flow.CalleeName(&call.Call) {
	case "time.Until", "time.Since", "(time.Time).Sub":
		return true
	}
	return false
}

// given reports whether v comes from outside the function: a parameter, a
// field, the result of a call.
func given(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.Extract, *ssa.Call:
		return true
	case *ssa.Convert:
		return given(v.X)
	case *ssa.UnOp:
		_, isField := v.X.(*ssa.FieldAddr)
		return isField
	case *ssa.Field:
		return true
	}
	return false
}

// checkedAround reports whether v is a field that a function around the literal
// of at compares with something before it makes the literal.
func checkedAround(at ssa.Instruction, v ssa.Value) bool {
	field := loadedField(v)
	if field == nil {
		return false
	}
	for fn := at.Parent(); fn.Parent() != nil; fn = fn.Parent() {
		for _, ref := range flow.Referrers(fn) {
			for block := ref.Block().Idom(); block != nil; block = block.Idom() {
				branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
				if !ok {
					continue
				}
				if cmp, ok := branch.Cond.(*ssa.BinOp); ok && (loadedField(cmp.X) == field || loadedField(cmp.Y) == field) {
					return true
				}
			}
		}
	}
	return false
}

// loadedField returns the field that v is the value of, or nil.
func loadedField(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	return flow.FieldOf(addr)
}
