// Package linttest runs a check over its test packages.
package linttest

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Run runs check over every package below testdata/src/<check name> at the top
// of the module and compares the findings with the want comments, and the
// suggested fixes with the golden files where there are any.
func Run(t *testing.T, check *analysis.Analyzer) {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	if golden := goldenFiles(t, filepath.Join(testdata, "src", check.Name)); len(golden) > 0 {
		results := analysistest.RunWithSuggestedFixes(t, testdata, check, check.Name+"/...")
		for _, file := range golden {
			if !hasFix(results, strings.TrimSuffix(file, ".golden")) {
				t.Errorf("%s: the check suggests no fix in the file it belongs to", file)
			}
		}
		return
	}
	analysistest.Run(t, testdata, check, check.Name+"/...")
}

// hasFix reports whether a finding in the named file has a fix. (A golden file
// that no fix is compared with is no error to analysistest.)
func hasFix(results []*analysistest.Result, name string) bool {
	for _, r := range results {
		for _, d := range r.Diagnostics {
			if len(d.SuggestedFixes) > 0 && r.Pass.Fset.Position(d.Pos).Filename == name {
				return true
			}
		}
	}
	return false
}

// goldenFiles returns the golden files in and below dir.
func goldenFiles(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".golden") {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
