package chanclose

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// makePos returns where the channel of o was made.
func makePos(o *explore.Outcome) token.Pos {
	if o.Make == nil {
		return token.NoPos
	}
	return o.Make.Pos()
}

// byOneOfMany reports whether the goroutine of o is one of several that run
// the same code, and this code closes the channel.
func byOneOfMany(o *explore.Outcome) bool {
	return o.InLoop && o.Closed != nil && o.Closed.Parent() == o.Op.Parent()
}

// waitedFor reports whether the close of o comes after the wait for a group of
// another package, of the same type as one to which the goroutine of o says that
// it is done.
func waitedFor(p *flow.Package, o *explore.Outcome) bool {
	if o.Closed == nil {
		return false
	}
	for wait := range flow.Instructions(o.Closed.Parent()) {
		group := foreignGroup(p, wait, "Wait", "Finish", "Join")
		if group == nil || !flow.Dominates(wait, o.Closed) {
			continue
		}
		for done := range flow.Instructions(o.Op.Parent()) {
			if other := foreignGroup(p, done, "Done"); other != nil && types.Identical(other, group) {
				return true
			}
		}
	}
	return false
}

// foreignGroup returns the type of another package whose method, with one of the
// names, instr calls; or nil. What sync has is known.
func foreignGroup(p *flow.Package, instr ssa.Instruction, names ...string) types.Type {
	call, ok := instr.(ssa.CallInstruction)
	if !ok || call.Common().IsInvoke() {
		return nil
	}
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Signature().Recv() == nil || !slices.Contains(names, fn.Name()) || fn.Pkg() == nil || fn.Pkg().Path() == "sync" {
		return nil
	}
	if callees, _ := p.Callees(call); len(callees) > 0 {
		return nil
	}
	return fn.Signature().Recv().Type()
}

// byData reports whether a loop closes the channel where data from outside
// says so. That it says so only once is a matter of protocol.
func byData(o *explore.Outcome) bool {
	return o.Closed == o.Op && o.Cost > 0 && !o.InLoop && flow.InLoop(o.Op)
}

// receiverCloses reports functions that only receive from a parameter, and
// close it: the sender cannot know.
func receiverCloses(pass *analysis.Pass) {
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.FileStart) {
			continue // a test knows when its senders have ended
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			for _, field := range fn.Type.Params.List {
				for _, id := range field.Names {
					v, ok := pass.TypesInfo.Defs[id].(*types.Var)
					if !ok || !isTwoWay(v.Type()) || chans.IsSignal(v.Type()) {
						continue
					}
					if close := closeOfReceived(pass.TypesInfo, fn.Body, v); close != nil {
						report.At(pass, close, "receivercloses", v.Name()+" is closed by its receiver: a sender that has more to send panics")
					}
				}
			}
		}
	}
}

func isTwoWay(t types.Type) bool {
	ch, ok := types.Unalias(t).Underlying().(*types.Chan)
	return ok && ch.Dir() == types.SendRecv
}

// closeOfReceived returns the call in body that closes v, if body else only
// receives from v.
func closeOfReceived(info *types.Info, body *ast.BlockStmt, v *types.Var) ast.Node {
	var closed ast.Node
	received, other := false, false
	accounted := make(map[*ast.Ident]bool)
	use := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok || info.Uses[id] != v {
			return false
		}
		accounted[id] = true
		return true
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if chans.IsClose(info, n) && use(n.Args[0]) {
				closed = n
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && use(n.X) {
				received = true
			}
		case *ast.RangeStmt:
			if use(n.X) {
				received = true
			}
		case *ast.Ident:
			other = other || info.Uses[n] == v && !accounted[n]
		}
		return true
	})
	if received && !other {
		return closed
	}
	return nil
}

// probes reports receives that ask whether a channel is closed in order to
// send on it.
func probes(pass *analysis.Pass, p *flow.Package) {
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			recv, ok := instr.(*ssa.UnOp)
			if !ok || recv.Op != token.ARROW || !recv.CommaOk || explore.IsRange(p, recv) || usesValue(recv) {
				continue
			}
			if send := sendAfter(fn, recv); send != nil {
				report.At(pass, p.Range(recv), "probe", "asking whether "+explore.OperandName(p, recv)+" is closed takes a value out, and is out of date before the send",
					report.Step(p.Range(recv), "asks here"), report.Step(p.Range(send), "sends here"))
			}
		}
	}
}

// usesValue reports whether anybody looks at the value that recv receives.
func usesValue(recv *ssa.UnOp) bool {
	if recv.Referrers() == nil {
		return false
	}
	for _, ref := range *recv.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && e.Referrers() != nil && len(*e.Referrers()) > 0 {
			return true
		}
	}
	return false
}

// sendAfter returns a send in fn on the channel of recv that recv dominates.
func sendAfter(fn *ssa.Function, recv *ssa.UnOp) ssa.Instruction {
	path := access.Of(recv.X)
	for instr := range flow.Instructions(fn) {
		if send, ok := instr.(*ssa.Send); ok && flow.Dominates(recv, send) && access.Of(send.Chan) == path && !flow.Reaches(send, recv) {
			return send
		}
	}
	return nil
}
