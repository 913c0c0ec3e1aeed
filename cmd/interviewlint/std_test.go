package main

import (
	"bytes"
	"cmp"
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
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/analyzers"
)

var (
	update = flag.Bool("update", false, "rewrite the verdicts on real code, keeping those that still apply")
	corpus = flag.String("corpus", "", "compare the findings in a `directory` with their verdicts: tools=/src/tools")
)

// TestStandardLibrary demands that the default checks report in the standard
// library and its tests what they reported when somebody judged each finding.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("it analyses the whole standard library")
	}
	judge(t, "std", runtime.Version(), filepath.Join(build.Default.GOROOT, "src"), "std")
}

// TestCorpus does the same for a directory that the command line names. It
// needs what that code depends on.
func TestCorpus(t *testing.T) {
	name, dir, ok := strings.Cut(*corpus, "=")
	if !ok {
		t.Skip("-corpus names no directory")
	}
	judge(t, name, "", dir, "./...")
}

// judge compares the findings of the default checks in dir with the verdicts on
// them. They are on the named version, if it is not empty.
func judge(t *testing.T, name, version, dir, pattern string) {
	t.Helper()
	file := filepath.Join("../../testdata/precision", name+".txt")
	old, err := readVerdicts(file)
	switch {
	case *update && errors.Is(err, fs.ErrNotExist):
		old.Name = name
	case err != nil:
		t.Fatal(err)
	case version != "" && old.Version != version && !*update:
		t.Skipf("the verdicts are on %s, this is %s", old.Version, version)
	}
	now := rejudge(old, findings(t, dir, pattern))
	if *update {
		now.Version = cmp.Or(version, now.Version, "unknown")
		now.Date = time.Now().UTC().Format(time.DateOnly)
		if err := os.WriteFile(file, []byte(now.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := gocmp.Diff(rejudge(old, old.Findings).String(), now.String()); diff != "" && !*update {
		t.Errorf("findings differ from %s; see them with -update (-old +new):\n%s", file, diff)
	}
	for _, f := range now.Findings {
		if f.Verdict == analyzers.Unjudged {
			t.Errorf("%s: nobody has judged %q of %s", f.Position, f.Message, f.Check)
		}
	}
}

// rejudge returns the verdicts with other findings of the default checks. Those
// of other checks stay: they tell why these are off.
func rejudge(old analyzers.Verdicts, found []analyzers.Judged) analyzers.Verdicts {
	off := make(map[string]bool)
	for _, c := range analyzers.All() {
		off[c.Name] = !c.Default
	}
	found = slices.DeleteFunc(slices.Clone(found), func(f analyzers.Judged) bool { return off[f.Check] })
	for _, f := range old.Findings {
		if off[f.Check] {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b analyzers.Judged) int {
		fileA, lineA, _ := strings.Cut(a.Position, ":")
		fileB, lineB, _ := strings.Cut(b.Position, ":")
		var rowA, colA, rowB, colB int
		fmt.Sscanf(lineA, "%d:%d", &rowA, &colA)
		fmt.Sscanf(lineB, "%d:%d", &rowB, &colB)
		return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(rowA, rowB), cmp.Compare(colA, colB), cmp.Compare(a.Check, b.Check))
	})
	found = slices.CompactFunc(found, func(a, b analyzers.Judged) bool {
		return a.Check == b.Check && a.Position == b.Position && a.Message == b.Message
	})
	return old.Rejudge(found)
}

func readVerdicts(name string) (analyzers.Verdicts, error) {
	f, err := os.Open(name)
	if err != nil {
		return analyzers.Verdicts{}, err
	}
	defer f.Close()
	return analyzers.ReadVerdicts(f)
}

// findings runs the command in dir.
func findings(t *testing.T, dir, pattern string) []analyzers.Judged {
	t.Helper()
	var out, trouble bytes.Buffer
	c := &command{analyzers.All(), strings.NewReader(""), &out, &trouble}
	if code := c.run(context.Background(), []string{"-json", "-config=off", "-baseline=off", "-C", dir, pattern}); code > exitFindings && *corpus == "" {
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
