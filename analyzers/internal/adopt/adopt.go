// Package adopt runs an analyzer of golang.org/x/tools as part of a check of
// this module, so that the check's name, page and directives apply to it.
package adopt

import (
	"golang.org/x/tools/go/analysis"
)

// Run runs the analyzer a, whose requirements the check of pass must require
// too, and hands its diagnostics to emit. An error of a means that it could
// not judge the package; it then reports nothing.
func Run(pass *analysis.Pass, a *analysis.Analyzer, emit func(analysis.Diagnostic)) any {
	inner := *pass
	inner.Analyzer = a
	inner.Report = emit
	result, err := a.Run(&inner)
	if err != nil {
		return nil
	}
	return result
}
