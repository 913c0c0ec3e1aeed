// Package cache keeps the results of analyses on disk, by a hash of all they
// depend on.
//
// The store is that of the go command: entries are written so that readers,
// other processes among them, see them whole or not at all, and are verified
// when read. Whatever is wrong with an entry, it is as if it were not there.
package cache

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/cache"
)

// A Key is the hash of everything a result depends on.
type Key [cache.HashSize]byte

// Limit is the size in bytes above which the oldest entries go.
const Limit = 256 << 20

// A Store holds results. A nil Store holds none.
type Store struct {
	dir   string
	store *cache.Cache

	mu    sync.Mutex
	first error // the first that occurred when writing
	wrote bool
}

// Dir returns where results are kept unless the user says otherwise.
func Dir() (string, error) {
	if dir := os.Getenv("INTERVIEWLINT_CACHE"); dir != "" {
		if dir != "off" && !filepath.IsAbs(dir) {
			return "", fmt.Errorf("INTERVIEWLINT_CACHE is not an absolute path: %s", dir)
		}
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "interviewlint"), nil
}

// marker is a file in each cache, by which [Clean] knows one, and backup
// programs too.
const marker = "CACHEDIR.TAG"

const signature = `Signature: 8a477f597d28d172789f06886806bc55
# This directory holds results of interviewlint. It may be removed at any time.
# See https://bford.info/cachedir/ for what this file is.
`

// Open returns the store in dir, which it creates if need be.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	// What is left of a marker whose writing was cut off is made whole.
	if text, err := os.ReadFile(filepath.Join(dir, marker)); err != nil || string(text) != signature && strings.HasPrefix(signature, string(text)) {
		if err := os.WriteFile(filepath.Join(dir, marker), []byte(signature), 0o666); err != nil {
			return nil, err
		}
	}
	store, err := cache.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Store{dir: dir, store: store}, nil
}

// Get returns what was put under key.
func (s *Store) Get(key Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	data, _, err := s.store.GetBytes(cache.ActionID(key))
	return data, err == nil
}

// Put stores data under key. That it cannot is no reason to stop; [Store.Close]
// tells.
func (s *Store) Put(key Key, data []byte) {
	if s == nil {
		return
	}
	s.mu.Lock()
	failed := s.first != nil
	s.wrote = true
	s.mu.Unlock()
	if failed {
		return
	}
	if err := s.store.PutBytes(cache.ActionID(key), data); err != nil {
		s.mu.Lock()
		s.first = cmp.Or(s.first, err)
		s.mu.Unlock()
	}
}

// Close bounds the size of the store. It returns the first error that writing
// met.
func (s *Store) Close() error {
	if s == nil {
		return nil
	}
	if s.wrote && s.first == nil {
		s.first = s.trim(Limit, time.Now())
	}
	return s.first
}

// trimInterval is the time between two looks at the size of a store.
const trimInterval = time.Hour

// trim removes the entries that were used least recently until those left take
// up less than limit bytes, with some room.
func (s *Store) trim(limit int64, now time.Time) error {
	stamp := filepath.Join(s.dir, "trimmed")
	if info, err := os.Stat(stamp); err == nil && now.Sub(info.ModTime()).Abs() < trimInterval {
		return nil
	}
	type file struct {
		path string
		size int64
		used time.Time
	}
	var files []file
	var total int64
	err := filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Dir(path) == s.dir {
			return err
		}
		if info, err := entry.Info(); err == nil { // or another process has removed it
			files = append(files, file{path, info.Size(), info.ModTime()})
			total += info.Size()
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if total > limit {
		slices.SortFunc(files, func(a, b file) int { return a.used.Compare(b.used) })
		for _, f := range files {
			if total < limit*3/4 {
				break
			}
			if os.Remove(f.path) == nil {
				total -= f.size
			}
		}
	}
	return os.WriteFile(stamp, nil, 0o666)
}

// Clean removes the store in dir.
func Clean(dir string) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if text, err := os.ReadFile(filepath.Join(dir, marker)); err != nil || string(text) != signature {
		return fmt.Errorf("%s is no cache of interviewlint: remove it by hand if it is not needed", dir)
	}
	return os.RemoveAll(dir)
}
