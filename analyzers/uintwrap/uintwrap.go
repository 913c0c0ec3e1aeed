package uintwrap

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports unsigned arithmetic that wraps around.
var Analyzer = &analysis.Analyzer{
	Name:     "uintwrap",
	Doc:      docs.MustExtract(doc, "uintwrap"),
	URL:      docs.URL("uintwrap"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	c := comparisons{p: p}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if made, ok := instr.(*ssa.MakeSlice); ok {
				if sub := c.size(made); sub != nil {
					report.At(pass, p.Range(sub), "compare", fmt.Sprintf("%s - %s wraps around to a huge number when negative, and make panics", name(p, sub, sub.X), name(p, sub, sub.Y)))
				}
				continue
			}
			op, ok := instr.(*ssa.BinOp)
			if !ok {
				continue
			}
			if exact, ok := overflows(op); ok {
				if deliberate.InTest(pass.Fset, op.Pos()) {
					continue // tests of limits go beyond them
				}
				report.At(pass, p.Range(op), "overflow", fmt.Sprintf("the result %s does not fit in %s and wraps around", exact, op.Type()))
				continue
			}
			if sub := c.wrapping(op); sub != nil {
				report.At(pass, p.Range(sub), "compare", fmt.Sprintf("%s - %s wraps around to a huge number when negative, so the comparison misleads", name(p, sub, sub.X), name(p, sub, sub.Y)))
			}
			if phi := countsDownForEver(op); phi != nil {
				report.At(pass, p.Range(op), "loop", "an unsigned counter is never below zero: the loop goes on from the largest number")
			}
		}
	}
	return nil, nil
}

// name returns what the source calls v, an operand of at.
func name(p *flow.Package, at *ssa.BinOp, v ssa.Value) string {
	if k, ok := v.(*ssa.Const); ok && k.Value != nil {
		return k.Value.ExactString()
	}
	if name := p.Name(v); name != "" {
		return name
	}
	if e, ok := p.Syntax(at).(*ast.BinaryExpr); ok {
		operand := e.Y
		if v == at.X {
			operand = e.X
		}
		if text := types.ExprString(operand); len(text) < 20 {
			return text
		}
	}
	return "…"
}

// countsDownForEver returns the unsigned loop counter that cmp compares with i
// >= 0 while the loop decrements it, or nil.
func countsDownForEver(cmp *ssa.BinOp) *ssa.Phi {
	phi, ok := cmp.X.(*ssa.Phi)
	limit, isConst := ranges.Const(cmp.Y)
	if !ok || cmp.Op != token.GEQ || !isConst || limit != 0 || !isUnsigned(phi.Type()) {
		return nil
	}
	for _, edge := range phi.Edges {
		if step, ok := edge.(*ssa.BinOp); ok && step.Op == token.SUB && step.X == ssa.Value(phi) {
			return phi
		}
	}
	return nil
}

// overflows returns the exact result of an operation on two constants, held in
// variables, if it does not fit its type.
func overflows(op *ssa.BinOp) (constant.Value, bool) {
	basic, ok := op.Type().Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 {
		return nil, false
	}
	if (op.Op == token.MUL || op.Op == token.SHL) && basic.Info()&types.IsUnsigned != 0 && !fits(constant.MakeInt64(-1), basic) && fits(constant.MakeInt64(1<<31), basic) {
		return nil, false // hashes and random numbers wrap around on purpose
	}
	exact, ok := compute(op, 0)
	return exact, ok && !fits(exact, basic)
}

// compute returns the exact result of an operation on constants, or on the
// results of such that fit.
func compute(op *ssa.BinOp, depth int) (constant.Value, bool) {
	x, okX := constantOf(op.X, depth)
	y, okY := constantOf(op.Y, depth)
	if !okX || !okY {
		return nil, false
	}
	switch op.Op {
	case token.ADD, token.SUB, token.MUL:
		return constant.BinaryOp(x, op.Op, y), true
	case token.SHL:
		n, ok := constant.Uint64Val(y)
		if !ok || n > 512 {
			return nil, false
		}
		return constant.Shift(x, token.SHL, uint(n)), true
	}
	return nil, false
}

// constantOf returns the value of an integer constant, or of what constants are
// computed to if it fits.
func constantOf(v ssa.Value, depth int) (constant.Value, bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Int {
			return v.Value, true
		}
	case *ssa.BinOp:
		basic, ok := v.Type().Underlying().(*types.Basic)
		if !ok || basic.Info()&types.IsInteger == 0 || depth > 4 {
			return nil, false
		}
		exact, ok := compute(v, depth+1)
		return exact, ok && fits(exact, basic)
	}
	return nil, false
}

// fits reports whether n is a value of the type, taking int for 64 bits wide.
func fits(n constant.Value, t *types.Basic) bool {
	bits := map[types.BasicKind]uint{
		types.Int8: 8, types.Int16: 16, types.Int32: 32, types.Int64: 64, types.Int: 64,
		types.Uint8: 8, types.Uint16: 16, types.Uint32: 32, types.Uint64: 64, types.Uint: 64, types.Uintptr: 64,
	}[t.Kind()]
	if bits == 0 {
		return true
	}
	one := constant.MakeInt64(1)
	lo, hi := constant.MakeInt64(0), constant.Shift(one, token.SHL, bits)
	if t.Info()&types.IsUnsigned == 0 {
		hi = constant.Shift(one, token.SHL, bits-1)
		lo = constant.UnaryOp(token.SUB, hi, 0)
	}
	return constant.Compare(n, token.GEQ, lo) && constant.Compare(n, token.LSS, hi)
}

func isUnsigned(t types.Type) bool {
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		return values.OnlyUnsigned(param.Constraint())
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsUnsigned != 0
}
