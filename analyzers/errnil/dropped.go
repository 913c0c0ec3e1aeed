package errnil

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// reportDropped reports the return of a nil error on the side of branch that
// has found an error, if nothing there looks at it.
func reportDropped(pass *analysis.Pass, p *flow.Package, branch *ssa.If) {
	test, ok := flow.NilTestOf(branch.Cond)
	if !ok || !typ.IsError(test.X.Type()) || !fromCall(test.X) {
		return
	}
	side, other := branch.Block().Succs[0], branch.Block().Succs[1]
	if test.NilWhen {
		side, other = other, side
	}
	if len(side.Preds) != 1 || fails(other, test.X) {
		return
	}
	ret, ok := side.Instrs[len(side.Instrs)-1].(*ssa.Return)
	if !ok || !flow.IsNil(deferred.Returned(ret, len(ret.Results)-1)) || len(side.Instrs) > 1 && acts(side) {
		return
	}
	// Another look at the error, or at the reason for it, is a decision.
	if looked(test.X, branch, other) || !zeroResults(ret) || commented(p, ret) || announced(branch.Parent()) {
		return
	}
	if !missed(ret) && !saves(test.X, other) {
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
	call := flow.CallOf(v)
	return call != nil && !strings.HasPrefix(flow.CalleeName(call.Common()), "(context.")
}

// fails reports whether block returns an error other than tested, which is nil
// there: then the error that the branch has found is what the function expects.
// That of a last step is none.
func fails(block *ssa.BasicBlock, tested ssa.Value) bool {
	ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
	if !ok {
		return false
	}
	err := deferred.Returned(ret, len(ret.Results)-1)
	_, lastStep := err.(*ssa.Call)
	if lastStep {
		lastStep = returnsError(err.(*ssa.Call).Call.Signature())
	}
	return !flow.IsNil(err) && err != tested && !lastStep
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

// looked reports whether err is used for more than the comparison in branch, and
// to say "return err" on the branch to other, where it is nil.
func looked(err ssa.Value, branch *ssa.If, other *ssa.BasicBlock) bool {
	for _, ref := range flow.Referrers(err) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Return:
			if ref.Block() != other {
				return true
			}
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

// missed reports whether a caller of the function of ret that trusts the nil
// error misses one of the other results: not a bool, a list or a map, of which
// the zero value is an answer.
func missed(ret *ssa.Return) bool {
	for i := range len(ret.Results) - 1 {
		switch t := ret.Results[i].Type().Underlying().(type) {
		case *types.Basic:
			if t.Info()&types.IsBoolean != 0 {
				return false
			}
		case *types.Slice:
			if elem, ok := t.Elem().Underlying().(*types.Basic); !ok || elem.Kind() != types.Byte {
				return false
			}
		case *types.Map:
			return false
		}
	}
	return len(ret.Results) > 1
}

// saves reports whether err is the error of writing something out, or of what
// must be done before the function saves it, on the branch to other.
func saves(err ssa.Value, other *ssa.BasicBlock) bool {
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	if call, ok := err.(*ssa.Call); ok && (protocol.Saves(call) || writesOut[flow.CalleeName(call.Common())]) {
		return true
	}
	ret, ok := other.Instrs[len(other.Instrs)-1].(*ssa.Return)
	if !ok {
		return false
	}
	result, ok := deferred.Returned(ret, len(ret.Results)-1).(*ssa.Call)
	return ok && protocol.Saves(result)
}

// writesOut are functions that write what is not written yet.
var writesOut = map[string]bool{
	"(*bufio.Writer).Flush": true, "(*os.File).Sync": true, "(*archive/tar.Writer).Close": true, "(*archive/zip.Writer).Close": true,
	"(*compress/gzip.Writer).Close": true, "(*encoding/json.Encoder).Encode": true, "(*encoding/gob.Encoder).Encode": true,
}

// announced reports whether the comment of the function says that it returns
// nothing, and no error, for what it does not find or understand.
func announced(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok || decl.Doc == nil {
		return false
	}
	text := strings.ToLower(decl.Doc.Text())
	return slices.ContainsFunc([]string{"nil, nil", "ignore", "best effort", "best-effort", "no error", "not an error", "without error"}, func(words string) bool {
		return strings.Contains(text, words)
	})
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
		behind := syntax.Comments(p.Files, ret.Pos(), body.Rbrace)
		return len(syntax.Comments(p.Files, body.Lbrace, ret.Pos())) > 0 ||
			slices.ContainsFunc(behind, func(c *ast.CommentGroup) bool { return excuses(c.Text()) })
	}
	return false
}

// excuses reports whether the text of a comment says that something is meant.
func excuses(text string) bool {
	text = strings.ToLower(text)
	for _, word := range []string{"ignore", "okay", " ok", "fine", "best effort", "best-effort", "intentional", "not an error", "expected", "empty", "nolint"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
