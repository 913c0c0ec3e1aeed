package frame_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/frame"
)

func TestFrame(t *testing.T) {
	long := strings.Repeat("x", 100) + "(culprit)" + strings.Repeat("y", 100)
	for _, test := range []struct {
		name    string
		line    string
		span    finding.Span // line 2 if it has none
		context int
		width   int
		want    string
	}{
		{
			name: "plain",
			line: "return err",
			span: finding.Span{Column: 8, EndColumn: 11},
			want: "2 | return err\n  |        ^^^\n",
		},
		{
			name: "no end",
			line: "return err",
			span: finding.Span{Column: 8},
			want: "2 | return err\n  |        ^\n",
		},
		{
			name: "tabs",
			line: "\tif\tx {",
			span: finding.Span{Column: 5, EndColumn: 6},
			want: "2 |     if  x {\n  |         ^\n",
		},
		{
			name: "wide characters",
			line: `	名前 := f("値段", x)`,
			span: finding.Span{Column: 24, EndColumn: 25},
			want: "2 |     名前 := f(\"値段\", x)\n  |                       ^\n",
		},
		{
			name: "wide characters marked",
			line: `	f("値段")`,
			span: finding.Span{Column: 4, EndColumn: 12},
			want: "2 |     f(\"値段\")\n  |       ^^^^^^\n",
		},
		{
			name: "combining characters",
			line: "e\u0301 := x",
			span: finding.Span{Column: 8, EndColumn: 9},
			want: "2 | e\u0301 := x\n  |      ^\n",
		},
		{
			name: "several lines",
			line: "f(func() {",
			span: finding.Span{Column: 1, EndLine: 5, EndColumn: 2},
			want: "2 | f(func() {\n  | ^^^^^^^^^^\n",
		},
		{
			name: "past the end of the line",
			line: "f()",
			span: finding.Span{Column: 40, EndColumn: 50},
			want: "2 | f()\n  |    ^\n",
		},
		{
			name: "carriage return",
			line: "f()\r",
			span: finding.Span{Column: 1, EndColumn: 4},
			want: "2 | f()\n  | ^^^\n",
		},
		{
			name: "what terminals obey",
			line: "f(\"\x1b[31m\u202e\")",
			span: finding.Span{Column: 1, EndColumn: 2},
			want: "2 | f(\"�[31m�\")\n  | ^\n",
		},
		{
			name:    "context",
			line:    "f()",
			span:    finding.Span{Column: 1, EndColumn: 4},
			context: 3,
			want:    "1 | first\n2 | f()\n  | ^^^\n3 | third\n",
		},
		{
			name:  "a long line",
			line:  long,
			span:  finding.Span{Column: 102, EndColumn: 109},
			width: 60,
			want: "2 | " + strings.Repeat("x", 11) + "(culprit)" + strings.Repeat("y", 29) + "…\n" +
				"  | " + strings.Repeat(" ", 12) + "^^^^^^^\n",
		},
		{
			name: "no such line",
			line: "f()",
			span: finding.Span{Line: 9, Column: 1},
			want: "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			p := &frame.Printer{
				W:       &out,
				Context: test.context,
				Width:   test.width,
				Source: func(file string) ([]byte, error) {
					if file != "a.go" {
						return nil, errors.New("no such file")
					}
					return []byte("first\n" + test.line + "\nthird"), nil
				},
			}
			span := test.span
			span.File = "a.go"
			if span.Line == 0 {
				span.Line = 2
			}
			if span.EndLine == 0 && span.EndColumn != 0 {
				span.EndLine = 2
			}
			p.Frame(span, 1, "^", frame.Red)
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Errorf("Frame (-want +got):\n%s", diff)
			}
			out.Reset()
			span.File = "gone.go"
			p.Frame(span, 1, "^", frame.Red)
			if out.Len() > 0 {
				t.Errorf("a file that has gone is shown as %q", out.String())
			}
		})
	}
}
