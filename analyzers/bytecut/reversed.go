package bytecut

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// reversedBytes returns b if call is string(b), and b holds the bytes of a
// string in reverse: it was made from the string and turned round, or filled
// with the bytes from the last to the first.
func reversedBytes(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) types.Object {
	body := syntax.BodyAround(cur)
	if len(call.Args) != 1 || body == nil || !pass.TypesInfo.Types[call.Fun].IsType() || !isString(pass.TypesInfo.TypeOf(call)) {
		return nil
	}
	id, ok := ast.Unparen(call.Args[0]).(*ast.Ident)
	if !ok || !isBytes(pass.TypesInfo.TypeOf(id)) {
		return nil
	}
	obj := pass.TypesInfo.Uses[id]
	if comparesASCII(pass, body, &ast.IndexExpr{X: id}) {
		return nil
	}
	if from := convertedString(pass, syntax.OnlyValue(pass.TypesInfo, body, obj)); from != nil {
		if !ascii(pass, from, body) && turns(pass, body, id) {
			return obj
		}
		return nil
	}
	if filledBackwards(pass, body, obj) {
		return obj
	}
	return nil
}

// convertedString returns s if e is []byte(s), and s is not constant, or nil.
func convertedString(pass *analysis.Pass, e ast.Expr) ast.Expr {
	conv, ok := e.(*ast.CallExpr)
	if !ok || len(conv.Args) != 1 || !pass.TypesInfo.Types[conv.Fun].IsType() || !isBytes(pass.TypesInfo.TypeOf(conv)) {
		return nil
	}
	arg := conv.Args[0]
	if !isString(pass.TypesInfo.TypeOf(arg)) || pass.TypesInfo.Types[arg].Value != nil {
		return nil
	}
	return arg
}

func isBytes(t types.Type) bool {
	if t == nil {
		return false
	}
	slice, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(slice.Elem().Underlying(), types.Typ[types.Byte])
}

// turns reports whether body turns the slice b round: it swaps b[i] and b[j]
// in a loop, or hands b to a function that does.
func turns(pass *analysis.Pass, body ast.Node, b *ast.Ident) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			found = found || swaps(pass, n.Body, b)
		case *ast.RangeStmt:
			found = found || swaps(pass, n.Body, b)
		case *ast.CallExpr:
			for i, arg := range n.Args {
				if syntax.Same(pass.TypesInfo, arg, b) {
					found = found || turnedBy(pass, n, i)
				}
			}
		}
		return !found
	})
	return found
}

// turnedBy reports whether the function that call names turns its argument i
// round.
func turnedBy(pass *analysis.Pass, call *ast.CallExpr, i int) bool {
	if syntax.Callee(pass.TypesInfo, call) == "slices.Reverse" {
		return true
	}
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	if fn == nil || fn.Pkg() != pass.Pkg {
		return false
	}
	decl := (&syntax.Decls{Pass: pass}).Of(fn)
	if decl == nil {
		return false
	}
	for _, field := range decl.Type.Params.List {
		for _, name := range field.Names {
			if i == 0 {
				return loopsAndSwaps(pass, decl.Body, name)
			}
			i--
		}
	}
	return false
}

// loopsAndSwaps reports whether a loop of body swaps elements of b.
func loopsAndSwaps(pass *analysis.Pass, body *ast.BlockStmt, b *ast.Ident) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if loop, ok := n.(*ast.ForStmt); ok {
			found = found || swaps(pass, loop.Body, b)
		}
		return !found
	})
	return found
}

// swaps reports whether the body of a loop swaps elements b[i] and b[j], at
// once or by way of a variable.
func swaps(pass *analysis.Pass, body *ast.BlockStmt, b *ast.Ident) bool {
	of := func(e ast.Expr) string {
		index, ok := ast.Unparen(e).(*ast.IndexExpr)
		if !ok || !denotes(pass, index.X, b) {
			return ""
		}
		return types.ExprString(index.Index)
	}
	from := make(map[string]string) // what was assigned to a variable or an element, by texts
	for _, stmt := range body.List {
		assign, ok := stmt.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != len(assign.Rhs) {
			continue
		}
		if len(assign.Lhs) == 2 {
			x, y := of(assign.Lhs[0]), of(assign.Lhs[1])
			if x != "" && y != "" && x != y && of(assign.Rhs[0]) == y && of(assign.Rhs[1]) == x {
				return true
			}
			continue
		}
		to, val := of(assign.Lhs[0]), of(assign.Rhs[0])
		switch {
		case to == "" && val != "": // t := b[i]
			from[types.ExprString(assign.Lhs[0])] = val
		case to != "" && val != "": // b[i] = b[j]
			from["["+to] = val
		case to != "": // b[j] = t
			i := from[types.ExprString(assign.Rhs[0])]
			if i != "" && from["["+i] == to {
				return true
			}
		}
	}
	return false
}

// denotes reports whether e is the variable that id declares or uses.
func denotes(pass *analysis.Pass, e ast.Expr, id *ast.Ident) bool {
	x, ok := ast.Unparen(e).(*ast.Ident)
	return ok && pass.TypesInfo.ObjectOf(x) != nil && pass.TypesInfo.ObjectOf(x) == pass.TypesInfo.ObjectOf(id)
}

// filledBackwards reports whether a loop of body fills b, a slice of bytes, with
// the bytes of a string from the last to the first, whatever they are.
func filledBackwards(pass *analysis.Pass, body *ast.BlockStmt, b types.Object) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		loop, ok := n.(*ast.ForStmt)
		var stmts *ast.BlockStmt
		if ok {
			stmts = loop.Body
		} else if loop, ok := n.(*ast.RangeStmt); ok {
			stmts = loop.Body
		} else {
			return !found
		}
		for _, stmt := range stmts.List {
			assign, isAssign := stmt.(*ast.AssignStmt)
			if !isAssign || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
				continue
			}
			rhs := ast.Unparen(assign.Rhs[0])
			if call, isCall := rhs.(*ast.CallExpr); isCall && loop != nil && syntax.Builtin(pass.TypesInfo, call) == "append" && len(call.Args) == 2 {
				index := byteOf(pass, call.Args[1])
				if root := syntax.Root(pass.TypesInfo, assign.Lhs[0]); root != nil && types.Object(root) == b && index != nil {
					found = found || descends(pass, loop, index.Index) && anyBytes(pass, body, index)
				}
			}
			to, isElem := ast.Unparen(assign.Lhs[0]).(*ast.IndexExpr)
			if index := byteOf(pass, rhs); isElem && index != nil && pass.TypesInfo.Uses[ident(to.X)] == b {
				found = found || mirrors(to.Index, index.Index) && anyBytes(pass, body, index)
			}
		}
		return !found
	})
	return found
}

func ident(e ast.Expr) *ast.Ident {
	id, _ := ast.Unparen(e).(*ast.Ident)
	return id
}

// mirrors reports whether one of the indices a and b is a variable i, and the
// other n - i, or n - 1 - i.
func mirrors(a, b ast.Expr) bool {
	minus := func(e ast.Expr, id *ast.Ident) bool {
		found := false
		ast.Inspect(e, func(n ast.Node) bool {
			bin, ok := n.(*ast.BinaryExpr)
			if ok && bin.Op == token.SUB {
				y := ident(bin.Y)
				found = found || y != nil && y.Name == id.Name
			}
			return true
		})
		return found
	}
	if id := ident(a); id != nil {
		return minus(b, id)
	}
	if id := ident(b); id != nil {
		return minus(a, id)
	}
	return false
}

// descends reports whether loop counts the variable index down by one.
func descends(pass *analysis.Pass, loop *ast.ForStmt, index ast.Expr) bool {
	step, ok := loop.Post.(*ast.IncDecStmt)
	return ok && step.Tok == token.DEC && syntax.Same(pass.TypesInfo, step.X, index)
}

// anyBytes reports whether nothing tells that the bytes of index.X are ASCII:
// body does not look at them, nor were they made so.
func anyBytes(pass *analysis.Pass, body *ast.BlockStmt, index *ast.IndexExpr) bool {
	return !table(pass, index.X) && !comparesASCII(pass, body, index) && !ascii(pass, index.X, body)
}

// writtenBackwards returns the string whose bytes call, WriteByte(s[i]) in a
// loop that counts i down, writes from the last to the first, or nil.
func writtenBackwards(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) *ast.IndexExpr {
	switch syntax.Callee(pass.TypesInfo, call) {
	case "(*strings.Builder).WriteByte", "(*bytes.Buffer).WriteByte":
	default:
		return nil
	}
	index, body := byteOf(pass, call.Args[0]), syntax.BodyAround(cur)
	if index == nil || body == nil {
		return nil
	}
	for c := range cur.Enclosing((*ast.ForStmt)(nil)) {
		loop := c.Node().(*ast.ForStmt)
		if descends(pass, loop, index.Index) && cur.Parent().Parent().Node() == ast.Node(loop.Body) && anyBytes(pass, body, index) {
			return index
		}
	}
	return nil
}

// ascii reports whether the string e has ASCII characters only: digits of a
// number, or an encoding.
func ascii(pass *analysis.Pass, e ast.Expr, body ast.Node) bool {
	if id := ident(e); id != nil {
		if def := syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[id]); def != nil {
			e = def
		}
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	switch syntax.Callee(pass.TypesInfo, call) {
	case "strconv.Itoa", "strconv.FormatInt", "strconv.FormatUint", "strconv.FormatFloat", "strconv.FormatBool", "strconv.QuoteToASCII",
		"encoding/hex.EncodeToString", "(*encoding/base64.Encoding).EncodeToString", "(*encoding/base32.Encoding).EncodeToString",
		"(*math/big.Int).String", "(*math/big.Int).Text", "(net.IP).String", "(net/netip.Addr).String":
		return true
	case "fmt.Sprintf":
		tv := pass.TypesInfo.Types[call.Args[0]]
		return tv.Value != nil && onlyNumbers(tv.Value.String())
	case "strings.Repeat", "strings.ToUpper", "strings.ToLower", "strings.TrimSpace":
		return ascii(pass, call.Args[0], body)
	}
	return false
}

// onlyNumbers reports whether all verbs of format are those of numbers.
func onlyNumbers(format string) bool {
	verb, any := false, false
	for _, r := range format {
		switch {
		case r > 127:
			return false
		case !verb:
			verb = r == '%'
		case r == 'd' || r == 'x' || r == 'X' || r == 'b' || r == 'o':
			verb, any = false, true
		case r == '%':
			verb = false
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return false
		}
	}
	return any
}

// initial returns s[0] if e, which is made a string, is the first byte of a
// word that strings.Fields has taken out of a text.
func initial(pass *analysis.Pass, index *ast.IndexExpr, body *ast.BlockStmt) bool {
	if body == nil {
		return false
	}
	if i, ok := syntax.Int(pass.TypesInfo, index.Index); !ok || i != 0 {
		return false
	}
	if elem, ok := ast.Unparen(index.X).(*ast.IndexExpr); ok {
		id := ident(elem.X)
		return id != nil && isWords(pass, syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[id]), body)
	}
	id := ident(index.X)
	if id == nil {
		return false
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		loop, ok := n.(*ast.RangeStmt)
		if !ok || found {
			return !found
		}
		for _, v := range []ast.Expr{loop.Key, loop.Value} {
			if v, ok := v.(*ast.Ident); ok && v != nil && pass.TypesInfo.Defs[v] != nil && pass.TypesInfo.Defs[v] == pass.TypesInfo.Uses[id] {
				found = isWords(pass, loop.X, body)
			}
		}
		return !found
	})
	return found
}

// isWords reports whether e is the words of a text.
func isWords(pass *analysis.Pass, e ast.Expr, body ast.Node) bool {
	if id, ok := e.(*ast.Ident); ok {
		e = syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[id])
	}
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch syntax.Callee(pass.TypesInfo, call) {
	case "strings.Fields", "strings.FieldsSeq":
		return true
	case "strings.Split", "strings.SplitSeq":
		tv := pass.TypesInfo.Types[call.Args[1]]
		return tv.Value != nil && tv.Value.ExactString() == `" "`
	}
	return false
}
