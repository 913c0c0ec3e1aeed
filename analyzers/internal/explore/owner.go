package explore

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An Owner is the pitfall that a blocked outcome is an instance of, so that
// each is reported by one check.
type Owner int

const (
	Leak      Owner = iota // a goroutine left blocked
	NilChan                // an operation on a nil channel
	Self                   // a channel that one goroutine uses alone
	Unclosed               // a range over a channel nobody closes, by the caller
	Broadcast              // one signal for several receivers
)

// Owner returns the pitfall that the blocked outcome o is an instance of.
func (p *Package) Owner(o *Outcome) Owner {
	switch {
	case o.Nil:
		return NilChan
	case o.What != Channel:
		return Leak
	case o.Spawn == nil && o.Single:
		return Self
	case o.Spawn == nil && IsRange(p.flow, o.Op) && p.StatsOf(o.Make).Closes() == 0:
		return Unclosed
	case o.Spawn != nil && o.InLoop && !o.Send && !IsRange(p.flow, o.Op) && o.Signals() && p.signalsOnce(o.Make):
		return Broadcast
	}
	return Leak
}

// signalsOnce reports whether the channel of mk gets single values, and is
// never closed.
func (p *Package) signalsOnce(mk *ssa.MakeChan) bool {
	stats := p.StatsOf(mk)
	for op := range stats.sends {
		if _, isSend := op.(*ssa.Send); !isSend || flow.InLoop(op) {
			return false
		}
	}
	return stats.Sends() > 0 && stats.Closes() == 0
}

// Doing says what o waits for: "sending on ch".
func (o *Outcome) Doing(p *flow.Package) string {
	doing := "receiving from "
	switch op := o.Op.(type) {
	case *ssa.Send:
		doing = "sending on "
	case *ssa.UnOp:
		if IsRange(p, op) {
			doing = "ranging over "
		}
	case *ssa.Select:
		return "in a select"
	case ssa.CallInstruction:
		doing = "waiting for "
		if o.What == Lock {
			doing = "locking "
		}
	}
	return doing + OperandName(p, o.Op)
}

// OperandName returns the source text of the channel, lock or group that op
// acts on, if it is short enough to say.
func OperandName(p *flow.Package, op ssa.Instruction) string {
	if e := operand(p.Syntax(op)); e != nil {
		if text := types.ExprString(e); len(text) <= 40 && !strings.Contains(text, "(func") {
			return text
		}
	}
	return "the channel"
}

func operand(n ast.Node) ast.Expr {
	switch n := n.(type) {
	case *ast.SendStmt:
		return n.Chan
	case *ast.UnaryExpr:
		return n.X
	case *ast.RangeStmt:
		return n.X
	case *ast.DeferStmt:
		return operand(n.Call)
	case *ast.GoStmt:
		return operand(n.Call)
	case *ast.ExprStmt:
		return operand(n.X)
	case *ast.CallExpr:
		switch fun := ast.Unparen(n.Fun).(type) {
		case *ast.Ident:
			if len(n.Args) > 0 {
				return n.Args[0]
			}
		case *ast.SelectorExpr:
			return fun.X
		}
	}
	return nil
}

// SendOps returns the operations that sent or tried to, in source order.
func (s *Stats) SendOps() []ssa.Instruction { return inOrder(s.sends) }

// CloseOps returns the operations that closed the channel or tried to, in source
// order.
func (s *Stats) CloseOps() []ssa.Instruction { return inOrder(s.closes) }

func inOrder(set map[ssa.Instruction]bool) []ssa.Instruction {
	ops := make([]ssa.Instruction, 0, len(set))
	for op := range set {
		ops = append(ops, op)
	}
	slices.SortFunc(ops, func(a, b ssa.Instruction) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return ops
}
