// Package directive finds //lint:ignore comments and decides what they silence.
//
// Two forms are understood:
//
//	//lint:ignore check1,check2 reason       the comment's line, or the statement or declaration below it
//	//lint:file-ignore check1,check2 reason  the whole file
//
// A reason is mandatory. A comment without one silences nothing and is reported by [Unused].
package directive

import (
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"
)

// Analyzer indexes the directives of a package. Every check requires it, so
// that suppression works in whatever driver runs the check.
var Analyzer = &analysis.Analyzer{
	Name:       "directive",
	Doc:        "index //lint:ignore directives for the checks",
	Run:        run,
	ResultType: reflect.TypeFor[*Index](),
}

// An Index holds the directives of one package.
type Index struct {
	byFile map[*token.File][]*ignore
}

// An ignore is one directive.
type ignore struct {
	comment     *ast.Comment
	checks      []string
	reason      string
	first, last int         // lines covered; last is 0 for a whole file
	used        atomic.Bool // set by the checks, which run in parallel
}

// Silences reports whether a directive covers check at pos, and remembers that
// the directive was of use.
func (x *Index) Silences(fset *token.FileSet, pos token.Pos, check string) bool {
	file := fset.File(pos)
	if file == nil {
		return false
	}
	silenced := false
	line := file.PositionFor(pos, false).Line
	for _, ig := range x.byFile[file] {
		if ig.covers(line) && ig.reason != "" && slices.Contains(ig.checks, check) {
			ig.used.Store(true)
			silenced = true
		}
	}
	return silenced
}

func (ig *ignore) covers(line int) bool {
	return ig.last == 0 || ig.first <= line && line <= ig.last
}

func run(pass *analysis.Pass) (any, error) {
	index := &Index{byFile: make(map[*token.File][]*ignore)}
	for _, file := range pass.Files {
		tf := pass.Fset.File(file.FileStart)
		if tf == nil {
			continue
		}
		var found []*ignore
		for _, group := range file.Comments {
			for _, c := range group.List {
				if ig := parse(c); ig != nil {
					found = append(found, ig)
				}
			}
		}
		if len(found) > 0 {
			index.byFile[tf] = found
			setLines(tf, file, found)
		}
	}
	return index, nil
}

// parse returns the directive in c, or nil.
func parse(c *ast.Comment) *ignore {
	d, ok := ast.ParseDirective(c.Slash, c.Text)
	if !ok || d.Tool != "lint" || d.Name != "ignore" && d.Name != "file-ignore" {
		return nil
	}
	names, reason, _ := strings.Cut(d.Args, " ")
	ig := &ignore{comment: c, checks: strings.Split(names, ","), reason: strings.TrimSpace(reason)}
	if d.Name == "ignore" {
		ig.last = -1 // to be set from the syntax
	}
	return ig
}

// setLines computes which lines each directive covers: its own if there is code
// on it, else the one below and, where a statement, specification, declaration
// or field starts there, the lines of that node up to the first block in it.
func setLines(tf *token.File, file *ast.File, found []*ignore) {
	line := func(pos token.Pos) int { return tf.PositionFor(pos, false).Line }
	code := make(map[int]bool) // lines on which a node starts or ends
	ends := make(map[int]int)  // line below a directive → last line of what starts there
	for _, ig := range found {
		if ig.last != 0 {
			ig.first = line(ig.comment.Slash)
			ends[ig.first+1] = ig.first + 1
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File:
			return true
		case *ast.Comment, *ast.CommentGroup:
			return false
		}
		start := line(n.Pos())
		code[start], code[line(n.End())] = true, true
		switch n.(type) {
		case *ast.BlockStmt: // part of what it is the body of
		case ast.Stmt, ast.Spec, ast.Decl, *ast.Field, *ast.KeyValueExpr:
			if ends[start] != 0 {
				ends[start] = max(ends[start], line(headerEnd(n)))
			}
		}
		return true
	})
	for _, ig := range found {
		switch {
		case ig.last == 0: // the whole file
		case code[ig.first]:
			ig.last = ig.first
		default:
			ig.last = ends[ig.first+1]
		}
	}
}

// headerEnd returns the end of n, or the start of the first block in it, so
// that a directive above a loop or a case does not silence its whole body.
func headerEnd(n ast.Node) token.Pos {
	switch n := n.(type) {
	case *ast.CaseClause:
		return n.Colon
	case *ast.CommClause:
		return n.Colon
	}
	end := n.End()
	ast.Inspect(n, func(m ast.Node) bool {
		if b, ok := m.(*ast.BlockStmt); ok && b.Lbrace < end && b != n {
			end = b.Lbrace
		}
		return m != nil && m.Pos() < end
	})
	return end
}

// Unused returns an analyzer that reports directives without a reason, and
// those that name one of checks and silenced nothing. It requires the checks,
// so every driver runs it after them.
func Unused(checks []*analysis.Analyzer) *analysis.Analyzer {
	known := make(map[string]bool)
	for _, a := range checks {
		known[a.Name] = true
	}
	return &analysis.Analyzer{
		Name:     "unuseddirective",
		Doc:      "report //lint:ignore directives that lack a reason or silence nothing",
		Requires: append([]*analysis.Analyzer{Analyzer}, checks...),
		Run: func(pass *analysis.Pass) (any, error) {
			index := pass.ResultOf[Analyzer].(*Index)
			for _, file := range pass.Files {
				for _, ig := range index.byFile[pass.Fset.File(file.FileStart)] {
					ig.report(pass, known)
				}
			}
			return nil, nil
		},
	}
}

// report reports ig if it names a known check and cannot be of use.
func (ig *ignore) report(pass *analysis.Pass, known map[string]bool) {
	var ours []string
	for _, name := range ig.checks {
		if known[name] {
			ours = append(ours, name)
		}
	}
	switch {
	case len(ours) == 0: // another tool's
	case ig.reason == "":
		pass.Reportf(ig.comment.Pos(), "this directive gives no reason, so it silences nothing: write //lint:ignore %s reason", strings.Join(ig.checks, ","))
	case len(ours) == len(ig.checks) && !ig.used.Load():
		pass.Report(analysis.Diagnostic{
			Pos:     ig.comment.Pos(),
			End:     ig.comment.End(),
			Message: fmt.Sprintf("this directive silences nothing: %s reports nothing here", strings.Join(ours, ",")),
			SuggestedFixes: []analysis.SuggestedFix{{
				Message:   "Remove the directive",
				TextEdits: []analysis.TextEdit{{Pos: ig.comment.Pos(), End: ig.comment.End()}},
			}},
		})
	}
}
