//go:build e2e

package plugin_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/analyzers"
)

// Exit codes of golangci-lint.
const (
	clean       = 0
	issuesFound = 1
	failure     = 3
)

// TestGolangciLint builds golangci-lint with the plugin in it and uses it as
// people do.
func TestGolangciLint(t *testing.T) {
	t.Setenv("GOLANGCI_LINT_CACHE", t.TempDir())
	bin := t.TempDir()
	linter := buildLinter(t, bin)
	command := filepath.Join(bin, "interviewlint")
	mustRun(t, "..", nil, "go", "build", "-o", command, "./cmd/interviewlint")

	t.Run("same findings as the command", func(t *testing.T) { testSameFindings(t, linter, command) })
	t.Run("nolint", func(t *testing.T) { testNolint(t, linter) })
	t.Run("fix", func(t *testing.T) { testFix(t, linter) })
	t.Run("settings", func(t *testing.T) { testSettings(t, linter) })
	t.Run("README", func(t *testing.T) { testReadme(t, linter) })
	t.Run("cache", func(t *testing.T) { testCache(t, linter) })
	t.Run("standard library", func(t *testing.T) { testStandardLibrary(t, linter) })
	t.Run("golangci-lint custom", func(t *testing.T) { testCustom(t, linter) })
}

// mainFile is the main package that "golangci-lint custom" makes, but for the
// text of its version.
const mainFile = `package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/interviewlint/interviewlint/plugin"
)

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: "test"}); err != nil {
		fmt.Fprintln(os.Stderr, "The command is terminated due to an error:", err)
		os.Exit(exitcodes.Failure)
	}
}
`

// buildLinter builds a golangci-lint with the plugin, from the module proxy.
func buildLinter(t *testing.T, bin string) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	goMod := "module example.com/custom\n\ngo 1.26.0\n\n" +
		"require github.com/interviewlint/interviewlint v0.0.0\n\n" +
		"replace github.com/interviewlint/interviewlint => " + root + "\n"
	write(t, dir, map[string]string{"go.mod": goMod, "main.go": mainFile})
	mustRun(t, dir, nil, "go", "get", "github.com/golangci/golangci-lint/v2@"+linterVersion(t))
	mustRun(t, dir, nil, "go", "mod", "tidy")
	path := filepath.Join(bin, "golangci-lint")
	mustRun(t, dir, nil, "go", "build", "-o", path, ".")
	return path
}

// linterVersion returns the version of golangci-lint that .custom-gcl.yml names.
func linterVersion(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile(`(?m)^version: (v[\d.]+)$`).FindSubmatch(text)
	if match == nil {
		t.Fatal(".custom-gcl.yml names no version")
	}
	return string(match[1])
}

// config returns a configuration that runs the named linters, with the given
// settings of ours.
func config(settings string, linters ...string) string {
	return `version: "2"
run:
  relative-path-mode: wd
linters:
  default: none
  enable: [` + strings.Join(linters, ", ") + `]
  settings:
    nolintlint:
      allow-unused: false
      require-explanation: true
      require-specific: true
    custom:
      interviewlint:
        type: module
        description: finds the pitfalls that Go interviewers ask about
        settings: ` + settings + `
issues:
  max-issues-per-linter: 0
  max-same-issues: 0
  uniq-by-line: false
`
}

// testSameFindings compares the two on all test data.
func testSameFindings(t *testing.T, linter, command string) {
	gopath, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"GO111MODULE=off", "GOPATH=" + gopath, "GOWORK=off"}
	var patterns []string
	for _, c := range analyzers.All() {
		patterns = append(patterns, "./src/"+c.Name+"/...")
	}
	got := lint(t, linter, gopath, env, config("{preset: strict}", "interviewlint"), patterns...)
	want := commandFindings(t, command, gopath, env, append([]string{"-config", "off", "-preset", "strict", "-json"}, patterns...)...)
	if len(want) < len(analyzers.All()) {
		t.Errorf("only %d findings in the test data of %d checks", len(want), len(analyzers.All()))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-the command, +golangci-lint):\n%s", diff)
	}
}

// commandFindings returns what our command finds, as "file:line:col: check: message".
func commandFindings(t *testing.T, command, dir string, env []string, args ...string) []string {
	t.Helper()
	out, _, code := run(t, dir, env, command, args...)
	if code != 1 {
		t.Fatalf("%s: exit code %d", command, code)
	}
	var report struct {
		Findings []struct {
			Check, Message, File string
			Line, Column         int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range report.Findings {
		found = append(found, fmt.Sprintf("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Check, f.Message))
	}
	slices.Sort(found)
	return found
}

// lint returns the issues that golangci-lint reports, without those that only
// show places of others.
func lint(t *testing.T, linter, dir string, env []string, config string, args ...string) []string {
	t.Helper()
	args = append([]string{"run", "--config", configFile(t, config), "--output.json.path", "stdout", "--show-stats=false"}, args...)
	out, stderr, code := run(t, dir, env, linter, args...)
	if code != clean && code != issuesFound {
		t.Fatalf("golangci-lint: exit code %d\n%s", code, stderr)
	}
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
		Report struct{ Error string }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%v in the output\n%s%s", err, out, stderr)
	}
	if report.Report.Error != "" {
		t.Fatal(report.Report.Error)
	}
	var found []string
	for _, issue := range report.Issues {
		if issue.FromLinter != "interviewlint" {
			issue.Text = issue.FromLinter + ": " + issue.Text
		}
		if !strings.Contains(issue.Text, "(related information): ") {
			found = append(found, fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(issue.Pos.Filename), issue.Pos.Line, issue.Pos.Column, issue.Text))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// A wrong function, and what is said of it.
const (
	wrong = `package demo

func count(words []string) map[string]int {
	var m map[string]int
	for _, w := range words {
		m[w]++ %s
	}
	return m
}
`
	wrongPlace = "demo.go:6:"
	goModule   = "module example.com/demo\n\ngo 1.26\n"
)

// demo makes a module of one wrong function with comment at its wrong line.
func demo(t *testing.T, comment string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": goModule, "demo.go": fmt.Sprintf(wrong, comment)})
	return dir
}

func testNolint(t *testing.T, linter string) {
	cfg := config("{preset: strict}", "interviewlint", "nolintlint")
	for name, test := range map[string]struct {
		comment string
		want    int
	}{
		"none":                {"", 1},
		"with an explanation": {"//nolint:interviewlint // the caller passes no words", 0},
		"directive":           {"//lint:ignore nilmap the caller passes no words", 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := lint(t, linter, demo(t, test.comment), nil, cfg, "./...")
			if len(got) != test.want {
				t.Errorf("got %d issues, want %d:\n%s", len(got), test.want, strings.Join(got, "\n"))
			}
		})
	}
	t.Run("unused", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, map[string]string{"go.mod": goModule, "demo.go": "package demo\n\nvar x = 1 //nolint:interviewlint // nothing is wrong here\n"})
		got := lint(t, linter, dir, nil, cfg, "./...")
		if len(got) != 1 || !strings.Contains(got[0], "nolintlint: ") {
			t.Errorf("got %q, want one issue of nolintlint", got)
		}
	})
}

// testFix applies the fixes of every check to its test data and compares the
// outcome with the golden files.
func testFix(t *testing.T, linter string) {
	source, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	gopath := t.TempDir()
	if err := os.CopyFS(gopath, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	for _, c := range analyzers.All() {
		if !c.Fix {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			cfg := config("{preset: none, enable: ["+c.Name+"]}", "interviewlint")
			run(t, gopath, []string{"GO111MODULE=off", "GOPATH=" + gopath}, linter, "run", "--fix", "--config", configFile(t, cfg), "./src/"+c.Name+"/...")
			compareGolden(t, filepath.Join(gopath, "src", c.Name))
		})
	}
}

// compareGolden compares each file of dir that has a golden file with it, but
// for formatting. A golden file in archive form shows each fix by itself and
// is left out.
func compareGolden(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".golden") {
			return err
		}
		want, err := os.ReadFile(path)
		if err != nil || bytes.HasPrefix(want, []byte("-- ")) {
			return err
		}
		got, err := os.ReadFile(strings.TrimSuffix(path, ".golden"))
		if err != nil {
			return err
		}
		for _, text := range []*[]byte{&want, &got} {
			if *text, err = format.Source(*text); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", filepath.Base(path), diff)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// defaultFindings returns how much is found without settings: nothing, if one
// of golangci-lint's standard linters reports it already.
func defaultFindings() int {
	for _, c := range analyzers.All() {
		if c.Name == "nilmap" && c.Default && !c.Covered {
			return 1
		}
	}
	return 0
}

func testSettings(t *testing.T, linter string) {
	dir := demo(t, "")
	for name, test := range map[string]struct {
		settings string
		want     int
	}{
		"default preset":    {"{}", defaultFindings()},
		"strict":            {"{preset: strict}", 1},
		"disabled by name":  {"{preset: strict, disable: [nilmap]}", 0},
		"disabled by group": {"{preset: strict, disable: [maps]}", 0},
		"disabled by row":   {"{preset: strict, disable: [MAP-01]}", 0},
		"enabled by name":   {"{preset: none, enable: [nilmap]}", 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := lint(t, linter, dir, nil, config(test.settings, "interviewlint"), "./...")
			if len(got) != test.want {
				t.Errorf("got %d issues, want %d:\n%s", len(got), test.want, strings.Join(got, "\n"))
			}
			if test.want == 1 && !strings.HasPrefix(got[0], wrongPlace) {
				t.Errorf("got %s, want it at %s", got[0], wrongPlace)
			}
		})
	}
	for name, test := range map[string]struct{ settings, want string }{
		"unknown key":   {"{enabel: [nilmap]}", `unknown field "enabel"`},
		"unknown check": {"{enable: [nilmpa]}", `did you mean "nilmap"?`},
	} {
		t.Run(name, func(t *testing.T) {
			_, stderr, code := run(t, dir, nil, linter, "run", "--config", configFile(t, config(test.settings, "interviewlint")), "./...")
			if code != failure || !strings.Contains(stderr, test.want) {
				t.Errorf("exit code %d, want %d and a message with %s:\n%s", code, failure, test.want, stderr)
			}
		})
	}
}

// testReadme uses the configuration files that README.md shows.
func testReadme(t *testing.T, linter string) {
	lint(t, linter, demo(t, ""), nil, readmeBlock(t, "type: module"), "./...") // it must be accepted
	ours, err := os.ReadFile("../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	local := regexp.MustCompile(`(?m)^(#|destination:).*\n`).ReplaceAllString(string(ours), "")
	shown := regexp.MustCompile(`(?m)^    version: .*$`).ReplaceAllString(readmeBlock(t, "import: github.com"), "    path: .")
	if diff := cmp.Diff(local, shown); diff != "" {
		t.Errorf(".custom-gcl.yml (-ours, +README.md, but for path and version):\n%s", diff)
	}
}

// readmeBlock returns the code block of README.md that has the given text.
func readmeBlock(t *testing.T, text string) string {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
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

// testCache demands that a second run analyses nothing, says the same, and
// that a changed file is analysed again.
func testCache(t *testing.T, linter string) {
	dir := demo(t, "")
	cfg := configFile(t, config("{preset: strict}", "interviewlint"))
	env := []string{"GOLANGCI_LINT_CACHE=" + t.TempDir(), "GL_DEBUG=goanalysis/issues/cache"}
	again := func() (output, debug string) {
		out, stderr, _ := run(t, dir, env, linter, "run", "--config", cfg, "./...")
		return string(out), stderr
	}
	first, debug := again()
	if !strings.Contains(debug, "analyzing 1/1 packages") {
		t.Fatalf("the first run does not analyse the package:\n%s", debug)
	}
	second, debug := again()
	if first != second || !strings.Contains(debug, "analyzing 0/1 packages") {
		t.Errorf("the second run is not served from the cache:\n%s\nfirst:\n%s\nsecond:\n%s", debug, first, second)
	}
	write(t, dir, map[string]string{"demo.go": "\n" + fmt.Sprintf(wrong, "")})
	third, debug := again()
	if !strings.Contains(third, "demo.go:7:") || strings.Contains(third, wrongPlace) || !strings.Contains(debug, "analyzing 1/1 packages") {
		t.Errorf("after an edit, it says\n%s%s", third, debug)
	}
}

// testStandardLibrary demands that no check fails on the standard library.
func testStandardLibrary(t *testing.T, linter string) {
	goroot, _, _ := run(t, ".", nil, "go", "env", "GOROOT")
	dir := filepath.Join(strings.TrimSpace(string(goroot)), "src")
	found := lint(t, linter, dir, []string{"GOWORK=off"}, config("{preset: strict}", "interviewlint"), "./...")
	t.Logf("%d findings", len(found))
	for _, issue := range found {
		if strings.Contains(issue, " typecheck: ") {
			t.Error(issue)
		}
	}
}

// testCustom runs "golangci-lint custom" on our .custom-gcl.yml, with the
// module from the proxy standing in for the repository it clones.
func testCustom(t *testing.T, linter string) {
	version := linterVersion(t)
	out, _, _ := run(t, ".", nil, "go", "mod", "download", "-json", "github.com/golangci/golangci-lint/v2@"+version)
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	repo := filepath.Join(t.TempDir(), "golangci-lint")
	mustRun(t, ".", nil, "cp", "-r", module.Dir, repo)
	mustRun(t, ".", nil, "chmod", "-R", "u+w", repo)
	mustRun(t, repo, nil, "git", "init", "-q", "-b", "main")
	mustRun(t, repo, nil, "git", "add", "-A")
	mustRun(t, repo, nil, "git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", version)
	mustRun(t, repo, nil, "git", "tag", version)
	env := []string{
		"GIT_CONFIG_COUNT=1",
		"GIT_CONFIG_KEY_0=url.file://" + filepath.ToSlash(repo) + ".insteadOf",
		"GIT_CONFIG_VALUE_0=https://github.com/golangci/golangci-lint.git",
	}
	bin := t.TempDir()
	mustRun(t, "..", env, linter, "custom", "--destination", bin)
	found := lint(t, filepath.Join(bin, "golangci-lint-interview"), demo(t, ""), nil, config("{preset: strict}", "interviewlint"), "./...")
	if len(found) != 1 || !strings.HasPrefix(found[0], wrongPlace) {
		t.Errorf("the custom golangci-lint finds %q", found)
	}
}

// run runs a program and returns its output, error output and exit code.
func run(t *testing.T, dir string, env []string, program string, args ...string) (stdout []byte, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, append(os.Environ(), env...), &out, &errs
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.Bytes(), errs.String(), cmd.ProcessState.ExitCode()
}

func mustRun(t *testing.T, dir string, env []string, program string, args ...string) {
	t.Helper()
	if out, stderr, code := run(t, dir, env, program, args...); code != 0 {
		t.Fatalf("%s %s: exit code %d\n%s%s", program, strings.Join(args, " "), code, out, stderr)
	}
}

func configFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "golangci.yml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// write writes files, by name, to dir.
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
