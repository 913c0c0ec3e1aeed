package maploop

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// writers are the functions that write their arguments in order, with the
// index of the writer, or -1 for standard output.
var writers = map[string]int{
	"fmt.Fprint": 0, "fmt.Fprintf": 0, "fmt.Fprintln": 0, "io.WriteString": 0,
	"fmt.Print": -1, "fmt.Printf": -1, "fmt.Println": -1,
	"encoding/binary.Write": 0,
}

// written returns the effect of writing what depends on the key or value.
func (l *loop) written(call *ast.CallExpr) *effect {
	name := syntax.Callee(l.pass.TypesInfo, call)
	switch name {
	case "(*container/list.List).PushBack", "(*container/list.List).PushFront":
		if !l.dependsAny(call.Args) || l.outside(ast.Unparen(call.Fun).(*ast.SelectorExpr).X) == nil {
			return nil
		}
		return &effect{call, "the list is filled", false}
	}
	if i, ok := writers[name]; ok {
		if !l.dependsAny(call.Args) || i >= 0 && l.outside(writer(call.Args[i])) == nil {
			return nil
		}
		return &effect{call, "output is written", i >= 0 && l.text(writer(call.Args[i]))}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !l.dependsAny(call.Args) && !l.tainted(call) || l.outside(sel.X) == nil {
		return nil
	}
	switch sel.Sel.Name {
	case "Write", "WriteString", "WriteByte", "WriteRune":
	case "Encode":
		if returnsData(l.pass.TypesInfo.TypeOf(call)) {
			return nil
		}
	default:
		return nil
	}
	switch kind := l.writerKind(sel.X); kind {
	case "":
		return nil
	case "hash":
		return &effect{call, "a hash is fed", true}
	default:
		return &effect{call, "output is written", sel.Sel.Name == "Encode" || l.text(sel.X)}
	}
}

// tainted reports whether an argument of call is a variable, or a part of one,
// that the loop fills before with what depends on the entry: a buffer that
// encoding/binary or copy writes to, or a variable that is assigned.
func (l *loop) tainted(call *ast.CallExpr) bool {
	filled := make(map[*types.Var]bool)
	mark := func(e ast.Expr) {
		if v := syntax.Root(l.pass.TypesInfo, writer(e)); v != nil {
			filled[v] = true
		}
	}
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		if n == nil || n.Pos() >= call.Pos() {
			return false
		}
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN && len(n.Lhs) == len(n.Rhs) {
				for i, lhs := range n.Lhs {
					if l.depends(n.Rhs[i]) && !l.mentions([]ast.Expr{n.Rhs[i]}, lhs) {
						mark(lhs)
					}
				}
			}
		case *ast.CallExpr:
			fn, _ := typeutil.Callee(l.pass.TypesInfo, n).(*types.Func)
			binary := fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "encoding/binary" && strings.HasPrefix(fn.Name(), "Put")
			if (binary || syntax.Builtin(l.pass.TypesInfo, n) == "copy") && len(n.Args) == 2 && l.depends(n.Args[1]) {
				mark(n.Args[0])
			}
		}
		return true
	})
	for _, arg := range call.Args {
		if v := syntax.Root(l.pass.TypesInfo, writer(arg)); v != nil && filled[v] {
			return true
		}
	}
	return false
}

// returnsData reports whether a method with results of type t returns what it
// encodes, rather than write it.
func returnsData(t types.Type) bool {
	if tuple, ok := t.(*types.Tuple); ok {
		return tuple.Len() > 0 && returnsData(tuple.At(0).Type())
	}
	if t == nil {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return types.Identical(t.Elem(), types.Typ[types.Byte])
	case *types.Basic:
		return t.Info()&types.IsString != 0
	}
	return false
}

func writer(e ast.Expr) ast.Expr {
	if addr, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		return addr.X
	}
	return e
}

func (l *loop) dependsAny(args []ast.Expr) bool {
	for _, arg := range args {
		if l.depends(arg) {
			return true
		}
	}
	return false
}

// writerKind tells whether e is a hash, another writer or encoder, or none.
func (l *loop) writerKind(e ast.Expr) string {
	t := l.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return ""
	}
	mset := types.NewMethodSet(t)
	if _, isPtr := t.Underlying().(*types.Pointer); !isPtr && !types.IsInterface(t) {
		mset = types.NewMethodSet(types.NewPointer(t))
	}
	has := func(name string) bool {
		return mset.Lookup(l.pass.Pkg, name) != nil
	}
	switch {
	case has("Sum") && has("BlockSize"):
		return "hash"
	case has("Write") && has("Header") && has("WriteHeader"), has("Write"), has("Encode"):
		return "writer"
	}
	return ""
}
