package errnil

import (
	_ "embed"
	"fmt"
	"go/ast"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports nil errors that are returned where something failed or
// nothing was found.
var Analyzer = &analysis.Analyzer{
	Name:     "errnil",
	Doc:      docs.MustExtract(doc, "errnil"),
	URL:      docs.URL("errnil"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(p.Fset, fn.Pos()) {
			continue
		}
		if returnsError(fn) {
			for instr := range flow.Instructions(fn) {
				if branch, ok := instr.(*ssa.If); ok {
					reportDropped(pass, p, branch)
				}
			}
		}
		reportNothing(pass, p, model, fn)
	}
	return nil, nil
}

func returnsError(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	return results.Len() > 0 && protocol.IsError(results.At(results.Len()-1).Type())
}

// reportDropped reports the return of a nil error on the side of branch that
// has found an error, if nothing there looks at it.
func reportDropped(pass *analysis.Pass, p *flow.Package, branch *ssa.If) {
	test, ok := flow.NilTestOf(branch.Cond)
	if !ok || !protocol.IsError(test.X.Type()) || !fromCall(test.X) {
		return
	}
	side, other := branch.Block().Succs[0], branch.Block().Succs[1]
	if test.NilWhen {
		side, other = other, side
	}
	if len(side.Preds) != 1 || fails(other) {
		return
	}
	ret, ok := side.Instrs[len(side.Instrs)-1].(*ssa.Return)
	if !ok || !flow.IsNil(deferred.Returned(ret, len(ret.Results)-1)) || len(side.Instrs) > 1 && acts(side) {
		return
	}
	// Another look at the error, or at the reason for it, is a decision.
	if looked(test.X, branch) || !zeroResults(ret) || commented(p, ret) {
		return
	}
	name := p.Name(test.X)
	if name == "" {
		name = "the error"
	}
	report.At(pass, p.Range(ret), "dropped", fmt.Sprintf("returns a nil error although %s is not nil", name),
		report.Step(p.Range(branch.Cond.(ssa.Instruction)), "%s is found not to be nil here", name))
}

// fromCall reports whether v is an error that a call has returned just now.
func fromCall(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return !strings.HasPrefix(flow.CalleeName(v.Common()), "(context.")
	case *ssa.Extract:
		_, ok := v.Tuple.(*ssa.Call)
		return ok
	}
	return false
}

// fails reports whether block returns an error: then the error that the branch
// has found is what the function expects.
func fails(block *ssa.BasicBlock) bool {
	ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
	return ok && !flow.IsNil(deferred.Returned(ret, len(ret.Results)-1))
}

// acts reports whether block does something besides returning.
func acts(block *ssa.BasicBlock) bool {
	for _, instr := range block.Instrs {
		switch instr := instr.(type) {
		case *ssa.Store:
			if deferred.Result(block.Parent(), instr.Addr) < 0 {
				return true
			}
		case *ssa.Call, *ssa.Send, *ssa.MapUpdate, *ssa.Go:
			return true
		}
	}
	return false
}

// looked reports whether err is used for more than the comparison in branch.
func looked(err ssa.Value, branch *ssa.If) bool {
	for _, ref := range flow.Referrers(err) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.BinOp:
			if ref != branch.Cond {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// zeroResults reports whether the other results of ret are zero: a value that
// is returned in place of the error is a decision.
func zeroResults(ret *ssa.Return) bool {
	for i := range len(ret.Results) - 1 {
		k, ok := deferred.Returned(ret, i).(*ssa.Const)
		if !ok || k.Value != nil && k.Value.String() != "0" && k.Value.String() != `""` && k.Value.String() != "false" {
			return false
		}
	}
	return true
}

// commented reports whether a comment stands in the block of ret, above it, or
// one beside it says that the error does not matter.
func commented(p *flow.Package, ret *ssa.Return) bool {
	pos := p.Range(ret).Pos()
	for _, n := range p.Enclosing(pos) {
		body, ok := n.(*ast.BlockStmt)
		if !ok {
			continue
		}
		for _, file := range p.Files {
			if file.FileStart > pos || pos >= file.FileEnd {
				continue
			}
			for _, c := range file.Comments {
				if body.Lbrace < c.Pos() && c.End() <= ret.Pos() || ret.Pos() < c.Pos() && c.Pos() < body.Rbrace && excuses(c.Text()) {
					return true
				}
			}
		}
		return false
	}
	return false
}

// excuses reports whether the text of a comment says that something is meant.
func excuses(text string) bool {
	text = strings.ToLower(text)
	for _, word := range []string{"ignore", "okay", " ok", "fine", "best effort", "best-effort", "intentional", "not an error", "expected", "nolint"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// reportNothing reports functions that return neither a value nor an error to
// a caller in fn that checks the error only.
func reportNothing(pass *analysis.Pass, p *flow.Package, model *nilness.Model, fn *ssa.Function) {
	for _, pair := range protocol.Pairs(fn) {
		call := pair.Call()
		if !pair.Error || call == nil || pair.Status == nil || len(*pair.Status.Referrers()) == 0 {
			continue
		}
		for _, v := range pair.Values {
			use, o := usedAsIs(model, pair, v)
			if o == nil {
				continue
			}
			name := p.Name(v)
			if name == "" {
				name = "the result"
			}
			report.At(pass, p.Range(use), "nothing", fmt.Sprintf("%s may be nil here although the error is nil too", name),
				report.Step(p.Range(call), "called here"), report.Step(p.Range(o.Return), "%s returns neither a value nor an error here", o.Return.Parent().Name()))
		}
	}
}

// isExplicit reports whether the return statement of o itself says nil, for
// result i and for the error.
func isExplicit(o *nilness.Outcome, i int) bool {
	last := len(o.Return.Results) - 1
	return flow.IsNil(deferred.Returned(o.Return, i)) && flow.IsNil(deferred.Returned(o.Return, last))
}

// usedAsIs returns a use of v, which the path has not found to be nil, and the
// outcome of its callee that makes it nil beside a nil error.
func usedAsIs(model *nilness.Model, pair *protocol.Pair, v *ssa.Extract) (ssa.Instruction, *nilness.Outcome) {
	var uses []ssa.Instruction
	for _, ref := range *v.Referrers() {
		for _, d := range model.Dereferences(ref) {
			if d == ssa.Value(v) {
				uses = append(uses, ref)
			}
		}
	}
	for _, use := range uses {
		cause := model.Ask(nilness.Query{
			Value: v, Use: use, Track: []ssa.Value{pair.Status},
			Accept: func(o *nilness.Outcome) bool { return o.Kinds[len(o.Kinds)-1] == nilness.Nil },
		})
		if cause != nil && cause.Kind == nilness.Returned && isExplicit(cause.Inner, v.Index) {
			return use, cause.Inner
		}
	}
	return nil, nil
}
