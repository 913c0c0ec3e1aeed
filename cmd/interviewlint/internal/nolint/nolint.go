// Package nolint understands //nolint comments the way golangci-lint does. The
// command honours them; the passes must not, because golangci-lint would then
// call the comments useless.
//
//	//nolint:interviewlint // why   every check
//	//nolint:check1,check2 // why   these checks
//	//nolint, //nolint:all          every linter, ours included
//	//nolint:errcheck // why        checks that report what that linter does
//
// A comment covers its line and, if it stands alone on it, what starts below
// it in the same column, to its end: a statement, a declaration or, above the
// package clause, the file.
package nolint

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// Tool is the name that stands for all checks.
const Tool = "interviewlint"

// peers lists, by the name of another linter, the checks of ours that report
// the same: whoever has answered it does not want to be asked again.
var peers = map[string][]string{
	"bodyclose":       {"unclosed"},
	"containedctx":    {"ctxstruct"},
	"contextcheck":    {"ctxroot"},
	"copyloopvar":     {"loopcapture"},
	"errcheck":        {"errdrop", "unclosed", "assertok"},
	"errorlint":       {"errcompare"},
	"exportloopref":   {"loopcapture"},
	"fatcontext":      {"ctxloop"},
	"forcetypeassert": {"assertok", "ctxkey", "gopanic"},
	"gochecknoinits":  {"initwork"},
	"gocritic":        {"exitdefer", "appendlost"},
	"gosec":           {"conndeadline", "httptimeout", "loopcapture", "narrowing", "peersize", "pprofexpose", "sqlbuild", "unsafeptr", "uploadpath"},
	"govet":           {"ctxcancel", "errcompare", "lockcopy", "loopcapture", "nilderef", "sigchanyzer", "stringintconv", "structtag", "testinggoroutine", "testsig", "unreachable", "unsafeptr", "wgcount"},
	"ineffassign":     {"appendlost"},
	"makezero":        {"makelen"},
	"nilerr":          {"errnil"},
	"noctx":           {"ctxignored"},
	"rowserrcheck":    {"rowserr"},
	"sqlclosecheck":   {"unclosed"},
	"staticcheck":     {"appendlost", "busywait", "ctxkey", "ctxnil", "deferloop", "lockbalance", "nilderef", "pooluse", "sigchanyzer", "structtag", "testinggoroutine", "uintwrap", "unsafeptr", "wgcount"},
}

// A Comment is one nolint comment.
type Comment struct {
	*ast.Comment
	names       []string // nil for every linter
	used        map[string]bool
	first, last int // lines covered
}

// Find returns the nolint comments of file. Lines are those that position tells.
func Find(file *ast.File, position func(token.Pos) token.Position) []*Comment {
	var found []*Comment
	for _, group := range file.Comments {
		for _, c := range group.List {
			if names, ok := parse(c.Text); ok {
				line := position(c.Slash).Line
				found = append(found, &Comment{c, names, make(map[string]bool), line, line})
			}
		}
	}
	if len(found) > 0 {
		extend(file, found, position)
	}
	return found
}

// parse returns the names in a comment, and whether it is a nolint comment.
func parse(text string) (names []string, ok bool) {
	rest, ok := strings.CutPrefix(text, "//nolint")
	if !ok {
		return nil, false
	}
	if rest == "" || rest[0] == ' ' || rest[0] == '\t' || strings.HasPrefix(rest, "//") {
		return nil, true
	}
	list, ok := strings.CutPrefix(rest, ":")
	if !ok {
		return nil, false // another word
	}
	list, _, _ = strings.Cut(list, "//")
	for name := range strings.SplitSeq(list, ",") {
		name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
		if name == "all" {
			return nil, true
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names, len(names) > 0
}

// extend computes what comments that stand alone cover.
func extend(file *ast.File, found []*Comment, position func(token.Pos) token.Position) {
	type place struct{ line, column int }
	at := func(pos token.Pos) place {
		p := position(pos)
		return place{p.Line, p.Column}
	}
	below := make(map[place]*Comment)
	for _, c := range found {
		p := at(c.Slash)
		below[place{p.line + 1, p.column}] = c
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		}
		start := n.Pos()
		if decl, ok := n.(*ast.FuncDecl); ok {
			start = decl.Type.Pos() // not its comment
		}
		if c := below[at(start)]; c != nil {
			c.last = max(c.last, at(n.End()).line)
		}
		return true
	})
}

// Silences reports whether c covers a finding of check in line, and remembers
// it.
func (c *Comment) Silences(check string, line int) bool {
	if line < c.first || line > c.last {
		return false
	}
	if c.names == nil {
		return true
	}
	silenced := false
	for _, name := range c.names {
		if name == Tool || name == check || slices.Contains(peers[name], check) {
			c.used[name] = true
			silenced = true
		}
	}
	return silenced
}

// Unused returns the names in c that known says are ours and that silenced
// nothing.
func (c *Comment) Unused(known func(name string) bool) []string {
	var unused []string
	for _, name := range c.names {
		if !c.used[name] && known(name) {
			unused = append(unused, name)
		}
	}
	return unused
}

// Without returns the text of c without names, or "" if no other name is left.
func (c *Comment) Without(names []string) string {
	drop := make(map[string]bool)
	for _, name := range names {
		drop[name] = true
	}
	var kept []string
	for _, name := range c.names {
		if !drop[name] {
			kept = append(kept, name)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	text := "//nolint:" + strings.Join(kept, ",")
	if _, why, ok := strings.Cut(c.Text[len("//nolint"):], "//"); ok {
		text += " //" + why
	}
	return text
}
