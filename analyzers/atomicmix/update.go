package atomicmix

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// An operation is a call of sync/atomic, function or method.
type operation struct {
	call ssa.CallInstruction
	name string // "Load", "Store", "Add", "CompareAndSwap" …
	path access.Path
}

// operationOf returns the atomic operation that call is.
func operationOf(call ssa.CallInstruction) (operation, bool) {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || len(call.Common().Args) == 0 {
		return operation{}, false
	}
	op := operation{call: call, path: access.Of(call.Common().Args[0])}
	for _, name := range []string{"Load", "Store", "Add", "CompareAndSwap", "Swap", "And", "Or"} {
		if strings.HasPrefix(fn.Name(), name) {
			op.name = name
			return op, true
		}
	}
	return op, false
}

// lostUpdates reports stores in fn of a value that depends on a load of the
// same variable.
func (c *checker) lostUpdates(fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		store, ok := operationOf(call)
		if !ok || store.name != "Store" || len(c.model.Held(call)) > 0 || c.inTest(call) {
			continue
		}
		args := call.Common().Args
		if load := c.loadIn(args[len(args)-1], store.path, 0); load != nil && !indexes(load, 0) && !averages(args[len(args)-1], load) {
			c.reportUpdate(store, load)
		} else if load := c.testedLoad(call, store.path); load != nil && isConst(args[len(args)-1]) {
			c.reportTest(store, load)
		}
	}
}

// indexes reports whether v, or a number computed from it, is where something
// plain is read or written: its function owns that, and so the variable.
func indexes(v ssa.Value, depth int) bool {
	refs := v.Referrers()
	if refs == nil || depth > 3 {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			return ref.Index == v
		case *ssa.Slice:
			if ref.Low == v || ref.High == v {
				return true
			}
		case *ssa.BinOp:
			if indexes(ref, depth+1) {
				return true
			}
		case *ssa.Convert:
			if indexes(ref, depth+1) {
				return true
			}
		}
	}
	return false
}

// averages reports whether v moves what load has read towards something else,
// old + (x-old)/8 or (7*old + x)/8: such an average bears a lost sample.
func averages(v ssa.Value, load *ssa.Call) bool {
	weighed, uses := false, 0
	var walk func(v ssa.Value, depth int)
	walk = func(v ssa.Value, depth int) {
		switch v := v.(type) {
		case *ssa.Call:
			if v == load {
				uses++
			}
		case *ssa.Convert:
			walk(v.X, depth)
		case *ssa.BinOp:
			if depth > 6 {
				return
			}
			switch v.Op {
			case token.QUO, token.SHR:
				weighed = true
			case token.MUL:
				if v.X == ssa.Value(load) || v.Y == ssa.Value(load) {
					uses++ // weighed itself
				}
				if isFloat(v) { // by a part of one
					weighed = true
					uses++
				}
			default:
			}
			walk(v.X, depth+1)
			walk(v.Y, depth+1)
		}
	}
	walk(v, 0)
	return weighed && uses > 1
}

func isFloat(v ssa.Value) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// loadIn returns the load of the variable at path from which v is computed by
// arithmetic.
func (c *checker) loadIn(v ssa.Value, path access.Path, depth int) *ssa.Call {
	if depth > 6 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if load := c.loadIn(v.X, path, depth+1); load != nil {
			return load
		}
		return c.loadIn(v.Y, path, depth+1)
	case *ssa.Convert:
		return c.loadIn(v.X, path, depth+1)
	case *ssa.ChangeType:
		return c.loadIn(v.X, path, depth+1)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return c.loadIn(v.X, path, depth+1)
		}
	case *ssa.Call:
		if op, ok := operationOf(v); ok && op.name == "Load" && op.path == path {
			if depth == 0 {
				return nil // stored as it was
			}
			return v
		}
	}
	return nil
}

// testedLoad returns the load of the boolean flag at path whose outcome has led
// to the store, with something in between or behind that must happen once.
func (c *checker) testedLoad(store *ssa.Call, path access.Path) *ssa.Call {
	block := store.Block()
	for block != nil && len(block.Preds) == 1 {
		pred := block.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if ok && pred.Succs[0] != pred.Succs[1] {
			if load := loadOf(branch.Cond); load != nil {
				op, ok := operationOf(load)
				if ok && op.name == "Load" && op.path == path && c.actsOnce(store) {
					return load
				}
			}
		}
		block = pred
	}
	return nil
}

// loadOf returns the call of which cond is the result, its negation or a
// comparison with a constant.
func loadOf(cond ssa.Value) *ssa.Call {
	switch v := cond.(type) {
	case *ssa.Call:
		return v
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return loadOf(v.X)
		}
	case *ssa.BinOp:
		if v.Op != token.EQL && v.Op != token.NEQ {
			return nil
		}
		if isConst(v.Y) {
			return loadOf(v.X)
		}
		if isConst(v.X) {
			return loadOf(v.Y)
		}
	}
	return nil
}

// actsOnce reports whether the block of store does something that breaks when
// it is done twice: it closes a channel or starts a goroutine.
func (c *checker) actsOnce(store *ssa.Call) bool {
	for _, instr := range store.Block().Instrs {
		switch instr := instr.(type) {
		case *ssa.Go:
			return true
		case *ssa.Call:
			if flow.Builtin(instr.Common()) == "close" {
				return true
			}
		}
	}
	return false
}

func (c *checker) reportUpdate(store operation, load *ssa.Call) {
	name := c.name(store)
	d := analysis.Diagnostic{
		Pos: c.flow.Range(store.call).Pos(), End: c.flow.Range(store.call).End(), Category: lostUpdate,
		Message: fmt.Sprintf("%s is loaded, changed and stored in separate steps: updates in between are lost", name),
		Related: []analysis.RelatedInformation{
			report.Step(c.flow.Range(load), "loaded here"),
			report.Step(c.flow.Range(store.call), "stored here, whatever happened since"),
		},
	}
	if fix, ok := c.addFix(store, load); ok {
		d.SuggestedFixes = []analysis.SuggestedFix{fix}
	}
	report.Diagnostic(c.pass, d)
}

func (c *checker) reportTest(store operation, load *ssa.Call) {
	report.At(c.pass, c.flow.Range(store.call), lostUpdate,
		fmt.Sprintf("%s is tested and set in separate steps: two goroutines may pass the test", c.name(store)),
		report.Step(c.flow.Range(load), "tested here"),
		report.Step(c.flow.Range(store.call), "set here"))
}

func (c *checker) name(op operation) string {
	if name := c.flow.Name(op.call.Common().Args[0]); name != "" {
		return name
	}
	return "a variable"
}

// addFix turns n.Store(n.Load() + k) into n.Add(k).
func (c *checker) addFix(store operation, load *ssa.Call) (analysis.SuggestedFix, bool) {
	call, ok := c.flow.Syntax(store.call).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return analysis.SuggestedFix{}, false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	sum, isSum := ast.Unparen(call.Args[0]).(*ast.BinaryExpr)
	if !ok || !isSum || sum.Op != token.ADD || ast.Unparen(sum.X) != c.flow.Syntax(load) {
		return analysis.SuggestedFix{}, false
	}
	if m, _, _ := types.LookupFieldOrMethod(c.pass.TypesInfo.TypeOf(sel.X), true, c.pass.Pkg, "Add"); m == nil {
		return analysis.SuggestedFix{}, false
	}
	return analysis.SuggestedFix{
		Message: "Add in one step",
		TextEdits: []analysis.TextEdit{
			{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("Add")},
			{Pos: sum.X.Pos(), End: sum.Y.Pos()},
		},
	}, true
}
