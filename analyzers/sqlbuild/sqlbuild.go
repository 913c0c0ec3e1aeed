package sqlbuild

import (
	_ "embed"
	"fmt"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
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
		for instr := range flow.Instructions(fn) {
			q, ok := queries.Of(instr)
			if !ok || q.SQL == nil {
				continue
			}
			if value := spliced(p, q.SQL); value != nil {
				report.At(pass, p.Range(q.Call), "",
					fmt.Sprintf("%s becomes part of the SQL of %s, so it can change the query; pass it as an argument", name(p, value), q.Name))
			}
		}
	}
	return nil, nil
}

// valueFollows matches SQL after which a value must follow, rather than the
// name of a table or column or a part of the query that was built elsewhere.
var valueFollows = regexp.MustCompile(`(?i)('%?|"%?|=\s*|<\s*|>\s*|\blike\s+|\bin\s*\(\s*|\bvalues\s*\(\s*|\blimit\s+|\boffset\s+|\bbetween\s+)$`)

// spliced returns a value, not known to be harmless, that stands in the SQL
// where a parameter belongs, or nil.
func spliced(p *flow.Package, sql ssa.Value) ssa.Value {
	var before strings.Builder
	for _, part := range variants(p, sql) {
		if part.Value == nil {
			before.WriteString(part.Text)
			continue
		}
		if sofar := before.String(); looksLikeSQL(sofar) && valueFollows.MatchString(sofar) && isFree(part.Value, 0) {
			return part.Value
		}
		before.WriteByte('x')
	}
	return nil
}

// variants returns the parts of sql; of a query that is put together in steps
// on several paths, the first that has a value in it.
func variants(p *flow.Package, sql ssa.Value) []values.Part {
	phi, ok := sql.(*ssa.Phi)
	if !ok {
		return values.Parts(p, sql)
	}
	for _, edge := range phi.Edges {
		if edge == sql {
			continue
		}
		if parts := values.Parts(p, edge); len(parts) > 1 {
			return parts
		}
	}
	return nil
}

// looksLikeSQL reports whether text is SQL or a condition, and no identifier.
func looksLikeSQL(text string) bool { return strings.ContainsAny(text, " =<>'\"") }

// isFree reports whether v is a string that a caller or a request may choose.
// Names that the program makes up, numbers, and lists of placeholders are not.
func isFree(v ssa.Value, depth int) bool {
	v = values.Unwrap(v)
	if !isText(v.Type()) || depth > 5 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return false
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if edge != ssa.Value(v) && isFree(edge, depth+1) {
				return true
			}
		}
		return false
	case *ssa.Call:
		return !isSafe(flow.CalleeName(v.Common()))
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
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

func name(p *flow.Package, v ssa.Value) string {
	if n := p.Name(v); n != "" {
		return n
	}
	return "a value"
}
