// Package format writes findings in the forms that people and programs read.
package format

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A Report is what there is to write: merged findings and problems, with file
// names relative to the working directory where they lie below it.
type Report struct {
	Findings []finding.Finding
	Problems []finding.Problem

	Dir      string          // the working directory
	Version  string          // of the command, if it has one
	Rules    []Rule          // of the checks that ran
	Dirs     map[string]bool // the directories of the packages looked at
	Packages int             // packages looked at
	Cached   int             // packages whose results were known
	Elapsed  time.Duration
}

// Relative makes the file names of r relative to r.Dir, with slashes. Names of
// files outside of it stay absolute.
func (r *Report) Relative() {
	dir := r.Dir
	rel := func(name *string) {
		if short, err := filepath.Rel(dir, *name); *name != "" && err == nil && filepath.IsLocal(short) {
			*name = short
		}
		*name = filepath.ToSlash(*name)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		rel(&f.File)
		for j := range f.Related {
			rel(&f.Related[j].File)
		}
		for _, fix := range f.Fixes {
			for j := range fix.Edits {
				rel(&fix.Edits[j].File)
			}
		}
	}
	for i := range r.Problems {
		p := &r.Problems[i]
		rel(&p.File)
		p.Message = strings.ReplaceAll(p.Message, dir+string(filepath.Separator), "")
	}
}
