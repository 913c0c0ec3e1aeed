package pooluse

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An object is one value from a pool, as seen by one function and its
// literals.
type object struct {
	pools   *pools
	release string // the function that takes it back, or "" for one of a sync.Pool
	value   ssa.Value
	aliases map[ssa.Value]bool // values that are the object
	derived map[ssa.Value]bool // values that share its memory
	vars    map[ssa.Value]bool // addresses of variables that hold it
}

// objectOf returns the object that g returns.
func (ps *pools) objectOf(g get) *object {
	obj := ps.object(g.call)
	for _, ref := range *g.call.Referrers() {
		if assert, ok := ref.(*ssa.TypeAssert); ok {
			obj.value = assert
		}
	}
	return obj
}

func (ps *pools) object(v ssa.Value) *object {
	obj := &object{pools: ps, value: v, aliases: make(map[ssa.Value]bool), derived: make(map[ssa.Value]bool), vars: make(map[ssa.Value]bool)}
	obj.add(v)
	return obj
}

func (o *object) add(v ssa.Value) {
	if o.aliases[v] {
		return
	}
	o.aliases[v] = true
	refs := v.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType:
			o.add(ref.(ssa.Value))
		case *ssa.TypeAssert:
			o.add(ref)
		case *ssa.Extract:
			if ref.Index == 0 {
				o.add(ref)
			}
		case *ssa.Phi:
			if o.only(ref) {
				o.add(ref)
			}
		case *ssa.Store:
			if local, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				if values, complete := flow.LocalStores(local); complete && len(values) == 1 {
					o.addVariable(local)
				}
			}
		default:
			o.share(v, ref)
		}
	}
}

// only reports whether all values of phi are the object or nil.
func (o *object) only(phi *ssa.Phi) bool {
	for _, edge := range phi.Edges {
		if !o.aliases[edge] && edge != ssa.Value(phi) && !flow.IsNil(edge) {
			return false
		}
	}
	return true
}

func (o *object) addVariable(addr ssa.Value) {
	if o.vars[addr] || addr.Referrers() == nil {
		return
	}
	o.vars[addr] = true
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				o.add(ref)
			}
		case *ssa.MakeClosure:
			fn := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if b == addr && i < len(fn.FreeVars) {
					o.addVariable(fn.FreeVars[i])
				}
			}
		}
	}
}

// addDerived records that v shares memory with the object.
func (o *object) addDerived(v ssa.Value) {
	if o.derived[v] || v.Referrers() == nil {
		return
	}
	o.derived[v] = true
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.ChangeType, *ssa.MakeInterface:
			o.addDerived(ref.(ssa.Value))
		default:
			o.share(v, ref)
		}
	}
}

// sharing lists functions whose result shares the memory of an argument or of
// the receiver. The string of a strings.Builder does too, but the builder never
// writes again to what it has written.
var sharing = map[string]bool{
	"(*bytes.Buffer).Bytes": true, "(*bytes.Buffer).Next": true, "(*bytes.Buffer).AvailableBuffer": true,
	"bytes.NewReader": true, "bytes.NewBuffer": true, "bytes.TrimSpace": true, "bytes.Trim": true, "bytes.TrimRight": true, "bytes.TrimLeft": true,
	"bytes.TrimSuffix": true, "bytes.TrimPrefix": true, "bytes.Split": true, "bytes.Fields": true, "unsafe.String": true,
	"(*bufio.Scanner).Bytes": true,
}

// share records the result of ref if it shares memory with v.
func (o *object) share(v ssa.Value, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.Slice:
		if ref.X == v {
			o.addDerived(ref)
		}
	case *ssa.UnOp:
		if ref.Op == token.MUL && hasMemory(v, ref.Type()) {
			o.addDerived(ref)
		}
	case *ssa.FieldAddr:
		o.addDerived(ref)
	case *ssa.IndexAddr:
		if ref.X == v {
			o.addDerived(ref)
		}
	case *ssa.Phi:
		if o.derived[v] && o.grows(ref) {
			o.addDerived(ref)
		}
	case *ssa.Store:
		if local, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && o.derived[v] {
			o.throughVariable(local)
		}
	case *ssa.Call:
		if o.lends(v, ref) {
			o.addDerived(ref)
		}
		if sharing[flow.CalleeName(ref.Common())] && len(ref.Call.Args) > 0 && ref.Call.Args[0] == v {
			o.addDerived(ref)
		}
		if appendsTo(ref) == v {
			o.addDerived(ref)
		}
		switch flow.Builtin(ref.Common()) {
		case "String", "SliceData", "Slice", "StringData":
			o.addDerived(ref)
		}
	}
}

// grows reports whether phi only ever is memory of the object, or what has been
// appended to that.
func (o *object) grows(phi *ssa.Phi) bool {
	for _, edge := range phi.Edges {
		call, ok := edge.(*ssa.Call)
		if !o.derived[edge] && edge != ssa.Value(phi) && (!ok || appendsTo(call) != ssa.Value(phi)) {
			return false
		}
	}
	return true
}

// appendsTo returns the slice that call appends to, or nil.
func appendsTo(call *ssa.Call) ssa.Value {
	name := flow.CalleeName(call.Common())
	if flow.Builtin(call.Common()) == "append" || strings.HasPrefix(name, "fmt.Append") || strings.HasPrefix(name, "strconv.Append") || name == "unicode/utf8.AppendRune" {
		return call.Call.Args[0]
	}
	return nil
}

// throughVariable records what is read from a local variable that only ever
// holds memory of the object, also as a string: *(*string)(unsafe.Pointer(&b)).
func (o *object) throughVariable(local *ssa.Alloc) {
	for _, ref := range *local.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(local) && !o.derived[store.Val] {
			return
		}
	}
	for _, ref := range *local.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			o.addDerived(ref)
		case *ssa.Convert:
			for _, conv := range *ref.Referrers() {
				text, ok := conv.(*ssa.Convert)
				if !ok {
					continue
				}
				for _, load := range *text.Referrers() {
					if load, ok := load.(*ssa.UnOp); ok && load.Op == token.MUL {
						o.addDerived(load)
					}
				}
			}
		}
	}
}

// lends reports whether call is a method of the object of a framework that
// returns bytes of it.
func (o *object) lends(v ssa.Value, call *ssa.Call) bool {
	fn := flow.CalleeObject(call.Common())
	if o.release == "" || fn == nil || !o.aliases[v] || len(call.Call.Args) == 0 || call.Call.Args[0] != v {
		return false
	}
	switch fn.Name() {
	case "Bytes", "Body", "BodyBytes", "Path", "PathOriginal", "Host", "Scheme", "Hash", "QueryString", "RequestURI", "FullURI", "Peek", "Key", "Value", "Domain":
		return fn.Signature().Results().Len() == 1 && fn.Signature().Results().At(0).Type().String() == "[]byte"
	}
	return false
}

// hasMemory reports whether a value of type t loaded from addr is memory of the
// object: what the pooled pointer points to, or a slice in a field of it.
// Pointers and maps in fields are objects of their own.
func hasMemory(addr ssa.Value, t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice:
		return true
	case *types.Map:
		_, inField := addr.(*ssa.FieldAddr)
		return !inField
	}
	return false
}

// filledFrom returns a call that fills the object, a buffer, from a reader of
// unknown length, or nil.
func (o *object) filledFrom() ssa.Instruction {
	var first ssa.Instruction
	for v := range o.aliases {
		refs := v.Referrers()
		if refs == nil {
			continue
		}
		for _, ref := range *refs {
			call, ok := ref.(*ssa.Call)
			if !ok || limits(call.Parent()) {
				continue
			}
			var src ssa.Value
			switch flow.CalleeName(call.Common()) {
			case "(*bytes.Buffer).ReadFrom":
				src = call.Call.Args[1]
			case "io.Copy":
				if call.Call.Args[0] == v {
					src = call.Call.Args[1]
				}
			}
			if src != nil && unbounded(src) && (first == nil || call.Pos() < first.Pos()) {
				first = call
			}
		}
	}
	return first
}

// limits reports whether fn limits how much it reads.
func limits(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			switch flow.CalleeName(call.Common()) {
			case "net/http.MaxBytesReader", "io.LimitReader":
				return true
			}
		}
	}
	return false
}

// unbounded reports whether src is a reader of any length: a parameter, or the
// body of a request or response.
func unbounded(src ssa.Value) bool {
	switch src := src.(type) {
	case *ssa.Parameter:
		_, isInterface := src.Type().Underlying().(*types.Interface)
		return isInterface
	case *ssa.ChangeInterface:
		return unbounded(src.X)
	case *ssa.UnOp:
		addr, ok := src.X.(*ssa.FieldAddr)
		return ok && flow.FieldOf(addr) != nil && flow.FieldOf(addr).Name() == "Body" && strings.HasPrefix(addr.X.Type().String(), "*net/http.Re")
	}
	return false
}
