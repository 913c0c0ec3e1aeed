package lockorder

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports locks that are acquired in opposite orders.
var Analyzer = &analysis.Analyzer{
	Name:     "lockorder",
	Doc:      docs.MustExtract(doc, "lockorder"),
	URL:      docs.URL("lockorder"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	cyclic    = "cycle"
	instances = "instances"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.Used() {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, graph: make(graph)}
	for _, fn := range model.Functions() {
		for _, n := range model.Nestings(fn) {
			switch {
			case n.Inner.Depth() > maxChain || c.inTest(fn):
			case !n.Inner.Sure || !locks.Shared(n.Outer.Class) || !locks.Shared(n.Inner.Class):
			case n.Outer.Class != n.Inner.Class:
				c.graph.add(n)
			case !n.Inner.OutOfReach:
				c.twoObjects(n)
			}
		}
	}
	said := make(map[ssa.CallInstruction]bool) // one place may close several cycles
	for _, cycle := range c.graph.cycles(c.meet) {
		if last := cycle[len(cycle)-1].Inner.Call; !said[last] {
			said[last] = true
			c.reportCycle(cycle)
		}
	}
	return nil, nil
}

// maxChain is how many calls a waiting goroutine may be deep: along more of
// them the conditions that exclude each other are too many.
const maxChain = 5

// inTest reports whether fn is part of a test, which uses what it tests on its
// own.
func (c *checker) inTest(fn *ssa.Function) bool {
	return c.inTestAt(fn.Pos())
}

// A checker looks at the lock order of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	graph graph
	pairs map[*ssa.Function]bool
	kept  map[types.Object]int // collections of each type
}

// reportCycle reports the edges of a cycle, at the one that is against the
// order of most others.
func (c *checker) reportCycle(cycle []locks.Nesting) {
	last := cycle[len(cycle)-1]
	var trace []analysis.RelatedInformation
	for i, n := range cycle {
		who := "one goroutine"
		if i > 0 {
			who = "another goroutine"
		}
		text := "%s locks %s here"
		if n.Callers {
			text = "%s releases %s here, which it holds for its caller"
		}
		trace = append(trace, report.Step(c.model.Flow.Range(n.Outer.At), text, who, n.Outer.Class))
		trace = append(trace, c.model.Chain(n.Inner, fmt.Sprintf("waits for %s, holding %s,", n.Inner.Class, n.Outer.Class))...)
	}
	text := fmt.Sprintf("%s is locked while %s is held, elsewhere %s while %s is: deadlock",
		last.Inner.Class, last.Outer.Class, last.Outer.Class, last.Inner.Class)
	if len(cycle) > 2 {
		text = fmt.Sprintf("%s is locked while %s is held, which closes a cycle of %d locks: deadlock",
			last.Inner.Class, last.Outer.Class, len(cycle))
	}
	report.At(c.pass, c.model.Flow.Range(last.Inner.Call), cyclic, text, trace...)
}

// twoObjects reports a function that locks two of its parameters in the order
// in which it gets them.
func (c *checker) twoObjects(n locks.Nesting) {
	a, okA := n.Outer.Path.Root.(*ssa.Parameter)
	b, okB := n.Inner.Path.Root.(*ssa.Parameter)
	if !okA || !okB || a == b || a.Parent() != n.Fn || b.Parent() != n.Fn || n.Outer.Path.Sel != n.Inner.Path.Sel {
		return
	}
	if n.Outer.Mode == locks.Read && n.Inner.Mode == locks.Read || len(n.All) > 1 || ordered(n.Fn, a, b) || c.foundBy(a, b) || c.pairs[n.Fn] {
		return
	}
	if c.pairs == nil {
		c.pairs = make(map[*ssa.Function]bool)
	}
	c.pairs[n.Fn] = true
	f := c.model.Flow
	trace := []analysis.RelatedInformation{report.Step(f.Range(n.Outer.At), "locks %s of %s here", n.Outer.Class, a.Name())}
	trace = append(trace, c.model.Chain(n.Inner, fmt.Sprintf("waits for %s of %s", n.Inner.Class, b.Name()))...)
	report.At(c.pass, f.Range(n.Inner.Call), instances,
		fmt.Sprintf("%s is locked after %s in the order of the arguments: a call with both exchanged deadlocks", b.Name(), a.Name()), trace...)
}

// ordered reports whether fn compares something of a with something of b, as
// one does to lock them in a fixed order.
func ordered(fn *ssa.Function, a, b *ssa.Parameter) bool {
	for instr := range flow.Instructions(fn) {
		var operands []ssa.Value
		switch instr := instr.(type) {
		case *ssa.BinOp:
			switch instr.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				operands = []ssa.Value{instr.X, instr.Y}
			}
		case *ssa.Call:
			if call := instr.Common(); !call.IsInvoke() && len(call.Args) == 2 {
				operands = call.Args
			}
		}
		if len(operands) != 2 {
			continue
		}
		x, y := root(operands[0]), root(operands[1])
		if x == a && y == b || x == b && y == a {
			if _, isCall := instr.(*ssa.Call); isCall && operands[0] == ssa.Value(a) {
				continue // a method of a that gets b
			}
			return true
		}
	}
	return false
}

// root returns the parameter or variable that v is computed from.
func root(v ssa.Value) ssa.Value {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.Call:
			if args := x.Common().Args; len(args) > 0 {
				v = args[0]
				continue
			}
		}
		break
	}
	return access.Of(v).Root
}
