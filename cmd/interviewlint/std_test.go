package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/analyzers"
)

var update = flag.Bool("update", false, "rewrite the verdicts on the standard library, keeping those that still apply")

const stdVerdicts = "../../testdata/precision/std.txt"

// TestStandardLibrary demands that the default checks report in the standard
// library what they reported when somebody judged each finding.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("it analyses the whole standard library")
	}
	old, err := readVerdicts(stdVerdicts)
	switch {
	case *update && errors.Is(err, fs.ErrNotExist):
		old.Name = "std"
	case errors.Is(err, fs.ErrNotExist):
		t.Skip("there are no verdicts yet; -update writes them down")
	case err != nil:
		t.Fatal(err)
	case old.Version != runtime.Version() && !*update:
		t.Skipf("the verdicts are on %s, this is %s", old.Version, runtime.Version())
	}
	now := old.Rejudge(stdFindings(t))
	if *update {
		now.Version = runtime.Version()
		now.Date = time.Now().UTC().Format(time.DateOnly)
		if err := os.MkdirAll(filepath.Dir(stdVerdicts), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(stdVerdicts, []byte(now.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(old.String(), now.String()); diff != "" && !*update {
		t.Errorf("findings differ from %s; see them with go test -run %s -update (-old +new):\n%s", stdVerdicts, t.Name(), diff)
	}
	for _, f := range now.Findings {
		if f.Verdict == analyzers.Unjudged {
			t.Errorf("%s: nobody has judged %q of %s", f.Position, f.Message, f.Check)
		}
	}
}

func readVerdicts(name string) (analyzers.Verdicts, error) {
	f, err := os.Open(name)
	if err != nil {
		return analyzers.Verdicts{}, err
	}
	defer f.Close()
	return analyzers.ReadVerdicts(f)
}

// stdFindings runs the command over the standard library, without its tests,
// which misuse it on purpose.
func stdFindings(t *testing.T) []analyzers.Judged {
	t.Helper()
	var out, trouble bytes.Buffer
	c := &command{analyzers.All(), strings.NewReader(""), &out, &trouble}
	src := filepath.Join(build.Default.GOROOT, "src")
	if code := c.run(context.Background(), []string{"-json", "-test=false", "-C", src, "std"}); code > exitFindings {
		t.Fatalf("exit code %d\n%s", code, trouble.Bytes())
	}
	var report struct {
		Findings []struct {
			Check, File, Message string
			Line, Column         int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	found := make([]analyzers.Judged, 0, len(report.Findings))
	for _, f := range report.Findings {
		found = append(found, analyzers.Judged{
			Check:    f.Check,
			Position: fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column),
			Message:  f.Message,
		})
	}
	return found
}
