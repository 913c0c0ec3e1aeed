package format

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A Rule is what SARIF tells of a check.
type Rule struct {
	ID       string
	Title    string
	Text     string // plain
	Markdown string
	URL      string
	Severity string
	Tags     []string
}

// The types below are the part of SARIF 2.1.0 that we write.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool               sarifTool                        `json:"tool"`
		Invocations        []sarifInvocation                `json:"invocations"`
		OriginalURIBaseIDs map[string]sarifArtifactLocation `json:"originalUriBaseIds"`
		ColumnKind         string                           `json:"columnKind"`
		Results            []sarifResult                    `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string         `json:"id"`
		ShortDescription     sarifText      `json:"shortDescription"`
		Help                 sarifText      `json:"help"`
		HelpURI              string         `json:"helpUri,omitempty"`
		DefaultConfiguration sarifConfig    `json:"defaultConfiguration"`
		Properties           map[string]any `json:"properties,omitempty"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           *int              `json:"ruleIndex,omitempty"`
		Level               string            `json:"level"`
		Message             sarifText         `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		RelatedLocations    []sarifLocation   `json:"relatedLocations,omitempty"`
		CodeFlows           []sarifCodeFlow   `json:"codeFlows,omitempty"`
		Fixes               []sarifFix        `json:"fixes,omitempty"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
		Properties          map[string]any    `json:"properties,omitempty"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		ArtifactLocation sarifArtifactLocation `json:"artifactLocation"`
		Region           *sarifRegion          `json:"region,omitempty"`
	}
	sarifArtifactLocation struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifCodeFlow struct {
		ThreadFlows []sarifThreadFlow `json:"threadFlows"`
	}
	sarifThreadFlow struct {
		Locations []sarifStep `json:"locations"`
	}
	sarifStep struct {
		Location sarifLocation `json:"location"`
	}
	sarifFix struct {
		Description     sarifText             `json:"description"`
		ArtifactChanges []sarifArtifactChange `json:"artifactChanges"`
	}
	sarifArtifactChange struct {
		ArtifactLocation sarifArtifactLocation `json:"artifactLocation"`
		Replacements     []sarifReplacement    `json:"replacements"`
	}
	sarifReplacement struct {
		DeletedRegion   sarifRegion `json:"deletedRegion"`
		InsertedContent sarifText   `json:"insertedContent"`
	}
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	homePage    = "https://github.com/interviewlint/interviewlint"
	sourceRoot  = "SRCROOT"
)

// SARIF writes r as a SARIF 2.1.0 log.
func SARIF(w io.Writer, r *Report) error {
	s := &sarif{columns: columns{report: r}, rules: make(map[string]int)}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{s.run(r)}})
}

// A sarif converts one report.
type sarif struct {
	columns columns
	rules   map[string]int // index by id
}

func (s *sarif) run(r *Report) sarifRun {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:           "interviewlint",
			Version:        r.Version,
			InformationURI: homePage,
			Rules:          []sarifRule{},
		}},
		OriginalURIBaseIDs: map[string]sarifArtifactLocation{sourceRoot: {URI: fileURI(r.Dir) + "/"}},
		ColumnKind:         "utf16CodeUnits",
		Results:            []sarifResult{},
	}
	for i, rule := range r.Rules {
		s.rules[rule.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID:                   rule.ID,
			ShortDescription:     sarifText{Text: rule.Title},
			Help:                 sarifText{rule.Text, rule.Markdown},
			HelpURI:              rule.URL,
			DefaultConfiguration: sarifConfig{rule.Severity},
			Properties:           map[string]any{"tags": rule.Tags},
		})
	}
	invocation := sarifInvocation{ExecutionSuccessful: len(r.Problems) == 0}
	for _, p := range r.Problems {
		n := sarifNotification{Level: "error", Message: sarifText{Text: p.Message}}
		if p.File != "" {
			n.Locations = []sarifLocation{s.location(finding.Span{File: p.File, Line: p.Line, Column: p.Column}, "")}
		}
		invocation.Notifications = append(invocation.Notifications, n)
	}
	run.Invocations = []sarifInvocation{invocation}
	for i := range r.Findings {
		run.Results = append(run.Results, s.result(&r.Findings[i]))
	}
	return run
}

func (s *sarif) result(f *finding.Finding) sarifResult {
	result := sarifResult{
		RuleID:              f.Check,
		Level:               f.Severity,
		Message:             sarifText{Text: f.Message},
		Locations:           []sarifLocation{s.location(f.Span, "")},
		PartialFingerprints: map[string]string{"interviewlint/v1": f.Fingerprint},
	}
	if i, ok := s.rules[f.Check]; ok {
		result.RuleIndex = &i
	}
	if len(f.Pitfalls) > 0 {
		result.Properties = map[string]any{"pitfalls": f.Pitfalls}
	}
	if len(f.Related) > 0 {
		var flow sarifThreadFlow
		for i, rel := range f.Related {
			at := s.location(rel.Span, rel.Message)
			flow.Locations = append(flow.Locations, sarifStep{at})
			at.ID = i + 1
			result.RelatedLocations = append(result.RelatedLocations, at)
		}
		flow.Locations = append(flow.Locations, sarifStep{s.location(f.Span, f.Message)})
		result.CodeFlows = []sarifCodeFlow{{[]sarifThreadFlow{flow}}}
	}
	for _, fix := range f.Fixes {
		result.Fixes = append(result.Fixes, s.fix(fix))
	}
	return result
}

// location returns the location of a span, with a message unless it is "".
func (s *sarif) location(span finding.Span, message string) sarifLocation {
	at := sarifLocation{Physical: sarifPhysical{ArtifactLocation: artifact(span.File)}}
	if span.Line > 0 {
		region := s.region(span)
		at.Physical.Region = &region
	}
	if message != "" {
		at.Message = &sarifText{Text: message}
	}
	return at
}

func (s *sarif) region(span finding.Span) sarifRegion {
	region := sarifRegion{StartLine: span.Line, StartColumn: s.columns.utf16(span.File, span.Line, span.Column)}
	if span.EndLine > 0 {
		region.EndLine = span.EndLine
		region.EndColumn = s.columns.utf16(span.File, span.EndLine, span.EndColumn)
	}
	return region
}

func (s *sarif) fix(fix finding.Fix) sarifFix {
	out := sarifFix{Description: sarifText{Text: fix.Message}}
	for _, e := range fix.Edits {
		where := artifact(e.File)
		n := len(out.ArtifactChanges)
		if n == 0 || out.ArtifactChanges[n-1].ArtifactLocation != where {
			out.ArtifactChanges = append(out.ArtifactChanges, sarifArtifactChange{ArtifactLocation: where})
			n++
		}
		change := &out.ArtifactChanges[n-1]
		change.Replacements = append(change.Replacements, sarifReplacement{s.region(e.Span), sarifText{Text: e.NewText}})
	}
	return out
}

// artifact returns the location of a file: below the source root, if its name
// is relative.
func artifact(file string) sarifArtifactLocation {
	if filepath.IsAbs(file) {
		return sarifArtifactLocation{URI: fileURI(file)}
	}
	return sarifArtifactLocation{URI: (&url.URL{Path: file}).EscapedPath(), URIBaseID: sourceRoot}
}

// fileURI returns the URI of an absolute path.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
