package typestate

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A role tells what a value is to the resource.
type role int

const (
	self     role = iota + 1 // the resource, or the field of it to be released
	variable                 // the address of a local variable that holds it
	field                    // the address of the field to be released
	wrapper                  // built around the resource: bufio.NewReader(f)
)

// aliases are the values of a function and its closures that denote the
// resource.
type aliases struct {
	*Protocol
	roles map[ssa.Value]role
	lent  map[ssa.CallInstruction]bool // what releasedAfter has found
}

// aliasesOf returns the values that denote or hold the resource root.
func aliasesOf(p *Protocol, root ssa.Value, as role) *aliases {
	a := &aliases{Protocol: p, roles: make(map[ssa.Value]role), lent: make(map[ssa.CallInstruction]bool)}
	a.add(root, as)
	return a
}

func (a *aliases) add(v ssa.Value, r role) {
	if a.roles[v] != 0 {
		return
	}
	a.roles[v] = r
	refs := v.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		switch r {
		case variable:
			a.throughVariable(v, ref)
		case field:
			if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
				a.add(load, self)
			}
		default:
			a.throughValue(v, ref, r)
		}
	}
}

func (a *aliases) throughVariable(addr ssa.Value, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.UnOp:
		if ref.Op == token.MUL {
			a.add(ref, self)
		}
	case *ssa.MakeClosure:
		fn := ref.Fn.(*ssa.Function)
		for i, b := range ref.Bindings {
			if b == addr && i < len(fn.FreeVars) {
				a.add(fn.FreeVars[i], variable)
			}
		}
	}
}

func (a *aliases) throughValue(v ssa.Value, ref ssa.Instruction, r role) {
	switch ref := ref.(type) {
	case *ssa.Phi, *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.ChangeType:
		a.add(ref.(ssa.Value), r)
	case *ssa.Convert: // unsafe.Pointer(p)
		if isPointer(ref.Type()) || isAddress(ref) {
			a.add(ref, r)
		}
	case *ssa.TypeAssert, *ssa.Slice: // memory as a slice: (*[1 << 20]byte)(p)[:n]
		a.add(ref.(ssa.Value), r)
	case *ssa.Extract:
		if basic, ok := ref.Type().Underlying().(*types.Basic); !ok || basic.Kind() != types.Bool {
			if !typ.IsError(ref.Type()) {
				a.add(ref, r)
			}
		}
	case *ssa.Store:
		if local, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && local.Comment != "varargs" {
			a.add(local, variable)
		}
	case *ssa.FieldAddr:
		if f := flow.FieldOf(ref); f != nil && f.Name() == a.Field {
			a.add(ref, field)
		}
	case *ssa.Call:
		if a.wraps(v, ref) {
			a.add(ref, wrapper)
		} else if flow.Builtin(ref.Common()) == "Slice" { // unsafe.Slice
			a.add(ref, r)
		}
	}
}

// isAddress reports whether conv makes a number of an address: who keeps that
// keeps the memory.
func isAddress(conv *ssa.Convert) bool {
	to, ok := conv.Type().Underlying().(*types.Basic)
	return ok && to.Kind() == types.Uintptr && conv.X.Type().Underlying() == types.Typ[types.UnsafePointer]
}

// wraps reports whether the result of call may hold its argument v.
func (a *aliases) wraps(v ssa.Value, call *ssa.Call) bool {
	common := call.Common()
	fn := flow.CalleeObject(common)
	if common.IsInvoke() || fn == nil || !inStd(fn) || fn.Signature().Recv() != nil || !slices.Contains(common.Args, v) || !wrapping(fn.Name()) {
		return false
	}
	results := common.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	switch t := results.At(0).Type().Underlying().(type) {
	case *types.Pointer, *types.Struct:
		return true
	case *types.Interface:
		return !typ.IsError(results.At(0).Type()) && t.NumMethods() > 0
	}
	return false
}

// wrapping reports whether a function of the standard library with this name
// returns something that works on its argument later.
func wrapping(name string) bool {
	switch name {
	case "LimitReader", "TeeReader", "MultiReader", "MultiWriter", "NopCloser", "MaxBytesReader", "Client", "Server", "ReadResponse", "ReadRequest", "ReadMessage", "FileConn", "FileListener":
		return true
	}
	return strings.HasPrefix(name, "New")
}

// releasedBy reports whether the call releases the resource itself: a release
// method called on it, or the resource called.
func (a *aliases) releasedBy(common *ssa.CallCommon) bool {
	if a.Call {
		return a.roles[common.Value] == self
	}
	fn := flow.CalleeObject(common)
	if fn != nil && (slices.Contains(a.Functions, fn.Name()) || slices.Contains(a.Functions, fn.FullName())) {
		return slices.ContainsFunc(common.Args, func(v ssa.Value) bool { return a.roles[v] != 0 })
	}
	if fn == nil || !slices.Contains(a.Methods, fn.Name()) {
		return false
	}
	recv := receiver(common)
	if recv == nil {
		return false
	}
	switch a.roles[recv] {
	case self:
		return true
	case wrapper:
		return closesInner(recv.Type()) || a.Final && isNamed(recv.Type(), "bufio", "ReadWriter")
	}
	return false
}

// receiver returns the receiver of a method call, looking through the field
// selection of a promoted method, or nil.
func receiver(common *ssa.CallCommon) ssa.Value {
	v := common.Value
	if !common.IsInvoke() {
		if common.Signature().Recv() == nil || len(common.Args) == 0 {
			return nil
		}
		v = common.Args[0]
	}
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			if inner, ok := x.X.(*ssa.FieldAddr); ok && x.Op == token.MUL && embedded(inner) {
				v = inner.X
				continue
			}
		case *ssa.FieldAddr:
			if embedded(x) {
				v = x.X
				continue
			}
		}
		return v
	}
}

func embedded(addr *ssa.FieldAddr) bool {
	f := flow.FieldOf(addr)
	return f != nil && f.Embedded()
}

// closesInner reports whether closing a wrapper of type t closes what it
// wraps. Compressors and buffers do not.
func closesInner(t types.Type) bool {
	named := typ.Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return true
	}
	switch named.Obj().Pkg().Path() {
	case "compress/gzip", "compress/zlib", "compress/flate", "compress/lzw", "compress/bzip2", "archive/zip", "archive/tar", "bufio", "mime/multipart", "encoding/csv":
		return false
	}
	return true
}

// isNamed reports whether t is the type path.name or a pointer to it.
func isNamed(t types.Type, path, name string) bool {
	named := typ.Named(t)
	return named != nil && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

// isPointer reports whether t is a pointer type or unsafe.Pointer.
func isPointer(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	}
	return false
}
