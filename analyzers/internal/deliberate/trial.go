package deliberate

import (
	"strings"

	"golang.org/x/tools/go/analysis"
)

// OnTrial reports whether the package is there to show or to try something, by
// the name of a folder of its module that it is in: an example, a
// demonstration, a server that tests talk to. What only matters in operation,
// with clients that nobody knows, does not matter there. Nor does it in what
// helps tests, as its import of package testing tells.
func OnTrial(pass *analysis.Pass) bool {
	return helpsTests(pass) || ForShow(pass)
}

// ForShow reports whether the package is there to show or to try something by
// the name of a folder of its module that it is in, as in OnTrial.
func ForShow(pass *analysis.Pass) bool {
	return Example(pass) || inFolder(below(pass), "e2e", "interop", "integration", "integrationtests", "mock", "mocks", "test", "tests", "testing", "testutil", "testutils",
		"fuzztest", "loadtest", "memtest", "perftest", "smoketest", "soaktest", "stresstest")
}

// Example reports whether the package is an example by the name of a folder of
// its module that it is in.
func Example(pass *analysis.Pass) bool {
	if inFolder(pass.Pkg.Path(), "examples", "_examples") { // often a module of its own
		return true
	}
	return inFolder(below(pass), "example", "_example", "demo", "demos", "samples")
}

// below returns the path of the package within its module, or "" if it is the
// module's root or the module is unknown.
func below(pass *analysis.Pass) string {
	if pass.Module == nil || pass.Module.Path == "" {
		return ""
	}
	path, ok := strings.CutPrefix(pass.Pkg.Path(), pass.Module.Path+"/")
	if !ok {
		return ""
	}
	return path
}

// helpsTests reports whether the package, apart from its own tests, imports a
// package for tests.
func helpsTests(pass *analysis.Pass) bool {
	for _, file := range pass.Files {
		if InTest(pass.Fset, file.FileStart) {
			continue
		}
		for _, spec := range file.Imports {
			switch spec.Path.Value {
			case `"testing"`, `"net/http/httptest"`:
				return true
			}
		}
	}
	return false
}

// inFolder reports whether one of the elements of path is among names.
func inFolder(path string, names ...string) bool {
	for elem := range strings.SplitSeq(path, "/") {
		for _, name := range names {
			if elem == name {
				return true
			}
		}
	}
	return false
}
