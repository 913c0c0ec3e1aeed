// Package divisors finds integer divisions by a length, count or number read
// from text that may be zero.
package divisors

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// A Division panics if its divisor is zero, which nothing rules out.
type Division struct {
	Instr *ssa.BinOp
	What  string // what the divisor is, as source text
	// Average is set if a loop that works for nothing at all has added up what
	// is divided.
	Average bool
	// Parsed is set if the divisor is a number that the code has read from text
	// and not looked at since.
	Parsed bool
}

// Unguarded returns the divisions of the package outside of tests.
func Unguarded(pass *analysis.Pass) []Division {
	if !divides(pass) {
		return nil
	}
	p := flow.Of(pass)
	var all []Division
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			div, ok := instr.(*ssa.BinOp)
			if !ok || div.Op != token.QUO && div.Op != token.REM || !isInteger(div.Type()) {
				continue
			}
			if parsed(p, div.Y, 0) && !ranges.Mentioned(div, unscaled(div.Y)) && !ranges.Mentioned(div, div.Y) {
				all = append(all, Division{Instr: div, What: nameOf(p, div.Y), Parsed: true})
				continue
			}
			what := mayBeZero(p, div.Y)
			if what == "" || ranges.NotZero(div, unconverted(div.Y)) || provenOtherwise(p, div) || filledForGood(p, div.Y) {
				continue
			}
			all = append(all, Division{Instr: div, What: what, Average: average(div)})
		}
	}
	return all
}

// nameOf returns what a reader calls the number v, or what it is converted
// from.
func nameOf(p *flow.Package, v ssa.Value) string {
	for _, of := range []ssa.Value{v, unconverted(v), unscaled(v)} {
		if name := p.Name(of); name != "" {
			return name
		}
	}
	return "the divisor"
}

// average reports whether div divides what a loop before it has added up, by
// the number of things that the loop went over or counted.
func average(div *ssa.BinOp) bool {
	if div.Op != token.QUO {
		return false
	}
	sum, ok := unconverted(div.X).(*ssa.Phi)
	if !ok {
		return false
	}
	switch y := unconverted(div.Y).(type) {
	case *ssa.Phi: // counted by the same loop
		return sum.Block() == y.Block() && !flow.Reaches(div, sum)
	case *ssa.Call:
		return len(y.Call.Args) == 1 && !flow.Reaches(div, sum) && headOf(sum.Block(), y.Call.Args[0])
	}
	return false
}

// same reports whether a and b are one collection: the same value, or loads of
// the same variable.
func same(a, b ssa.Value) bool {
	return a == b || access.Of(a) == access.Of(b)
}

func unconverted(v ssa.Value) ssa.Value {
	for {
		switch conv := v.(type) {
		case *ssa.Convert:
			v = conv.X
		case *ssa.MultiConvert:
			v = conv.X
		default:
			return v
		}
	}
}

// headOf reports whether block is the head of a loop over the collection v.
func headOf(block *ssa.BasicBlock, v ssa.Value) bool {
	for _, instr := range block.Instrs {
		switch instr := instr.(type) {
		case *ssa.Next: // a map or string
			if over, ok := instr.Iter.(*ssa.Range); ok && same(over.X, v) {
				return true
			}
		case *ssa.BinOp: // i < len(v)
			call, ok := instr.Y.(*ssa.Call)
			if ok && instr.Op == token.LSS && flow.Builtin(&call.Call) == "len" && same(call.Call.Args[0], v) {
				return true
			}
		}
	}
	return false
}

// divides reports whether the package divides an integer by a variable.
func divides(pass *analysis.Pass) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			var y ast.Expr
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.QUO || n.Op == token.REM {
					y = n.Y
				}
			case *ast.AssignStmt:
				if n.Tok == token.QUO_ASSIGN || n.Tok == token.REM_ASSIGN {
					y = n.Rhs[0]
				}
			}
			found = found || y != nil && pass.TypesInfo.Types[y].Value == nil && isInteger(pass.TypesInfo.TypeOf(y))
			return !found
		})
	}
	return found
}

// mayBeZero names the divisor v if it is a length, or a count that starts at
// zero, and returns "" for all else.
func mayBeZero(p *flow.Package, v ssa.Value) string {
	switch x := v.(type) {
	case *ssa.Convert:
		return mayBeZero(p, x.X)
	case *ssa.MultiConvert:
		return mayBeZero(p, x.X)
	case *ssa.Call:
		switch name := flow.Builtin(x.Common()); name {
		case "len", "cap":
			arg := x.Call.Args[0]
			if fixed(p, arg) {
				return ""
			}
			if of := p.Name(arg); of != "" {
				return name + "(" + of + ")"
			}
			return "the length"
		}
		for _, returned := range values.Returned(p, x) {
			if n, isConst := ranges.Const(returned); isConst && n == 0 || isCounter(returned) {
				return p.Name(x)
			}
		}
		switch flow.CalleeName(x.Common()) {
		case "unicode/utf8.RuneCountInString", "unicode/utf8.RuneCount", "strings.Count", "bytes.Count":
			return "the count"
		}
	case *ssa.UnOp:
		if x.Op == token.MUL && countedAt(p, x.X) {
			if name := p.Name(x); name != "" {
				return name
			}
			return "the count"
		}
	case *ssa.Phi:
		if counter(x) {
			if name := p.Name(x); name != "" {
				return name
			}
			return "the count"
		}
	}
	return ""
}

// counter reports whether phi is a variable that starts at zero and is only
// ever increased by a constant.
func counter(phi *ssa.Phi) bool {
	zero, grows := false, false
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value) bool
	visit = func(v ssa.Value) bool {
		if seen[v] {
			return true
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Const:
			n, ok := ranges.Const(v)
			zero = zero || ok && n == 0
			return ok
		case *ssa.Phi:
			for _, edge := range v.Edges {
				if !visit(edge) {
					return false
				}
			}
			return true
		case *ssa.BinOp:
			if n, ok := ranges.Const(v.Y); ok && v.Op == token.ADD && n == 1 {
				grows = true
				return visit(v.X)
			}
		}
		return false
	}
	return visit(phi) && zero && grows
}

// provenOtherwise reports whether some branch before div looks at the divisor
// or at what it is the length of, in a way that is not understood; or div runs
// in a loop over it.
func provenOtherwise(p *flow.Package, div *ssa.BinOp) bool {
	v := unconverted(div.Y)
	if ranges.Mentioned(div, v) {
		return true
	}
	if load, ok := v.(*ssa.UnOp); ok {
		return countedBefore(div, load)
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Call.Args {
		if filledBefore(p, arg) {
			return true
		}
		if load, ok := arg.(*ssa.UnOp); ok { // if usable(x) { … / len(x.f) }
			if addr, ok := load.X.(*ssa.FieldAddr); ok && ranges.Mentioned(div, addr.X) {
				return true
			}
		}
		if ranges.Mentioned(div, arg) || insideRange(div, arg) {
			return true
		}
	}
	return false
}

// insideRange reports whether div runs in a loop over v, a map or string.
func insideRange(div *ssa.BinOp, v ssa.Value) bool {
	for _, ref := range *refs(v) {
		if r, ok := ref.(*ssa.Range); ok && flow.Dominates(r, div) && flow.InLoop(div) {
			return true
		}
	}
	return false
}

func refs(v ssa.Value) *[]ssa.Instruction {
	if r := v.Referrers(); r != nil {
		return r
	}
	return new([]ssa.Instruction)
}

func isCounter(v ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	return ok && counter(phi)
}

func isInteger(t types.Type) bool {
	if t == nil {
		return false
	}
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		return values.OnlyIntegers(param.Constraint())
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}
