//go:build e2e

package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGitLab runs the script that README.md shows for GitLab, without its
// installing.
func TestGitLab(t *testing.T) {
	tool := buildCommand(t)
	block := readmeBlock(t, "gl-code-quality-report.json")
	_, script, _ := strings.Cut(block, "  script:\n")
	script, _, _ = strings.Cut(script, "  artifacts:\n")
	var commands []string
	for item := range strings.SplitSeq(script, "    - ") {
		item = strings.TrimPrefix(strings.ReplaceAll(item, "\n      ", " "), "> ")
		if !strings.HasPrefix(item, "apt-get") && !strings.HasPrefix(item, "go install") {
			commands = append(commands, strings.TrimSpace(item))
		}
	}
	dir := newDemo(t, wrong)
	env := []string{"PATH=" + filepath.Dir(tool) + string(filepath.ListSeparator) + os.Getenv("PATH")}
	output, code := run(t, call{"sh", []string{"-ec", strings.Join(commands, "\n")}, dir, env})
	expect(t, output, code, 1)
	text, err := os.ReadFile(filepath.Join(dir, "gl-code-quality-report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report []struct {
		Description, Fingerprint, Severity string
		CheckName                          string `json:"check_name"`
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	if len(report) != 1 || report[0].CheckName != check || report[0].Location.Path != "demo.go" || report[0].Location.Lines.Begin != 6 ||
		report[0].Description == "" || report[0].Fingerprint == "" || !regexp.MustCompile("^(critical|major|minor)$").MatchString(report[0].Severity) {
		t.Errorf("the report is\n%s", text)
	}
}

// TestAction runs the script of the GitHub action's main step.
func TestAction(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	_, step, _ := strings.Cut(string(text), "    - name: Run\n")
	_, script, _ := strings.Cut(step, "      run: |\n")
	script, _, _ = strings.Cut(script, "\n\n    - name: ")
	gopath := t.TempDir()
	tool := filepath.Join(gopath, "bin", "interviewlint")
	must(t, call{program: "go", args: []string{"build", "-o", tool, "./cmd/interviewlint"}, dir: root})
	for name, test := range map[string]struct {
		source, annotations, code string
		output                    string // a part of it
	}{
		"annotations":    {wrong, "true", "exit-code=1", "::error file=demo.go,line=6"},
		"no annotations": {wrong, "false", "exit-code=1", "demo.go:6:3: "},
		"clean":          {right, "true", "exit-code=0", ""},
	} {
		t.Run(name, func(t *testing.T) {
			temp := t.TempDir()
			outputs := filepath.Join(temp, "outputs")
			output := must(t, call{"bash", []string{"-eo", "pipefail", "-c", script}, newDemo(t, test.source), []string{
				"RUNNER_TEMP=" + temp, "GITHUB_OUTPUT=" + outputs, "ARGS=-preset strict ./...", "ANNOTATIONS=" + test.annotations, "GOPATH=" + gopath,
				"GOMODCACHE=" + strings.TrimSpace(must(t, call{program: "go", args: []string{"env", "GOMODCACHE"}})),
			}})
			if !strings.Contains(output, test.output) {
				t.Errorf("%q is missing from\n%s", test.output, output)
			}
			set, err := os.ReadFile(outputs)
			if err != nil || !strings.Contains(string(set), test.code+"\n") {
				t.Errorf("the outputs are %q, %v, want %s", set, err, test.code)
			}
			sarif, err := os.ReadFile(filepath.Join(temp, "interviewlint.sarif"))
			if err != nil || !json.Valid(sarif) {
				t.Errorf("no SARIF: %v\n%s", err, sarif)
			}
		})
	}
}
