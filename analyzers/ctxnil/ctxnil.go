package ctxnil

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports nil passed as a context.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxnil",
	Doc:      docs.MustExtract(doc, "ctxnil"),
	URL:      docs.URL("ctxnil"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !suspicious(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for i, arg := range call.Common().Args {
				if !flow.IsNil(arg) || !contexts.Is(arg.Type()) || acceptsNil(p, call, i) || deliberate.Panic(pass, call.Pos()) {
					continue
				}
				reportNil(pass, p, call)
			}
		}
	}
	return nil, nil
}

func reportNil(pass *analysis.Pass, p *flow.Package, call ssa.CallInstruction) {
	name := "the function"
	if fn := flow.CalleeObject(call.Common()); fn != nil {
		name = fn.Name()
	}
	rng := analysis.Range(p.Range(call))
	var fixes []analysis.SuggestedFix
	if arg := nilArgument(pass.TypesInfo, p.Syntax(call)); arg != nil {
		rng = arg
		if importsContext(pass, arg.Pos()) {
			fixes = []analysis.SuggestedFix{{
				Message:   "Pass context.TODO()",
				TextEdits: []analysis.TextEdit{{Pos: arg.Pos(), End: arg.End(), NewText: []byte("context.TODO()")}},
			}}
		}
	}
	report.Diagnostic(pass, analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(),
		Message:        fmt.Sprintf("%s gets a nil context and panics where it uses it", name),
		SuggestedFixes: fixes,
	})
}

// suspicious reports whether the syntax of the package can pass a nil context:
// nil as an argument that is a context, or a context variable without a value.
func suspicious(pass *analysis.Pass) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				found = found || nilArgument(pass.TypesInfo, n) != nil
			case *ast.ValueSpec:
				found = found || len(n.Values) == 0 && n.Type != nil && contexts.Is(pass.TypesInfo.TypeOf(n.Type))
			}
			return !found
		})
	}
	return found
}

// nilArgument returns the literal nil that n, a call, passes as a context, or
// nil.
func nilArgument(info *types.Info, n ast.Node) ast.Expr {
	switch s := n.(type) {
	case *ast.GoStmt:
		n = s.Call
	case *ast.DeferStmt:
		n = s.Call
	}
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil
	}
	sig, ok := types.Unalias(info.TypeOf(call.Fun)).(*types.Signature)
	if !ok {
		return nil
	}
	for i, arg := range call.Args {
		if i < sig.Params().Len() && info.Types[arg].IsNil() && contexts.Is(sig.Params().At(i).Type()) {
			return arg
		}
	}
	return nil
}

// acceptsNil reports whether the function called does without its context: it
// is in the package and never uses it or compares it with nil, or is
// documented to accept nil.
func acceptsNil(p *flow.Package, call ssa.CallInstruction, arg int) bool {
	fn := flow.CalleeObject(call.Common())
	if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "log/slog" {
		return true
	}
	if call.Common().IsInvoke() {
		arg++ // the receiver is the first parameter
	}
	callees, _ := p.Callees(call)
	for _, c := range callees {
		if arg >= len(c.Fn.Params) || !usesUnchecked(p, c.Fn.Params[arg], 0) {
			return true
		}
		// A test knows on which path it sends the function.
		if deliberate.InTest(p.Fset, call.Pos()) && spares(c.Fn, c.Fn.Params[arg]) {
			return true
		}
	}
	return false
}

// usesUnchecked reports whether the function uses its parameter and never
// compares it with nil.
func usesUnchecked(p *flow.Package, param *ssa.Parameter, depth int) bool {
	if depth > 4 {
		return true
	}
	used := false
	for _, ref := range *param.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if ref.Op == token.EQL || ref.Op == token.NEQ {
				return false
			}
		case *ssa.Store: // captured, or kept
			return false
		case *ssa.DebugRef:
		case ssa.CallInstruction:
			if !passesOn(p, param, ref, depth) {
				used = true
			}
		default:
			used = true
		}
	}
	return used
}

// spares reports whether fn returns on some path without a use of param.
func spares(fn *ssa.Function, param *ssa.Parameter) bool {
	uses := func(block *ssa.BasicBlock) bool {
		return slices.ContainsFunc(*param.Referrers(), func(ref ssa.Instruction) bool {
			_, isDebug := ref.(*ssa.DebugRef)
			return !isDebug && ref.Block() == block
		})
	}
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[block] || uses(block) {
			continue
		}
		seen[block] = true
		if len(block.Succs) == 0 {
			return true
		}
		stack = append(stack, block.Succs...)
	}
	return false
}

// passesOn reports whether call only hands the parameter to a function of the
// package that does without it.
func passesOn(p *flow.Package, param *ssa.Parameter, call ssa.CallInstruction, depth int) bool {
	callees, certainty := p.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	for i, arg := range callees[0].Args {
		if arg == ssa.Value(param) && i < len(callees[0].Fn.Params) && usesUnchecked(p, callees[0].Fn.Params[i], depth+1) {
			return false
		}
	}
	return true
}

// importsContext reports whether the file at pos imports package context by
// its own name.
func importsContext(pass *analysis.Pass, pos token.Pos) bool {
	file := syntax.File(pass.Files, pos)
	return file != nil && slices.ContainsFunc(file.Imports, func(imp *ast.ImportSpec) bool {
		return imp.Path.Value == `"context"` && imp.Name == nil
	})
}
