package reflectset

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports reflection on values of known types that panics.
var Analyzer = &analysis.Analyzer{
	Name:     "reflectset",
	Doc:      docs.MustExtract(doc, "reflectset"),
	URL:      docs.URL("reflectset"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "reflect") {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		t := newTracker()
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok || guarded(call) {
				continue
			}
			category, message := t.judge(call)
			if message != "" && !deliberate.Panic(pass, call.Pos()) {
				report.At(pass, p.Range(call), category, message)
			}
		}
		reportHelper(pass, p, fn)
	}
	return nil, nil
}

// judge returns what is wrong with the call of a method of reflect.Value or
// reflect.Type, if the type it works on is known.
func (t *tracker) judge(call *ssa.Call) (category, message string) {
	recv, method, onValue := reflectCall(call)
	if recv == nil {
		return "", ""
	}
	s := t.of(recv, 0)
	if s == nil {
		return "", ""
	}
	if s.missing != "" {
		if onValue && !harmless[method] {
			return "missing", fmt.Sprintf("%s: %s on the zero Value panics", s.missing, method)
		}
		return "", ""
	}
	if s.some && (method != "Interface" && !setters[method] || s.head != nil && !eachTurn(call.Block(), s.head)) {
		return "", ""
	}
	if bad := wrongKind(s.typ, method, onValue); bad != "" && !s.some {
		return "kind", fmt.Sprintf("%s of %s panics: it is not %s", method, short(s.typ), bad)
	}
	if !onValue {
		return "", ""
	}
	switch {
	case setters[method] && s.unexported != "":
		return "set", fmt.Sprintf("%s panics: field %s is not exported", method, s.unexported)
	case (setters[method] || method == "Addr") && !s.addressable:
		return "set", fmt.Sprintf("%s panics: the value is a copy and cannot be set, reflect on a pointer", method)
	case method == "Interface" && s.unexported != "":
		return "set", fmt.Sprintf("%s panics: field %s is not exported", method, s.unexported)
	case method == "Set":
		if x := t.of(call.Call.Args[1], 0); x != nil && x.missing == "" && !x.some && !types.AssignableTo(x.typ, s.typ) {
			return "kind", fmt.Sprintf("Set panics: a value of type %s is not assignable to %s", short(x.typ), short(s.typ))
		}
	}
	return "", ""
}

// harmless are the methods that the zero reflect.Value has.
var harmless = map[string]bool{"IsValid": true, "Kind": true, "String": true, "CanSet": true, "CanAddr": true, "CanInterface": true, "CanInt": true, "CanUint": true, "CanFloat": true}

var setters = map[string]bool{
	"Set": true, "SetBool": true, "SetBytes": true, "SetComplex": true, "SetFloat": true, "SetInt": true, "SetLen": true, "SetCap": true,
	"SetString": true, "SetUint": true, "SetZero": true, "SetPointer": true, "Grow": true,
}

// guarded reports whether the call runs only if a test of the receiver allows
// it: CanSet, Kind, IsValid and the like.
func guarded(call *ssa.Call) bool {
	recv, _, _ := reflectCall(call)
	if recv == nil {
		return false
	}
	for b := call.Block().Idom(); b != nil; b = b.Idom() {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if ok && tests(branch.Cond, 0) {
			return true
		}
	}
	return false
}

// tests reports whether cond asks a reflect.Value or Type what it is.
func tests(cond ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := cond.(type) {
	case *ssa.BinOp:
		return tests(v.X, depth+1) || tests(v.Y, depth+1)
	case *ssa.UnOp:
		return tests(v.X, depth+1)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if tests(edge, depth+1) {
				return true
			}
		}
	case *ssa.Call:
		recv, method, _ := reflectCall(v)
		if recv == nil {
			return false
		}
		switch method {
		case "CanSet", "CanAddr", "Kind", "IsValid", "CanInterface", "IsNil", "IsExported", "CanInt", "CanUint", "CanFloat":
			return true
		}
	}
	return false
}

// reflectCall returns the receiver and method of a call of a method of
// reflect.Value or reflect.Type.
func reflectCall(call *ssa.Call) (recv ssa.Value, method string, onValue bool) {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "reflect" || fn.Signature().Recv() == nil {
		return nil, "", false
	}
	switch fn.Signature().Recv().Type().String() {
	case "reflect.Value":
		return call.Call.Args[0], fn.Name(), true
	case "reflect.Type":
		return call.Call.Value, fn.Name(), false
	}
	return nil, "", false
}

func short(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}
