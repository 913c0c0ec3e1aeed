package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers"
)

// TestReadmeNames demands that what README.md writes of checks is right.
func TestReadmeNames(t *testing.T) {
	text, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	var names []string
	for _, match := range regexp.MustCompile(`//analyzers/(\w+)"`).FindAllStringSubmatch(readme, -1) {
		names = append(names, match[1])
	}
	for _, match := range regexp.MustCompile(`(?:enable|disable): \[(.+)\]`).FindAllStringSubmatch(readme, -1) {
		names = append(names, strings.Split(match[1], ", ")...)
	}
	for _, match := range regexp.MustCompile("(?:explain|lint:ignore|-preset none -enable) (\\w+)[ `]").FindAllStringSubmatch(readme, -1) {
		names = append(names, match[1])
	}
	if len(names) < 6 {
		t.Errorf("only found the names %q", names)
	}
	for _, name := range names {
		if _, err := analyzers.Select(analyzers.Settings{Enable: []string{name}}); err != nil {
			t.Errorf("README.md: %v", err)
		}
	}
	for _, match := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(readme, -1) {
		if !json.Valid([]byte(match[1])) {
			t.Errorf("README.md shows JSON that is none:\n%s", match[1])
		}
	}
}
