//go:build e2e

package e2e_test

import (
	"bytes"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
