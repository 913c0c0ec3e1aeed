package format

import (
	"encoding/xml"
	"io"
)

// Checkstyle writes r in the XML form of the tool of that name, which many CI
// servers read.
func Checkstyle(w io.Writer, r *Report) error {
	type entry struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
	type file struct {
		Name   string  `xml:"name,attr"`
		Errors []entry `xml:"error"`
	}
	var out struct {
		XMLName xml.Name `xml:"checkstyle"`
		Version string   `xml:"version,attr"`
		Files   []*file  `xml:"file"`
	}
	out.Version = "5.0"
	byName := make(map[string]*file)
	add := func(name string, e entry) {
		if byName[name] == nil {
			byName[name] = &file{Name: name}
			out.Files = append(out.Files, byName[name])
		}
		byName[name].Errors = append(byName[name].Errors, e)
	}
	for _, f := range r.Findings {
		severity := f.Severity
		if severity == "note" {
			severity = "info"
		}
		add(f.File, entry{f.Line, f.Column, severity, f.Message, "interviewlint." + f.Check})
	}
	for _, p := range r.Problems {
		add(p.File, entry{p.Line, p.Column, "error", p.Message, "interviewlint"})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
