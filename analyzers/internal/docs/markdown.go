package docs

import (
	"bytes"
	"fmt"
	"go/doc/comment"
	"go/format"
	"strings"
)

// Examples are the code blocks of a documentation that must and must not be
// reported.
type Examples struct{ Before, After []string }

// ExamplesOf returns the code blocks that follow the paragraphs "Before:" and "After:" of text.
func ExamplesOf(text string) Examples {
	var found Examples
	label := ""
	for _, block := range new(comment.Parser).Parse(text).Content {
		switch block := block.(type) {
		case *comment.Paragraph:
			label = plain(block.Text)
		case *comment.Code:
			switch label {
			case "Before:":
				found.Before = append(found.Before, block.Text)
			case "After:":
				found.After = append(found.After, block.Text)
			}
			label = ""
		}
	}
	return found
}

// Headings returns the headings of text.
func Headings(text string) []string {
	var found []string
	for _, block := range new(comment.Parser).Parse(text).Content {
		if heading, ok := block.(*comment.Heading); ok {
			found = append(found, plain(heading.Text))
		}
	}
	return found
}

// Markdown renders text, which has the form of a Go doc comment, with code
// fenced and the labels of the interview form set in bold.
func Markdown(text string) []byte {
	printer := &comment.Printer{
		HeadingLevel:   2,
		HeadingID:      func(*comment.Heading) string { return "" }, // GitHub makes its own
		DocLinkBaseURL: "https://pkg.go.dev",
	}
	doc := new(comment.Parser).Parse(text)
	var out bytes.Buffer
	for i, block := range doc.Content {
		if i > 0 {
			out.WriteByte('\n')
		}
		if code, ok := block.(*comment.Code); ok {
			fmt.Fprintf(&out, "```%s\n%s```\n", language(code.Text), code.Text)
			continue
		}
		single := *doc
		single.Content = []comment.Block{block}
		out.Write(emphasizeLabel(printer.Markdown(&single)))
	}
	return out.Bytes()
}

// language returns the name that Markdown gives the language of code: "go" for
// Go declarations and statements, "text" for all else.
func language(code string) string {
	if _, err := format.Source([]byte(code)); err != nil {
		return "text"
	}
	return "go"
}

// labels are the paragraph openings that the interview form of a page knows.
var labels = []string{"Question:", "Answer:", "Answer,", "Before:", "After:"}

// emphasizeLabel sets the label that a rendered paragraph opens with in bold.
func emphasizeLabel(paragraph []byte) []byte {
	for _, label := range labels {
		if rest, ok := bytes.CutPrefix(paragraph, []byte(label)); ok {
			word, mark := label[:len(label)-1], label[len(label)-1:]
			return append([]byte("**"+word+"**"+mark), rest...)
		}
	}
	return paragraph
}

// plain returns the text of t without links and emphasis.
func plain(t []comment.Text) string {
	var out strings.Builder
	for _, part := range t {
		switch part := part.(type) {
		case comment.Plain:
			out.WriteString(string(part))
		case comment.Italic:
			out.WriteString(string(part))
		case *comment.Link:
			out.WriteString(plain(part.Text))
		case *comment.DocLink:
			out.WriteString(plain(part.Text))
		}
	}
	return out.String()
}
