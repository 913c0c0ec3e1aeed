package jsonnumber

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports JSON numbers asserted to be integers.
var Analyzer = &analysis.Analyzer{
	Name:     "jsonnumber",
	Doc:      docs.MustExtract(doc, "jsonnumber"),
	URL:      docs.URL("jsonnumber"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "encoding/json", "encoding/json/v2") {
		return nil, nil
	}
	p := flow.Of(pass)
	told := make(map[*ssa.TypeAssert]bool)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			target := decoded(call)
			if target == nil || usesNumber(fn) {
				continue
			}
			v := &values{flow: p, seen: make(map[ssa.Value]bool)}
			v.variable(target)
			v.structure(target)
			if v.ownIntegers {
				continue
			}
			for _, assert := range v.asserts {
				if handlesFloat(assert) || told[assert] {
					continue
				}
				told[assert] = true
				message := fmt.Sprintf("a JSON number in an interface is a float64: the assertion to %s panics", assert.AssertedType)
				if assert.CommaOk {
					message = fmt.Sprintf("a JSON number in an interface is a float64, never a %s", assert.AssertedType)
				}
				report.At(pass, p.Range(assert), "", message,
					report.Step(p.Range(call), "decodes numbers to float64 here"), report.Step(p.Range(assert), "asks for %s here", assert.AssertedType))
			}
		}
	}
	return nil, nil
}

// decoded returns the address of the local variable that call decodes JSON
// into, or nil.
func decoded(call *ssa.Call) ssa.Value {
	at := 1
	switch flow.CalleeName(call.Common()) {
	case "encoding/json.Unmarshal", "encoding/json/v2.Unmarshal", "(*encoding/json.Decoder).Decode":
	default:
		return nil
	}
	conv, ok := call.Call.Args[at].(*ssa.MakeInterface)
	if !ok {
		return nil
	}
	addr := conv.X
	if _, isPtr := addr.Type().Underlying().(*types.Pointer); !isPtr {
		return nil
	}
	return addr
}

// usesNumber reports whether fn tells a decoder to keep numbers as text.
func usesNumber(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok && flow.CalleeName(call.Common()) == "(*encoding/json.Decoder).UseNumber" {
			return true
		}
	}
	return false
}

// handlesFloat reports whether the code asserts the same value to a type that
// a number can have, besides.
func handlesFloat(assert *ssa.TypeAssert) bool {
	for _, ref := range flow.Referrers(assert.X) {
		if other, ok := ref.(*ssa.TypeAssert); ok {
			switch other.AssertedType.String() {
			case "float64", "encoding/json.Number":
				return true
			}
		}
	}
	return false
}

// values follows what a decoder stored.
type values struct {
	flow        *flow.Package
	seen        map[ssa.Value]bool
	asserts     []*ssa.TypeAssert // to integer types
	ownIntegers bool              // the code stores integers in the decoded maps itself
}

// variable follows the loads of the variable at addr, and of its fields.
func (v *values) variable(addr ssa.Value) {
	if v.seen[addr] || addr.Referrers() == nil {
		return
	}
	v.seen[addr] = true
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				v.value(ref)
			}
		case *ssa.FieldAddr:
			v.variable(ref)
		case *ssa.Call:
			v.passed(addr, ref)
		case *ssa.IndexAddr:
			if ref.X == addr {
				v.variable(ref)
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if fn := ref.Fn.(*ssa.Function); b == addr && i < len(fn.FreeVars) {
					v.variable(fn.FreeVars[i])
				}
			}
		}
	}
}

// structure follows the fields of the struct that target points to, of a type of
// the package, through all its functions.
func (v *values) structure(target ssa.Value) {
	ptr, ok := target.Type().Underlying().(*types.Pointer)
	if !ok {
		return
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() != v.flow.Types {
		return
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for field := range s.Fields() {
		if !field.Exported() || !named.Obj().Exported() {
			v.field(field)
		}
	}
}

// field follows all loads of field, of whatever struct, if nothing but a decoder
// gives it a value.
func (v *values) field(field *types.Var) {
	switch field.Type().Underlying().(type) {
	case *types.Interface, *types.Map, *types.Slice:
	default:
		return
	}
	var all []*ssa.FieldAddr
	for _, fn := range v.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok || flow.FieldOf(addr) != field {
				continue
			}
			for _, ref := range flow.Referrers(addr) {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(addr) && !flow.IsNil(store.Val) {
					return
				}
			}
			all = append(all, addr)
		}
	}
	for _, addr := range all {
		v.variable(addr)
	}
}

// value follows what is reached from x: elements, and values of interfaces.
func (v *values) value(x ssa.Value) {
	if v.seen[x] || x.Referrers() == nil || len(v.seen) > 200 {
		return
	}
	v.seen[x] = true
	for _, ref := range flow.Referrers(x) {
		switch ref := ref.(type) {
		case *ssa.Lookup:
			if ref.X == x {
				v.value(ref)
			}
		case *ssa.Field, *ssa.Range, *ssa.Next, *ssa.ChangeType, *ssa.Phi:
			v.value(ref.(ssa.Value))
		case *ssa.Extract:
			if ref.Index != 0 || !isBool(ref.Type()) {
				v.value(ref)
			}
		case *ssa.IndexAddr:
			v.variable(ref)
		case *ssa.TypeAssert:
			if typ.IsBasic(ref.AssertedType, types.IsInteger) {
				v.asserts = append(v.asserts, ref)
			} else {
				v.value(ref)
			}
		case *ssa.Store:
			if local, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == x {
				v.variable(local)
			}
		case *ssa.MapUpdate:
			if conv, ok := ref.Value.(*ssa.MakeInterface); ok && ref.Map == x && typ.IsBasic(conv.X.Type(), types.IsInteger) {
				v.ownIntegers = true
			}
		case *ssa.Call:
			v.passed(x, ref)
		case *ssa.Return:
			v.returned(x, ref)
		}
	}
}

// passed follows x into the functions of the package that call passes it to.
func (v *values) passed(x ssa.Value, call *ssa.Call) {
	callees, certainty := v.flow.Callees(call)
	if certainty != flow.Sure {
		return
	}
	for _, c := range callees {
		for i, arg := range c.Args {
			if arg != x || i >= len(c.Fn.Params) || !v.onlyCaller(c.Fn) {
				continue
			}
			if _, isPtr := x.Type().Underlying().(*types.Pointer); isPtr {
				v.variable(c.Fn.Params[i])
			} else {
				v.value(c.Fn.Params[i])
			}
		}
	}
}

// returned follows x, which ret returns, into the callers of its function, if
// that returns nothing else in its place.
func (v *values) returned(x ssa.Value, ret *ssa.Return) {
	i := slices.Index(ret.Results, x)
	if i < 0 {
		return
	}
	fn := ret.Parent()
	for instr := range flow.Instructions(fn) {
		other, ok := instr.(*ssa.Return)
		if !ok || flow.IsNil(other.Results[i]) {
			continue
		}
		if access.Of(other.Results[i]) != access.Of(x) {
			return
		}
	}
	for _, call := range v.flow.CallersOf(fn).Calls {
		result, ok := call.(*ssa.Call)
		if !ok {
			continue
		}
		if len(ret.Results) == 1 {
			v.value(result)
			continue
		}
		for _, ref := range *result.Referrers() {
			if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
				v.value(e)
			}
		}
	}
}

// onlyCaller reports whether the package calls fn in one place only, so that
// what it is given is known.
func (v *values) onlyCaller(fn *ssa.Function) bool {
	callers := v.flow.CallersOf(fn)
	return callers.Complete && len(callers.Calls) == 1
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}
