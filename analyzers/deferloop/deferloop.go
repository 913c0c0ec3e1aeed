package deferloop

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports deferred calls that pile up in a loop.
var Analyzer = &analysis.Analyzer{
	Name:     "deferloop",
	Doc:      docs.MustExtract(doc, "deferloop"),
	URL:      docs.URL("deferloop"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !defersInLoop(pass.Files) || deliberate.Example(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			d, ok := instr.(*ssa.Defer)
			if !ok || !repeats(p, d) {
				continue
			}
			loop := innermostLoop(p, d)
			if loop == nil {
				continue
			}
			step := report.Step(header(loop), "executed once per iteration of this loop")
			switch {
			case locks(d) && perIteration(d): // locks of several things, meant to be held together
			case locks(d):
				report.At(pass, p.Range(d), "lock", "the lock is held until the function returns: the next iteration blocks on it", step)
			case deliberate.InTest(p.Fset, d.Pos()) || isShort(p, loop) || outlives(d) || !releases(p, d) || firesOnce(p, d):
			default:
				report.At(pass, p.Range(d), "pile", fmt.Sprintf("deferred in a loop: %s runs when the function returns, not after each iteration", called(p, d)), step)
			}
		}
	}
	return nil, nil
}

// defersInLoop reports whether some loop contains a defer statement, or there
// are loops made of goto, so that it is worth building SSA form.
func defersInLoop(files []*ast.File) bool {
	found := false
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				ast.Inspect(n, func(m ast.Node) bool {
					_, ok := m.(*ast.DeferStmt)
					found = found || ok
					return !found
				})
			case *ast.BranchStmt:
				found = found || n.Tok == token.GOTO
			}
			return !found
		})
	}
	return found
}

// repeats reports whether d may execute several times before the function
// that it defers to returns.
func repeats(p *flow.Package, d *ssa.Defer) bool {
	if d.DeferStack != nil {
		return true // the body of a loop over an iterator function, which is a function of its own
	}
	return flow.InLoop(d) && again(p, d)
}

// again reports whether a feasible path leads from d to d: a flag may keep the
// second iteration from it.
func again(p *flow.Package, d *ssa.Defer) bool {
	path, done := flow.Find(p, flow.Search[bool]{
		Fn:   d.Parent(),
		From: d,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == ssa.Instruction(d) && !e.Deferred {
				return s, flow.Found
			}
			return s, flow.Continue
		},
	})
	return path != nil || !done
}

// locks reports whether d unlocks a mutex.
func locks(d *ssa.Defer) bool {
	switch flow.CalleeName(d.Common()) {
	case "(*sync.Mutex).Unlock", "(*sync.RWMutex).Unlock":
		return true
	}
	return false
}

// perIteration reports whether the mutex that d unlocks may be another one in
// each iteration.
func perIteration(d *ssa.Defer) bool {
	if len(d.Call.Args) == 0 {
		return true
	}
	return variesIn(d.Call.Args[0], d, 0)
}

// variesIn reports whether v is computed anew in each iteration of the loop
// around d, from something that changes.
func variesIn(v ssa.Value, d *ssa.Defer, depth int) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 8 {
		return false
	}
	switch x := v.(type) {
	case *ssa.Alloc:
		return flow.InLoop(x)
	case *ssa.FieldAddr:
		return variesIn(x.X, d, depth+1)
	case *ssa.UnOp:
		return variesIn(x.X, d, depth+1)
	case *ssa.IndexAddr:
		_, constant := x.Index.(*ssa.Const)
		return !constant || variesIn(x.X, d, depth+1)
	}
	return flow.InLoop(instr)
}

// releases reports whether what d calls frees something: it closes, unlocks,
// cancels, stops or the like, or is a function literal that does.
func releases(p *flow.Package, d *ssa.Defer) bool {
	common := d.Common()
	if flow.CalleeObject(common) != nil {
		return frees(p, common)
	}
	mc, ok := common.Value.(*ssa.MakeClosure)
	if !ok {
		// A function value: a cancel function, or what a helper has returned.
		if load, ok := common.Value.(*ssa.UnOp); ok {
			if addr, ok := load.X.(*ssa.FieldAddr); ok {
				f := flow.FieldOf(addr)
				return f != nil && isRelease(f.Name())
			}
		}
		_, isBuiltin := common.Value.(*ssa.Builtin)
		return !isBuiltin
	}
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return false
	}
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok {
			if frees(p, call.Common()) {
				return true
			}
		}
	}
	return false
}

// frees reports whether the call is of a function, or of a function value, that
// frees something, by its name.
func frees(p *flow.Package, common *ssa.CallCommon) bool {
	fn := flow.CalleeObject(common)
	if fn == nil {
		return isRelease(p.Name(common.Value))
	}
	switch fn.FullName() {
	case "os.Remove", "os.RemoveAll":
		return true
	case "(*sync.WaitGroup).Done": // a count, not a resource
		return false
	}
	return isRelease(fn.Name())
}

func isRelease(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"close", "unlock", "cancel", "stop", "release", "rollback", "free", "shutdown", "put", "destroy", "cleanup", "disconnect", "done", "flush", "finish", "end"} {
		if strings.HasPrefix(name, word) || strings.HasSuffix(name, word) {
			return true
		}
	}
	return false
}

// outlives reports whether what d releases is meant to live longer than the
// iteration: it is stored, sent, appended or captured by a goroutine.
func outlives(d *ssa.Defer) bool {
	for _, v := range released(d) {
		if kept(v, 0) {
			return true
		}
	}
	return false
}

// released returns what the deferred call operates on.
func released(d *ssa.Defer) []ssa.Value {
	common := d.Common()
	var values []ssa.Value
	if common.IsInvoke() {
		values = append(values, common.Value)
	}
	values = append(values, common.Args...)
	if mc, ok := common.Value.(*ssa.MakeClosure); ok {
		values = append(values, mc.Bindings...)
	}
	return values
}

// kept reports whether v, or the variable at v, is put where it outlives an
// iteration.
func kept(v ssa.Value, depth int) bool {
	if load, ok := v.(*ssa.UnOp); ok { // a field of something: resp.Body
		if addr, ok := load.X.(*ssa.FieldAddr); ok {
			return kept(addr.X, depth+1)
		}
		if a, ok := load.X.(*ssa.Alloc); ok && kept(a, depth+1) {
			return true
		}
	}
	refs := v.Referrers()
	if refs == nil || depth > 4 {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == v {
				switch addr := ref.Addr.(type) {
				case *ssa.Alloc:
					if flow.InLoop(addr) {
						continue
					}
					return true
				case *ssa.IndexAddr: // arguments of append, or an element
					return !isVarargs(addr) || appended(addr)
				default:
					return true
				}
			}
		case *ssa.Send, *ssa.MapUpdate, *ssa.Go, *ssa.Phi:
			return true
		case *ssa.MakeInterface:
			if kept(ref, depth+1) {
				return true
			}
		case *ssa.MakeClosure:
			for _, use := range *ref.Referrers() {
				if _, isGo := use.(*ssa.Go); isGo {
					return true
				}
			}
		}
	}
	return false
}

func isVarargs(addr *ssa.IndexAddr) bool {
	a, ok := addr.X.(*ssa.Alloc)
	return ok && a.Comment == "varargs"
}

// appended reports whether the arguments that addr is one of are appended to
// a slice.
func appended(addr *ssa.IndexAddr) bool {
	for _, ref := range flow.Referrers(addr.X) {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(*ssa.Call); ok && flow.Builtin(call.Common()) == "append" {
				return true
			}
		}
	}
	return false
}

// isLiteral reports whether v is a function literal, which has no name.
func isLiteral(v ssa.Value) bool {
	fn, ok := v.(*ssa.Function)
	return ok && fn.Parent() != nil
}

// called returns what a reader calls the deferred call.
func called(p *flow.Package, d *ssa.Defer) string {
	common := d.Common()
	if fn := flow.CalleeObject(common); fn != nil {
		var recv ssa.Value
		if common.IsInvoke() {
			recv = common.Value
		} else if fn.Signature().Recv() != nil && len(common.Args) > 0 {
			recv = common.Args[0]
		}
		if name := p.Name(recv); recv != nil && name != "" && len(name) < 30 {
			return name + "." + fn.Name()
		}
		return fn.Name()
	}
	if name := p.Name(common.Value); name != "" && len(name) < 30 && !isLiteral(common.Value) {
		return name
	}
	return "it"
}
