// Package docs reads the documentation of a check from its doc.go, the single
// source of its help text, its page and its examples.
package docs

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// MustExtract returns the text of the section "# Analyzer name" of the package
// comment in src, without its leading "name: ". It panics if there is none,
// which the first test of the check shows.
func MustExtract(src, name string) string {
	doc, err := Extract(src, name)
	if err != nil {
		panic(err)
	}
	return doc
}

// Extract is MustExtract with an error.
func Extract(src, name string) (string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", src, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		return "", fmt.Errorf("reading the documentation of %s: %w", name, err)
	}
	return fromComment(f.Doc, name)
}

func fromComment(doc *ast.CommentGroup, name string) (string, error) {
	_, section, ok := strings.Cut("\n"+doc.Text(), "\n# Analyzer "+name+"\n")
	if !ok {
		return "", fmt.Errorf("doc.go of %s has no heading %q", name, "# Analyzer "+name)
	}
	text, ok := strings.CutPrefix(strings.TrimSpace(section), name+": ")
	if !ok {
		return "", fmt.Errorf("doc.go of %s: the section %q must start with %q", name, "# Analyzer "+name, name+": ")
	}
	return text, nil
}

// URL returns the address of the page of a check.
func URL(name string) string {
	return "https://github.com/interviewlint/interviewlint/blob/main/analyzers/" + name + "/README.md"
}
