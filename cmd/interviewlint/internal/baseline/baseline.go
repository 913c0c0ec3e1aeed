// Package baseline reads and writes the lists of findings that a project has
// accepted, so that only others count.
package baseline

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// header is the first line of a file.
const header = "# interviewlint baseline 1"

// An Entry is an accepted finding. Only the fingerprint identifies it; the rest
// is for readers.
type Entry struct {
	Fingerprint, Check, File, Message string
}

// A Baseline is a list of entries.
type Baseline struct {
	entries map[string]Entry
}

// Of returns the baseline that accepts findings.
func Of(findings []finding.Finding) *Baseline {
	b := &Baseline{make(map[string]Entry)}
	for _, f := range findings {
		b.entries[f.Fingerprint] = Entry{f.Fingerprint, f.Check, f.File, f.Message}
	}
	return b
}

// Read reads a file. Errors name the line at fault.
func Read(file string) (*Baseline, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	b := &Baseline{make(map[string]Entry)}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if n == 1 {
			if line != header {
				return nil, fmt.Errorf("%s:1: not a baseline: the first line must be %q", file, header)
			}
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.SplitN(line, "\t", 4)
		if len(columns) != 4 {
			return nil, fmt.Errorf("%s:%d: want fingerprint, check, file and message, separated by tabs", file, n)
		}
		b.entries[columns[0]] = Entry{columns[0], columns[1], columns[2], columns[3]}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return b, nil
}

// Write writes b to a file, whole or not at all.
func (b *Baseline) Write(file string) (err error) {
	var text bytes.Buffer
	fmt.Fprintln(&text, header)
	for _, e := range b.Entries() {
		fmt.Fprintf(&text, "%s\t%s\t%s\t%s\n", e.Fingerprint, e.Check, e.File, strings.ReplaceAll(e.Message, "\n", " "))
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".baseline.*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // is gone if it was moved
	_, err = temp.Write(text.Bytes())
	if err := cmp.Or(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}

// Entries returns the entries by file, check and fingerprint.
func (b *Baseline) Entries() []Entry {
	all := make([]Entry, 0, len(b.entries))
	for _, e := range b.entries {
		all = append(all, e)
	}
	slices.SortFunc(all, func(x, y Entry) int {
		return cmp.Or(
			cmp.Compare(x.File, y.File),
			cmp.Compare(x.Check, y.Check),
			cmp.Compare(x.Message, y.Message),
			cmp.Compare(x.Fingerprint, y.Fingerprint),
		)
	})
	return all
}

// Accepts reports whether b has an entry for f.
func (b *Baseline) Accepts(f finding.Finding) bool {
	_, ok := b.entries[f.Fingerprint]
	return ok
}

// Stale returns the entries that stand for none of findings although looked
// says that they would have been found.
func (b *Baseline) Stale(findings []finding.Finding, looked func(Entry) bool) []Entry {
	found := make(map[string]bool)
	for _, f := range findings {
		found[f.Fingerprint] = true
	}
	return slices.DeleteFunc(b.Entries(), func(e Entry) bool { return found[e.Fingerprint] || !looked(e) })
}

// Remove removes entries.
func (b *Baseline) Remove(entries []Entry) {
	for _, e := range entries {
		delete(b.entries, e.Fingerprint)
	}
}

// Add adds the entries of other.
func (b *Baseline) Add(other *Baseline) {
	for fingerprint, e := range other.entries {
		b.entries[fingerprint] = e
	}
}
