package locks

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Kind is what an operation does to a lock.
type Kind int

const (
	Acquire Kind = iota
	Try          // acquires if it returns true
	Release
	Unsure // may acquire or release: nothing is known of the lock afterwards
)

// An Op is one call of a method of a lock.
type Op struct {
	Call ssa.CallInstruction
	Kind Kind
	Mode Mode
	Lock ssa.Value // the address of the lock, or the interface that holds it
	Path access.Path
	// Standard is set for locks of package sync, of which it is certain that
	// they do not nest.
	Standard bool
	// RW is set if the lock has read and write modes.
	RW bool

	class access.Class
}

// Class returns the class of the lock.
func (op Op) Class() access.Class {
	if !op.class.IsZero() {
		return op.class
	}
	return classOf(op.Lock)
}

// methodKind returns what the method fn does to its receiver, if that is a
// lock.
func methodKind(fn *types.Func) (Op, bool) {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 {
		return Op{}, false
	}
	var op Op
	switch fn.Name() {
	case "Lock":
		op.Kind = Acquire
	case "RLock":
		op.Kind, op.Mode = Acquire, Read
	case "TryLock":
		op.Kind = Try
	case "TryRLock":
		op.Kind, op.Mode = Try, Read
	case "Unlock":
		op.Kind = Release
	case "RUnlock":
		op.Kind, op.Mode = Release, Read
	default:
		return Op{}, false
	}
	if op.Kind == Try {
		if !returnsBool(sig) {
			return Op{}, false
		}
	} else if sig.Results().Len() != 0 {
		return Op{}, false
	}
	t := sig.Recv().Type()
	if !IsLock(t) {
		return Op{}, false
	}
	op.Standard = fn.Pkg() != nil && fn.Pkg().Path() == "sync"
	op.RW = hasMethod(t, "RLock", false)
	return op, true
}

func returnsBool(sig *types.Signature) bool {
	if sig.Results().Len() != 1 {
		return false
	}
	basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

// IsLock reports whether t, or what it points to, is a lock: a type with
// methods Lock and Unlock that is sync.Mutex, sync.RWMutex or sync.Locker, an
// interface, or made of one of them.
func IsLock(t types.Type) bool {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return types.IsInterface(t) && hasMethod(t, "Lock", false) && hasMethod(t, "Unlock", false)
	}
	obj := named.Obj()
	if obj.Pkg() == nil {
		return false
	}
	if obj.Pkg().Path() == "sync" {
		switch obj.Name() {
		case "Mutex", "RWMutex", "Locker":
			return true
		}
		return false
	}
	if !hasMethod(named, "Lock", false) || !hasMethod(named, "Unlock", false) {
		return false
	}
	return types.IsInterface(named) || wrapsMutex(named, 0)
}

// wrapsMutex reports whether t has a mutex of package sync among its fields.
func wrapsMutex(t types.Type, depth int) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return false
	}
	for f := range s.Fields() {
		ft := types.Unalias(f.Type())
		if ptr, ok := ft.(*types.Pointer); ok {
			ft = types.Unalias(ptr.Elem())
		}
		if isMutex(ft) || wrapsMutex(ft, depth+1) {
			return true
		}
	}
	return false
}

func isMutex(t types.Type) bool {
	return typ.Is(t, "sync", "Mutex", "RWMutex")
}

// hasMethod reports whether t or *t has a method of the given name without
// parameters, and with results only if results is set.
func hasMethod(t types.Type, name string, results bool) bool {
	if _, isPtr := types.Unalias(t).(*types.Pointer); !isPtr && !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
	fn, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := fn.Signature()
	return sig.Params().Len() == 0 && (results || sig.Results().Len() == 0)
}

// OpOf returns the lock operation that call is. Methods of the package's own
// types are no operations but functions with a summary, unless they are made
// without other locks.
func (m *Model) OpOf(call ssa.CallInstruction) (Op, bool) {
	fn, recv := methodOf(call.Common())
	once := onceOf(call.Common())
	if once != nil {
		fn, recv = boundMethod(once)
	}
	if fn == nil || recv == nil {
		return Op{}, false
	}
	op, ok := methodKind(fn)
	if !ok {
		return Op{}, false
	}
	if once != nil {
		op.Kind = Unsure // an earlier call may have done it
	}
	if !op.Standard && fn.Pkg() == m.Flow.Types && !call.Common().IsInvoke() {
		return Op{}, false // has a body: see its summary
	}
	op.Call = call
	op.Lock = recv
	if mutex := m.readerOf(recv); mutex != nil {
		op.Mode, op.Lock = Read, mutex
	}
	op.Path = access.Of(op.Lock)
	if path, class, ok := m.condLock(op.Lock); ok {
		op.Path, op.class = path, class
	}
	return op, true
}

// readerOf returns the mutex of which v is the RLocker, if it is one.
func (m *Model) readerOf(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL && types.IsInterface(v.Type()) {
		if stored, complete := m.Flow.Stored(load.X); complete && len(stored) == 1 {
			v = stored[0]
		}
	}
	if call, ok := v.(*ssa.Call); ok && flow.CalleeName(call.Common()) == "(*sync.RWMutex).RLocker" {
		return call.Common().Args[0]
	}
	return nil
}

// methodOf returns the method that call names and its receiver.
func methodOf(call *ssa.CallCommon) (*types.Func, ssa.Value) {
	if call.IsInvoke() {
		return call.Method, call.Value
	}
	var fn *types.Func
	var recv ssa.Value
	switch v := call.Value.(type) {
	case *ssa.Function:
		fn, _ = flow.Origin(v).Object().(*types.Func)
		if len(call.Args) > 0 {
			recv = call.Args[0]
		}
	case *ssa.MakeClosure:
		fn, recv = boundMethod(v)
	}
	return fn, recv
}

// onceOf returns the method value that call runs unless it has run before:
// once.Do(mu.Unlock), or the result of sync.OnceFunc(mu.Unlock). Otherwise it
// returns nil.
func onceOf(call *ssa.CallCommon) *ssa.MakeClosure {
	var run ssa.Value
	if flow.IsFunc(flow.CalleeObject(call), "(*sync.Once).Do") {
		run = call.Args[len(call.Args)-1]
	} else if made, ok := call.Value.(*ssa.Call); ok && flow.IsFunc(flow.CalleeObject(made.Common()), "sync.OnceFunc") {
		run = made.Call.Args[0]
	}
	bound, _ := run.(*ssa.MakeClosure)
	return bound
}

// boundMethod returns the method and receiver of the method value v.
func boundMethod(v *ssa.MakeClosure) (*types.Func, ssa.Value) {
	bound, ok := v.Fn.(*ssa.Function)
	if !ok || bound.Synthetic == "" || bound.Syntax() != nil || len(v.Bindings) != 1 {
		return nil, nil
	}
	fn, _ := bound.Object().(*types.Func)
	return fn, v.Bindings[0]
}

// classOf returns the class of the lock at v.
func classOf(v ssa.Value) access.Class { return access.ClassOf(v) }

// Name returns what a reader calls the lock of op: the text before ".Lock".
func (m *Model) Name(op Op) string {
	if call, ok := m.Flow.Syntax(op.Call).(*ast.CallExpr); ok {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if text := types.ExprString(sel.X); len(text) <= 40 {
				return text
			}
		}
	}
	if name := m.Flow.Name(op.Lock); name != "" {
		return name
	}
	return "the lock"
}
