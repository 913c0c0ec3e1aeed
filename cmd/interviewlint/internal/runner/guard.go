package runner

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/tools/go/analysis"
)

// A crash is a panic of a pass.
type crash struct {
	pass  *analysis.Analyzer
	value any
	stack []byte
}

func (c *crash) Error() string { return fmt.Sprintf("pass %s panicked: %v", c.pass.Name, c.value) }

// guard returns analyzers that do what originals do, except that a panic is an
// error.
func guard(originals []*analysis.Analyzer) []*analysis.Analyzer {
	guards := make(map[*analysis.Analyzer]*analysis.Analyzer)
	var wrap func(a *analysis.Analyzer) *analysis.Analyzer
	wrap = func(a *analysis.Analyzer) *analysis.Analyzer {
		if g := guards[a]; g != nil {
			return g
		}
		g := &analysis.Analyzer{
			Name:             a.Name,
			Doc:              a.Doc,
			URL:              a.URL,
			RunDespiteErrors: a.RunDespiteErrors,
			ResultType:       a.ResultType,
		}
		guards[a] = g
		for _, req := range a.Requires {
			g.Requires = append(g.Requires, wrap(req))
		}
		g.Run = func(pass *analysis.Pass) (result any, err error) {
			defer func() {
				if value := recover(); value != nil {
					result, err = nil, &crash{a, value, debug.Stack()}
				}
			}()
			inner := *pass
			inner.Analyzer = a
			inner.ResultOf = make(map[*analysis.Analyzer]any, len(a.Requires))
			for _, req := range a.Requires {
				inner.ResultOf[req] = pass.ResultOf[guards[req]]
			}
			return a.Run(&inner)
		}
		return g
	}
	out := make([]*analysis.Analyzer, 0, len(originals))
	for _, a := range originals {
		out = append(out, wrap(a))
	}
	return out
}
