package queryloop

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/queries"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
	if !queries.Imported(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			q, ok := queries.Of(instr)
			if ok && q.Runs && flow.InLoop(instr) && variesWithElement(q) {
				report.At(pass, p.Range(q.Call), "", fmt.Sprintf("%s runs once per element: a round trip for each, where one query could fetch all", q.Name))
			}
		}
	}
	return nil, nil
}

// variesWithElement reports whether an argument of q comes from the element
// that the loop is at: the value that makes one query per element look
// necessary.
func variesWithElement(q queries.Query) bool {
	for _, arg := range q.Args {
		if arg != nil && fromElement(arg, q.Call.Block(), 0) {
			return true
		}
	}
	return false
}

// fromElement reports whether v is computed from an element of a slice, array
// or map that a loop around block is at.
func fromElement(v ssa.Value, block *ssa.BasicBlock, depth int) bool {
	if depth > 8 {
		return false
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || !flow.InLoop(instr) {
		return false
	}
	switch v := v.(type) {
	case *ssa.IndexAddr:
		_, isConst := v.Index.(*ssa.Const)
		return !isConst
	case *ssa.Index:
		_, isConst := v.Index.(*ssa.Const)
		return !isConst
	case *ssa.Extract:
		_, isNext := v.Tuple.(*ssa.Next)
		return isNext
	case *ssa.Alloc: // a loop variable that is spilled
		for _, ref := range *v.Referrers() {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == v && fromElement(store.Val, block, depth+1) {
				return true
			}
		}
		return false
	case *ssa.Call:
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && fromElement(*op, block, depth+1) {
			return true
		}
	}
	return false
}
