package main

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers"
)

// fakeChecks returns checks whose findings are easy to provoke: the tests of
// the command are about the command.
func fakeChecks() []*analyzers.Check {
	return []*analyzers.Check{
		{
			Analyzer: shout(), Group: analyzers.Maps, Severity: analyzers.Error, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"": {"MAP-01", "MAP-02"}, "const": {"MAP-03"}},
		},
		{
			Analyzer: empty(), Group: analyzers.Slices, Severity: analyzers.Note, Since: "v0.1.0",
			Kinds: map[string][]string{"": {"SLI-01"}},
		},
		{
			Analyzer: swap(), Group: analyzers.Numbers, Severity: analyzers.Warning, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"": {"NUM-01"}},
		},
		{
			Analyzer: crash(), Group: analyzers.Locks, Severity: analyzers.Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"": {"LCK-01"}},
		},
	}
}

// shout reports package-level names in capitals, and their uses as a trace. Its
// fix renames them.
func shout() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "shout", Doc: "report names in capitals\n\nThey shout.", URL: "https://example.com/shout"}
	a.Run = func(pass *analysis.Pass) (any, error) {
		for id, obj := range pass.TypesInfo.Defs {
			if obj == nil || obj.Parent() != pass.Pkg.Scope() || len(id.Name) < 3 || strings.ToUpper(id.Name) != id.Name {
				continue
			}
			d := analysis.Diagnostic{Pos: id.Pos(), End: id.End(), Message: id.Name + " shouts"}
			if _, ok := obj.(*types.Const); ok {
				d.Category = "const"
			}
			fix := analysis.SuggestedFix{Message: "Whisper", TextEdits: []analysis.TextEdit{
				{Pos: id.Pos(), End: id.End(), NewText: []byte(strings.ToLower(id.Name))},
			}}
			for _, use := range usesOf(pass, obj) {
				d.Related = append(d.Related, analysis.RelatedInformation{
					Pos: use.Pos(), End: use.End(), Message: fmt.Sprintf("%s is heard here", id.Name),
				})
				fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{
					Pos: use.Pos(), End: use.End(), NewText: []byte(strings.ToLower(id.Name)),
				})
			}
			d.SuggestedFixes = []analysis.SuggestedFix{fix}
			pass.Report(d)
		}
		return nil, nil
	}
	return a
}

// usesOf returns the uses of obj in order.
func usesOf(pass *analysis.Pass, obj types.Object) (uses []*ast.Ident) {
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && pass.TypesInfo.Uses[id] == obj {
				uses = append(uses, id)
			}
			return true
		})
	}
	return uses
}

// empty reports functions with few statements. It has an option, and a fix
// that is not safe.
func empty() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "empty", Doc: "report functions that do nothing", Flags: *flag.NewFlagSet("empty", flag.ContinueOnError)}
	most := a.Flags.Int("max", 0, "report functions of at most `n` statements")
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil && len(f.Body.List) <= *most {
					pass.Report(analysis.Diagnostic{
						Pos: f.Name.Pos(), End: f.Name.End(), Message: f.Name.Name + " does nothing",
						SuggestedFixes: []analysis.SuggestedFix{{
							Message:   "Delete the function",
							TextEdits: []analysis.TextEdit{{Pos: f.Pos(), End: f.End()}},
						}},
					})
				}
			}
		}
		return nil, nil
	}
	return a
}

// swap reports calls such as f("use:x"). Its fix replaces them by x, which may
// take imports away, call for others, or be nonsense.
func swap() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "swap", Doc: "report calls to replace"}
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) != 1 {
					return true
				}
				lit, ok := call.Args[0].(*ast.BasicLit)
				if !ok {
					return true
				}
				if code, ok := strings.CutPrefix(strings.Trim(lit.Value, "\"`"), "use:"); ok {
					pass.Report(analysis.Diagnostic{
						Pos: call.Pos(), End: call.End(), Message: "call to replace",
						SuggestedFixes: []analysis.SuggestedFix{{
							Message:   "Replace the call",
							TextEdits: []analysis.TextEdit{{Pos: call.Pos(), End: call.End(), NewText: []byte(code)}},
						}},
					})
				}
				return true
			})
		}
		return nil, nil
	}
	return a
}

// crash panics if there is a function crashme, and hands out an invalid edit
// if there is a function wrongfix.
func crash() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "crash", Doc: "panic"}
	a.Run = func(pass *analysis.Pass) (any, error) {
		switch {
		case pass.Pkg.Scope().Lookup("crashme") != nil:
			panic("here we go")
		case pass.Pkg.Scope().Lookup("wrongfix") != nil:
			pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Pos(), Message: "wrong", SuggestedFixes: []analysis.SuggestedFix{
				{Message: "Edit nothing", TextEdits: []analysis.TextEdit{{Pos: token.NoPos}}},
			}})
		}
		return nil, nil
	}
	return a
}
