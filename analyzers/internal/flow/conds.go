package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A term stands for a value in conditions: an SSA value, or a chain of fields
// loaded from one, so that two loads of the same field are the same term; or for
// the length of the string or slice that this is.
type term struct {
	base   ssa.Value
	fields string // "" for the value itself
	length bool
	ofMap  bool // which changes in place
}

// A cond is the canonical form of a condition: "x op y", where y is a term or
// a constant.
type cond struct {
	op       token.Token // EQL or LSS, or ILLEGAL for a plain boolean x
	x, y     term
	constant string // exact text of the constant y ("nil" for nil), or ""
	swapped  bool   // the condition is "y op x"
}

// A literal is a cond or its negation.
type literal struct {
	cond
	negated bool
}

// maxNots bounds how many negations a condition is looked through.
const maxNots = 10

// canonical returns the canonical form of the boolean v, resolving phis with
// resolve.
func canonical(v ssa.Value, resolve func(ssa.Value) ssa.Value) literal {
	negated := false
	for range maxNots { // a phi may resolve to the negation of another
		v = resolve(v)
		not, ok := v.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		negated = !negated
		v = not.X
	}
	bin, ok := v.(*ssa.BinOp)
	if !ok {
		return literal{cond{x: termOf(v)}, negated}
	}
	x, y, op := indexOf(resolve(bin.X), resolve), resolve(bin.Y), bin.Op
	switch op {
	case token.NEQ:
		op, negated = token.EQL, !negated
	case token.GEQ: // x >= y is !(x < y)
		op, negated = token.LSS, !negated
	case token.GTR: // x > y is y < x
		op, x, y = token.LSS, y, x
	case token.LEQ: // x <= y is !(y < x)
		op, x, y, negated = token.LSS, y, x, !negated
	case token.EQL, token.LSS:
	default:
		return literal{cond{x: termOf(v)}, negated}
	}
	swapped := false
	if _, isConst := x.(*ssa.Const); isConst {
		x, y = y, x
		swapped = op == token.LSS
	}
	c := cond{op: op, x: termOf(x), swapped: swapped}
	if k, isConst := y.(*ssa.Const); isConst {
		c.constant = constText(k)
	} else {
		c.y = termOf(y)
	}
	return positive(c, negated)
}

func constText(k *ssa.Const) string {
	if k.Value == nil {
		return "nil"
	}
	return k.Value.ExactString()
}

// termOf returns the term of v: a load of fields of some base value is a term
// by the names of the fields.
func termOf(v ssa.Value) term {
	if arg := measured(v); arg != nil {
		return lengthOf(arg)
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return term{base: v}
	}
	var fields []string
	addr := load.X
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			fields = append(fields, "."+strconv.Itoa(a.Field))
			addr = a.X
			continue
		case *ssa.UnOp:
			if a.Op == token.MUL {
				fields = append(fields, "*")
				addr = a.X
				continue
			}
		case *ssa.FreeVar, *ssa.Global, *ssa.Alloc, *ssa.Parameter, *ssa.Call, *ssa.Extract, *ssa.Phi:
			return term{base: addr, fields: "*" + strings.Join(fields, "")}
		}
		return term{base: v}
	}
}

// A NilTest is a condition that compares a value with nil.
type NilTest struct {
	X       ssa.Value
	NilWhen bool // the outcome of the condition for which X is nil
}

// NilTestOf returns the comparison with nil that v is, through negations.
func NilTestOf(v ssa.Value) (NilTest, bool) {
	when := true
	for {
		not, ok := v.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		when, v = !when, not.X
	}
	bin, ok := v.(*ssa.BinOp)
	if !ok || bin.Op != token.EQL && bin.Op != token.NEQ {
		return NilTest{}, false
	}
	x, y := bin.X, bin.Y
	if IsNil(x) {
		x, y = y, x
	}
	if !IsNil(y) {
		return NilTest{}, false
	}
	return NilTest{X: x, NilWhen: (bin.Op == token.EQL) == when}, true
}

// IsNil reports whether v is the constant nil.
func IsNil(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.IsNil()
}

// boolConst returns the value of the boolean constant v. Whether a channel that
// nobody ever closes is still open is a constant too.
func boolConst(v ssa.Value) (value, ok bool) {
	if open, isExtract := v.(*ssa.Extract); isExtract && open.Index == 1 {
		recv, isRecv := open.Tuple.(*ssa.UnOp)
		return true, isRecv && recv.Op == token.ARROW && NeverClosed(recv.X)
	}
	k, isConst := v.(*ssa.Const)
	if !isConst || k.Value == nil || k.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(k.Value), true
}

// NeverClosed reports whether the channel ch is that of a timer or ticker,
// which package time never closes.
func NeverClosed(ch ssa.Value) bool {
	switch ch := ch.(type) {
	case *ssa.Call:
		name := CalleeName(ch.Common())
		return name == "time.After" || name == "time.Tick"
	case *ssa.UnOp:
		field, ok := ch.X.(*ssa.FieldAddr)
		if !ok || ch.Op != token.MUL {
			return false
		}
		switch types.TypeString(field.X.Type(), nil) {
		case "*time.Ticker", "*time.Timer":
			return true
		}
	}
	return false
}

// isSentinel reports whether v reads a package variable that is an error for
// others to compare with: ErrClosed, io.EOF.
func isSentinel(v *ssa.UnOp) bool {
	global, ok := v.X.(*ssa.Global)
	return ok && typ.IsError(v.Type()) && (strings.HasPrefix(global.Name(), "Err") || global.Name() == "EOF")
}

// usedAtOnce reports whether the code that computes v goes on only if v is not
// nil: the block uses what v points to, or locks it.
func usedAtOnce(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	for _, ref := range Referrers(v) {
		if ref.Block() != instr.Block() {
			continue
		}
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			return true
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				return true
			}
		case *ssa.Call:
			if name := CalleeName(ref.Common()); strings.HasPrefix(name, "(*sync.") && ref.Call.Args[0] == v {
				return true
			}
		}
	}
	return false
}

// nonNil reports whether v cannot be nil, whatever path is taken.
func nonNil(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice, *ssa.MakeClosure,
		*ssa.Function, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
		return true
	case *ssa.Call:
		switch CalleeName(v.Common()) {
		case "errors.New", "fmt.Errorf":
			return true
		}
	case *ssa.ChangeInterface:
		return nonNil(v.X)
	case *ssa.UnOp:
		return isSentinel(v)
	case *ssa.Const:
		switch v.Type().Underlying().(type) {
		case *types.Basic:
			return v.Value != nil
		}
	}
	return false
}
