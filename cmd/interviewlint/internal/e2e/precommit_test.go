//go:build e2e

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPreCommit uses the hooks in a scratch repository, through pre-commit
// itself and git commit.
func TestPreCommit(t *testing.T) {
	hooks := hookRepository(t)
	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
	t.Setenv("GOMODCACHE", strings.TrimSpace(must(t, call{program: "go", args: []string{"env", "GOMODCACHE"}})))
	for _, name := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+name+"_NAME", "someone")
		t.Setenv("GIT_"+name+"_EMAIL", "someone@example.com")
	}

	t.Run("failing commit, then fixed", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint")
		r.write(map[string]string{"go.mod": goModule, "demo.go": wrong})
		r.refused("demo.go:6:3")
		r.write(map[string]string{"demo.go": right})
		r.accepted()
	})
	t.Run("only the packages of staged files", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint")
		r.write(map[string]string{"go.mod": goModule, "old/old.go": wrong})
		r.git("commit", "-q", "--no-verify", "-m", "old code")
		r.write(map[string]string{"new/new.go": right})
		r.accepted()
		r.write(map[string]string{"old/other.go": "package demo\n"})
		r.refused("old/old.go:6:3")
	})
	t.Run("several modules", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint")
		r.write(map[string]string{
			"a/go.mod": goModule, "a/one.go": wrong, "a/sub/two.go": wrong,
			"b/go.mod": goModule, "b/three.go": wrong,
		})
		r.refused("a/one.go:6:3", "a/sub/two.go:6:3", "b/three.go:6:3")
		r.write(map[string]string{"a/one.go": right, "a/sub/two.go": right})
		r.refused("b/three.go:6:3")
		r.write(map[string]string{"b/three.go": right})
		r.accepted()
	})
	t.Run("deleted and renamed files", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint")
		r.write(map[string]string{"go.mod": goModule, "demo.go": right, "gone/gone.go": right, "other.go": "package demo\n"})
		r.accepted()
		r.git("rm", "-q", "-r", "gone")
		r.accepted()
		r.git("mv", "demo.go", "moved.go")
		r.git("rm", "-q", "other.go")
		r.accepted()
		r.git("mv", "moved.go", "again.go")
		r.write(map[string]string{"again.go": wrong})
		r.refused("again.go:6:3")
	})
	t.Run("spaces in names", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint")
		r.write(map[string]string{"go.mod": goModule, "my file.go": wrong, "sub/another file.go": wrong})
		r.refused("my file.go:6:3", "sub/another file.go:6:3")
		r.write(map[string]string{"my file.go": right, "sub/another file.go": right})
		r.accepted()
	})
	t.Run("tests and other files", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint")
		r.write(map[string]string{"go.mod": goModule, "demo.go": "package demo\n", "demo_test.go": wrongTest, "README.md": "x\n"})
		output, code := run(t, call{program: "git", args: []string{"commit", "-m", "change"}, dir: r.dir})
		expect(t, output, code, 1, "demo_test.go:7:3", "(testinggoroutine)")
		r.write(map[string]string{"demo_test.go": right})
		r.accepted()
		r.write(map[string]string{"README.md": "y\n"})
		r.accepted()
	})
	t.Run("whole module", func(t *testing.T) {
		r := newRepository(t, hooks, "interviewlint-all")
		r.write(map[string]string{"go.mod": goModule, "old/old.go": wrong})
		r.git("commit", "-q", "--no-verify", "-m", "old code")
		r.write(map[string]string{"new/new.go": right})
		r.refused("old/old.go:6:3")
	})
}

// hookRepository returns a git repository of our files as they are now.
func hookRepository(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "hooks")
	names := must(t, call{program: "git", args: []string{"ls-files", "--cached", "--others", "--exclude-standard"}, dir: root})
	for name := range strings.Lines(names) {
		name = strings.TrimSuffix(name, "\n")
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted, but not yet in the index
		} else if err != nil {
			t.Fatal(err)
		}
		write(t, dir, map[string]string{name: string(text)})
	}
	for _, args := range [][]string{
		{"init", "-q"},
		{"add", "-A"},
		{"-c", "user.name=someone", "-c", "user.email=someone@example.com", "commit", "-q", "-m", "hooks"},
	} {
		must(t, call{program: "git", args: args, dir: dir})
	}
	return dir
}

// A repository uses one of our hooks.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T, hooks, hook string) *repository {
	t.Helper()
	r := &repository{t, filepath.Join(t.TempDir(), "my repository")}
	revision := strings.TrimSpace(must(t, call{program: "git", args: []string{"rev-parse", "HEAD"}, dir: hooks}))
	config := strings.NewReplacer( // README.md shows it for a release
		"https://github.com/interviewlint/interviewlint", "file://"+filepath.ToSlash(hooks),
		"rev: v0.1.0", "rev: "+revision,
		"id: interviewlint #", "id: "+hook+" #",
	).Replace(readmeBlock(t, "rev: "))
	write(t, r.dir, map[string]string{".pre-commit-config.yaml": config})
	r.git("init", "-q")
	r.git("add", "-A")
	must(t, call{program: "pre-commit", args: []string{"install"}, dir: r.dir})
	r.git("commit", "-q", "-m", "use the hook")
	return r
}

func (r *repository) git(args ...string) {
	r.t.Helper()
	must(r.t, call{program: "git", args: args, dir: r.dir})
}

// write writes files and stages them.
func (r *repository) write(files map[string]string) {
	r.t.Helper()
	write(r.t, r.dir, files)
	r.git("add", "-A")
}

// refused demands that the hook refuses to commit what is staged, and says
// each of parts.
func (r *repository) refused(parts ...string) {
	r.t.Helper()
	output, code := run(r.t, call{program: "git", args: []string{"commit", "-m", "change"}, dir: r.dir})
	expect(r.t, output, code, 1, append(parts, "("+check+")")...)
}

// accepted demands that what is staged can be committed.
func (r *repository) accepted() {
	r.t.Helper()
	r.git("commit", "-m", "change")
}
