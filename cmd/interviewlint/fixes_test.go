package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers"
)

// TestFixes applies the fixes of each check to a copy of its test data. What
// comes out must compile and have nothing more to fix. -fix leaves a package
// alone that a fix would break, so a bad fix shows as a finding that still has
// one.
func TestFixes(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the test data of several checks")
	}
	for _, check := range analyzers.All() {
		golden, err := filepath.Glob("../../testdata/src/" + check.Name + "/*.golden")
		if err != nil {
			t.Fatal(err)
		}
		if len(golden) == 0 {
			continue
		}
		t.Run(check.Name, func(t *testing.T) {
			gopath := t.TempDir()
			if err := os.CopyFS(filepath.Join(gopath, "src"), os.DirFS("../../testdata/src")); err != nil {
				t.Fatal(err)
			}
			t.Setenv("GO111MODULE", "off")
			t.Setenv("GOPATH", gopath)
			t.Setenv("GOFLAGS", "")
			var out, trouble bytes.Buffer
			c := &command{analyzers.All(), nil, &out, &trouble}
			args := []string{"-C", filepath.Join(gopath, "src"), "-cache=off", "-preset=none", "-enable=" + check.Name, check.Name + "/..."}
			if code := c.run(context.Background(), append(args, "-fix=unsafe")); code > exitFindings {
				t.Fatalf("-fix=unsafe: exit code %d\n%s", code, trouble.Bytes())
			}
			if trouble.Len() > 0 {
				t.Errorf("-fix=unsafe says:\n%s", trouble.Bytes())
			}
			out.Reset()
			c.run(context.Background(), append(args, "-diff", "-fix=unsafe"))
			if out.Len() > 0 {
				t.Errorf("there is more to fix:\n%s", out.Bytes())
			}
		})
	}
}
