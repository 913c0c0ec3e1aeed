package sqlbuild

import (
	_ "embed"
	"fmt"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/queries"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports values spliced into the text of a query.
var Analyzer = &analysis.Analyzer{
	Name:     "sqlbuild",
	Doc:      docs.MustExtract(doc, "sqlbuild"),
	URL:      docs.URL("sqlbuild"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !queries.Imported(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue // a test chooses what it splices
		}
		reported := make(map[ssa.Value]bool)
		for instr := range flow.Instructions(fn) {
			q, ok := queries.Of(instr)
			if !ok || q.SQL == nil {
				continue
			}
			value, remedy := spliced(p, q)
			if value == nil || reported[q.SQL] {
				continue
			}
			reported[q.SQL] = true // the same text may be sent in several places
			report.At(pass, p.Range(q.Call), "", fmt.Sprintf("%s becomes part of the SQL of %s, so it can change the query; %s", name(p, value), q.Name, remedy))
		}
	}
	return nil, nil
}

// valueFollows matches SQL after which a value must follow, rather than the
// name of a table or column or a part of the query that was built elsewhere.
var valueFollows = regexp.MustCompile(`(?i)('%?|"%?|=\s*|<\s*|>\s*|\blike\s+|\bin\s*\(\s*|\bvalues\s*\(\s*|\blimit\s+|\boffset\s+|\bbetween\s+)$`)

// spliced returns a value, not known to be harmless, that stands in the SQL of
// q where a parameter belongs, or one that the client sends wherever it
// stands; and what to do instead. It returns nil if there is none.
func spliced(p *flow.Package, q queries.Query) (ssa.Value, string) {
	b := &builder{flow: p, open: make(map[ssa.Value]bool)}
	for _, parts := range b.alternatives(q.SQL, 0) {
		var before strings.Builder
		for _, part := range parts {
			if part.Value == nil {
				before.WriteString(part.Text)
				continue
			}
			if sofar := before.String(); q.TakesValues() && looksLikeSQL(sofar) && valueFollows.MatchString(sofar) && isFree(p, part.Value, 0) {
				return part.Value, "pass it as an argument"
			}
			if isText(part.Value.Type()) && handlers.Sent(part.Value) {
				return part.Value, "choose among texts that are known"
			}
			before.WriteByte('x')
		}
	}
	return nil, ""
}

// looksLikeSQL reports whether text is SQL or a condition, and no identifier.
func looksLikeSQL(text string) bool { return strings.ContainsAny(text, " =<>'\"") }

// isFree reports whether v is a string that a caller or a request may choose.
// Names that the program makes up, numbers, and lists of placeholders are not.
func isFree(p *flow.Package, v ssa.Value, depth int) bool {
	v = values.Unwrap(v)
	if !isText(v.Type()) || depth > 5 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return false
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if edge != ssa.Value(v) && isFree(p, edge, depth+1) {
				return true
			}
		}
		return false
	case *ssa.Parameter:
		args, complete := p.Arguments(v)
		for _, arg := range args {
			if isFree(p, arg, depth+1) {
				return true
			}
		}
		return !complete || len(args) == 0
	case *ssa.Call:
		return !isSafe(flow.CalleeName(v.Common())) || joinsQuoted(p, v)
	case *ssa.Extract:
		if call := flow.CallOf(v); call != nil {
			return !isSafe(flow.CalleeName(call.Common()))
		}
	case *ssa.Global:
		return false
	}
	return true
}

// isText reports whether t is a string type. A type parameter is, as only
// those that convert to string become part of a query.
func isText(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// isSafe reports whether the named function returns a string that cannot end
// a literal: digits, placeholders, or something quoted for SQL.
func isSafe(name string) bool {
	switch name {
	case "strconv.Itoa", "strconv.FormatInt", "strconv.FormatUint", "strings.Repeat", "strings.Join", "strconv.FormatFloat", "strconv.FormatBool",
		"(time.Time).Format", "encoding/hex.EncodeToString":
		return true
	}
	lower := strings.ToLower(name)
	return strings.Contains(lower, "quote") || strings.Contains(lower, "escape") || strings.Contains(lower, "sanitize") || strings.Contains(lower, "placeholder")
}

// joinsQuoted reports whether call joins strings into a list of literals.
func joinsQuoted(p *flow.Package, call *ssa.Call) bool {
	if flow.CalleeName(call.Common()) != "strings.Join" {
		return false
	}
	separator, ok := values.String(p, call.Call.Args[1])
	return ok && strings.Contains(separator, "'")
}

func name(p *flow.Package, v ssa.Value) string {
	if n := p.Name(v); n != "" {
		return n
	}
	return "a value"
}
