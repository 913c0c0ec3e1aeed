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
	if hasGolden(t, filepath.Join(testdata, "src", check.Name)) {
		analysistest.RunWithSuggestedFixes(t, testdata, check, check.Name+"/...")
		return
	}
	analysistest.Run(t, testdata, check, check.Name+"/...")
}

func hasGolden(t *testing.T, dir string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		found = found || strings.HasSuffix(path, ".golden")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
