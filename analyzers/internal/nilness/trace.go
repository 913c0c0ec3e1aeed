package nilness

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Trace returns the places that make the value nil, in the order they execute:
// the declaration or assignment, the return of the callee, the comparison.
// use, which lies in the function of the value, is where it is nil; name is
// what the source calls the value there, or "".
func (m *Model) Trace(c *Cause, use ssa.Instruction, name string) []analysis.RelatedInformation {
	if c != nil && c.Var == "" && c.Kind != Returned {
		named := *c
		named.Var = name
		c = &named
	}
	return m.trace(c, use, 0)
}

func (m *Model) trace(c *Cause, use ssa.Instruction, depth int) []analysis.RelatedInformation {
	if c == nil || depth > 4 {
		return nil
	}
	step := func(rng analysis.Range, format string, args ...any) []analysis.RelatedInformation {
		return []analysis.RelatedInformation{{Pos: rng.Pos(), End: rng.End(), Message: fmt.Sprintf(format, args...)}}
	}
	name := c.Var
	if name == "" {
		name = "it"
	}
	switch c.Kind {
	case Constant, Unset:
		if rng, text := m.assignment(c.Var, use); rng.Pos().IsValid() {
			return step(rng, "%s %s", name, text)
		}
	case Compared:
		if c.Path != nil {
			for i := len(c.Path.Decisions) - 1; i >= 0; i-- {
				d := c.Path.Decisions[i]
				if test, ok := flow.NilTestOf(d.If.Cond); ok && test.NilWhen == d.Taken && (test.X == c.Value || m.flow.Name(test.X) == m.flow.Name(c.Value)) {
					return step(m.flow.Range(d.If.Cond.(ssa.Instruction)), "%s is found to be nil here", m.flow.Name(c.Value))
				}
			}
		}
	case Returned:
		call := c.Value.(*ssa.Call)
		ret := c.Inner.Return
		fn := ret.Parent()
		var inner []analysis.RelatedInformation
		nils := 0
		for i, kind := range c.Inner.Kinds {
			if kind == Nil && c.Inner.Causes[i] != nil && !typ.IsError(ret.Results[i].Type()) && nils == 0 {
				nils++
				inner = m.trace(c.Inner.Causes[i], ret, depth+1)
			}
		}
		steps := step(m.flow.Range(call), "calls %s here", fn.Name())
		steps = append(steps, inner...)
		return append(steps, step(m.flow.Range(ret), "%s returns nil here", fn.Name())...)
	case Missing:
		return step(m.flow.Range(origin(c.Value)), "nil if the map has no such key")
	case Failed:
		return step(m.flow.Range(origin(c.Value)), "leaves nil if it fails")
	}
	return nil
}

// origin returns the instruction that computes v, or the tuple it is part of.
func origin(v ssa.Value) ssa.Instruction {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	return v.(ssa.Instruction)
}

// assignment returns where the variable called name, of the function of use,
// becomes nil: the last assignment of nil before use, or its declaration.
func (m *Model) assignment(name string, use ssa.Instruction) (flow.Span, string) {
	syntax := use.Parent().Syntax()
	if syntax == nil || name == "" {
		return flow.Span{}, ""
	}
	limit := use.Pos()
	if !limit.IsValid() {
		limit = syntax.End()
	}
	var at flow.Span
	text := ""
	ast.Inspect(syntax, func(n ast.Node) bool {
		if n == nil || n.Pos() > limit {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncDecl:
			for _, field := range results(n.Type) {
				if field.Name == name {
					at, text = flow.Span{Start: field.Pos(), Stop: field.End()}, "starts as nil"
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if id.Name == name && (len(n.Values) == 0 || i < len(n.Values) && m.isNil(n.Values[i])) {
					at, text = flow.Span{Start: id.Pos(), Stop: id.End()}, "starts as nil"
				}
			}
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && id.Name == name && len(n.Lhs) == len(n.Rhs) && m.isNil(n.Rhs[i]) {
					at, text = flow.Span{Start: id.Pos(), Stop: n.Rhs[i].End()}, "is set to nil"
				}
			}
		}
		return true
	})
	return at, text
}

func results(t *ast.FuncType) []*ast.Ident {
	var names []*ast.Ident
	if t.Results != nil {
		for _, f := range t.Results.List {
			names = append(names, f.Names...)
		}
	}
	return names
}

// isNil reports whether e is nil, converted to some type or not.
func (m *Model) isNil(e ast.Expr) bool {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && m.flow.Info.Types[call.Fun].IsType() {
		return m.isNil(call.Args[0])
	}
	return m.flow.Info.Types[e].IsNil()
}
