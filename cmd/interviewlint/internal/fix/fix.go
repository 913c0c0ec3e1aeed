// Package fix applies the fixes of findings to the text of files, and writes
// files so that either all of them change or none does.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/imports"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A Plan is a set of changed files.
type Plan struct {
	Files []*File // by name
	// Left is the number of fixes that overlap others, so that they must wait
	// until those are applied.
	Left int
}

// A File is a file that fixes change.
type File struct {
	Name     string
	Old, New []byte
	edits    []finding.Edit
}

// Make plans to apply the first fix of each finding. No two fixes of a plan
// overlap; where they do, the finding that comes first wins.
func Make(findings []finding.Finding) (*Plan, error) {
	files := make(map[string]*File)
	plan := new(Plan)
	for _, f := range findings {
		if len(f.Fixes) == 0 {
			continue
		}
		edits := f.Fixes[0].Edits
		if err := open(files, edits); err != nil {
			return nil, err
		}
		if !fits(files, edits) {
			plan.Left++
			continue
		}
		for _, e := range edits {
			file := files[e.File]
			if !slices.ContainsFunc(file.edits, func(old finding.Edit) bool { return same(old, e) }) {
				file.edits = append(file.edits, e)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := files[name]
		if len(file.edits) == 0 {
			continue
		}
		if err := file.apply(); err != nil {
			return nil, err
		}
		if !bytes.Equal(file.Old, file.New) {
			plan.Files = append(plan.Files, file)
		}
	}
	return plan, nil
}

// open reads the files of edits that are not in files.
func open(files map[string]*File, edits []finding.Edit) error {
	for _, e := range edits {
		file := files[e.File]
		if file == nil {
			text, err := os.ReadFile(e.File)
			if err != nil {
				return err
			}
			file = &File{Name: e.File, Old: text}
			files[e.File] = file
		}
		if e.Start < 0 || e.End < e.Start || e.End > len(file.Old) {
			return fmt.Errorf("%s has changed since it was analysed", e.File)
		}
	}
	return nil
}

// fits reports whether edits overlap none that files have already.
func fits(files map[string]*File, edits []finding.Edit) bool {
	for _, e := range edits {
		for _, old := range files[e.File].edits {
			if !same(old, e) && overlap(old, e) {
				return false
			}
		}
	}
	return true
}

// same reports whether two fixes make the same edit, such as adding an import.
func same(a, b finding.Edit) bool {
	return a.Start == b.Start && a.End == b.End && a.NewText == b.NewText
}

// overlap reports whether a and b change the same bytes, or insert at the same
// place, or meet there.
func overlap(a, b finding.Edit) bool {
	if a.Start == b.Start {
		return true
	}
	return a.Start < b.End && b.Start < a.End
}

// apply computes the new text: with the edits made, imports put right and
// formatted.
func (f *File) apply() error {
	slices.SortFunc(f.edits, func(a, b finding.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	var text []byte
	at := 0
	for _, e := range f.edits {
		start, end := e.Start, e.End
		if e.NewText == "" {
			start, end = wholeLines(f.Old, start, end)
		}
		text = append(text, f.Old[at:max(at, start)]...)
		text = append(text, e.NewText...)
		at = max(at, end)
	}
	text = append(text, f.Old[at:]...)
	formatted, err := imports.Process(f.Name, text, nil)
	if err != nil {
		return fmt.Errorf("the fixes of %s do not fit together: %w", f.Name, err)
	}
	if formatted, err = format.Source(formatted); err != nil {
		return err
	}
	if bytes.Contains(f.Old, []byte("\r\n")) {
		formatted = bytes.ReplaceAll(formatted, []byte("\n"), []byte("\r\n"))
	}
	f.New = formatted
	return nil
}

// wholeLines extends a range to whole lines if there is nothing else in them, so
// that a deletion leaves no blank line behind.
func wholeLines(text []byte, start, end int) (int, int) {
	before := bytes.TrimRight(text[:start], " \t")
	after := bytes.TrimLeft(text[end:], " \t\r")
	if len(before) > 0 && before[len(before)-1] != '\n' || len(after) > 0 && after[0] != '\n' {
		return start, end
	}
	if len(after) > 0 {
		after = after[1:]
	}
	return len(before), len(text) - len(after)
}

// Diff returns the plan as a unified diff, with names relative to dir.
func (p *Plan) Diff(dir string) []byte {
	var out []byte
	for _, f := range p.Files {
		name := f.Name
		if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
			name = rel
		}
		name = filepath.ToSlash(name)
		out = append(out, diff.Diff("a/"+name, f.Old, "b/"+name, f.New)...)
	}
	return out
}

// Overlay returns the new texts of the files by name.
func (p *Plan) Overlay() map[string][]byte {
	overlay := make(map[string][]byte)
	for _, f := range p.Files {
		overlay[f.Name] = f.New
	}
	return overlay
}
