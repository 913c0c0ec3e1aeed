package receivermix

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports struct types with methods on values and on pointers.
var Analyzer = &analysis.Analyzer{
	Name:     "receivermix",
	Doc:      docs.MustExtract(doc, "receivermix"),
	URL:      docs.URL("receivermix"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	methods := make(map[*types.TypeName]*receivers)
	var order []*types.TypeName
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Recv == nil || conventional(decl.Name.Name) {
				continue
			}
			name, pointer := receiverType(pass, decl)
			if name == nil {
				continue
			}
			if methods[name] == nil {
				methods[name] = &receivers{}
				order = append(order, name)
			}
			methods[name].add(decl, pointer)
		}
	}
	for _, name := range order {
		m := methods[name]
		if len(m.values) == 0 || len(m.pointers) == 0 {
			continue
		}
		odd, other, kind := m.values[0], m.pointers[0], "a value"
		if len(m.pointers) < len(m.values) {
			odd, other, kind = m.pointers[0], m.values[0], "a pointer"
		}
		report.At(pass, odd.Recv, "", fmt.Sprintf("%s has %s as receiver, unlike other methods of %s", odd.Name.Name, kind, name.Name()),
			report.Step(other.Recv, "%s has the other kind of receiver", other.Name.Name))
	}
	return nil, nil
}

// receivers are the methods of one type, by receiver.
type receivers struct{ values, pointers []*ast.FuncDecl }

func (r *receivers) add(decl *ast.FuncDecl, pointer bool) {
	if pointer {
		r.pointers = append(r.pointers, decl)
	} else {
		r.values = append(r.values, decl)
	}
}

// receiverType returns the struct type that decl is a method of.
func receiverType(pass *analysis.Pass, decl *ast.FuncDecl) (name *types.TypeName, pointer bool) {
	fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return nil, false
	}
	t := types.Unalias(fn.Signature().Recv().Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t, pointer = types.Unalias(ptr.Elem()), true
	}
	named, ok := t.(*types.Named)
	if !ok {
		return nil, false
	}
	if _, isStruct := named.Underlying().(*types.Struct); !isStruct {
		return nil, false
	}
	return named.Origin().Obj(), pointer
}

// conventional reports whether methods of this name take a value, or a
// pointer, by convention, whatever the other methods take.
func conventional(name string) bool {
	switch name {
	case "String", "Error", "GoString", "Format", "LogValue", "Value", "Scan", "Is", "As", "Unwrap",
		"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "MarshalBinary", "UnmarshalBinary",
		"MarshalXML", "UnmarshalXML", "MarshalYAML", "UnmarshalYAML", "GobEncode", "GobDecode", "Len", "Less", "Swap":
		return true
	}
	return false
}
