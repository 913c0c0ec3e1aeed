package narrowing

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports integer conversions that lose digits.
var Analyzer = &analysis.Analyzer{
	Name:     "narrowing",
	Doc:      docs.MustExtract(doc, "narrowing"),
	URL:      docs.URL("narrowing"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !narrows(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			conv, ok := instr.(*ssa.Convert)
			if !ok || !typ.IsBasic(conv.X.Type(), types.IsInteger) || !typ.IsBasic(conv.Type(), types.IsInteger) {
				continue
			}
			source, in, ok := origin(p, conv.X)
			if !ok {
				continue
			}
			in = meet(in, ranges.At(conv, conv.X))
			if in.Within(ranges.OfType(conv.Type())) || testedAfter(conv) {
				continue
			}
			if guarded(conv) {
				if negative(conv, in) {
					report.At(pass, p.Range(conv), "", fmt.Sprintf("%s may be negative, which becomes a large %s: only its upper bound is tested", name(p, conv.X), conv.Type()))
				}
				continue
			}
			report.At(pass, p.Range(conv), "", fmt.Sprintf("%s may not fit in %s: %s", name(p, conv.X), conv.Type(), source))
		}
	}
	return nil, nil
}

// narrows reports whether the package parses numbers or converts lengths.
func narrows(pass *analysis.Pass) bool {
	if syntax.Imports(pass.Pkg, "strconv") {
		return true
	}
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 1 && pass.TypesInfo.Types[call.Fun].IsType() {
				if inner, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr); ok {
					id, ok := inner.Fun.(*ast.Ident)
					found = found || ok && id.Name == "len"
				}
			}
			return !found
		})
	}
	return found
}

func name(p *flow.Package, v ssa.Value) string {
	if name := p.Name(v); name != "" {
		return name
	}
	return "the value"
}

// origin tells where v comes from and how large it can be, if it comes from
// where large values must be expected: parsed text, or a length for a type of
// 8 or 16 bits.
func origin(p *flow.Package, v ssa.Value) (source string, in ranges.Interval, ok bool) {
	switch v := v.(type) {
	case *ssa.Extract:
		call, isCall := v.Tuple.(*ssa.Call)
		if !isCall || v.Index != 0 {
			return "", in, false
		}
		switch flow.CalleeName(call.Common()) {
		case "strconv.Atoi":
			return "Atoi parses numbers of 64 bits", ranges.All, true
		case "strconv.ParseInt", "strconv.ParseUint":
			bits, isConst := ranges.Const(call.Call.Args[2])
			if !isConst {
				return "", in, false
			}
			if bits == 0 {
				bits = 64
			}
			fn := flow.CalleeObject(call.Common()).Name()
			return fmt.Sprintf("%s was asked for %d bits", fn, bits), parsed(fn, bits), true
		}
		return passedOn(p, call)
	case *ssa.Call:
		if flow.Builtin(v.Common()) == "len" && (unlimited(p, v.Call.Args[0]) || counted(p, v)) {
			return "a length has no limit", ranges.Interval{Lo: 0, Hi: math.MaxInt64}, small(v)
		}
	}
	return "", in, false
}

// passedOn returns the origin of the first result of the function of the package
// that call invokes, if each return passes on the number that it has parsed.
func passedOn(p *flow.Package, call *ssa.Call) (source string, in ranges.Interval, ok bool) {
	callees, certainty := p.Callees(call)
	if call.Call.IsInvoke() || certainty != flow.Sure {
		return "", in, false
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, isReturn := instr.(*ssa.Return)
		if !isReturn {
			continue
		}
		result, isExtract := flow.Results(ret)[0].(*ssa.Extract)
		if !isExtract {
			return "", in, false
		}
		inner, isCall := result.Tuple.(*ssa.Call)
		if !isCall || inner.Parent() == call.Parent() || flow.CalleeObject(inner.Common()) == nil || flow.CalleeObject(inner.Common()).Pkg() == nil || flow.CalleeObject(inner.Common()).Pkg().Path() != "strconv" {
			return "", in, false
		}
		if source, in, ok = origin(p, result); !ok {
			return "", in, false
		}
	}
	return source, in, ok
}

// small reports whether all conversions of v are to 8 or 16 bits: the code
// takes the length for a small number.
func small(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		conv, ok := ref.(*ssa.Convert)
		if !ok {
			continue
		}
		if b, ok := conv.Type().Underlying().(*types.Basic); ok {
			switch b.Kind() {
			case types.Int8, types.Uint8, types.Int16, types.Uint16:
				return onlyStored(conv)
			}
		}
	}
	return false
}

// onlyStored reports whether the small number is not one byte of a longer
// encoding: byte(n>>8), byte(n).
func onlyStored(conv *ssa.Convert) bool {
	for instr := range flow.Instructions(conv.Parent()) {
		op, ok := instr.(*ssa.BinOp)
		if ok && (op.Op == token.SHR || op.Op == token.AND || op.Op == token.REM) && (op.X == conv.X || sameLength(op.X, conv.X)) {
			return false
		}
	}
	return true
}

// sameLength reports whether a and b are the length of the same value.
func sameLength(a, b ssa.Value) bool {
	x, ok := a.(*ssa.Call)
	y, isCall := b.(*ssa.Call)
	return ok && isCall && flow.Builtin(&x.Call) == "len" && flow.Builtin(&y.Call) == "len" && x.Call.Args[0] == y.Call.Args[0]
}

// testedAfter reports whether the code compares the length that conv converts
// with a limit after the conversion, as a check of arguments that comes late.
func testedAfter(conv *ssa.Convert) bool {
	for instr := range flow.Instructions(conv.Parent()) {
		cmp, ok := instr.(*ssa.BinOp)
		if !ok || !sameLength(cmp.X, conv.X) && !sameLength(cmp.Y, conv.X) || !flow.Reaches(conv, cmp) {
			continue
		}
		switch cmp.Op {
		case token.GTR, token.GEQ, token.LSS, token.LEQ:
			return true
		}
	}
	return false
}

// unlimited reports whether v is a string or slice that the function is given by
// callers out of sight.
func unlimited(p *flow.Package, v ssa.Value) bool {
	param, ok := v.(*ssa.Parameter)
	if !ok {
		return false
	}
	switch t := param.Type().Underlying().(type) {
	case *types.Slice:
	case *types.Basic:
		if t.Info()&types.IsString == 0 {
			return false
		}
	default:
		return false
	}
	_, known := p.Arguments(param)
	return !known
}

// parsed returns the results of a function of strconv for a number of bits.
func parsed(fn string, bits int64) ranges.Interval {
	switch {
	case bits >= 64 && fn == "ParseInt":
		return ranges.All
	case bits >= 64:
		return ranges.Interval{Lo: 0, Hi: math.MaxInt64}
	case fn == "ParseInt":
		return ranges.Interval{Lo: -1 << (bits - 1), Hi: 1<<(bits-1) - 1}
	}
	return ranges.Interval{Lo: 0, Hi: 1<<bits - 1}
}

func meet(a, b ranges.Interval) ranges.Interval {
	return ranges.Interval{Lo: max(a.Lo, b.Lo), Hi: min(a.Hi, b.Hi)}
}

// guarded reports whether the code looks at the size of what conv converts:
// before it, or by comparing the result with it.
func guarded(conv *ssa.Convert) bool {
	if ranges.Mentioned(conv, conv.X) {
		return true
	}
	for _, ref := range *conv.Referrers() {
		back, ok := ref.(*ssa.Convert)
		if !ok {
			continue
		}
		for _, use := range *back.Referrers() {
			if cmp, ok := use.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
				return true
			}
		}
	}
	return false
}
