//go:build e2e

package e2e_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A module of one package with a mistake, and without it.
const (
	goModule = "module example.com/demo\n\ngo 1.26\n"
	wrong    = `package demo

func count(words []string) map[string]int {
	var m map[string]int
	for _, w := range words {
		m[w]++
	}
	return m
}
`
	right = `package demo

func count(words []string) map[string]int {
	m := make(map[string]int)
	for _, w := range words {
		m[w]++
	}
	return m
}
`
	wrongTest = `package demo

import "testing"

func TestLoad(t *testing.T) {
	go func() {
		t.Fatal("not loaded")
	}()
}
`
	// check is the check that reports the first.
	check = "nilmap"
)

// root is the top of our module.
const root = "../../../.."

// buildCommand builds the command into a new directory.
func buildCommand(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "interviewlint")
	must(t, call{program: "go", args: []string{"build", "-o", path, "./cmd/interviewlint"}, dir: root})
	return path
}

// A call is a program to run.
type call struct {
	program string
	args    []string
	dir     string
	env     []string
}

// run returns what the program writes, and its exit code.
func run(t *testing.T, c call) (output string, code int) {
	t.Helper()
	cmd := exec.Command(c.program, c.args...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// must is run for a program that must succeed.
func must(t *testing.T, c call) string {
	t.Helper()
	output, code := run(t, c)
	if code != 0 {
		t.Fatalf("%s %s: exit code %d\n%s", c.program, strings.Join(c.args, " "), code, output)
	}
	return output
}

// write writes files, by name, below dir.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readmeBlock returns the code block of README.md that has the given text.
func readmeBlock(t *testing.T, text string) string {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile("(?s)\n```\\w+\n(.*?)```").FindAllSubmatch(readme, -1) {
		if bytes.Contains(match[1], []byte(text)) {
			return string(match[1])
		}
	}
	t.Fatalf("README.md has no code block with %q", text)
	return ""
}

// newDemo makes a module of the given text.
func newDemo(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goModule, "demo.go": text})
	return dir
}

// expect demands an exit code and that output has each of the given parts.
func expect(t *testing.T, output string, code, wantCode int, parts ...string) {
	t.Helper()
	if code != wantCode {
		t.Errorf("exit code %d, want %d:\n%s", code, wantCode, output)
	}
	for _, part := range parts {
		if !strings.Contains(output, part) {
			t.Errorf("%q is missing from\n%s", part, output)
		}
	}
}
