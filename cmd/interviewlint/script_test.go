package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"interviewlint": main,
		"fakelint": func() { // the same command with other checks
			c := &command{fakeChecks(), os.Stdin, os.Stdout, os.Stderr}
			os.Exit(c.run(context.Background(), os.Args[1:]))
		},
	})
}

// TestScript runs the scripts of testdata/script at the top of the module.
// Beside the commands of testscript they have "exits CODE PROGRAM ARGS…",
// "damage DIR" and "times FILE".
func TestScript(t *testing.T) {
	environment := goEnv(t, "GOCACHE", "GOMODCACHE", "GOROOT")
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, environment...)
			env.Vars = append(env.Vars, "GOFLAGS=", "GOPROXY=off", "INTERVIEWLINT_CACHE=off", "GOTOOLCHAIN=local", "LANG=C.UTF-8")
			fake, err := exec.LookPath("fakelint")
			env.Setenv("FAKELINT", fake) // for scripts that take PATH away
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":  exits,
			"damage": damage,
			"times":  times,
		},
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
	})
}

// goEnv returns settings of the go command in the form NAME=value.
func goEnv(t *testing.T, names ...string) []string {
	t.Helper()
	all := make([]string, 0, len(names))
	for _, name := range names {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, name+"="+strings.TrimSpace(string(out)))
	}
	return all
}

// exits is the script command that runs a program and demands an exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [args...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s: exit code %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// damage is the script command that cuts off the ends of the files in the
// subdirectories of a directory.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage dir")
	}
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*", "*"))
	ts.Check(err)
	for _, file := range files {
		info, err := os.Stat(file)
		ts.Check(err)
		ts.Check(os.Truncate(file, info.Size()/2))
	}
}

// times is the script command that replaces durations in a file, which may be
// stdout, by TIME.
func times(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: times file")
	}
	text := regexp.MustCompile(`[\d.]+m?s\b`).ReplaceAllString(ts.ReadFile(args[0]), "TIME")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}
