package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/analyzers"
)

// TestDrivers demands that the command and go vet, which runs the same program
// as its tool, report the same on the test data of every check.
func TestDrivers(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the command and all test data")
	}
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(t.TempDir(), "interviewlint")
	if out, err := exec.Command("go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	var patterns []string
	vet := []string{"vet", "-vettool=" + tool, "-json", "-unuseddirective"}
	for _, check := range analyzers.All() {
		patterns = append(patterns, check.Name+"/...")
		vet = append(vet, "-"+check.Name)
	}
	own := printed(t, testdata, tool, append([]string{"-json", "-generated", "-config=off", "-preset=strict"}, patterns...)...)
	other := printed(t, testdata, "go", append(vet, patterns...)...)
	if diff := cmp.Diff(ownFindings(t, own), vetFindings(t, other)); diff != "" {
		t.Errorf("interviewlint (-) and go vet (+) differ:\n%s", diff)
	}
}

// printed runs a program in GOPATH mode, the mode of the test data, and returns
// what it prints.
func printed(t *testing.T, testdata, program string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = filepath.Join(testdata, "src")
	cmd.Env = append(os.Environ(), "GO111MODULE=off", "GOPATH="+testdata, "GOFLAGS=", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	exit, failed := errors.AsType[*exec.ExitError](err)
	if err != nil && !failed || failed && exit.ExitCode() != exitFindings {
		t.Fatalf("%s: %v\n%s", filepath.Base(program), err, stderr.Bytes())
	}
	return out
}

// ownFindings returns the findings in the output of the command, a line each.
func ownFindings(t *testing.T, out []byte) []string {
	t.Helper()
	var report struct {
		Findings []struct {
			Check, File, Message string
			Line, Column         int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	lines := make([]string, 0, len(report.Findings))
	for _, f := range report.Findings {
		lines = append(lines, f.File+":"+strconv.Itoa(f.Line)+":"+strconv.Itoa(f.Column)+": "+f.Message+" ("+f.Check+")")
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// vetFindings does the same for go vet -json, which prints an object for each
// package.
func vetFindings(t *testing.T, out []byte) []string {
	t.Helper()
	src, err := filepath.Abs("../../testdata/src")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	objects := json.NewDecoder(bytes.NewReader(out))
	for {
		var units map[string]map[string][]struct{ Posn, Message string }
		if err := objects.Decode(&units); errors.Is(err, io.EOF) {
			slices.Sort(lines)
			return slices.Compact(lines)
		} else if err != nil {
			t.Fatal(err)
		}
		for _, checks := range units {
			for check, findings := range checks {
				for _, f := range findings {
					file := strings.TrimPrefix(filepath.ToSlash(f.Posn), filepath.ToSlash(src)+"/")
					lines = append(lines, file+": "+f.Message+" ("+check+")")
				}
			}
		}
	}
}
