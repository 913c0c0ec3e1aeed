package runner

import (
	"errors"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// passes runs the analyzers over pkg, one after the other: other packages keep
// the other processors busy.
func (r *run) passes(pkg *packages.Package, src sources) ([]finding.Finding, []finding.Problem) {
	graph, err := checker.Analyze(r.guarded, []*packages.Package{pkg}, &checker.Options{Sequential: true})
	if err != nil {
		return nil, []finding.Problem{{Package: pkg.PkgPath, Message: err.Error()}}
	}
	c := newCollector(pkg, src)
	var problems []finding.Problem
	for act := range graph.All() {
		r.timings.addPass(act)
		if act.Err != nil {
			if crashed, ok := errors.AsType[*crash](act.Err); ok && r.Debug != nil {
				r.Debug("%s: %v\n%s", pkg.ID, crashed, crashed.stack)
			}
			if !failedBelow(act) {
				problems = append(problems, finding.Problem{
					Package: pkg.PkgPath,
					Message: fmt.Sprintf("package %s: %v", pkg.PkgPath, act.Err),
				})
			}
			continue
		}
		if act.IsRoot {
			for _, d := range act.Diagnostics {
				c.add(act.Analyzer.Name, d)
			}
		}
	}
	c.suppress(r.Known)
	return c.findings, problems
}

// failedBelow reports whether act failed only because one it requires did.
func failedBelow(act *checker.Action) bool {
	return slices.ContainsFunc(act.Deps, func(dep *checker.Action) bool { return dep.Err != nil })
}
