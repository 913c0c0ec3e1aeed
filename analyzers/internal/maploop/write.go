package maploop

import (
	"go/ast"
	"go/types"

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
	if i, ok := writers[name]; ok {
		if !l.dependsAny(call.Args) || i >= 0 && l.outside(writer(call.Args[i])) == nil {
			return nil
		}
		return &effect{call, "output is written", i >= 0 && l.text(writer(call.Args[i]))}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !l.dependsAny(call.Args) || l.outside(sel.X) == nil {
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
