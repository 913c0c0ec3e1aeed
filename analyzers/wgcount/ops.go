package wgcount

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

const goMethod = "(*sync.WaitGroup).Go"

type path = access.Path

func pathOf(v ssa.Value) path { return access.Of(v) }

// kind is what a call does to a WaitGroup.
type kind int

const (
	add   kind = iota
	done       // Done or Add(-1)
	wait       // Wait
	start      // Go
)

// An op is a call of a method of a WaitGroup.
type op struct {
	call  ssa.CallInstruction
	kind  kind
	count int64 // of add: the constant, or 0 if it is none
	path  path  // of the WaitGroup
	recv  ssa.Value
}

// opOf returns the operation that call is.
func opOf(call ssa.CallInstruction) (op, bool) {
	common := call.Common()
	o := op{call: call}
	switch flow.CalleeName(common) {
	case "(*sync.WaitGroup).Add":
		k, ok := common.Args[1].(*ssa.Const)
		if ok && k.Value != nil {
			o.count = k.Int64()
		}
		if o.count < 0 {
			o.kind = done
		}
	case "(*sync.WaitGroup).Done":
		o.kind = done
	case "(*sync.WaitGroup).Wait":
		o.kind = wait
	case goMethod:
		o.kind = start
	default:
		return op{}, false
	}
	o.recv = common.Args[0]
	o.path = pathOf(o.recv)
	return o, true
}

// opsIn returns the operations of fn itself, deferred ones included.
func opsIn(fn *ssa.Function) []op {
	var ops []op
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if o, ok := opOf(call); ok {
				ops = append(ops, o)
			}
		}
	}
	return ops
}

// on reports whether the operation, of the function of f, is on the WaitGroup
// group of the function that starts the goroutine.
func (o op) on(f *goroutines.Frame, group ssa.Value) bool {
	p, ok := f.Translate(o.path)
	return ok && group != nil && p == pathOf(group)
}

// outside reports whether the WaitGroup is one that the function that starts
// the goroutine knows.
func (o op) outside(f *goroutines.Frame) bool {
	_, ok := f.Translate(o.path)
	return ok
}

// deferred reports whether the operation is a defer statement.
func (o op) deferred() bool {
	_, ok := o.call.(*ssa.Defer)
	return ok
}

// before returns the operation that is the last call before site in its block.
func before(site ssa.Instruction) (op, bool) {
	var last op
	ok := false
	for _, instr := range site.Block().Instrs {
		if instr == site {
			break
		}
		if call, isCall := instr.(ssa.CallInstruction); isCall {
			last, ok = opOf(call)
		}
	}
	return last, ok
}

// isReceive reports whether instr waits to receive.
func isReceive(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return instr.Blocking
	}
	return false
}

// name returns the call as the reader sees it: "wg.Done".
func (c *checker) name(o op) string {
	recv := c.flow.Name(o.recv)
	if recv == "" {
		recv = "wg"
	}
	return recv + "." + flow.CalleeObject(o.call.Common()).Name()
}

// deletion returns the fix that deletes the statement of call, if it stands in
// a block of its own right.
func (c *checker) deletion(call ssa.CallInstruction) []analysis.SuggestedFix {
	enclosing := c.flow.Enclosing(call.Common().Pos())
	for i, n := range enclosing {
		switch n.(type) {
		case *ast.ExprStmt, *ast.DeferStmt:
			if _, ok := enclosing[i+1].(*ast.BlockStmt); !ok {
				return nil
			}
			return []analysis.SuggestedFix{{
				Message:   "Delete the second count",
				TextEdits: []analysis.TextEdit{{Pos: n.Pos(), End: n.End()}},
			}}
		case *ast.FuncLit, *ast.BlockStmt:
			return nil
		}
	}
	return nil
}
