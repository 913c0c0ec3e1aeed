package concatloop

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// checkSprintf reports fmt.Sprintf that only converts one operand or joins
// strings.
func checkSprintf(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) {
	if syntax.Callee(pass.TypesInfo, call) != "fmt.Sprintf" || len(call.Args) < 2 || call.Ellipsis.IsValid() {
		return
	}
	format := pass.TypesInfo.Types[call.Args[0]].Value
	if format == nil || format.Kind() != constant.String {
		return
	}
	verbs := constant.StringVal(format)
	if len(call.Args) == 2 {
		if better := converts(pass.TypesInfo.TypeOf(call.Args[1]), verbs); better != "" {
			text, imports := direct(pass, call, better)
			emit(pass, call, "Sprintf only converts one value: "+better+" does it directly", text, imports...)
			return
		}
	}
	if text := strings.ReplaceAll(verbs, "%s", ""); (strings.Trim(text, " -_/.:,;=") == "" || oneWord(text)) && strings.Count(verbs, "%s") == len(call.Args)-1 && strings.Count(verbs, "%") == len(call.Args)-1 {
		for _, arg := range call.Args[1:] {
			if t := pass.TypesInfo.TypeOf(arg); t == nil || !types.Identical(t.Underlying(), types.Typ[types.String]) || hasMethods(t) {
				return
			}
		}
		emit(pass, call, "Sprintf only joins strings: + does it directly", joined(pass, call, verbs, cur))
	}
}

// oneWord reports whether text, what a format has besides its verbs, belongs to
// a key, path or address, not to a sentence for people.
func oneWord(text string) bool { return !strings.ContainsAny(text, " \t\n\"'()<>[]{}") }

// emit reports call, with the text that may take its place, if any, and the
// edits that import what it needs.
func emit(pass *analysis.Pass, call *ast.CallExpr, message, text string, imports ...analysis.TextEdit) {
	d := analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Category: sprintf, Message: message}
	if text != "" && usesOtherFmt(pass, call.Pos()) {
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "replace the call by " + text,
			TextEdits: append(imports, analysis.TextEdit{Pos: call.Pos(), End: call.End(), NewText: []byte(text)}),
		}}
	}
	report.Diagnostic(pass, d)
}

// usesOtherFmt reports whether the file that contains pos calls something of
// package fmt besides Sprintf, so that its import stays in use.
func usesOtherFmt(pass *analysis.Pass, pos token.Pos) bool {
	found := false
	ast.Inspect(syntax.File(pass.Files, pos), func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name != "Sprintf" {
			id, ok := sel.X.(*ast.Ident)
			if ok {
				name, isPkg := pass.TypesInfo.Uses[id].(*types.PkgName)
				found = found || isPkg && name.Imported().Path() == "fmt"
			}
		}
		return !found
	})
	return found
}

// direct returns the text that converts the operand of call by better, and the
// edits that import what it needs, or "".
func direct(pass *analysis.Pass, call *ast.CallExpr, better string) (string, []analysis.TextEdit) {
	arg := call.Args[1]
	t := pass.TypesInfo.TypeOf(arg)
	if !simple(arg) {
		return "", nil
	}
	operand := types.ExprString(arg)
	if better == "the string itself" {
		if !types.Identical(t, types.Typ[types.String]) {
			return "", nil
		}
		return operand, nil
	}
	names, imports := syntax.Import(pass, call.Pos(), "strconv")
	if names == nil {
		return "", nil
	}
	fn, base := strings.TrimPrefix(better, "strconv."), ""
	switch fn {
	case "Itoa", "FormatBool":
		if want := map[string]types.Type{"Itoa": types.Typ[types.Int], "FormatBool": types.Typ[types.Bool]}[fn]; !types.Identical(t, want) {
			return "", nil
		}
	case "FormatInt", "FormatUint":
		wide := map[string]types.Type{"FormatInt": types.Typ[types.Int64], "FormatUint": types.Typ[types.Uint64]}[fn]
		if !types.Identical(t, wide) {
			operand = wide.String() + "(" + operand + ")"
		}
		base = ", 10"
	}
	return names[0] + "." + fn + "(" + operand + base + ")", imports
}

// joined returns the text that joins the strings of call by +, or "" if it
// would need parentheses, or a type of its own.
func joined(pass *analysis.Pass, call *ast.CallExpr, verbs string, cur inspector.Cursor) string {
	switch cur.Parent().Node().(type) {
	case *ast.ReturnStmt, *ast.AssignStmt, *ast.CallExpr, *ast.ValueSpec, *ast.KeyValueExpr, *ast.BinaryExpr:
	default:
		return ""
	}
	var parts []string
	for i, text := range strings.Split(verbs, "%s") {
		if text != "" {
			parts = append(parts, strconv.Quote(text))
		}
		if i+1 < len(call.Args) {
			if !simple(call.Args[i+1]) || !types.Identical(pass.TypesInfo.TypeOf(call.Args[i+1]), types.Typ[types.String]) {
				return ""
			}
			parts = append(parts, types.ExprString(call.Args[i+1]))
		}
	}
	return strings.Join(parts, " + ")
}

// simple reports whether e binds more tightly than any operator, and reads the
// same when it is printed.
func simple(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.IndexExpr:
		return simple(e.X) && simple(e.Index)
	case *ast.CallExpr:
		for _, arg := range e.Args {
			if !simple(arg) {
				return false
			}
		}
		return simple(e.Fun) && !e.Ellipsis.IsValid()
	}
	return false
}

// converts returns what converts a value of type t as the format verb does.
func converts(t types.Type, verb string) string {
	if t == nil || hasMethods(t) {
		return ""
	}
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return ""
	}
	switch {
	case basic.Kind() == types.String && (verb == "%s" || verb == "%v"):
		return "the string itself"
	case basic.Kind() == types.Int && (verb == "%d" || verb == "%v"):
		return "strconv.Itoa"
	case basic.Info()&types.IsInteger != 0 && basic.Info()&types.IsUnsigned == 0 && (verb == "%d" || verb == "%v"):
		return "strconv.FormatInt"
	case basic.Info()&types.IsInteger != 0 && (verb == "%d" || verb == "%v"):
		return "strconv.FormatUint"
	case basic.Kind() == types.Bool && (verb == "%t" || verb == "%v"):
		return "strconv.FormatBool"
	}
	return ""
}

func hasMethods(t types.Type) bool { return types.NewMethodSet(t).Len() > 0 }
