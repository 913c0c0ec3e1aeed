package maploop

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// goesOut tells how the slice s leaves the function as it was filled: joined,
// printed, encoded or returned. It returns "" if it is sorted or put into a set
// afterwards, or stays.
func (l *loop) goesOut(s ast.Expr) (what string, read bool) {
	v := syntax.Root(l.pass.TypesInfo, s)
	sorted, sometimes := false, false
	ast.Inspect(l.body, func(n ast.Node) bool {
		if n == nil || sorted {
			return false
		}
		switch n := n.(type) {
		case *ast.CallExpr:
			if l.mentions(n.Args, s) || l.method(n, s) {
				if (sorts(l.pass, n) || l.sortedBy(n, s)) && !l.earlier(n) {
					sometimes = l.skipped(n, s)
					sorted = !sometimes
				} else if n.Pos() > l.end && what == "" && orderly[syntax.Callee(l.pass.TypesInfo, n)] {
					what, read = "handed to "+name(n), l.shows(n)
				}
			}
		case *ast.IndexExpr:
			if _, isConst := syntax.Int(l.pass.TypesInfo, n.Index); isConst && n.Pos() > l.end && what == "" && syntax.Same(l.pass.TypesInfo, n.X, s) && !l.worklist(s) {
				what, read = "indexed", true
			}
		case *ast.ReturnStmt:
			if n.Pos() > l.end && what == "" {
				for _, r := range n.Results {
					if syntax.Same(l.pass.TypesInfo, r, s) {
						what = "returned unsorted"
					}
				}
			}
		}
		return true
	})
	switch {
	case sorted:
		return "", false
	case what == "" && l.storedUnsorted(s):
		return "stored unsorted", false
	case what == "" && l.named(v) && l.bareReturn():
		what = "returned unsorted"
	}
	if what == "returned unsorted" && l.sortedByCaller() && !sometimes {
		return "", false
	}
	return what, read && !sometimes
}

// earlier reports whether call has been executed when the loop begins: what it
// sorts is filled again.
func (l *loop) earlier(call *ast.CallExpr) bool {
	if call.End() > l.cur.Node().Pos() {
		return false
	}
	later := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit, *ast.DeferStmt:
			later = later || n.Pos() <= call.Pos() && call.End() <= n.End()
		}
		return !later
	})
	return !later
}

// skipped reports whether the call, which sorts s, is left out on some path
// from the loop, under a condition that says nothing of the slice or of its
// order.
func (l *loop) skipped(call *ast.CallExpr, s ast.Expr) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		branch, ok := n.(*ast.IfStmt)
		if !ok || branch.Else != nil || branch.Pos() < l.end || call.Pos() < branch.Body.Pos() || branch.Body.End() < call.End() {
			return true
		}
		leaves := false
		if last := branch.Body.List; len(last) > 0 {
			_, leaves = last[len(last)-1].(*ast.ReturnStmt)
		}
		text := strings.ToLower(types.ExprString(branch.Cond))
		about := strings.Contains(text, "sort") || strings.Contains(text, "order") || strings.Contains(text, "stable") || strings.Contains(text, "determin")
		found = found || !leaves && !about && !l.mentions([]ast.Expr{branch.Cond}, s)
		return true
	})
	return found
}

// storedUnsorted reports whether s is a field that no function of the package
// hands to one that sorts.
func (l *loop) storedUnsorted(s ast.Expr) bool {
	sel, ok := ast.Unparen(s).(*ast.SelectorExpr)
	if !ok || l.pass.TypesInfo.Selections[sel] == nil {
		return false
	}
	return !l.sorted.has(l.pass, l.pass.TypesInfo.Selections[sel].Obj())
}

// sortedFields are the objects that calls of functions that sort mention
// anywhere in a package, found when first asked for.
type sortedFields struct{ objects map[types.Object]bool }

func (f *sortedFields) has(pass *analysis.Pass, obj types.Object) bool {
	if f.objects == nil {
		f.objects = make(map[types.Object]bool)
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && sorts(pass, call) {
					f.add(pass.TypesInfo, call)
				}
				return true
			})
		}
	}
	return f.objects[obj]
}

func (f *sortedFields) add(info *types.Info, call *ast.CallExpr) {
	ast.Inspect(call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && info.Uses[id] != nil {
			f.objects[info.Uses[id]] = true
		}
		return true
	})
}

// joinErrors shows the order of what it gets, which few care for.
const joinErrors = "errors.Join"

// orderly are functions whose result shows the order of the slice they get.
var orderly = map[string]bool{
	"strings.Join": true, "bytes.Join": true, "encoding/json.Marshal": true, "encoding/json.MarshalIndent": true,
	"fmt.Print": true, "fmt.Println": true, "fmt.Printf": true, "fmt.Sprint": true, "fmt.Sprintf": true, "fmt.Sprintln": true,
	"fmt.Fprint": true, "fmt.Fprintf": true, "fmt.Fprintln": true, "path.Join": true, "path/filepath.Join": true,
	"(*encoding/json.Encoder).Encode": true, joinErrors: true, "slices.Index": true, "slices.IndexFunc": true,
	"(*encoding/csv.Writer).Write": true, "(*encoding/csv.Writer).WriteAll": true,
}

func name(call *ast.CallExpr) string {
	s := types.ExprString(call.Fun)
	if len(s) > 40 {
		return "a call"
	}
	return s
}

// mentions reports whether some argument mentions the slice s.
func (l *loop) mentions(args []ast.Expr, s ast.Expr) bool {
	found := false
	for _, arg := range args {
		ast.Inspect(arg, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok && syntax.Same(l.pass.TypesInfo, e, s) {
				found = true
			}
			return !found
		})
	}
	return found
}

// method reports whether call calls a method of s.
func (l *loop) method(call *ast.CallExpr, s ast.Expr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && syntax.Same(l.pass.TypesInfo, sel.X, s)
}

// sorts reports whether call is of a function that sorts, by its package or by
// its name: the order is somebody's concern then. The name of the package at
// hand says nothing of the kind.
func sorts(pass *analysis.Pass, call *ast.CallExpr) bool {
	full := syntax.Callee(pass.TypesInfo, call)
	if full == "" {
		full = types.ExprString(call.Fun)
	}
	full = strings.ToLower(strings.Replace(full, pass.Pkg.Path()+".", "", 1)) // that package may be of orders
	for _, word := range []string{"sort", "order", "heap.", "min", "max", "elementsmatch", "shuffle", "set"} {
		if strings.Contains(full, word) {
			return true
		}
	}
	return false
}

// sortedBy reports whether call is of a function of the package that sorts its
// argument s.
func (l *loop) sortedBy(call *ast.CallExpr, s ast.Expr) bool {
	fn, ok := typeutil.Callee(l.pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() != l.pass.Pkg {
		return false
	}
	for _, file := range l.pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil || l.pass.TypesInfo.Defs[decl.Name] != fn.Origin() {
				continue
			}
			for i, arg := range call.Args {
				if i < fn.Signature().Params().Len() && syntax.Same(l.pass.TypesInfo, arg, s) && l.sortsVar(decl.Body, fn.Origin().Signature().Params().At(i)) {
					return true
				}
			}
		}
	}
	return false
}

// sortsVar reports whether body calls a function that sorts with v as its first
// argument.
func (l *loop) sortsVar(body *ast.BlockStmt, v *types.Var) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 && sorts(l.pass, call) {
			found = found || syntax.Root(l.pass.TypesInfo, call.Args[0]) == v
		}
		return !found
	})
	return found
}

// named reports whether v is a named result of the function around the loop.
func (l *loop) named(v *types.Var) bool {
	results := l.results()
	if results == nil || v == nil {
		return false
	}
	for _, field := range results.List {
		for _, id := range field.Names {
			if l.pass.TypesInfo.Defs[id] == types.Object(v) {
				return true
			}
		}
	}
	return false
}

func (l *loop) results() *ast.FieldList {
	for c := l.cur; ; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			return n.Type.Results
		case *ast.FuncLit:
			return n.Type.Results
		case *ast.File, nil:
			return nil
		}
	}
}

func (l *loop) bareReturn() bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok && len(ret.Results) == 0 && ret.Pos() > l.end {
			found = true
		}
		return !found
	})
	return found
}

// sortedByCaller reports whether some caller of the function in the package
// sorts what it returns, or only takes its length.
func (l *loop) sortedByCaller() bool {
	var fn types.Object
	for c := l.cur; fn == nil; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			fn = l.pass.TypesInfo.Defs[n.Name]
		case *ast.FuncLit:
			return true // who calls it is not known
		}
	}
	found := false
	for _, file := range l.pass.Files {
		for _, decl := range file.Decls {
			body, ok := decl.(*ast.FuncDecl)
			if !ok || body.Body == nil || !syntax.Uses(l.pass.TypesInfo, body.Body, fn) {
				continue
			}
			ast.Inspect(body.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && sorts(l.pass, call) {
					found = true
				}
				return !found
			})
		}
	}
	return found
}
