//go:build e2e

package e2e_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// frameworkChecks are the checks whose test data use frameworks.
var frameworkChecks = []string{"ginctx", "handlerflow", "handlerescape", "perrequest", "gormuse", "sqlbuild", "queryloop", "pprofexpose", "uploadpath", "antspool", "httptimeout"}

// TestFrameworks compiles the test data of the checks about frameworks against
// the real ones and demands the findings that the comments in it want, so that
// the stubs cannot drift from what they stand for.
func TestFrameworks(t *testing.T) {
	tool := buildCommand(t)
	dir := t.TempDir()
	copyFiles(t, filepath.Join(root, "testdata", "frameworks"), dir)
	copyFiles(t, filepath.Join(root, "testdata", "src", "example.com", "frameworks"), dir) // what the test data import of this module
	for _, check := range frameworkChecks {
		copyFiles(t, filepath.Join(root, "testdata", "src", check), filepath.Join(dir, check))
	}
	must(t, call{program: "go", args: []string{"build", "-mod=mod", "./..."}, dir: dir})
	for _, check := range frameworkChecks {
		t.Run(check, func(t *testing.T) {
			output, _ := run(t, call{program: tool, args: []string{"-preset=none", "-enable=" + check, "-json", "./" + check + "/..."}, dir: dir})
			if diff := cmp.Diff(wanted(t, filepath.Join(dir, check)), reported(t, dir, output)); diff != "" {
				t.Errorf("wanted (-) and reported (+) lines differ:\n%s", diff)
			}
		})
	}
}

// copyFiles copies the files below from, but for golden ones, to below to.
func copyFiles(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".golden") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		write(t, to, map[string]string{rel: string(text)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var wantComment = regexp.MustCompile("// want (`|\")")

// wanted returns the places below dir that have a want comment, as file:line.
func wanted(t *testing.T, dir string) []string {
	t.Helper()
	var places []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(filepath.Dir(dir), path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if wantComment.MatchString(line) {
				places = append(places, fmt.Sprintf("%s:%d", filepath.ToSlash(rel), i+1))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(places)
	return places
}

// reported returns the places of the findings in the JSON output.
func reported(t *testing.T, dir, output string) []string {
	t.Helper()
	var report struct {
		Findings []struct {
			File string
			Line int
		}
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal([]byte(output), &report); err != nil {
		t.Fatalf("%v in\n%s", err, output)
	}
	if len(report.Errors) > 0 {
		t.Fatalf("errors: %v", report.Errors)
	}
	var places []string
	for _, f := range report.Findings {
		places = append(places, fmt.Sprintf("%s:%d", f.File, f.Line))
	}
	slices.Sort(places)
	return slices.Compact(places)
}
