// Package flow gives the checks the control flow of a package: SSA form of
// every function, calls resolved inside the package, and feasible paths.
//
// Unlike x/tools' buildssa it needs no facts, so that the dependencies of a
// package need not be loaded from source: which functions never return is
// known by table and by induction inside the package.
package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// Analyzer provides the flow of a package, built when first asked for.
var Analyzer = &analysis.Analyzer{
	Name:       "flow",
	Doc:        "build SSA form and answer questions about paths for the checks",
	Run:        run,
	ResultType: reflect.TypeFor[*Package](),
}

// A Package is the control flow of one package. Its methods may be called
// from several passes at once.
type Package struct {
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info

	build sync.Once
	ssa   *ssa.Package
	funcs []*ssa.Function

	index   sync.Once
	callers map[*ssa.Function]*Callers
	fields  map[*types.Var]*assigned
	globals map[*ssa.Global]*assigned
	impls   []types.Type             // concrete types converted to some interface here
	entered map[*types.TypeName]bool // unexported interfaces that values of other packages get into
	invokes map[string]bool          // names of the methods that are called through interfaces

	unset    sync.Once
	neverSet map[*types.Var]bool

	walks    sync.Mutex
	shapes   map[*ssa.Function]*shape
	targets  map[ifaceMethod]implemented
	exceeded int
}

func run(pass *analysis.Pass) (any, error) {
	return &Package{Fset: pass.Fset, Files: pass.Files, Types: pass.Pkg, Info: pass.TypesInfo}, nil
}

// Of returns the flow of the package of pass, whose analyzer must require
// [Analyzer].
func Of(pass *analysis.Pass) *Package { return pass.ResultOf[Analyzer].(*Package) }

// SSA returns the package in SSA form, with the functions of other packages
// lacking bodies.
func (p *Package) SSA() *ssa.Package {
	p.build.Do(p.buildSSA)
	return p.ssa
}

// Functions returns the functions of the package that have source: named
// functions, methods and literals, each literal after its parent. Generic
// functions appear once, not instantiated. The synthetic package initializer
// comes last; it holds the literals of package variables.
func (p *Package) Functions() []*ssa.Function {
	p.build.Do(p.buildSSA)
	return p.funcs
}

func (p *Package) buildSSA() {
	prog := ssa.NewProgram(p.Fset, ssa.BuilderMode(0))
	prog.SetNoReturn(newReturns(p).never)

	// Bodiless packages for all imports: direct ones may hand out types and
	// functions of indirect ones.
	seen := make(map[*types.Package]bool)
	var create func([]*types.Package)
	create = func(imports []*types.Package) {
		for _, imp := range imports {
			if !seen[imp] {
				seen[imp] = true
				prog.CreatePackage(imp, nil, nil, true)
				create(imp.Imports())
			}
		}
	}
	create(p.Types.Imports())

	p.ssa = prog.CreatePackage(p.Types, p.Files, p.Info, false)
	p.ssa.Build()

	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		p.funcs = append(p.funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, file := range p.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			obj, ok := p.Info.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if fn := prog.FuncValue(obj); fn != nil {
				add(fn)
			}
		}
	}
	if init := p.ssa.Func("init"); init != nil {
		add(init)
	}
}

// Instructions calls yield for each instruction of fn in block order, until it
// returns false.
func Instructions(fn *ssa.Function) func(yield func(ssa.Instruction) bool) {
	return func(yield func(ssa.Instruction) bool) {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if !yield(instr) {
					return
				}
			}
		}
	}
}

// Outermost returns the named function that lexically contains fn, or fn.
func Outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// IsFunc reports whether fn is the function or method with the given full
// name, in the form of [types.Func.FullName]: "time.Sleep",
// "(*sync.Mutex).Lock". Instances count as their generic origin.
func IsFunc(fn *types.Func, fullName string) bool {
	// The full name is built each time: most functions have another name.
	return fn != nil && strings.HasSuffix(fullName, fn.Name()) && fn.Origin().FullName() == fullName
}

// Referrers returns the instructions that use v; of constants, functions and
// package variables it knows none.
func Referrers(v ssa.Value) []ssa.Instruction {
	refs := v.Referrers()
	if refs == nil {
		return nil
	}
	return *refs
}

// CalleeObject returns the function object that call names: a function, a
// method of a concrete type, or an interface method. It is nil for calls of
// function values and builtins.
func CalleeObject(call *ssa.CallCommon) *types.Func {
	if call.IsInvoke() {
		return call.Method
	}
	fn := call.StaticCallee()
	if fn == nil {
		return nil
	}
	if obj, ok := Origin(fn).Object().(*types.Func); ok {
		return obj
	}
	return nil
}

// CalleeName returns the full name of what call names, or "".
func CalleeName(call *ssa.CallCommon) string {
	if fn := CalleeObject(call); fn != nil {
		return fn.Origin().FullName()
	}
	return ""
}

// Called returns how a message names what instr calls: the name of a function
// or method, and otherwise the given words.
func Called(instr ssa.Instruction, otherwise string) string {
	if call, ok := instr.(ssa.CallInstruction); ok {
		if fn := CalleeObject(call.Common()); fn != nil {
			return fn.Name()
		}
	}
	return otherwise
}

// CallOf returns the call of which v is the result, or one of the results, or
// nil.
func CallOf(v ssa.Value) *ssa.Call {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, _ := v.(*ssa.Call)
	return call
}

// Variable returns the address of the variable that the field or element at
// addr is a part of; for an element of a slice it returns the slice.
func Variable(addr ssa.Value) ssa.Value {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			addr = a.X
		default:
			return addr
		}
	}
}

// Builtin returns the name of the builtin that call invokes, or "".
func Builtin(call *ssa.CallCommon) string {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name()
	}
	return ""
}

// Origin returns the source function behind fn: of an instance its generic
// function, of a bound-method or promotion wrapper the method.
func Origin(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Synthetic != "" && fn.Syntax() == nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			if f := fn.Prog.FuncValue(obj.Origin()); f != nil {
				return f
			}
		}
	}
	return fn
}
