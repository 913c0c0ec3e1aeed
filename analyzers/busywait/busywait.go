package busywait

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports loops that do nothing but look whether something has
// changed.
var Analyzer = &analysis.Analyzer{
	Name:     "busywait",
	Doc:      docs.MustExtract(doc, "busywait"),
	URL:      docs.URL("busywait"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !polls(pass) {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, flow: model.Flow}
	for _, fn := range c.flow.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue // spins on purpose
		}
		for _, l := range loopsOf(fn) {
			if poll := c.poll(l); poll != nil {
				c.report(l, poll)
			}
		}
	}
	return nil, nil
}

// polls reports whether the package imports something that a loop could poll
// with.
func polls(pass *analysis.Pass) bool {
	return syntax.Imports(pass.Pkg, "sync", "sync/atomic", "runtime")
}

// A checker looks at the loops of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	flow  *flow.Package
}

// poll returns the instruction by which the loop l looks whether something has
// changed, if the loop does nothing else; or nil.
func (c *checker) poll(l loop) ssa.Instruction {
	var found ssa.Instruction
	yields := false
	for _, b := range l.body {
		for _, instr := range b.Instrs {
			switch what, addr := c.kind(instr, 0); what {
			case works:
				return nil
			case looks:
				if l.defines(addr) {
					return nil // another variable each time
				}
				if found == nil {
					found = instr
				}
			case yield:
				yields = true
			}
		}
	}
	if yields && c.brief(l) {
		return nil
	}
	if found == nil || l.counts() || l.recomputes() || !l.exits() {
		return nil
	}
	if _, plain := found.(*ssa.UnOp); plain && !yields && !c.locked(l) {
		return nil // a race, if anything; maybe the only goroutine
	}
	return found
}

// A kind is what an instruction means to a loop.
type kind int

const (
	harmless kind = iota
	looks         // reads something that others may change
	yield         // lets other goroutines run
	works         // does something or waits
)

// kind returns the kind of instr, and the address it looks at.
func (c *checker) kind(instr ssa.Instruction, depth int) (kind, ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		switch instr.Op {
		case token.ARROW:
			return works, nil
		case token.MUL:
			if root := access.Of(instr.X).Root; !isLocal(root) {
				return looks, instr.X
			}
		}
	case *ssa.Call:
		return c.callKind(instr, depth)
	case *ssa.Store:
		if depth > 0 && isLocal(instr.Addr) {
			return harmless, nil // the result of a function with deferred calls
		}
		return works, nil
	case *ssa.Alloc:
		if depth > 0 && !instr.Heap {
			return harmless, nil
		}
		return works, nil
	case *ssa.MapUpdate, *ssa.Send, *ssa.Select, *ssa.Go, *ssa.Defer, *ssa.RunDefers, *ssa.Next, *ssa.Panic, *ssa.Range, *ssa.MakeClosure:
		return works, nil
	}
	return harmless, nil
}

// isLocal reports whether root is a variable that no other goroutine sees.
func isLocal(root ssa.Value) bool {
	a, ok := root.(*ssa.Alloc)
	return ok && !a.Heap
}

func (c *checker) callKind(call *ssa.Call, depth int) (kind, ssa.Value) {
	if op, ok := c.model.OpOf(call); ok {
		if op.Kind == locks.Try {
			return looks, op.Lock
		}
		return harmless, nil
	}
	switch flow.Builtin(call.Common()) {
	case "":
	case "len", "cap", "min", "max":
		return harmless, nil
	default:
		return works, nil
	}
	fn := flow.CalleeObject(call.Common())
	switch {
	case fn == nil:
		return works, nil
	case fn.FullName() == "runtime.Gosched":
		return yield, nil
	case fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" && len(call.Common().Args) > 0:
		if name := fn.Name(); len(name) >= 4 && (name[:4] == "Load" || name[:4] == "Comp") {
			return looks, call.Common().Args[0]
		}
		return works, nil
	}
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure || depth > 2 {
		return works, nil
	}
	result := harmless
	for instr := range flow.Instructions(callees[0].Fn) {
		if _, deferred := instr.(*ssa.RunDefers); deferred {
			continue
		}
		if d, ok := instr.(*ssa.Defer); ok {
			if _, isOp := c.model.OpOf(d); isOp {
				continue
			}
		}
		switch what, _ := c.kind(instr, depth+1); what {
		case works, yield:
			return works, nil
		case looks:
			result = looks
		}
	}
	if result == looks && len(call.Common().Args) > 0 {
		return looks, call.Common().Args[0]
	}
	return result, nil
}

// locked reports whether the loop takes a lock.
func (c *checker) locked(l loop) bool {
	for _, b := range l.body {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if _, ok := c.model.OpOf(call); ok {
					return true
				}
			}
		}
	}
	return false
}

func (c *checker) report(l loop, poll ssa.Instruction) {
	what := "a variable"
	switch p := poll.(type) {
	case *ssa.UnOp:
		if name := c.flow.Name(p.X); name != "" {
			what = name
		}
	case *ssa.Call:
		if args := p.Common().Args; len(args) > 0 {
			if name := c.flow.Name(args[0]); name != "" {
				what = name
			}
		}
	}
	report.At(c.pass, c.flow.Range(poll), "", fmt.Sprintf("the loop does nothing but look at %s: it burns a processor until that changes", what))
}
