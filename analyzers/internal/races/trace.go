package races

import (
	"go/ast"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// Name returns what a reader calls the thing that the accesses of c are of, as
// the first access spells it.
func (m *Model) Name(c *Conflict) string {
	for _, a := range []*Located{c.Culprit(), c.A, c.B} {
		if name := m.Flow.Name(a.Value); name != "" {
			return name
		}
	}
	return "the variable"
}

// Range returns the place of a in the source: of a field the selector, of
// anything else the whole operation.
func (m *Model) Range(a *Access) flow.Span {
	if field, ok := a.Value.(*ssa.FieldAddr); ok && a.Kind == Variable && field.Pos().IsValid() {
		for _, n := range m.Flow.Enclosing(field.Pos()) {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Pos() == field.Pos() {
				return flow.Span{Start: sel.Pos(), Stop: sel.End()}
			}
		}
	}
	return m.Flow.Range(a.Instr)
}

// Culprit returns the access to report: the write, of two the one in the
// goroutine.
func (c *Conflict) Culprit() *Located {
	if !c.A.Write {
		return c.B
	}
	return c.A
}

// Trace returns the places of c in the order in which they execute.
func (m *Model) Trace(c *Conflict) []analysis.RelatedInformation {
	trace := m.start(c.Spawn)
	several := c.Other == c.Spawn
	if c.Other != nil && !several {
		trace = append(trace, m.start(c.Other)...)
	}
	trace = append(trace, m.reach(c.A)...)
	trace = append(trace, report.Step(m.Range(c.A.Access), "%s here, in the goroutine", c.A.Verb))
	switch {
	case c.Self:
	case c.Other != nil:
		trace = append(trace, m.reach(c.B)...)
		trace = append(trace, report.Step(m.Range(c.B.Access), "%s here, in another goroutine", c.B.Verb))
	default:
		trace = append(trace, m.reach(c.B)...)
		trace = append(trace, report.Step(m.Range(c.B.Access), "%s here, while the goroutine may run", c.B.Verb))
	}
	return trace
}

func (m *Model) start(s *goroutines.Spawn) []analysis.RelatedInformation {
	text := "goroutine started here"
	switch {
	case s.Scraped:
		text = "registered here as a metric, which requests read"
	case s.Kind == goroutines.Handler:
		text = "handler registered here, which runs once for each request"
	case s.Kind == goroutines.Subtest:
		text = "parallel subtest started here"
	case s.Left:
		text = "calls " + flow.Called(s.Site, "a function") + " here"
	case s.Many():
		text = "goroutines started here"
	}
	trace := []analysis.RelatedInformation{report.Step(m.Flow.Range(s.Site), "%s", text)}
	if s.Left {
		return append(trace, report.Step(m.Flow.Range(s.Statement()), "the goroutine started here goes on running"))
	}
	if s.Inner != nil {
		trace = append(trace, report.Step(m.Flow.Range(s.Statement()), "this go statement runs the function passed"))
	}
	return trace
}

// reach returns the calls that lead from the body of the goroutine, or from
// the function that starts it, to the access.
func (m *Model) reach(l *Located) []analysis.RelatedInformation {
	var trace []analysis.RelatedInformation
	for f := l.Frame; !f.Body(); f = f.Caller {
		if name := calledName(f.Fn); name != "" {
			trace = append(trace, report.Step(m.Flow.Range(f.Call), "calls %s here", name))
		}
	}
	for i, j := 0, len(trace)-1; i < j; i, j = i+1, j-1 {
		trace[i], trace[j] = trace[j], trace[i]
	}
	return trace
}

// calledName returns the name of fn, or "" for a literal.
func calledName(fn *ssa.Function) string {
	if strings.Contains(fn.Name(), "$") {
		return ""
	}
	return fn.Name()
}

// SharedTrace returns the places of s in the order in which they execute.
func (m *Model) SharedTrace(s *SharedMap) []analysis.RelatedInformation {
	var trace []analysis.RelatedInformation
	switch {
	case s.Try != nil:
		return append(trace, report.Step(m.Flow.Range(s.Try), "tries to lock here, which fails while others have it"),
			report.Step(m.Range(s.Bare.Access), "%s here all the same", s.Bare.Verb))
	case s.Guard != nil:
		trace = append(trace, report.Step(m.Range(s.Other.Access), "%s here with %s held", s.Other.Verb, s.Guard.Lock))
		return append(trace, report.Step(m.Range(s.Bare.Access), "%s here without it", s.Bare.Verb))
	case s.Spawn != nil:
		trace = append(trace, m.start(s.Spawn)...)
		trace = append(trace, report.Step(m.Range(s.Other.Access), "%s here, in the goroutine", s.Other.Verb))
		return append(trace, report.Step(m.Range(s.Bare.Access), "%s here by any caller of %s", s.Bare.Verb, s.Bare.Fn().Name()))
	}
	trace = append(trace, report.Step(m.Range(s.Bare.Access), "%s here while one request is served", s.Bare.Verb))
	return append(trace, report.Step(m.Range(s.Other.Access), "%s here while another request is served", s.Other.Verb))
}

// LeakTrace returns the places of l.
func (m *Model) LeakTrace(l *Leak) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{
		report.Step(m.Flow.Range(l.Return), "the map leaves the lock here"),
		report.Step(m.Range(l.Write.Access), "%s here with %s held", l.Write.Verb, l.Lock),
	}
}

// HandoverTrace returns the places of h in the order in which they execute.
func (m *Model) HandoverTrace(h *Handover) []analysis.RelatedInformation {
	if h.After == nil {
		return append(m.start(h.Spawn),
			report.Step(m.Flow.Range(h.Send), "sent again and again here"),
			report.Step(m.Range(h.Received.Access), "%s here, by each receiver", h.Received.Verb))
	}
	return append(m.start(h.Spawn),
		report.Step(m.Flow.Range(h.Send), "sent to another goroutine here"),
		report.Step(m.Range(h.Received.Access), "%s here, by the receiver", h.Received.Verb),
		report.Step(m.Range(h.After.Access), "%s here, by the sender", h.After.Verb))
}

// FieldTrace returns the places of f in the order in which they execute.
func (m *Model) FieldTrace(f *SharedField) []analysis.RelatedInformation {
	trace := m.start(f.Spawn)
	trace = append(trace, report.Step(m.Range(f.Loop.Access), "%s here, in the goroutine", f.Loop.Verb))
	return append(trace, report.Step(m.Range(f.Entry.Access), "%s here by any caller of %s", f.Entry.Verb, f.Entry.Fn().Name()))
}
