package recoverlost

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports recovered panics that nobody learns of.
var Analyzer = &analysis.Analyzer{
	Name:     "recoverlost",
	Doc:      docs.MustExtract(doc, "recoverlost"),
	URL:      docs.URL("recoverlost"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	swallowed := make(map[*ssa.Call]bool)
	for _, fn := range p.Functions() {
		if deliberate.InTest(p.Fset, fn.Pos()) {
			continue
		}
		for _, call := range deferred.Calls(p, fn) {
			recovers, _ := deferred.Recovers(call.Callee.Fn)
			if len(recovers) == 0 {
				continue
			}
			r := recovers[0]
			switch {
			case swallowed[r]:
			case looksLikeSuccess(p, fn, call, r) && !(isSwallowed(call.Callee.Fn, r) && explained(p, fn, call.Defer, r)):
				report.At(pass, p.Range(r), "success", fmt.Sprintf("after this recover, %s returns a nil error as if it had succeeded", name(fn)),
					report.Step(p.Range(call.Defer), "deferred here"))
				swallowed[r] = true
			case isSwallowed(call.Callee.Fn, r) && !guardsChannel(fn) && !comparesOnly(fn) && !switchable(p, call) && !explained(p, fn, call.Defer, r):
				report.At(pass, p.Range(r), "swallowed", "the recovered panic disappears: it is neither logged, nor returned, nor raised again")
				swallowed[r] = true
			}
		}
	}
	return nil, nil
}

func name(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function literal"
	}
	return fn.Name()
}

// isSwallowed reports whether nothing is done with the recovered value r, nor
// anything else where it is not nil.
func isSwallowed(fn *ssa.Function, r *ssa.Call) bool {
	for _, ref := range *r.Referrers() {
		test, ok := ref.(*ssa.BinOp)
		if !ok {
			return false
		}
		if _, isTest := flow.NilTestOf(test); !isTest {
			return false
		}
		for _, use := range *test.Referrers() {
			branch, ok := use.(*ssa.If)
			if !ok || branchActs(branch) {
				return false
			}
		}
	}
	for instr := range flow.Instructions(fn) {
		if acts(instr) && len(*r.Referrers()) == 0 && flow.Reaches(r, instr) && signals(instr) {
			return false
		}
	}
	return true
}

// signals reports whether instr tells someone that the function has ended
// early: it assigns a variable, sends, or panics.
func signals(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Store, *ssa.Send, *ssa.Panic, *ssa.MapUpdate:
		return true
	}
	return false
}

// branchActs reports whether some code that only one side of branch executes
// does anything. The other side may come to it for another reason, as in
// r != nil || failed.
func branchActs(branch *ssa.If) bool {
	succs := branch.Block().Succs
	for i, succ := range succs {
		if len(succ.Preds) != 1 {
			if slices.ContainsFunc(succ.Instrs, acts) && flow.Avoids(succs[1-i], succ, nil) {
				return true
			}
			continue
		}
		for _, block := range branch.Parent().Blocks {
			if !succ.Dominates(block) {
				continue
			}
			for _, instr := range block.Instrs {
				if acts(instr) {
					return true
				}
			}
		}
	}
	return false
}

// acts reports whether instr has an effect.
func acts(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store, *ssa.Send, *ssa.Panic, *ssa.MapUpdate, *ssa.Go, *ssa.Defer:
		return true
	case *ssa.Call:
		return flow.Builtin(&instr.Call) != "recover"
	}
	return false
}

// looksLikeSuccess reports whether fn has an error result that call, which
// recovers, leaves nil, without telling anyone else that matters.
func looksLikeSuccess(p *flow.Package, fn *ssa.Function, call deferred.Call, r *ssa.Call) bool {
	results := fn.Signature.Results()
	if results.Len() == 0 || !typ.IsError(results.At(results.Len()-1).Type()) {
		return false
	}
	if passesAddress(call) || escapes(p, call.Callee.Fn, fn, 0) {
		return false
	}
	for _, store := range deferred.Stores(call) {
		if deferred.Result(fn, store.Var) >= 0 {
			return false
		}
	}
	return true
}

// passesAddress reports whether the deferred call is given an address or a
// closure, through which it may set a result.
func passesAddress(call deferred.Call) bool {
	for _, arg := range call.Defer.Call.Args {
		switch arg.(type) {
		case *ssa.Alloc, *ssa.FreeVar, *ssa.MakeClosure:
			return true
		}
	}
	return false
}

// escapes reports whether the deferred function fn panics again, ends the
// process, or tells about the panic outside of owner: it stores to a variable
// or field that owner did not declare, or sends.
func escapes(p *flow.Package, fn, owner *ssa.Function, depth int) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Panic, *ssa.Send, *ssa.MapUpdate, *ssa.Select:
			return true
		case *ssa.Store:
			if a := deferred.Outer(flow.Variable(instr.Addr)); a == nil || a.Parent() != owner && a.Parent() != fn {
				return true
			}
		case *ssa.Call:
			if gives(instr, owner) {
				return true
			}
			if flow.Exits(flow.CalleeObject(&instr.Call)) {
				return true
			}
			if callees, certainty := p.Callees(instr); certainty == flow.Sure && depth < 3 && escapes(p, callees[0].Fn, owner, depth+1) {
				return true
			}
		}
	}
	return false
}

// gives reports whether call passes on the address of a variable of owner, or
// is one of an unknown function that may panic again: a variable or a method
// of an interface that records failures.
func gives(call *ssa.Call, owner *ssa.Function) bool {
	for _, arg := range call.Call.Args {
		if a := deferred.Outer(arg); a != nil && a.Parent() == owner {
			return true
		}
	}
	name := strings.ToLower(calledName(call))
	for _, word := range []string{"fail", "fatal", "panic", "cancel", "abort", "seterr", "exit", "error(", "closewitherror", "rethrow"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

func calledName(call *ssa.Call) string {
	if fn := flow.CalleeObject(&call.Call); fn != nil {
		if fn.Pkg() != nil && (fn.Pkg().Path() == "log/slog" || strings.Contains(fn.Pkg().Path(), "log")) {
			return ""
		}
		return fn.Name()
	}
	return ""
}

// explained reports whether a comment stands above r on a line of its own, in
// the function that calls it, or above the defer statement, or the comment of
// fn speaks of panics.
func explained(p *flow.Package, fn *ssa.Function, d *ssa.Defer, r *ssa.Call) bool {
	start := token.NoPos
	for _, n := range p.Enclosing(r.Pos()) {
		switch n := n.(type) {
		case *ast.BlockStmt:
			start = n.Lbrace // of the outermost block so far
		case *ast.FuncLit, *ast.FuncDecl:
			if commentBetween(p, start, r.Pos()) {
				return true
			}
			return deferExplained(p, fn, d)
		}
	}
	return false
}

// deferExplained reports whether a comment precedes the statement of d, or the
// first statement of its function if that is where d belongs, or the comment of
// fn speaks of panics.
func deferExplained(p *flow.Package, fn *ssa.Function, d *ssa.Defer) bool {
	if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
		doc := strings.ToLower(decl.Doc.Text())
		if strings.Contains(doc, "panic") || strings.Contains(doc, "recover") {
			return true
		}
	}
	from := token.NoPos // the end of what comes before the statement of d
	for _, n := range p.Enclosing(d.Pos()) {
		block, ok := n.(*ast.BlockStmt)
		if !ok {
			continue
		}
		from = block.Lbrace
		for _, stmt := range block.List {
			if stmt.End() <= d.Pos() {
				from = stmt.End()
			}
		}
		if commentBetween(p, from, d.Pos()) {
			return true
		}
		if from != block.Lbrace {
			return false
		}
	}
	return false
}

// comparesOnly reports whether fn calls nothing, or package reflect alone, which
// panics by contract, so that what it recovers from is what its own few lines
// may do: compare what cannot be compared, or convert what has no such type.
func comparesOnly(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Call:
			callee := flow.CalleeObject(&instr.Call)
			reflects := callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "reflect"
			if flow.Builtin(&instr.Call) == "" && !reflects {
				return false
			}
		case *ssa.Go, *ssa.Panic:
			return false
		}
	}
	return true
}

// switchable reports whether a condition that names recovering decides whether
// the call is deferred at all.
func switchable(p *flow.Package, call deferred.Call) bool {
	for _, n := range p.Enclosing(call.Defer.Pos()) {
		switch n := n.(type) {
		case *ast.IfStmt:
			cond := strings.ToLower(types.ExprString(n.Cond))
			return strings.Contains(cond, "recover") || strings.Contains(cond, "panic")
		case *ast.FuncLit, *ast.FuncDecl:
			return false
		}
	}
	return false
}

func commentBetween(p *flow.Package, start, end token.Pos) bool {
	return len(syntax.Comments(p.Files, start, end)) > 0
}

// guardsChannel reports whether all that fn does is close a channel or send on
// one, which may have been closed already.
func guardsChannel(fn *ssa.Function) bool {
	guards := false
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Send, *ssa.Select:
			guards = true
		case *ssa.Call:
			if flow.Builtin(&instr.Call) != "close" {
				return false
			}
			guards = true
		}
	}
	return guards
}
