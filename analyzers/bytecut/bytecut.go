package bytecut

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports strings that are read as if each byte were a character.
var Analyzer = &analysis.Analyzer{
	Name:     "bytecut",
	Doc:      docs.MustExtract(doc, "bytecut"),
	URL:      docs.URL("bytecut"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.CallExpr)(nil), (*ast.IndexExpr)(nil), (*ast.SliceExpr)(nil)) {
		if deliberate.InTest(pass.Fset, cur.Node().Pos()) {
			continue // tests count bytes on purpose, and know their strings
		}
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if s := formattedByte(pass, n, cur); s != nil {
				report.At(pass, s, "", fmt.Sprintf("%%c prints the single byte %s, which breaks characters of more than one byte", types.ExprString(s)))
			} else if s := convertedByte(pass, n, cur); s != nil {
				report.At(pass, n, "", fmt.Sprintf("conversion of the single byte %s breaks characters of more than one byte", types.ExprString(s)))
			} else if b := reversedBytes(pass, n, cur); b != nil {
				report.At(pass, n, "", fmt.Sprintf("reversing the bytes of %s breaks characters of more than one byte", b.Name()))
			} else if s := writtenBackwards(pass, n, cur); s != nil {
				report.At(pass, n, "", fmt.Sprintf("writing the bytes of %s backwards breaks characters of more than one byte", types.ExprString(s.X)))
			} else if lit, bytes, runes := measured(pass, n, cur); lit && !offset(cur) {
				report.At(pass, n, "", fmt.Sprintf("len counts %d bytes, but the string has %d characters", bytes, runes))
			}
		case *ast.IndexExpr:
			if s, ok := nonASCII(pass, n.X); ok && !comparedByte(cur) {
				report.At(pass, n, "", fmt.Sprintf("index into %q takes a byte out of a character of several", short(s)))
			}
		case *ast.SliceExpr:
			if abridged(pass, n, cur) {
				report.At(pass, n, "", fmt.Sprintf("%s may cut a character of several bytes in two before the ellipsis", types.ExprString(n)))
			} else if titled(pass, n, cur) {
				report.At(pass, n, "", fmt.Sprintf("%s is the first byte only, which is no letter if that has more than one byte", types.ExprString(n)))
			} else if cutsCharacter(pass, n) {
				report.At(pass, n, "", fmt.Sprintf("%s cuts a character of several bytes in two", types.ExprString(n)))
			}
		}
	}
	return nil, nil
}

// convertedByte returns the operand s[i] of the conversion string(s[i]) or
// rune(s[i]) whose result is taken for a character, or nil.
func convertedByte(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) ast.Expr {
	if len(call.Args) != 1 || !pass.TypesInfo.Types[call.Fun].IsType() {
		return nil
	}
	basic, ok := pass.TypesInfo.TypeOf(call).Underlying().(*types.Basic)
	if !ok || basic.Kind() != types.String && basic.Kind() != types.Int32 {
		return nil
	}
	arg, body := call.Args[0], syntax.BodyAround(cur)
	index := byteOf(pass, arg)
	if index == nil {
		index = byteBehind(pass, arg, body)
	}
	if index == nil || table(pass, index.X) || fixedPosition(pass, index) && !capitalized(pass, cur, index) && !grouped(pass, cur, index) && !initial(pass, index, body) || ascii(pass, index.X, body) || comparesASCII(pass, body, index) || comparedResult(pass, cur) {
		return nil
	}
	if basic.Kind() == types.Int32 && !asCharacter(pass, cur) {
		return nil
	}
	return index
}

// formattedByte returns the operand s[i] of call if it prints it as a character,
// by the verb %c alone, or nil.
func formattedByte(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) *ast.IndexExpr {
	format := 0
	switch syntax.Callee(pass.TypesInfo, call) {
	case "fmt.Sprintf", "fmt.Printf":
	case "fmt.Fprintf", "fmt.Appendf":
		format = 1
	default:
		return nil
	}
	if len(call.Args) != format+2 || pass.TypesInfo.Types[call.Args[format]].Value == nil {
		return nil
	}
	if text := constant.StringVal(pass.TypesInfo.Types[call.Args[format]].Value); !strings.Contains(text, "%c") {
		return nil
	}
	index, body := byteOf(pass, call.Args[format+1]), syntax.BodyAround(cur)
	if index == nil || fixedPosition(pass, index) || body == nil || !anyBytes(pass, body, index) {
		return nil
	}
	return index
}

// byteOf returns e if it is an element of a string that is not constant.
func byteOf(pass *analysis.Pass, e ast.Expr) *ast.IndexExpr {
	index, ok := ast.Unparen(e).(*ast.IndexExpr)
	if !ok || !isString(pass.TypesInfo.TypeOf(index.X)) || pass.TypesInfo.Types[index.X].Value != nil {
		return nil
	}
	return index
}

func isString(t types.Type) bool {
	if t == nil {
		return false
	}
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		return values.OnlyStrings(param.Constraint())
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// fixedPosition reports whether index is constant: the first letter of a
// keyword, say.
func fixedPosition(pass *analysis.Pass, index *ast.IndexExpr) bool {
	return pass.TypesInfo.Types[index.Index].Value != nil
}

// comparesASCII reports whether the code around decides by the byte itself
// what it is, as by s[i] < utf8.RuneSelf or s[i] == 'x'.
func comparesASCII(pass *analysis.Pass, body *ast.BlockStmt, index *ast.IndexExpr) bool {
	if body == nil {
		return false
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			for _, e := range []ast.Expr{n.X, n.Y} {
				if x, ok := ast.Unparen(e).(*ast.IndexExpr); ok && syntax.Same(pass.TypesInfo, x.X, index.X) {
					found = true
				}
			}
		case *ast.SwitchStmt:
			if x, ok := n.Tag.(*ast.IndexExpr); ok && syntax.Same(pass.TypesInfo, x.X, index.X) {
				found = true
			}
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && id.Name == "utf8" {
				found = true
			}
		}
		return !found
	})
	return found
}

// comparedResult reports whether the string at cur, or the variable that it is
// assigned to, is compared with a constant: then the code knows which bytes it
// looks for.
func comparedResult(pass *analysis.Pass, cur inspector.Cursor) bool {
	constant := func(e ast.Expr) bool { return pass.TypesInfo.Types[e].Value != nil }
	switch p := cur.Parent().Node().(type) {
	case *ast.CallExpr:
		switch syntax.Callee(pass.TypesInfo, p) {
		case "strings.EqualFold", "strings.Contains", "strings.Index", "strings.ContainsRune", "strings.IndexRune":
			return true // byte by byte
		}
	case *ast.BinaryExpr:
		return (p.Op == token.EQL || p.Op == token.NEQ) && (constant(p.X) || constant(p.Y))
	case *ast.AssignStmt:
		id, ok := p.Lhs[0].(*ast.Ident)
		if !ok || len(p.Lhs) != 1 {
			return false
		}
		found := false
		for c := cur; !found; c = c.Parent() {
			if block, ok := c.Node().(*ast.BlockStmt); ok {
				ast.Inspect(block, func(n ast.Node) bool {
					bin, ok := n.(*ast.BinaryExpr)
					if ok && (bin.Op == token.EQL || bin.Op == token.NEQ) {
						found = found || syntax.Same(pass.TypesInfo, bin.X, id) && constant(bin.Y) || syntax.Same(pass.TypesInfo, bin.Y, id) && constant(bin.X)
					}
					return !found
				})
				return found
			}
			if _, ok := c.Node().(*ast.File); ok {
				return false
			}
		}
	}
	return false
}

// asCharacter reports whether the rune at cur goes where a character is meant:
// into package unicode, a slice of runes, WriteRune.
func asCharacter(pass *analysis.Pass, cur inspector.Cursor) bool {
	switch p := cur.Parent().Node().(type) {
	case *ast.CallExpr:
		name := syntax.Callee(pass.TypesInfo, p)
		if name == "unicode.IsDigit" {
			return false // true of no byte above ASCII
		}
		return strings.HasPrefix(name, "unicode.") || strings.HasSuffix(name, ").WriteRune") || syntax.Builtin(pass.TypesInfo, p) == "append"
	case *ast.AssignStmt:
		return len(p.Lhs) == 1 && p.Tok == token.DEFINE && written(pass, p.Lhs[0], syntax.BodyAround(cur))
	case *ast.CompositeLit:
		return true
	case *ast.IndexExpr: // counts characters
		m, ok := pass.TypesInfo.TypeOf(p.X).Underlying().(*types.Map)
		return ok && p.Index == cur.Node() && types.Identical(m.Key(), types.Typ[types.Rune])
	}
	return false
}

// nonASCII returns the constant string e if it has characters of several
// bytes.
func nonASCII(pass *analysis.Pass, e ast.Expr) (string, bool) {
	tv, ok := pass.TypesInfo.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	s := constant.StringVal(tv.Value)
	return s, utf8.ValidString(s) && utf8.RuneCountInString(s) != len(s)
}

func short(s string) string {
	if r := []rune(s); len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return s
}

// measured reports whether call is len of a constant string with characters of
// several bytes, taken for a count of characters: as a width or in a loop.
func measured(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) (found bool, bytes, runes int) {
	if syntax.Builtin(pass.TypesInfo, call) != "len" || len(call.Args) != 1 {
		return false, 0, 0
	}
	arg := call.Args[0]
	if id, ok := ast.Unparen(arg).(*ast.Ident); ok && pass.TypesInfo.Types[arg].Value == nil {
		if body := syntax.BodyAround(cur); body != nil {
			if def := syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[id]); def != nil {
				arg = def
			}
		}
	}
	s, ok := nonASCII(pass, arg)
	return ok && utf8.RuneCountInString(s) > 1, len(s), utf8.RuneCountInString(s)
}

// offset reports whether the length at cur is used as an offset into a string,
// where bytes are right.
func offset(cur inspector.Cursor) bool {
	for c := cur.Parent(); ; c = c.Parent() {
		switch c.Node().(type) {
		case *ast.SliceExpr, *ast.IndexExpr:
			return true
		case *ast.BinaryExpr, *ast.ParenExpr:
		default:
			return false
		}
	}
}

// cutsCharacter reports whether the constant bounds of n lie within a
// character of the constant string n.X.
func cutsCharacter(pass *analysis.Pass, n *ast.SliceExpr) bool {
	s, ok := nonASCII(pass, n.X)
	if !ok {
		return false
	}
	for _, bound := range []ast.Expr{n.Low, n.High} {
		if bound == nil {
			continue
		}
		if i, ok := syntax.Int(pass.TypesInfo, bound); ok && 0 < i && i < int64(len(s)) && !utf8.RuneStart(s[i]) {
			return true
		}
	}
	return false
}
