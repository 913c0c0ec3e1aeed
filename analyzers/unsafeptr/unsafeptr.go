package unsafeptr

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/unsafeptr"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports pointers that the collector does not see, or strings that change.
var Analyzer = &analysis.Analyzer{
	Name:     "unsafeptr",
	Doc:      docs.MustExtract(doc, "unsafeptr"),
	URL:      docs.URL("unsafeptr"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if isRuntime(pass.Pkg.Path()) {
		return nil, nil
	}
	usesUnsafe, usesReflect := syntax.Imports(pass.Pkg, "unsafe"), syntax.Imports(pass.Pkg, "reflect")
	if usesUnsafe {
		adopt.Run(pass, unsafeptr.Analyzer, func(d analysis.Diagnostic) {
			// The headers have their own message. Tests make addresses of code,
			// and bad ones, on purpose.
			if strings.HasSuffix(d.Message, "unsafe.Pointer") && !deliberate.InTest(pass.Fset, d.Pos) && !foreign(pass, d.Pos) && !readsSlot(pass, d.Pos) {
				d.Category, d.Message = "uintptr", "the number does not keep its object alive: it may be freed or moved before this conversion"
				report.Diagnostic(pass, d)
			}
		})
		reportChanged(pass)
	}
	if usesUnsafe || usesReflect {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.SelectorExpr:
					if obj, ok := pass.TypesInfo.Uses[n.Sel].(*types.TypeName); ok && obj.Pkg() != nil && obj.Pkg().Path() == "reflect" && strings.HasSuffix(obj.Name(), "Header") && syntax.AtLeast(pass, n.Pos(), "go1.20") && !viewsSlice(pass.TypesInfo, file, n) && !outsideHeap(flow.Of(pass), n.Pos()) { // unsafe.String, unsafe.StringData
						report.At(pass, n, "header", fmt.Sprintf("%s holds its address as a number, which does not keep the data alive", obj.Name()))
					}
				case *ast.SliceExpr:
					if t := hugeArray(pass.TypesInfo, n); t != "" && syntax.AtLeast(pass, n.Pos(), "go1.17") { // unsafe.Slice
						report.At(pass, n.X, "header", fmt.Sprintf("the array type %s limits the length and hides it: use unsafe.Slice", t))
					}
				}
				return true
			})
		}
	}
	return nil, nil
}

// readsSlot reports whether the conversion at pos is of a number that is read at
// once through a pointer made unsafely, as by *(*uintptr)(p): what p points to
// is a pointer, and keeps its object alive.
func readsSlot(pass *analysis.Pass, pos token.Pos) bool {
	found := false
	for _, n := range syntax.Path(pass.Files, pos, pos) {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() != pos || len(call.Args) != 1 {
			continue
		}
		star, ok := ast.Unparen(call.Args[0]).(*ast.StarExpr)
		if !ok {
			continue
		}
		conv, ok := ast.Unparen(star.X).(*ast.CallExpr)
		if !ok || len(conv.Args) != 1 || !pass.TypesInfo.Types[conv.Fun].IsType() {
			continue
		}
		from := pass.TypesInfo.TypeOf(conv.Args[0])
		found = from != nil && from.Underlying() == types.Typ[types.UnsafePointer]
	}
	return found
}

// foreign reports whether the conversion at pos is of a plain integer: what
// was never an uintptr comes from another system, whose memory does not move.
func foreign(pass *analysis.Pass, pos token.Pos) bool {
	found := false
	for _, n := range syntax.Path(pass.Files, pos, pos) {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() != pos || len(call.Args) != 1 {
			continue
		}
		inner, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
		if !ok || len(inner.Args) != 1 || !pass.TypesInfo.Types[inner.Fun].IsType() {
			continue
		}
		from, ok := pass.TypesInfo.TypeOf(inner.Args[0]).Underlying().(*types.Basic)
		found = ok && from.Info()&types.IsInteger != 0 && from.Kind() != types.Uintptr && pass.TypesInfo.Types[inner.Args[0]].Value == nil
	}
	return found
}

// isRuntime reports whether the package at path is part of the runtime or works
// on its behalf: it knows what the collector does.
func isRuntime(path string) bool {
	for _, prefix := range []string{"runtime", "internal", "reflect", "syscall", "sync", "os", "unsafe"} {
		if path == prefix || strings.HasPrefix(path, prefix+"/") {
			return true
		}
	}
	return false
}

// addressSpace is more elements than a process has memory for: an array type of
// that size limits no length.
const addressSpace = 1 << 40

// hugeArray returns the type [N]T if the operand of slice converts an
// unsafe.Pointer to a pointer to an array that is only huge to be sliced, or "".
// An array of the size of the address space with the capacity cut to what there
// is comes to the same as unsafe.Slice.
func hugeArray(info *types.Info, slice *ast.SliceExpr) string {
	call, ok := ast.Unparen(slice.X).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !info.Types[call.Fun].IsType() {
		return ""
	}
	from := info.TypeOf(call.Args[0])
	ptr, ok := info.TypeOf(call).Underlying().(*types.Pointer)
	if !ok || from == nil || from.Underlying() != types.Typ[types.UnsafePointer] {
		return ""
	}
	arr, ok := ptr.Elem().Underlying().(*types.Array)
	if !ok || arr.Len() < 1<<15 || slice.Max != nil && arr.Len() >= addressSpace {
		return ""
	}
	if statesLimit(info, call.Fun) {
		return ""
	}
	return "[" + constant.MakeInt64(arr.Len()).String() + "]" + arr.Elem().String()
}

// statesLimit reports whether the array type in the conversion to e has a named
// constant as its length: that is the limit that its author has in mind.
func statesLimit(info *types.Info, e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			_, isConst := info.Uses[id].(*types.Const)
			found = found || isConst
		}
		return !found
	})
	return found
}
