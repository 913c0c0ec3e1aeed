package initwork

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// reportExits reports the functions that end the process of their caller.
func reportExits(pass *analysis.Pass, p *flow.Package, w *walker) {
	if isProgram(pass.Pkg) || deliberate.OnTrial(pass) {
		return
	}
	for _, fn := range p.Functions() {
		if fn.Parent() != nil || isInit(fn) || deliberate.InTest(pass.Fset, fn.Pos()) || !decides(pass, flow.Outermost(fn)) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if ok && (exits(call) || exitsByHelper(call)) && !w.exited[call] && !impossible(call) && !intoMemory(foundError(call)) && !surelyEncoded(foundError(call)) && (exported(flow.Outermost(fn)) || failed(call)) && !announced(p, call) {
				report.At(pass, p.Range(call), "exit", fmt.Sprintf("%s in a library takes the decision to end the process from its caller", callName(call)))
			}
		}
	}
}

// isProgram reports whether pkg is a part of a program by its name, and not
// for others to import.
func isProgram(pkg *types.Package) bool {
	switch pkg.Name() {
	case "initialize", "bootstrap", "boot", "startup", "cmd", "cli", "testing":
		return true
	}
	return strings.Contains(pkg.Path()+"/", "/cmd/") || strings.HasSuffix(pkg.Name(), "test")
}

// exiting lists functions that end the process.
var exiting = map[string]bool{
	"os.Exit": true, "log.Fatal": true, "log.Fatalf": true, "log.Fatalln": true, "(*log.Logger).Fatal": true, "(*log.Logger).Fatalf": true, "(*log.Logger).Fatalln": true,
	"(*go.uber.org/zap.Logger).Fatal": true, "(*go.uber.org/zap.SugaredLogger).Fatal": true, "(*go.uber.org/zap.SugaredLogger).Fatalf": true, "(*go.uber.org/zap.SugaredLogger).Fatalw": true,
	"github.com/sirupsen/logrus.Fatal": true, "github.com/sirupsen/logrus.Fatalf": true, "github.com/sirupsen/logrus.Fatalln": true,
	"k8s.io/klog/v2.Fatal": true, "k8s.io/klog/v2.Fatalf": true, "github.com/golang/glog.Fatal": true, "github.com/golang/glog.Fatalf": true,
}

// exits reports whether call ends the process.
func exits(call *ssa.Call) bool { return exiting[flow.CalleeName(call.Common())] }

// exitsByHelper reports whether call is of a function of the package whose name
// announces that it ends the process, and which does so at once.
func exitsByHelper(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || len(flow.Origin(fn).Blocks) == 0 || !fatalByName(fn) {
		return false
	}
	for _, instr := range flow.Origin(fn).Blocks[0].Instrs {
		if inner, ok := instr.(*ssa.Call); ok && exits(inner) {
			return true
		}
	}
	return false
}

func exported(fn *ssa.Function) bool { return fn.Object() != nil && fn.Object().Exported() }

// failed reports whether call ends the process because of an error: it tells
// one, or stands where one was found. What else ends the process in a function
// for the package's own use states that something cannot happen.
func failed(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		for _, v := range append(elements(arg), arg) {
			if ci, ok := v.(*ssa.ChangeInterface); ok {
				v = ci.X
			}
			if typ.IsError(v.Type()) {
				return true
			}
		}
	}
	return foundError(call) != nil
}

// foundError returns the error that is not nil where call stands, or nil.
func foundError(call *ssa.Call) ssa.Value {
	for block := call.Block(); block.Idom() != nil; block = block.Idom() {
		dom := block.Idom()
		branch, ok := dom.Instrs[len(dom.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := flow.NilTestOf(branch.Cond)
		if !ok || !typ.IsError(test.X.Type()) {
			continue
		}
		found := dom.Succs[0] // where the error is not nil
		if test.NilWhen {
			found = dom.Succs[1]
		}
		if len(found.Preds) == 1 && found.Dominates(call.Block()) {
			return test.X
		}
	}
	return nil
}

// impossible reports whether call states that something cannot happen.
func impossible(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		for _, v := range append(elements(arg), arg) {
			if mi, ok := v.(*ssa.MakeInterface); ok {
				v = mi.X
			}
			if text, ok := v.(*ssa.Const); ok && text.Value != nil && text.Value.Kind() == constant.String && isInvariant(constant.StringVal(text.Value)) {
				return true
			}
		}
	}
	return false
}

// elements returns what is stored in the array that the variadic argument v
// slices.
func elements(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok || slice.X.Referrers() == nil {
		return nil
	}
	var values []ssa.Value
	for _, ref := range flow.Referrers(slice.X) {
		if addr, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *addr.Referrers() {
				if store, ok := use.(*ssa.Store); ok {
					values = append(values, store.Val)
				}
			}
		}
	}
	return values
}

// isInvariant reports whether text speaks of a mistake in the program itself.
func isInvariant(text string) bool {
	text = strings.ToLower(text)
	for _, word := range []string{"internal error", "unexpected:", "unreachable", "impossible", "cannot happen", "can't happen", "should not happen", "bug:"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// announced reports whether the code around call says that it ends the process
// by intention: with status 0, or in a case that names an exit.
func announced(p *flow.Package, call *ssa.Call) bool {
	if flow.CalleeName(call.Common()) == "os.Exit" {
		if status, ok := call.Call.Args[0].(*ssa.Const); ok && status.Value != nil && status.Value.ExactString() == "0" {
			return true
		}
	}
	for _, n := range p.Enclosing(call.Pos()) {
		if clause, ok := n.(*ast.CaseClause); ok {
			for _, e := range clause.List {
				if strings.Contains(types.ExprString(e), "Exit") {
					return true
				}
			}
		}
	}
	return false
}

// decides reports whether callers of fn may expect that it returns: other
// packages can call it, or it has a result for errors.
func decides(pass *analysis.Pass, fn *ssa.Function) bool {
	if fatalByName(fn) || takesTest(fn) || saysExit(fn) || replaces(fn) {
		return false
	}
	results := fn.Signature.Results()
	for i := range results.Len() {
		if results.At(i).Type().String() == "error" {
			return true
		}
	}
	obj := fn.Object()
	return obj != nil && obj.Exported() && !strings.Contains("/"+pass.Pkg.Path()+"/", "/internal/")
}

// fatalByName reports whether the name of fn announces that it may end the
// process.
func fatalByName(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	for _, word := range []string{"fatal", "exit", "must", "die", "abort", "main", "usage", "crash", "kill", "run", "execute", "assert"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return strings.Contains(fn.Name(), "Test")
}

// replaces reports whether fn puts another program in the place of the process,
// so that no caller expects it to return.
func replaces(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok {
			switch flow.CalleeName(call.Common()) {
			case "syscall.Exec", "golang.org/x/sys/unix.Exec":
				return true
			}
		}
	}
	return false
}

// saysExit reports whether the comment of fn says that it ends the process.
func saysExit(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok || decl.Doc == nil {
		return false
	}
	text := strings.ToLower(decl.Doc.Text())
	for _, word := range []string{"exit", "fatal", "terminate", "end the process", "ends the process"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// takesTest reports whether fn is a helper for tests.
func takesTest(fn *ssa.Function) bool {
	for _, param := range fn.Params {
		if strings.Contains(param.Type().String(), "testing.") {
			return true
		}
	}
	return false
}
