package makelen

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports slices made with the length of the capacity, or the other
// way round.
var Analyzer = &analysis.Analyzer{
	Name:     "makelen",
	Doc:      docs.MustExtract(doc, "makelen"),
	URL:      docs.URL("makelen"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The categories.
const (
	appended = "append"
	indexed  = "index"
	copied   = "copy"
)

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass: pass, m: alias.New(flow.Of(pass))}
	for _, fn := range c.m.Functions() {
		for instr := range flow.Instructions(fn) {
			if v, ok := instr.(ssa.Value); ok && alias.IsSlice(v) {
				c.checkMade(v)
			}
			switch instr := instr.(type) {
			case *ssa.IndexAddr:
				c.checkIndex(instr)
			case *ssa.Call:
				if flow.Builtin(&instr.Call) == "copy" {
					c.checkCopy(instr)
				}
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass *analysis.Pass
	m    *alias.Model

	lensOf *ssa.Function // the function that lens are of; see lengths
	lens   []*ssa.Call
}

// makeCall returns the call of make that v comes from, or nil.
func (c *checker) makeCall(v ssa.Value) *ast.CallExpr {
	switch x := v.(type) {
	case *ssa.MakeSlice:
	case *ssa.Slice:
		if alloc, ok := x.X.(*ssa.Alloc); !ok || alloc.Comment != "makeslice" {
			return nil
		}
	default:
		return nil
	}
	for _, n := range c.m.Enclosing(v.Pos()) {
		if call, ok := n.(*ast.CallExpr); ok && syntax.Builtin(c.pass.TypesInfo, call) == "make" {
			return call
		}
		if _, ok := n.(ast.Stmt); ok {
			break
		}
	}
	return nil
}

// checkMade reports the slice made, of a length of its own, if it is appended
// to before anything is put into its elements.
func (c *checker) checkMade(made ssa.Value) {
	call := c.makeCall(made)
	if call == nil || len(call.Args) != 2 {
		return
	}
	if n, ok := syntax.Int(c.pass.TypesInfo, call.Args[1]); ok && n == 0 {
		return
	}
	f := family{m: c.m, made: made, seen: make(map[ssa.Value]bool)}
	f.add(made)
	if f.filled || f.append == nil || flow.Builtin(&f.append.Call) == "append" && c.inside(call, f.append) || f.prefix(deliberate.InTest(c.pass.Fset, call.Pos())) {
		return
	}
	rng := c.m.Range(f.append)
	name := c.m.Name(made)
	if name == "" {
		name = "the slice"
	}
	size := types.ExprString(call.Args[1])
	message := fmt.Sprintf("append puts elements behind the %s zero values that make put into %s", size, name)
	if len(size) > 30 {
		message = fmt.Sprintf("append puts elements behind the zero values that make put into %s", name)
	}
	d := analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), Category: appended, Message: message,
		Related: []analysis.RelatedInformation{report.Step(call, "%s is made with a length here", name), report.Step(rng, "appends here")},
	}
	if !f.others && c.always(f.append, call) {
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "make " + name + " with length 0 and that capacity",
			TextEdits: []analysis.TextEdit{{Pos: call.Args[1].Pos(), End: call.Args[1].Pos(), NewText: []byte("0, ")}},
		}}
	}
	report.Diagnostic(c.pass, d)
}

// always reports whether app runs whenever the call of make has, but for loops
// without steps: no condition is around it alone.
func (c *checker) always(app *ssa.Call, made *ast.CallExpr) bool {
	for _, n := range c.m.Enclosing(app.Pos()) {
		if n.Pos() <= made.Pos() && made.End() <= n.End() {
			return true
		}
		switch n.(type) {
		case *ast.IfStmt, *ast.CaseClause, *ast.CommClause, *ast.FuncDecl:
			return false
		}
	}
	return false
}

// inside reports whether the call of make is an argument of app itself, as in
// append(make([]byte, 4), payload...), which wants the zeros.
func (c *checker) inside(call *ast.CallExpr, app *ssa.Call) bool {
	n := c.m.Syntax(app)
	return n == nil || n.Pos() <= call.Pos() && call.End() <= n.End()
}

// checkIndex reports an index into a slice that has no such element.
func (c *checker) checkIndex(addr *ssa.IndexAddr) {
	if !addr.Pos().IsValid() {
		return
	}
	known := "length 0"
	if !c.empty(addr.X) && !c.zero(addr) || measured(addr) || c.ranged(addr) {
		if known = c.beyond(addr); known == "" {
			return
		}
	}
	name := c.m.NameAt(addr.X, addr)
	if name == "" {
		name = "the slice"
	}
	message := fmt.Sprintf("index out of range: %s has %s here", name, known)
	var fixes []analysis.SuggestedFix
	if call := c.makeCall(addr.X); call != nil && len(call.Args) == 3 && c.empty(addr.X) {
		message = fmt.Sprintf("index out of range: make gave %s length 0, only capacity", name)
		fixes = c.fix(addr.X, call)
	}
	rng := c.m.Range(addr)
	report.Diagnostic(c.pass, analysis.Diagnostic{Pos: rng.Pos(), End: rng.End(), Category: indexed, Message: message, SuggestedFixes: fixes})
}

// zero reports whether addr is an element of a field of a struct made in this
// function, before anything is put into the field.
func (c *checker) zero(addr *ssa.IndexAddr) bool {
	load, ok := addr.X.(*ssa.UnOp)
	if !ok || !alias.IsSlice(load) || nilness.ZeroField(c.m.Package, addr, load) == nil {
		return false
	}
	for instr := range flow.Instructions(addr.Parent()) {
		if c.m.MayStore(instr, load.X) && flow.Reaches(instr, addr) {
			return false // on some path only
		}
	}
	return true
}

// fix returns the fix that gives the slice made by call its length, if nothing
// is appended to it.
func (c *checker) fix(made ssa.Value, call *ast.CallExpr) []analysis.SuggestedFix {
	for _, ref := range flow.Referrers(made) {
		switch ref := ref.(type) {
		case *ssa.IndexAddr, *ssa.Return, *ssa.DebugRef:
		case *ssa.Call:
			if name := flow.Builtin(&ref.Call); name != "copy" && name != "len" {
				return nil
			}
		default:
			return nil
		}
	}
	return []analysis.SuggestedFix{{
		Message:   "make the slice with that length",
		TextEdits: []analysis.TextEdit{{Pos: call.Args[1].Pos(), End: call.Args[2].Pos()}},
	}}
}

// measured reports whether some branch on the way to addr depends on the
// length of its slice, so that addr may never execute.
func measured(addr *ssa.IndexAddr) bool {
	for instr := range flow.Instructions(addr.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || flow.Builtin(&call.Call) != "len" || !flow.Dominates(call, addr) {
			continue
		}
		if arg := call.Call.Args[0]; arg == addr.X || flow.IsNil(arg) && flow.IsNil(addr.X) {
			return true
		}
	}
	return false
}

// ranged reports whether addr is in a loop over the length of a slice that was
// loaded from the same variable, which never runs.
func (c *checker) ranged(addr *ssa.IndexAddr) bool {
	load, ok := addr.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	for instr := range flow.Instructions(addr.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || flow.Builtin(&call.Call) != "len" || !flow.Dominates(call, addr) {
			continue
		}
		if other, ok := call.Call.Args[0].(*ssa.UnOp); ok && c.m.View(other).Array == c.m.View(load).Array {
			return true
		}
	}
	return false
}

// checkCopy reports a copy into a slice without elements, or into one that is
// known to be too short while nobody asks how much was copied.
func (c *checker) checkCopy(call *ssa.Call) {
	dst, src := call.Call.Args[0], call.Call.Args[1]
	rng := c.m.Range(call)
	name := c.m.NameAt(dst, call)
	if name == "" {
		name = "the destination"
	}
	if c.empty(dst) {
		var fixes []analysis.SuggestedFix
		if made := c.makeCall(dst); made != nil && len(made.Args) == 3 {
			fixes = c.fix(dst, made)
		}
		report.Diagnostic(c.pass, analysis.Diagnostic{
			Pos: rng.Pos(), End: rng.End(), Category: copied, SuggestedFixes: fixes,
			Message: fmt.Sprintf("copy into %s copies nothing: its length is 0", name),
		})
		return
	}
	if len(*call.Referrers()) > 0 || c.makeCall(dst) == nil || !alias.IsSlice(src) {
		return
	}
	d, s := c.m.View(dst), c.m.View(src)
	if d.Hi.Known && d.Hi.Sym == nil && s.Lo.Known && s.Hi.Known && s.Hi.Sym == nil && s.Lo.Sym == nil && d.Hi.C < s.Hi.C-s.Lo.C {
		report.At(c.pass, rng, copied, fmt.Sprintf("copy loses elements: %s has %d, its source %d", name, d.Hi.C, s.Hi.C-s.Lo.C))
	}
}
