package structtag

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// ownKeys returns the keys of struct tags that the package asks for itself: it
// knows what it does with the fields.
func ownKeys(pass *analysis.Pass) map[string]bool {
	keys := make(map[string]bool)
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
			if !ok {
				return true
			}
			switch fn.FullName() {
			case "(reflect.StructTag).Get", "(reflect.StructTag).Lookup":
				if v := pass.TypesInfo.Types[call.Args[0]].Value; v != nil && v.Kind() == constant.String {
					keys[constant.StringVal(v)] = true
				}
			}
			return true
		})
	}
	return keys
}

// onlyPrinted reports whether call, which encodes something, is assigned to a
// variable that is used for nothing but output by fmt or log: nobody has been
// promised a form.
func onlyPrinted(pass *analysis.Pass, file *ast.File, call *ast.CallExpr) bool {
	var encoded types.Object
	var printed []*ast.CallExpr
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && n.Rhs[0] == ast.Expr(call) {
				if id, ok := n.Lhs[0].(*ast.Ident); ok {
					encoded = pass.TypesInfo.Defs[id]
				}
			}
		case *ast.CallExpr:
			if prints(pass, n) {
				printed = append(printed, n)
			}
		}
		return true
	})
	if encoded == nil {
		return false
	}
	uses := 0
	for id, obj := range pass.TypesInfo.Uses {
		if obj != encoded {
			continue
		}
		uses++
		if !within(id, printed) {
			return false
		}
	}
	return uses > 0
}

// prints reports whether call is of a function of fmt or log that writes to the
// output of the program.
func prints(pass *analysis.Pass, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	switch fn.FullName() {
	case "fmt.Print", "fmt.Printf", "fmt.Println", "log.Print", "log.Printf", "log.Println":
		return true
	}
	return false
}

// within reports whether id is part of one of the calls.
func within(id *ast.Ident, calls []*ast.CallExpr) bool {
	for _, call := range calls {
		if call.Pos() <= id.Pos() && id.End() <= call.End() {
			return true
		}
	}
	return false
}

// readBack returns the names of the structs that only the package can name and
// that it decodes from JSON itself: it is both ends of the wire. A program may
// have written the form for others.
func readBack(pass *analysis.Pass) map[string]bool {
	read := make(map[string]bool)
	if pass.Pkg.Name() == "main" {
		return read
	}
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.FileStart) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			switch syntax.Callee(pass.TypesInfo, call) {
			case "encoding/json.Unmarshal", "(*encoding/json.Decoder).Decode":
				named := typ.Named(pass.TypesInfo.TypeOf(call.Args[len(call.Args)-1]))
				if named != nil && named.Obj().Pkg() == pass.Pkg && !named.Obj().Exported() {
					read[named.Obj().Name()] = true
				}
			}
			return true
		})
	}
	return read
}
