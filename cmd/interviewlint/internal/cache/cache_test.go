package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func keyOf(s string) Key { return sha256.Sum256([]byte(s)) }

func TestPutGet(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(keyOf("a")); ok {
		t.Error("an empty store has an entry")
	}
	s.Put(keyOf("a"), []byte("result"))
	s.Put(keyOf("b"), nil)
	if got, ok := s.Get(keyOf("a")); !ok || string(got) != "result" {
		t.Errorf("got %q, %t", got, ok)
	}
	if got, ok := s.Get(keyOf("b")); !ok || len(got) != 0 {
		t.Errorf("got %q, %t for an empty result", got, ok)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestDamage demands that a damaged entry is no entry.
func TestDamage(t *testing.T) {
	for name, damage := range map[string]func(data []byte) []byte{
		"truncated": func(data []byte) []byte { return data[:len(data)/2] },
		"empty":     func([]byte) []byte { return nil },
		"a bit":     func(data []byte) []byte { data[len(data)/3] ^= 1; return data },
		"longer":    func(data []byte) []byte { return append(data, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			var files []string
			want := bytes.Repeat([]byte("result "), 100)
			s.Put(keyOf("a"), want)
			each(t, dir, func(path string) { files = append(files, path) })
			if len(files) != 2 {
				t.Fatalf("the entry has %d files, want 2", len(files))
			}
			for _, file := range files {
				sound, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, damage(bytes.Clone(sound)), 0o666); err != nil {
					t.Fatal(err)
				}
				if got, ok := s.Get(keyOf("a")); ok && !bytes.Equal(got, want) {
					t.Errorf("a damaged file yields %q", got)
				}
				s.Put(keyOf("a"), want)
				if got, ok := s.Get(keyOf("a")); !ok || !bytes.Equal(got, want) {
					t.Error("writing an entry again does not mend it")
				}
			}
		})
	}
}

func TestTrim(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for i := range 10 {
		key := keyOf(fmt.Sprint(i))
		before := make(map[string]bool)
		each(t, dir, func(path string) { before[path] = true })
		s.Put(key, bytes.Repeat([]byte{byte(i)}, 1000))
		used := now.Add(time.Duration(i-20) * time.Hour)
		each(t, dir, func(path string) {
			if !before[path] {
				if err := os.Chtimes(path, used, used); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if err := s.trim(8000, now); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		if _, ok := s.Get(keyOf(fmt.Sprint(i))); ok != (i >= 5) {
			t.Errorf("entry %d of 10 is there: %t", i, ok)
		}
	}
	// The size is not looked at again soon.
	s.Put(keyOf("big"), make([]byte, 10000))
	if err := s.trim(8000, now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(keyOf("9")); !ok {
		t.Error("the store was trimmed twice within a minute")
	}
}

func each(t *testing.T, dir string, do func(path string)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Dir(path) != dir {
			do(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCleanOnlyCaches(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Clean(dir); err == nil {
		t.Error("a directory that is no cache was removed")
	}
	if err := Clean(filepath.Join(dir, "nosuch")); err != nil {
		t.Error(err)
	}
	sub := filepath.Join(dir, "cache")
	if _, err := Open(sub); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(sub, marker), 10); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(sub); err != nil { // makes a marker that was cut off whole
		t.Fatal(err)
	}
	if err := Clean(sub); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(sub); err == nil {
		t.Error("the cache is still there")
	}
}
