package values

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// InMemory reports whether the reader v reads from memory that is there already: by its
// type, by what the function of the package that returns it returns, or, for a
// parameter, by what all callers pass.
func InMemory(p *flow.Package, v ssa.Value) bool { return OnlyTypes(p, v, memoryReaders) }

var memoryReaders = []string{"*bytes.Reader", "*bytes.Buffer", "*strings.Reader"}

// OnlyTypes reports whether the value that v holds is of one of the given types,
// as far as v is only ever assigned in the package.
func OnlyTypes(p *flow.Package, v ssa.Value, names []string) bool { return onlyTypes(p, v, names, 0) }

func onlyTypes(p *flow.Package, v ssa.Value, names []string, depth int) bool {
	v = Unwrap(v)
	if slices.Contains(names, types.TypeString(v.Type(), nil)) {
		return true
	}
	if !types.IsInterface(v.Type()) || depth > 3 {
		return false
	}
	all := func(values []ssa.Value) bool {
		for _, value := range values {
			if !onlyTypes(p, value, names, depth+1) {
				return false
			}
		}
		return len(values) > 0
	}
	if param, ok := v.(*ssa.Parameter); ok {
		args, complete := p.Arguments(param)
		return complete && all(args)
	}
	return all(Returned(p, v))
}
