package txend

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

//go:embed doc.go
var doc string

// Analyzer reports transactions that some path neither commits nor rolls back.
var Analyzer = &analysis.Analyzer{
	Name:     "txend",
	Doc:      docs.MustExtract(doc, "txend"),
	URL:      docs.URL("txend"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !beginsTransactions(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, typestate.Transactions, nil)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for _, r := range tracker.Resources(fn) {
			if r.Discarded() {
				if r.Err != nil {
					report.At(pass, p.Range(r.Call), "", "the transaction is discarded, so its connection never returns to the pool")
				}
				continue
			}
			if leak := tracker.Leak(r); leak != nil && !ofItsModule(pass.Pkg, r) {
				reportLeak(pass, leak)
			}
		}
	}
	return nil, nil
}

// ofItsModule reports whether pkg lies below the package that begins the
// transaction, and may know it from within: callbacks of gorm.
func ofItsModule(pkg *types.Package, r typestate.Resource) bool {
	fn := flow.CalleeObject(r.Call.Common())
	return fn != nil && fn.Pkg() != nil && strings.HasPrefix(pkg.Path(), fn.Pkg().Path()+"/")
}

func reportLeak(pass *analysis.Pass, leak *typestate.Leak) {
	p := flow.Of(pass)
	name := p.Name(leak.Value)
	if name == "" || strings.HasSuffix(name, ")") {
		name = "the transaction"
	}
	rng := p.Range(leak.Call)
	end := report.Step(p.Range(leak.Path.End), "returns here without Commit or Rollback of %s", name)
	if leak.Again {
		end = report.Step(p.Range(leak.Path.End), "the next transaction begins here")
	}
	report.Diagnostic(pass, analysis.Diagnostic{
		Pos:            rng.Pos(),
		End:            rng.End(),
		Message:        fmt.Sprintf("%s is neither committed nor rolled back on some path, so it keeps its connection and locks", name),
		Related:        []analysis.RelatedInformation{report.Step(rng, "%s begins here", name), end},
		SuggestedFixes: deferRollback(p, leak),
	})
}

// deferRollback returns the fix that defers Rollback behind the check of the
// error of Begin. It is safe for database/sql, whose Rollback does nothing
// after Commit.
func deferRollback(p *flow.Package, leak *typestate.Leak) []analysis.SuggestedFix {
	if named := leak.Value.Type().String(); named != "*database/sql.Tx" || leak.Again {
		return nil
	}
	path := p.Enclosing(leak.Call.Pos())
	for i, n := range path {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || i+1 >= len(path) || len(assign.Lhs) != 2 {
			continue
		}
		tx, isName := assign.Lhs[0].(*ast.Ident)
		err, _ := assign.Lhs[1].(*ast.Ident)
		block, isBlock := path[i+1].(*ast.BlockStmt)
		if !isName || err == nil || !isBlock {
			return nil
		}
		for j, stmt := range block.List[:len(block.List)-1] {
			check, ok := block.List[j+1].(*ast.IfStmt)
			if stmt != ast.Stmt(assign) || !ok || check.Init != nil || check.Else != nil || !comparesWithNil(p.Info, check.Cond, err) {
				continue
			}
			text := "\n" + strings.Repeat("\t", p.Fset.Position(assign.Pos()).Column-1) + "defer " + tx.Name + ".Rollback()"
			return []analysis.SuggestedFix{{
				Message:   "Defer " + tx.Name + ".Rollback, which does nothing after Commit",
				TextEdits: []analysis.TextEdit{{Pos: check.End(), End: check.End(), NewText: []byte(text)}},
			}}
		}
		return nil
	}
	return nil
}

// comparesWithNil reports whether cond is err != nil.
func comparesWithNil(info *types.Info, cond ast.Expr, err *ast.Ident) bool {
	bin, ok := cond.(*ast.BinaryExpr)
	if !ok || bin.Op.String() != "!=" {
		return false
	}
	x, ok := bin.X.(*ast.Ident)
	return ok && info.ObjectOf(x) == info.ObjectOf(err) && info.Types[bin.Y].IsNil()
}

// beginsTransactions reports whether pkg imports a package with transactions.
func beginsTransactions(pkg *types.Package) bool {
	packages := typestate.Transactions.Packages()
	for _, imp := range pkg.Imports() {
		if packages[imp.Path()] {
			return true
		}
	}
	return false
}
