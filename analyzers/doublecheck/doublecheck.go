package doublecheck

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports tests of shared variables whose outcome may be stale when
// it is acted upon.
var Analyzer = &analysis.Analyzer{
	Name:     "doublecheck",
	Doc:      docs.MustExtract(doc, "doublecheck"),
	URL:      docs.URL("doublecheck"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	unlocked = "unlocked"
	stale    = "stale"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.Used() {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, flow: model.Flow}
	for _, fn := range model.Functions() {
		for instr := range flow.Instructions(fn) {
			branch, ok := instr.(*ssa.If)
			if !ok {
				continue
			}
			if read := c.tested(branch.Cond); read != nil {
				c.withoutLock(branch, read)
			}
		}
		c.staleLookups(fn)
	}
	return nil, nil
}

// A checker looks at the tests of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	flow  *flow.Package
}

// tested returns the load of a field or package variable that cond compares
// with nil or another constant, or is.
func (c *checker) tested(cond ssa.Value) *ssa.UnOp {
	switch v := cond.(type) {
	case *ssa.UnOp:
		switch v.Op {
		case token.NOT:
			return c.tested(v.X)
		case token.MUL:
			if shared(v.X) {
				return v
			}
		}
	case *ssa.BinOp:
		if _, ok := v.Y.(*ssa.Const); ok && (v.Op == token.EQL || v.Op == token.NEQ) {
			if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL && shared(load.X) {
				return load
			}
		}
	}
	return nil
}

// shared reports whether addr is a package variable or a field of something
// that is not the function's own.
func shared(addr ssa.Value) bool {
	switch a := addr.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		_, own := access.Of(a).Root.(*ssa.Alloc)
		return !own
	}
	return false
}

// withoutLock reports the test of branch if it is made without a lock, and one
// of its sides takes a lock, tests the variable again and assigns it.
func (c *checker) withoutLock(branch *ssa.If, read *ssa.UnOp) {
	if len(c.model.Held(read)) > 0 || c.mayBeHeld(branch.Parent()) {
		return
	}
	path := access.Of(read.X)
	for _, succ := range branch.Block().Succs {
		lock, again, store := c.lockedInit(succ, path)
		if lock == nil || again == nil || store == nil || c.apart(lock, read) {
			continue
		}
		name := c.flow.Name(read.X)
		report.At(c.pass, c.flow.Range(read), unlocked,
			fmt.Sprintf("%s is tested without the lock under which it is assigned: data race", name),
			report.Step(c.flow.Range(read), "tested here without a lock"),
			report.Step(c.flow.Range(lock), "locked here"),
			report.Step(c.flow.Range(store), "assigned here under the lock"))
		return
	}
}

// apart reports whether lock is declared for other fields than the one read.
func (c *checker) apart(lock ssa.Instruction, read *ssa.UnOp) bool {
	op, ok := c.model.OpOf(lock.(ssa.CallInstruction))
	return ok && c.model.Apart(op.Class(), access.ClassOf(read.X))
}

// mayBeHeld reports whether callers in other places may hold a lock when they
// call fn.
func (c *checker) mayBeHeld(fn *ssa.Function) bool {
	if strings.HasSuffix(fn.Name(), "Locked") {
		return true
	}
	for _, l := range c.model.Locks(fn) {
		for _, change := range l.Changes() {
			if change.Kind == locks.Release && l.Before(change.At).Entry() && !l.Before(change.At).MayHold() {
				return true // it releases what its callers hold
			}
		}
	}
	return false
}

// lockedInit returns the lock operation, the second test and the assignment of
// the variable at path in the blocks that block dominates.
func (c *checker) lockedInit(block *ssa.BasicBlock, path access.Path) (lock, again, store ssa.Instruction) {
	if len(block.Preds) != 1 {
		return nil, nil, nil
	}
	for _, b := range block.Parent().Blocks {
		if !block.Dominates(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if op, ok := c.model.OpOf(instr); ok && op.Kind == locks.Acquire && lock == nil {
					lock = instr
				}
			case *ssa.UnOp:
				if instr.Op == token.MUL && access.Of(instr.X) == path && len(c.model.Held(instr)) > 0 {
					again = instr
				}
			case *ssa.Store:
				if access.Of(instr.Addr) == path && len(c.model.Held(instr)) > 0 {
					store = instr
				}
			}
		}
	}
	return lock, again, store
}
