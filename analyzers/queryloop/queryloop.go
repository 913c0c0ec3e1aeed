package queryloop

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/queries"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports one query per element of a range.
var Analyzer = &analysis.Analyzer{
	Name:     "queryloop",
	Doc:      docs.MustExtract(doc, "queryloop"),
	URL:      docs.URL("queryloop"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !queries.Imported(pass.Pkg) || deliberate.OnTrial(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok || !flow.InLoop(call) {
				continue
			}
			if name := perElement(p, call); name != "" {
				report.At(pass, p.Range(call), "", fmt.Sprintf("%s runs once per element: a round trip for each, where one query could do for all", name))
			}
		}
	}
	return nil, nil
}

// perElement returns the name of what call, in a loop, runs a query with that
// only differs in the element that the loop is at, or "". Where the loop also
// writes, the reads may have to follow the writes one by one; they count if the
// list itself comes from a query.
func perElement(p *flow.Package, call *ssa.Call) string {
	if q, ok := queries.Of(call); ok {
		if q.Reads && worthIt(p, call, q.Conds) || batches(p, q) {
			return q.Name
		}
		return ""
	}
	callees, certainty := p.Callees(call)
	if certainty != flow.Sure {
		return ""
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		q, ok := queries.Of(instr)
		if !ok || !q.Reads || !always(q.Call) {
			continue
		}
		conds := make([]ssa.Value, 0, len(q.Conds))
		for _, cond := range q.Conds {
			conds = append(conds, passed(callees[0], cond))
		}
		if worthIt(p, call, conds) { // a helper that writes too is one of the loop's writes
			return flow.Called(call, q.Name)
		}
	}
	return ""
}

// worthIt reports whether the query that call runs with the given conditions
// could be run once, before the loop.
func worthIt(p *flow.Package, call *ssa.Call, conds []ssa.Value) bool {
	if countVarying(conds) == 0 {
		return false
	}
	for _, cond := range conds {
		if cond != nil && fetched(cond) {
			return true
		}
	}
	return !writesInLoop(p, call)
}

// writesInLoop reports whether the loop around call also writes to the
// database, perhaps in a function that it calls.
func writesInLoop(p *flow.Package, call *ssa.Call) bool {
	for instr := range flow.Instructions(call.Parent()) {
		other, ok := instr.(*ssa.Call)
		if !ok || !flow.Reaches(call, other) || !flow.Reaches(other, call) {
			continue
		}
		if q, ok := queries.Of(other); ok {
			if q.Runs && !q.Reads {
				return true
			}
			continue
		}
		callees, _ := p.Callees(other)
		for _, callee := range callees {
			if writes(callee.Fn) {
				return true
			}
		}
	}
	return false
}

// writes reports whether fn, or a literal in it, writes to the database.
func writes(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if q, ok := queries.Of(instr); ok && q.Runs && !q.Reads {
			return true
		}
	}
	for _, literal := range fn.AnonFuncs {
		if writes(literal) {
			return true
		}
	}
	return false
}

// batches reports whether q writes the element, or deletes by it, in every
// turn of the loop: a single statement takes all of them.
func batches(p *flow.Package, q queries.Query) bool {
	if !q.Runs || q.Reads || !everyTurn(q.Call) {
		return false
	}
	switch q.Name {
	case "Create":
		return len(q.Args) == 1 && q.Args[0] != nil && fromElement(q.Args[0])
	case "Delete":
		return countVarying(q.Conds) == 1
	case "Exec", "ExecContext":
		text, ok := "", false
		if q.SQL != nil {
			text, ok = values.String(p, q.SQL)
		}
		return ok && strings.HasPrefix(strings.ToUpper(strings.TrimSpace(text)), "DELETE") && countVarying(q.Conds) == 1
	}
	return false
}

// countVarying returns how many of vs come from the element that the loop is
// at: the values that make one query per element look necessary.
func countVarying(vs []ssa.Value) int {
	n := 0
	for _, v := range vs {
		if v != nil && fromElement(v) {
			n++
		}
	}
	return n
}

// passed returns the argument or captured variable of the caller that v, of
// the function called as callee, is taken from, or nil.
func passed(callee flow.Callee, v ssa.Value) ssa.Value {
	for range 6 {
		switch x := v.(type) {
		case *ssa.Parameter:
			for i, param := range callee.Fn.Params {
				if param == x && i < len(callee.Args) {
					return callee.Args[i]
				}
			}
			return nil
		case *ssa.FreeVar:
			if callee.Closure != nil {
				return flow.Binding(x)
			}
			return nil
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Alloc: // a parameter whose address is taken
			stored, complete := flow.LocalStores(x)
			if !complete || len(stored) != 1 {
				return nil
			}
			v = stored[0]
		default:
			return nil
		}
	}
	return nil
}

// always reports whether call runs whenever its function does, but for errors.
func always(call *ssa.Call) bool {
	for _, block := range call.Parent().Blocks {
		for _, instr := range block.Instrs {
			if _, ok := instr.(*ssa.Return); ok && !call.Block().Dominates(block) {
				return false
			}
		}
	}
	return true
}

// everyTurn reports whether the loop around call runs it in every turn.
func everyTurn(call *ssa.Call) bool {
	for _, block := range call.Parent().Blocks {
		for _, succ := range block.Succs {
			if succ.Dominates(block) && succ.Dominates(call.Block()) && flow.Reaches(call, block.Instrs[len(block.Instrs)-1]) && !call.Block().Dominates(block) {
				return false // a way back that leaves it out
			}
		}
	}
	return true
}
