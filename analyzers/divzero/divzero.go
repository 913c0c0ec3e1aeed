package divzero

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports divisions by a length or count that may be zero.
var Analyzer = &analysis.Analyzer{
	Name:     "divzero",
	Doc:      docs.MustExtract(doc, "divzero"),
	URL:      docs.URL("divzero"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !divides(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if strings.HasSuffix(pass.Fset.Position(fn.Pos()).Filename, "_test.go") {
			continue
		}
		for instr := range flow.Instructions(fn) {
			div, ok := instr.(*ssa.BinOp)
			if !ok || div.Op != token.QUO && div.Op != token.REM || !isInteger(div.Type()) {
				continue
			}
			what := mayBeZero(p, div.Y)
			if what == "" || ranges.NotZero(div, div.Y) || provenOtherwise(div) || filledForGood(p, div.Y) {
				continue
			}
			report.At(pass, p.Range(div), "", fmt.Sprintf("the division panics when %s is 0", what))
		}
	}
	return nil, nil
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
		switch flow.CalleeName(x.Common()) {
		case "unicode/utf8.RuneCountInString", "unicode/utf8.RuneCount", "strings.Count", "bytes.Count":
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

// fixed reports whether the length of v is not zero for good: an array, a
// constant string, or a package variable that only ever has values that are
// not empty.
func fixed(p *flow.Package, v ssa.Value) bool {
	t := v.Type().Underlying()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem().Underlying()
	}
	if _, ok := t.(*types.Array); ok {
		return true
	}
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeSlice:
		n, ok := ranges.Const(v.Len)
		return ok && n > 0 || ranges.NotZero(v, v.Len)
	case *ssa.Slice: // a literal, or a part with constant length
		ptr, ok := v.X.Type().Underlying().(*types.Pointer)
		if !ok || v.Low != nil {
			return false
		}
		if n, isConst := ranges.Const(v.High); v.High != nil { // make with a constant length
			return isConst && n > 0
		}
		arr, ok := ptr.Elem().Underlying().(*types.Array)
		return ok && arr.Len() > 0
	case *ssa.UnOp:
		if _, isField := v.X.(*ssa.FieldAddr); isField { // nil until it is set
			return false
		}
		values, complete := p.Stored(v.X)
		if !complete || len(values) == 0 {
			return exportedTable(v.X)
		}
		for _, stored := range values {
			if stored == ssa.Value(v) || !fixed(p, stored) {
				return false
			}
		}
		return true
	case *ssa.Call: // append(x, y) has at least one element
		return flow.Builtin(v.Common()) == "append" && len(v.Call.Args) == 2 && fixed(p, v.Call.Args[1])
	case *ssa.Parameter:
		return sentFilled(p, v)
	}
	return false
}

// sentFilled reports whether all callers of the function of v pass something
// that is not empty, or look at it first.
func sentFilled(p *flow.Package, v *ssa.Parameter) bool {
	args, complete := p.Arguments(v)
	if !complete {
		return false
	}
	for i, call := range p.CallersOf(v.Parent()).Calls {
		if i >= len(args) || args[i] == ssa.Value(v) || !fixed(p, args[i]) && !ranges.Mentioned(call, args[i]) {
			return false
		}
	}
	return true
}

// filledForGood reports whether v is the length of a field that is set where
// its struct is made and never again: it has what it was made with.
func filledForGood(p *flow.Package, v ssa.Value) bool {
	if conv, ok := v.(*ssa.Convert); ok {
		v = conv.X
	}
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return false
	}
	load, ok := call.Call.Args[0].(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	field := flow.FieldOf(addr)
	if field == nil || field.Exported() {
		return false
	}
	changed := false
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if to, ok := store.Addr.(*ssa.FieldAddr); ok && flow.FieldOf(to) == field {
				if made(store.Val) { // a ring buffer, a table
					return true
				}
				_, fresh := to.X.(*ssa.Alloc)
				changed = changed || !fresh
			}
		}
	}
	return !changed
}

// made reports whether v is a slice of a size that the code has chosen.
func made(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return true
	case *ssa.Slice:
		_, ofArray := v.X.Type().Underlying().(*types.Pointer)
		return ofArray
	}
	return false
}

// exportedTable reports whether addr is a package variable whose assignments
// are not all known: a table that other code may fill.
func exportedTable(addr ssa.Value) bool {
	_, ok := addr.(*ssa.Global)
	return ok
}

// provenOtherwise reports whether some branch before div looks at the divisor
// or at what it is the length of, in a way that is not understood; or div runs
// in a loop over it.
func provenOtherwise(div *ssa.BinOp) bool {
	v := div.Y
	if conv, ok := v.(*ssa.Convert); ok {
		v = conv.X
	}
	if ranges.Mentioned(div, v) {
		return true
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Call.Args {
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

func isInteger(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}
