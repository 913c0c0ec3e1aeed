// Package revision gets at the state that code had in a revision.
package revision

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Extract writes the repository that dir lies in, as of a git revision, to a
// temporary directory. It returns the directory there that corresponds to dir,
// and a function that removes it all. The repository itself is only read.
func Extract(ctx context.Context, dir, rev string) (there string, remove func(), err error) {
	top, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return "", nil, err
	}
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return "", nil, fmt.Errorf("git knows no revision %q", rev)
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", nil, err
	}
	rel, err := filepath.Rel(filepath.FromSlash(string(top)), real)
	if err != nil {
		return "", nil, err
	}
	temp, err := os.MkdirTemp("", "interviewlint-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(temp) }
	if err := archive(ctx, string(top), string(commit), temp); err != nil {
		remove()
		return "", nil, err
	}
	return filepath.Join(temp, rel), remove, nil
}

// git returns the output of a git command, without the line's end.
func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return "", gitError(err)
	}
	return strings.TrimRight(string(out), "\r\n"), nil
}

// gitError returns what git said.
func gitError(err error) error {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		line, _, _ := bytes.Cut(exit.Stderr, []byte("\n"))
		return fmt.Errorf("git: %s", bytes.TrimPrefix(line, []byte("fatal: ")))
	}
	return err
}

// archive unpacks a commit into dir.
func archive(ctx context.Context, top, commit, dir string) error {
	cmd := exec.CommandContext(ctx, "git", "archive", "--format=tar", commit)
	cmd.Dir = top
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	unpackErr := unpack(out, dir)
	if unpackErr != nil {
		io.Copy(io.Discard, out) // so that git ends
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("git archive: %w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return unpackErr
}

// unpack writes the files of an archive below dir, and nowhere else.
func unpack(r io.Reader, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	entries := tar.NewReader(r)
	for {
		entry, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := filepath.FromSlash(strings.TrimSuffix(entry.Name, "/"))
		switch entry.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(name, 0o777)
		case tar.TypeSymlink:
			err = root.Symlink(entry.Linkname, name)
		case tar.TypeReg:
			err = copyFile(root, name, entries)
		}
		if err != nil {
			return err
		}
	}
}

func copyFile(root *os.Root, name string, r io.Reader) error {
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := root.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}
