package runner

import (
	"bytes"
	"encoding/gob"
	"path/filepath"

	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// encode returns the stored form of the findings of p, in which the files of p
// have no directories.
func encode(p *packages.Package, findings []finding.Finding) ([]byte, error) {
	if len(findings) == 0 {
		return nil, nil
	}
	moved := make([]finding.Finding, len(findings))
	for i, f := range findings {
		moved[i] = rename(f, func(name string) string { return relative(p, name) })
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(moved)
	return b.Bytes(), err
}

// decode is the inverse of encode.
func decode(p *packages.Package, data []byte) ([]finding.Finding, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var findings []finding.Finding
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&findings); err != nil {
		return nil, err
	}
	for i, f := range findings {
		findings[i] = rename(f, func(name string) string {
			if name == "" || filepath.IsAbs(name) {
				return name
			}
			return filepath.Join(p.Dir, name)
		})
	}
	return findings, nil
}

// rename returns a copy of f with other file names.
func rename(f finding.Finding, name func(string) string) finding.Finding {
	f.File = name(f.File)
	related := f.Related
	f.Related = nil
	for _, rel := range related {
		rel.File = name(rel.File)
		f.Related = append(f.Related, rel)
	}
	fixes := f.Fixes
	f.Fixes = nil
	for _, fix := range fixes {
		edits := fix.Edits
		fix.Edits = nil
		for _, e := range edits {
			e.File = name(e.File)
			fix.Edits = append(fix.Edits, e)
		}
		f.Fixes = append(f.Fixes, fix)
	}
	return f
}
