package reflectset

import (
	"fmt"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A subject is what is known of a reflect.Value or reflect.Type.
type subject struct {
	typ         types.Type
	addressable bool
	unexported  string // the unexported field it was reached through
	missing     string // why it is the zero Value, if it is
	// some is set if the subject is one of several fields, of which the one
	// that is not exported is looked at. It is what turns of the loop at head
	// come to.
	some bool
	head *ssa.BasicBlock
}

// tracker follows the types of reflected values through one function.
type tracker struct {
	known map[ssa.Value]*subject
	// given are the types of what a caller passes for parameters that are
	// interfaces.
	given map[*ssa.Parameter]types.Type
}

func newTracker() *tracker { return &tracker{known: make(map[ssa.Value]*subject)} }

// of returns what is known of v, or nil.
func (t *tracker) of(v ssa.Value, depth int) *subject {
	if s, ok := t.known[v]; ok {
		return s
	}
	t.known[v] = nil
	if depth < 12 {
		t.known[v] = t.derive(v, depth+1)
	}
	return t.known[v]
}

func (t *tracker) derive(v ssa.Value, depth int) *subject {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	switch flow.CalleeName(call.Common()) {
	case "reflect.ValueOf", "reflect.TypeOf":
		if typ := t.dynamic(call.Call.Args[0]); typ != nil && kindOf(typ) != 0 {
			return &subject{typ: typ}
		}
		return nil
	case "reflect.TypeFor":
		if fn := call.Call.StaticCallee(); fn != nil && len(fn.TypeArgs()) == 1 && kindOf(fn.TypeArgs()[0]) != 0 {
			return &subject{typ: fn.TypeArgs()[0]}
		}
		return nil
	case "reflect.New":
		if s := t.of(call.Call.Args[0], depth); s != nil && s.missing == "" {
			return &subject{typ: types.NewPointer(s.typ)}
		}
		return nil
	case "reflect.Zero":
		if s := t.of(call.Call.Args[0], depth); s != nil && s.missing == "" {
			return &subject{typ: s.typ}
		}
		return nil
	case "reflect.Indirect":
		s := t.of(call.Call.Args[0], depth)
		if s == nil || s.missing != "" {
			return nil
		}
		if kindOf(s.typ) == isPointer {
			return elem(s)
		}
		return s
	}
	recv, method, onValue := reflectCall(call)
	if recv == nil {
		return nil
	}
	s := t.of(recv, depth)
	if s == nil || s.some || s.missing != "" || wrongKind(s.typ, method, onValue) != "" {
		return nil
	}
	return member(s, method, call, onValue)
}

// dynamic returns the type of the value in the interface v, if it is known.
func (t *tracker) dynamic(v ssa.Value) types.Type {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return v.X.Type()
	case *ssa.Parameter:
		return t.given[v]
	}
	return nil
}

// member returns what the method of s returns.
func member(s *subject, method string, call *ssa.Call, onValue bool) *subject {
	args := call.Call.Args
	if onValue {
		args = args[1:]
	}
	switch method {
	case "Elem":
		return elem(s)
	case "Type":
		return &subject{typ: s.typ}
	case "Field":
		st, ok := s.typ.Underlying().(*types.Struct)
		if n, isConst := intArg(args); ok && isConst && onValue && n < st.NumFields() {
			return fieldOf(s, st.Field(n))
		}
		if head := loopHead(args[0]); ok && onValue && eachTurn(call.Block(), head) {
			if f := unexportedOf(s, st); f != nil {
				f.head = head
				return f
			}
		}
		return someField(s, onValue)
	case "FieldByName":
		name, ok := stringArg(args)
		if !ok || !onValue {
			return someField(s, onValue)
		}
		return fieldNamed(s, name)
	case "MethodByName":
		name, ok := stringArg(args)
		if !ok || !onValue || kindOf(s.typ) == isInterface {
			return nil
		}
		return methodNamed(s, name)
	case "Index":
		switch u := s.typ.Underlying().(type) {
		case *types.Slice:
			return &subject{typ: u.Elem(), addressable: true, unexported: s.unexported}
		case *types.Array:
			return &subject{typ: u.Elem(), addressable: s.addressable, unexported: s.unexported}
		}
	case "MapIndex":
		if m, ok := s.typ.Underlying().(*types.Map); ok {
			return &subject{typ: m.Elem(), unexported: s.unexported}
		}
	case "Addr":
		return &subject{typ: types.NewPointer(s.typ), unexported: s.unexported}
	}
	return nil
}

// elem returns what a pointer points to, or the elements of a type.
func elem(s *subject) *subject {
	switch u := s.typ.Underlying().(type) {
	case *types.Pointer:
		return &subject{typ: u.Elem(), addressable: true, unexported: s.unexported}
	case *types.Slice:
		return &subject{typ: u.Elem()}
	case *types.Map:
		return &subject{typ: u.Elem()}
	case *types.Array:
		return &subject{typ: u.Elem()}
	case *types.Chan:
		return &subject{typ: u.Elem()}
	}
	return nil // an interface: its dynamic type is not known
}

func fieldOf(s *subject, f *types.Var) *subject {
	field := &subject{typ: f.Type(), addressable: s.addressable, unexported: s.unexported}
	if !f.Exported() && !f.Embedded() {
		field.unexported = f.Name()
	}
	if kindOf(f.Type()) == 0 {
		return nil
	}
	return field
}

// someField returns a field of s that is not known, if none can be set; or nil.
func someField(s *subject, onValue bool) *subject {
	st, ok := s.typ.Underlying().(*types.Struct)
	if !ok || !onValue || s.addressable {
		return nil
	}
	for f := range st.Fields() {
		if f.Embedded() { // by a pointer, say
			return nil
		}
	}
	return &subject{typ: s.typ, some: true}
}

// unexportedOf returns the first field of s that is not exported, which a loop
// over all fields comes to, or nil.
func unexportedOf(s *subject, st *types.Struct) *subject {
	for f := range st.Fields() {
		if !f.Exported() && !f.Embedded() {
			return &subject{typ: f.Type(), addressable: s.addressable, unexported: f.Name(), some: true}
		}
	}
	return nil
}

// eachTurn reports whether each turn of the loop at head executes block.
func eachTurn(block, head *ssa.BasicBlock) bool {
	if head == nil {
		return false
	}
	for _, pred := range head.Preds {
		if head.Dominates(pred) && !block.Dominates(pred) {
			return false
		}
	}
	return head.Dominates(block)
}

// loopHead returns the block whose branch ends the loop that index counts, or
// nil.
func loopHead(index ssa.Value) *ssa.BasicBlock {
	if add, ok := index.(*ssa.BinOp); ok { // for i := range n counts from -1
		if phi, ok := add.X.(*ssa.Phi); ok {
			index = phi
		}
	}
	phi, ok := index.(*ssa.Phi)
	if !ok {
		return nil
	}
	return phi.Block()
}

// fieldNamed returns the field of s with the given name, or the zero Value.
func fieldNamed(s *subject, name string) *subject {
	var pkg *types.Package
	if named, ok := types.Unalias(s.typ).(*types.Named); ok {
		pkg = named.Obj().Pkg()
	}
	obj, path, indirect := types.LookupFieldOrMethod(s.typ, true, pkg, name)
	f, ok := obj.(*types.Var)
	if !ok {
		if len(path) > 0 && obj == nil { // ambiguous
			return nil
		}
		return &subject{typ: s.typ, missing: fmt.Sprintf("%s has no field %s", short(s.typ), name)}
	}
	field := fieldOf(s, f)
	if field != nil && indirect {
		field.addressable = true
	}
	return field
}

// methodNamed returns the method of s with the given name, or the zero Value.
func methodNamed(s *subject, name string) *subject {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return &subject{typ: s.typ, missing: fmt.Sprintf("reflection finds no method %q: only exported ones", name)}
	}
	if sel := types.NewMethodSet(s.typ).Lookup(nil, name); sel != nil {
		return &subject{typ: sel.Type()}
	}
	why := fmt.Sprintf("%s has no method %s", short(s.typ), name)
	if _, isPtr := s.typ.Underlying().(*types.Pointer); !isPtr && types.NewMethodSet(types.NewPointer(s.typ)).Lookup(nil, name) != nil {
		why = fmt.Sprintf("%s has no method %s, only its pointer has", short(s.typ), name)
	}
	return &subject{typ: s.typ, missing: why}
}

func intArg(args []ssa.Value) (int, bool) {
	if len(args) == 0 {
		return 0, false
	}
	k, ok := args[0].(*ssa.Const)
	if !ok || k.Value == nil {
		return 0, false
	}
	n, exact := constant.Int64Val(k.Value)
	return int(n), exact && n >= 0
}

func stringArg(args []ssa.Value) (string, bool) {
	if len(args) == 0 {
		return "", false
	}
	k, ok := args[0].(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(k.Value), true
}
