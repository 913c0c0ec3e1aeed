package mapkey

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
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports map keys that panic or are never found.
var Analyzer = &analysis.Analyzer{
	Name:     "mapkey",
	Doc:      docs.MustExtract(doc, "mapkey"),
	URL:      docs.URL("mapkey"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// The categories.
const (
	unhashable = "unhashable"
	fresh      = "fresh"
	float      = "float"
)

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			test := deliberate.InTest(pass.Fset, instr.Pos())
			for _, k := range keys(p, instr) {
				if t := unhashableType(p, k.value); t != nil && !deliberate.Panic(pass, instr.Pos()) {
					report.At(pass, p.Range(instr), unhashable, fmt.Sprintf("%s panics: a key of type %s cannot be hashed", k.op, types.TypeString(t, types.RelativeTo(pass.Pkg))))
				}
				if test {
					continue // tests of maps and their printing have such keys on purpose
				}
				if name := madeForLookup(p, k); name != "" {
					report.At(pass, p.Range(instr), fresh, fmt.Sprintf("%s never finds anything: the key %s is a new pointer each time", k.op, name))
				}
				if source := mayBeNaN(k); source != "" {
					report.At(pass, p.Range(instr), float, fmt.Sprintf("the key may be NaN, from %s: such an entry can never be read or deleted", source))
				}
			}
		}
	}
	return nil, nil
}

// A key is a use of a value as a key.
type key struct {
	value ssa.Value
	op    string
	reads bool // looks up or deletes, never stores
}

// syncMap are the methods of sync.Map that take a key first, and whether they
// only read.
var syncMap = map[string]bool{
	"(*sync.Map).Load": true, "(*sync.Map).Delete": true, "(*sync.Map).LoadAndDelete": true, "(*sync.Map).CompareAndDelete": true,
	"(*sync.Map).CompareAndSwap": true, "(*sync.Map).Store": false, "(*sync.Map).LoadOrStore": false, "(*sync.Map).Swap": false,
}

// keys returns the keys that instr uses.
func keys(p *flow.Package, instr ssa.Instruction) []key {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		return []key{{instr.Key, "the assignment", false}}
	case *ssa.Lookup:
		if _, ok := instr.X.Type().Underlying().(*types.Map); ok {
			return []key{{instr.Index, "the lookup", true}}
		}
	case ssa.CallInstruction:
		common := instr.Common()
		if flow.Builtin(common) == "delete" {
			return []key{{common.Args[1], "delete", true}}
		}
		name := flow.CalleeName(common)
		if reads, ok := syncMap[name]; ok && len(common.Args) > 1 {
			return []key{{common.Args[1], flow.CalleeObject(common).Name(), reads}}
		}
		if name == "context.WithValue" {
			return []key{{common.Args[1], "WithValue", false}}
		}
		return passedOn(p, instr)
	}
	return nil
}

// passedOn returns the arguments of call that the function of the package it
// calls uses as keys, of interface type, on every execution.
func passedOn(p *flow.Package, call ssa.CallInstruction) []key {
	if !takesInterface(call.Common().Signature()) {
		return nil
	}
	callees, certainty := p.Callees(call)
	if certainty != flow.Sure {
		return nil
	}
	callee := callees[0]
	var found []key
	for i, param := range callee.Fn.Params {
		if _, ok := param.Type().Underlying().(*types.Interface); !ok || i >= len(callee.Args) || callee.Args[i] == nil || isTypeParam(param.Type()) {
			continue
		}
		if alwaysKey(param) {
			found = append(found, key{callee.Args[i], callee.Fn.Name() + " uses it as a key and", false})
		}
	}
	return found
}

// takesInterface reports whether sig has a parameter of an interface type.
func takesInterface(sig *types.Signature) bool {
	for param := range sig.Params().Variables() {
		if types.IsInterface(param.Type()) {
			return true
		}
	}
	return false
}

// alwaysKey reports whether the parameter is used as the key of a map in the
// first block of its function.
func alwaysKey(param *ssa.Parameter) bool {
	for _, ref := range *param.Referrers() {
		if ref.Block() == nil || ref.Block().Index != 0 {
			continue
		}
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			return ref.Key == ssa.Value(param)
		case *ssa.Lookup:
			return ref.Index == ssa.Value(param)
		}
	}
	return false
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// unhashableType returns the type of the value in the interface v if it cannot
// be a key, or nil.
func unhashableType(p *flow.Package, v ssa.Value) types.Type {
	var found types.Type
	for _, returned := range values.Returned(p, v) {
		if found = boxed(returned); found == nil {
			return nil
		}
	}
	if found != nil {
		return found
	}
	return boxed(v)
}

// boxed returns the type of the value that v makes an interface of, if that
// value cannot be hashed.
func boxed(v ssa.Value) types.Type {
	mk, ok := v.(*ssa.MakeInterface)
	if !ok || isTypeParam(mk.X.Type()) || types.Comparable(mk.X.Type()) || mentionsTypeParam(mk.X.Type(), 0) {
		return nil
	}
	return mk.X.Type()
}

// mentionsTypeParam reports whether t is an array or struct of values of a type
// parameter, whose hashing depends on the instance.
func mentionsTypeParam(t types.Type, depth int) bool {
	if depth > 5 {
		return true
	}
	if isTypeParam(t) {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Array:
		return mentionsTypeParam(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if mentionsTypeParam(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
