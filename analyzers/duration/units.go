package duration

import (
	"go/ast"
	"go/types"
	"strings"
	"unicode"
)

// units are the words that tell what a number counts.
var units = map[string]string{
	"seconds": "seconds", "secs": "seconds", "sec": "seconds", "minutes": "minutes", "mins": "minutes", "hours": "hours", "days": "days",
	"milliseconds": "milliseconds", "millis": "milliseconds", "msec": "milliseconds", "ms": "milliseconds",
}

// namedUnit returns the name of x and what it counts, if e is
// time.Duration(x) for an integer variable or field x whose name ends with a
// unit of time; else "".
func namedUnit(info *types.Info, e ast.Expr) (name, unit string) {
	conv, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(conv.Args) != 1 || !info.Types[conv.Fun].IsType() || !isDuration(info.TypeOf(conv)) {
		return "", ""
	}
	arg := ast.Unparen(conv.Args[0])
	t := info.TypeOf(arg)
	if t == nil || isDuration(t) || info.Types[arg].Value != nil {
		return "", ""
	}
	if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
		return "", ""
	}
	last := ""
	switch arg := arg.(type) {
	case *ast.Ident:
		last = arg.Name
	case *ast.SelectorExpr:
		last = arg.Sel.Name
	default:
		return "", ""
	}
	return types.ExprString(arg), units[lastWord(last)]
}

// lastWord returns the last word of an identifier, in lower case.
func lastWord(name string) string {
	if i := strings.LastIndexByte(name, '_'); i >= 0 {
		name = name[i+1:]
	}
	start := 0
	var before rune
	for i, r := range name {
		if unicode.IsUpper(r) && !unicode.IsUpper(before) {
			start = i
		}
		before = r
	}
	return strings.ToLower(name[start:])
}
