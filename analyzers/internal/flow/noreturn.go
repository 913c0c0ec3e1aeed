package flow

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/cfg"
	"golang.org/x/tools/go/types/typeutil"
)

// exits are the functions of other packages that never return and are in
// common use. The list follows what x/tools' ctrlflow infers for the standard
// library and knows of logging packages.
var exits = map[string]bool{
	"os.Exit":                                      true,
	"runtime.Goexit":                               true,
	"syscall.Exit":                                 true,
	"log.Fatal":                                    true,
	"log.Fatalf":                                   true,
	"log.Fatalln":                                  true,
	"log.Panic":                                    true,
	"log.Panicf":                                   true,
	"log.Panicln":                                  true,
	"(*log.Logger).Fatal":                          true,
	"(*log.Logger).Fatalf":                         true,
	"(*log.Logger).Fatalln":                        true,
	"(*log.Logger).Panic":                          true,
	"(*log.Logger).Panicf":                         true,
	"(*log.Logger).Panicln":                        true,
	"(*testing.common).Fatal":                      true,
	"(*testing.common).Fatalf":                     true,
	"(*testing.common).FailNow":                    true,
	"(*testing.common).Skip":                       true,
	"(*testing.common).Skipf":                      true,
	"(*testing.common).SkipNow":                    true,
	"(testing.TB).Fatal":                           true,
	"(testing.TB).Fatalf":                          true,
	"(testing.TB).FailNow":                         true,
	"(testing.TB).Skip":                            true,
	"(testing.TB).Skipf":                           true,
	"(testing.TB).SkipNow":                         true,
	"(*go.uber.org/zap.Logger).Fatal":              true,
	"(*go.uber.org/zap.Logger).Panic":              true,
	"(*go.uber.org/zap.SugaredLogger).Fatal":       true,
	"(*go.uber.org/zap.SugaredLogger).Fatalf":      true,
	"(*go.uber.org/zap.SugaredLogger).Fatalw":      true,
	"(*go.uber.org/zap.SugaredLogger).Panic":       true,
	"(*go.uber.org/zap.SugaredLogger).Panicf":      true,
	"(*go.uber.org/zap.SugaredLogger).Panicw":      true,
	"github.com/sirupsen/logrus.Fatal":             true,
	"github.com/sirupsen/logrus.Fatalf":            true,
	"github.com/sirupsen/logrus.Fatalln":           true,
	"github.com/sirupsen/logrus.Panic":             true,
	"github.com/sirupsen/logrus.Panicf":            true,
	"(*github.com/sirupsen/logrus.Logger).Exit":    true,
	"(*github.com/sirupsen/logrus.Logger).Fatal":   true,
	"(*github.com/sirupsen/logrus.Logger).Fatalf":  true,
	"(*github.com/sirupsen/logrus.Entry).Fatal":    true,
	"(*github.com/sirupsen/logrus.Entry).Fatalf":   true,
	"(*github.com/sirupsen/logrus.Entry).Panicf":   true,
	"k8s.io/klog.Fatal":                            true,
	"k8s.io/klog.Fatalf":                           true,
	"k8s.io/klog.Fatalln":                          true,
	"k8s.io/klog.Exit":                             true,
	"k8s.io/klog.Exitf":                            true,
	"k8s.io/klog/v2.Fatal":                         true,
	"k8s.io/klog/v2.Fatalf":                        true,
	"k8s.io/klog/v2.Fatalln":                       true,
	"k8s.io/klog/v2.Exit":                          true,
	"k8s.io/klog/v2.Exitf":                         true,
	"github.com/golang/glog.Fatal":                 true,
	"github.com/golang/glog.Fatalf":                true,
	"github.com/golang/glog.Exit":                  true,
	"github.com/golang/glog.Exitf":                 true,
	"github.com/stretchr/testify/require.FailNow":  true,
	"github.com/stretchr/testify/require.FailNowf": true,
}

// Exits reports whether fn ends the process or the goroutine, or panics, by
// table: functions of other packages only.
func Exits(fn *types.Func) bool { return fn != nil && exits[fn.Origin().FullName()] }

// returns decides which functions never return.
type returns struct {
	pkg   *Package
	decls map[*types.Func]*ast.FuncDecl
	known map[*types.Func]bool // absent: not decided; false while being decided
}

func newReturns(p *Package) *returns {
	r := &returns{pkg: p, decls: make(map[*types.Func]*ast.FuncDecl), known: make(map[*types.Func]bool)}
	for _, file := range p.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil && mayEndWithoutReturn(decl.Body) {
				if obj, ok := p.Info.Defs[decl.Name].(*types.Func); ok {
					r.decls[obj] = decl
				}
			}
		}
	}
	return r
}

// mayEndWithoutReturn reports whether the last statement of body leaves it
// open that the function never returns. Most bodies fail this cheap test and
// need no control-flow graph.
func mayEndWithoutReturn(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch s := body.List[len(body.List)-1].(type) {
	case *ast.ExprStmt, *ast.SelectStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.IfStmt, *ast.LabeledStmt, *ast.BlockStmt:
		return true
	case *ast.ForStmt:
		return s.Cond == nil
	}
	return false
}

// never reports whether fn never returns to its caller.
func (r *returns) never(fn *types.Func) bool {
	fn = fn.Origin()
	if fn.Pkg() != r.pkg.Types {
		return Exits(fn)
	}
	if known, ok := r.known[fn]; ok {
		return known
	}
	decl := r.decls[fn]
	if decl == nil {
		return false
	}
	r.known[fn] = false // recursion: assume it returns
	graph := cfg.New(decl.Body, r.mayReturn)
	r.known[fn] = graph.NoReturn()
	return r.known[fn]
}

func (r *returns) mayReturn(call *ast.CallExpr) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := r.pkg.Info.Uses[id].(*types.Builtin); ok {
			return b.Name() != "panic"
		}
	}
	fn := typeutil.StaticCallee(r.pkg.Info, call)
	if fn == nil {
		callee, _ := typeutil.Callee(r.pkg.Info, call).(*types.Func)
		return !Exits(callee) // interface methods such as (testing.TB).Fatal
	}
	return !r.never(fn)
}
