package appendlost

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports appends whose result goes nowhere.
var Analyzer = &analysis.Analyzer{
	Name:     "appendlost",
	Doc:      docs.MustExtract(doc, "appendlost"),
	URL:      docs.URL("appendlost"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	m := alias.New(flow.Of(pass))
	for _, fn := range m.Functions() {
		for instr := range flow.Instructions(fn) {
			app, ok := appendOf(m, instr)
			if ok && lostInCopy(app.Call) {
				report.At(pass, m.Range(app.Call), "", fmt.Sprintf("append to %s is lost: the struct is a copy of the caller's", m.Name(app.Base)))
			}
			if !ok || !lost(m, app.Call) {
				continue
			}
			name := m.Name(app.Call)
			if whose := owner(m, app); whose != "" && name != "" && name != "append()" {
				report.At(pass, m.Range(app.Call), "", fmt.Sprintf("append to %s is lost: %s", name, whose))
			}
		}
	}
	return nil, nil
}

func appendOf(m *alias.Model, instr ssa.Instruction) (alias.Append, bool) {
	call, ok := instr.(*ssa.Call)
	if !ok || flow.Builtin(&call.Call) != "append" {
		return alias.Append{}, false
	}
	return m.AppendOf(call)
}

// lost reports whether nothing ever reads the result of app: not even its
// length, nor by way of variables and further appends, nor in a function of the
// package that gets it.
func lost(m *alias.Model, app *ssa.Call) bool {
	seen := make(map[ssa.Value]bool)
	var unread func(v ssa.Value) bool
	unread = func(v ssa.Value) bool {
		if seen[v] {
			return true
		}
		seen[v] = true
		for _, ref := range flow.Referrers(v) {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
			case *ssa.Phi:
				if !unread(ref) {
					return false
				}
			case *ssa.Call:
				if flow.Builtin(&ref.Call) == "append" {
					if ref.Call.Args[0] != v || !unread(ref) {
						return false
					}
					continue
				}
				params := received(m, ref, v)
				if params == nil {
					return false
				}
				for _, param := range params {
					if !unread(param) {
						return false
					}
				}
			default:
				return false
			}
		}
		return true
	}
	return unread(app)
}

// received returns the parameters by which the function of the package that call
// invokes gets v, or nil if that is not known, or the function leaves one alone,
// as one that does nothing yet.
func received(m *alias.Model, call *ssa.Call, v ssa.Value) []ssa.Value {
	callees, certainty := m.Callees(call)
	if certainty != flow.Sure || call.Call.Value == v {
		return nil
	}
	var params []ssa.Value
	for i, arg := range callees[0].Args {
		if arg != v || i >= len(callees[0].Fn.Params) {
			continue
		}
		param := callees[0].Fn.Params[i]
		if len(flow.Referrers(param)) == 0 {
			return nil
		}
		params = append(params, param)
	}
	return params
}

// owner tells who goes on with the slice that app appends to without seeing
// the new elements, or returns "" if nobody does.
func owner(m *alias.Model, app alias.Append) string {
	view := m.View(app.Base)
	if view.Truncated != nil {
		return "" // writes into the array on purpose
	}
	whose := ""
	m.Chain(app.Base, func(v ssa.Value) bool {
		switch v := v.(type) {
		case *ssa.Parameter:
			whose = "the caller keeps its own length"
		case *ssa.Lookup:
			whose = "the map keeps the slice as it was"
		case *ssa.UnOp:
			if v.Op != token.MUL {
				break
			}
			switch v.X.(type) {
			case *ssa.FreeVar:
				whose = "the captured variable keeps the slice as it was"
			case *ssa.FieldAddr:
				whose = "the field keeps the slice as it was"
			case *ssa.Parameter:
				whose = "the caller keeps its own length"
			}
		case *ssa.Extract:
			if _, ok := v.Tuple.(*ssa.Lookup); ok {
				whose = "the map keeps the slice as it was"
			}
		}
		return whose != ""
	})
	return whose
}
