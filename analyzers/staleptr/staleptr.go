package staleptr

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports pointers into a slice that append has moved.
var Analyzer = &analysis.Analyzer{
	Name:     "staleptr",
	Doc:      docs.MustExtract(doc, "staleptr"),
	URL:      docs.URL("staleptr"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, m: alias.New(flow.Of(pass)), seen: make(map[ssa.Instruction]bool)}
	for _, fn := range c.m.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.IndexAddr:
				if alias.IsSlice(instr.X) && c.explicit(instr) && !c.reserved(instr.X) {
					array := c.m.View(instr.X).Array
					grows := func(other ssa.Instruction) bool { return c.grows(other, array) }
					if !c.check(pointer{instr, c.m.Name(instr.X), c.m.Name(instr)}, grows) {
						c.checkKept(instr)
					}
				}
			case *ssa.Call:
				if field := c.newElement(instr); field != nil {
					grows := func(other ssa.Instruction) bool {
						call, ok := other.(*ssa.Call)
						return ok && c.newElement(call) == field && call.Call.Args[0] == instr.Call.Args[0]
					}
					c.check(pointer{instr, field.Name(), ""}, grows)
				}
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass *analysis.Pass
	m    *alias.Model
	seen map[ssa.Instruction]bool // the writes reported
}

// explicit reports whether the source takes the address: &s[i] or &s[i].f, not
// s[i].f = v.
func (c *checker) explicit(addr *ssa.IndexAddr) bool {
	for _, n := range c.m.Enclosing(addr.Pos()) {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			return n.Op == token.AND
		case *ast.IndexExpr, *ast.SelectorExpr, *ast.ParenExpr:
		case ast.Node:
			if ident, ok := n.(*ast.Ident); ok && ident.Pos() == addr.Pos() {
				continue
			}
			return false
		}
	}
	return false
}

// reserved reports whether the slice v was made with capacity in advance.
func (c *checker) reserved(v ssa.Value) bool {
	switch array := c.m.View(v).Array.(type) {
	case *ssa.MakeSlice:
		return array.Len != array.Cap
	case *ssa.Alloc:
		return !full(array)
	case *ssa.UnOp:
		values, _ := c.m.Stored(array.X)
		for _, v := range values {
			if made, ok := v.(*ssa.MakeSlice); ok && made.Len != made.Cap {
				return true
			}
		}
	}
	return false
}

// full reports whether array, made by a literal or by make with a constant
// length, is sliced as a whole: the next append moves the elements.
func full(array *ssa.Alloc) bool {
	t, ok := array.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	if !ok || array.Comment != "makeslice" && array.Comment != "slicelit" {
		return false
	}
	for _, ref := range *array.Referrers() {
		if slice, ok := ref.(*ssa.Slice); ok && slice.High != nil {
			if n, ok := ranges.Const(slice.High); !ok || n < t.Len() {
				return false
			}
		}
	}
	return true
}

// A pointer is a pointer to an element, taken here or by a function called.
type pointer struct {
	ssa.Instruction
	slice, name string
}

// check reports a write through p after an instruction for which grows holds,
// and whether there is one.
func (c *checker) check(p pointer, grows func(ssa.Instruction) bool) bool {
	writes := c.writes(p.Instruction.(ssa.Value))
	if len(writes) == 0 {
		return false
	}
	var grown ssa.Instruction
	path, ok := flow.Find(c.m.Package, flow.Search[bool]{
		Fn:   p.Parent(),
		From: p.Instruction,
		Step: func(moved bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case e.Instr == p.Instruction || c.again(e.Instr, p):
				return moved, flow.Prune // another pointer from here on
			case moved && writes[e.Instr]:
				return moved, flow.Found
			case !moved && grows(e.Instr):
				grown = e.Instr
				return true, flow.Continue
			}
			return moved, flow.Continue
		},
	})
	if !ok || path == nil || grown == nil {
		return false
	}
	if c.seen[path.End] {
		return true
	}
	c.seen[path.End] = true
	slice := p.slice
	if slice == "" {
		slice = "the slice"
	}
	report.At(c.pass, c.m.Range(path.End), "",
		fmt.Sprintf("write through a pointer into %s may miss it: append has moved the elements since", slice),
		report.Step(c.m.Range(p.Instruction), "%s is taken here", pointerName(p.name)), report.Step(c.m.Range(grown), "%s grows here", slice), report.Step(c.m.Range(path.End), "writes to the old element here"))
	return true
}

func pointerName(name string) string {
	if name == "" {
		return "the pointer"
	}
	return "&" + name
}

// grows reports whether instr appends to a slice of array and the result takes
// its place: the same variable or field goes on with it.
func (c *checker) grows(instr ssa.Instruction, array ssa.Value) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	if app, ok := c.m.AppendOf(call); ok {
		view := c.m.View(app.Base)
		if view.Truncated != nil || len(*call.Referrers()) == 0 {
			return false
		}
		if view.Array != array {
			return (c.entersWith(app.Base, array) || c.sameVariable(app.Base, array)) && c.reassigns(call)
		}
		return !view.Exact || c.reassigns(call)
	}
	load, ok := array.(*ssa.UnOp)
	return ok && (c.growsField(call, load) || c.growsCaptured(call, load))
}

// entersWith reports whether v is the variable of a loop that starts with a
// slice of array.
func (c *checker) entersWith(v, array ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	if !ok {
		return false
	}
	for _, edge := range phi.Edges {
		if view := c.m.View(edge); view.Array == array && view.Truncated == nil {
			return true
		}
	}
	return false
}

// reassigns reports whether call is that of s = append(s, …), so that nobody
// goes on with the elements as they were.
func (c *checker) reassigns(call *ssa.Call) bool {
	e, ok := c.m.Syntax(call).(*ast.CallExpr)
	if !ok || len(e.Args) == 0 {
		return false
	}
	for _, n := range c.m.Enclosing(e.Pos()) {
		if assign, ok := n.(*ast.AssignStmt); ok {
			return len(assign.Lhs) == 1 && len(assign.Rhs) == 1 && syntax.Same(c.pass.TypesInfo, assign.Lhs[0], e.Args[0])
		}
	}
	return false
}

// growsField reports whether a function that call invokes appends to the field
// or variable that load loads.
func (c *checker) growsField(call *ssa.Call, load *ssa.UnOp) bool {
	if _, isField := load.X.(*ssa.FieldAddr); !isField || !c.m.MayStore(call, load.X) {
		return false
	}
	callees, _ := c.m.Callees(call)
	for _, callee := range callees {
		for instr := range flow.Instructions(callee.Fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || flow.FieldOf(addr) != flow.FieldOf(load.X.(*ssa.FieldAddr)) {
				continue
			}
			if _, ok := c.m.AppendOf(store.Val); ok {
				return true
			}
		}
	}
	return false
}

// writes returns the instructions that write through p or a pointer to a field
// of what it points to, also by calling a method of the package that does.
func (c *checker) writes(p ssa.Value) map[ssa.Instruction]bool {
	writes := make(map[ssa.Instruction]bool)
	c.addWrites(p, writes, 0)
	return writes
}

func (c *checker) addWrites(p ssa.Value, writes map[ssa.Instruction]bool, depth int) {
	if depth > 4 || p.Referrers() == nil {
		return
	}
	for _, ref := range flow.Referrers(p) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == p {
				writes[ref] = true
			}
		case *ssa.FieldAddr:
			c.addWrites(ref, writes, depth+1)
		case *ssa.IndexAddr:
			if ref.X == p { // of an array
				c.addWrites(ref, writes, depth+1)
			}
		case *ssa.Phi:
			if c.onlyOr(ref, p, make(map[ssa.Value]bool)) {
				c.addWrites(ref, writes, depth+1)
			}
		case *ssa.Call:
			if c.calleeWrites(ref, p, depth) {
				writes[ref] = true
			}
		}
	}
}

// onlyOr reports whether phi, and the phis that it is made from, hold p, another
// pointer into the same variable, or nil and nothing else.
func (c *checker) onlyOr(phi *ssa.Phi, p ssa.Value, seen map[ssa.Value]bool) bool {
	seen[phi] = true
	for _, edge := range phi.Edges {
		if edge == p || seen[edge] || flow.IsNil(edge) || c.sibling(edge, p) {
			continue
		}
		if other, ok := edge.(*ssa.Phi); !ok || len(seen) > 10 || !c.onlyOr(other, p, seen) {
			return false
		}
	}
	return true
}

// calleeWrites reports whether the function that call invokes writes through
// its argument p.
func (c *checker) calleeWrites(call *ssa.Call, p ssa.Value, depth int) bool {
	callees, certainty := c.m.Callees(call)
	if certainty == flow.Unknown {
		return false
	}
	for _, callee := range callees {
		for i, arg := range callee.Args {
			if arg != p || i >= len(callee.Fn.Params) {
				continue
			}
			inner := make(map[ssa.Instruction]bool)
			c.addWrites(callee.Fn.Params[i], inner, depth+1)
			if len(inner) > 0 {
				return true
			}
		}
	}
	return false
}
