package onceuse

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports uses of sync.Once that deadlock or guard nothing.
var Analyzer = &analysis.Analyzer{
	Name:     "onceuse",
	Doc:      docs.MustExtract(doc, "onceuse"),
	URL:      docs.URL("onceuse"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	local  = "local"
	nested = "nested"
	reset  = "reset"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.UsesFunc("sync", "Do") && !model.UsesFunc("sync", "OnceFunc") && !model.UsesFunc("sync", "OnceValue") {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, flow: model.Flow, dos: make(map[*ssa.Function][]do)}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				if isDo(instr) {
					c.local(instr)
					c.nested(instr)
				}
				c.immediate(instr)
			case *ssa.Store:
				c.reset(instr)
			}
		}
	}
	return nil, nil
}

// A checker looks at the onces of one package.
type checker struct {
	pass  *analysis.Pass
	model *locks.Model
	flow  *flow.Package
	dos   map[*ssa.Function][]do
}

// isDo reports whether call is once.Do.
func isDo(call ssa.CallInstruction) bool {
	return flow.CalleeName(call.Common()) == "(*sync.Once).Do"
}

// local reports Do on a once that only this call of the function can see.
func (c *checker) local(call ssa.CallInstruction) {
	once, ok := call.Common().Args[0].(*ssa.Alloc)
	if !ok || flow.InLoop(call) && !flow.InLoop(once) {
		return
	}
	for _, ref := range *once.Referrers() {
		if _, isDebug := ref.(*ssa.DebugRef); ref != ssa.Instruction(call) && !isDebug {
			return
		}
	}
	name := c.flow.Name(once)
	if name == "" {
		name = "once"
	}
	report.At(c.pass, c.flow.Range(call), local, fmt.Sprintf("%s is made anew by each call: its function runs every time", name),
		report.Step(c.flow.Range(once), "made here"))
}

// immediate reports sync.OnceFunc(f)(): the function made is called once and
// forgotten.
func (c *checker) immediate(call ssa.CallInstruction) {
	made, ok := call.Common().Value.(*ssa.Call)
	if !ok {
		return
	}
	fn := flow.CalleeObject(made.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync" || !strings.HasPrefix(fn.Name(), "Once") || len(*made.Referrers()) != 1 {
		return
	}
	if flow.InLoop(call) && !flow.InLoop(made) || call.Parent().Name() == "init" || c.inTest(call) {
		return
	}
	report.At(c.pass, c.flow.Range(made), local, fmt.Sprintf("the function that %s makes is called once and dropped: it guards nothing", fn.Name()))
}

// A do is a call of Do that a function leads to.
type do struct {
	path  access.Path
	chain []ssa.CallInstruction // the calls on the way, Do last
	names []string              // what the calls but the last run
}

// nested reports a once whose function leads to Do on the same once.
func (c *checker) nested(call ssa.CallInstruction) {
	path := access.Of(call.Common().Args[0])
	for _, callee := range c.model.Targets(call) {
		for _, inner := range c.doneBy(callee.Fn, 0, nil) {
			p, ok := access.Translate(inner.path, callee)
			if !ok || p != path {
				continue
			}
			trace := []analysis.RelatedInformation{report.Step(c.flow.Range(call), "runs its function here, once")}
			for i, step := range inner.chain {
				if i < len(inner.names) {
					trace = append(trace, report.Step(c.flow.Range(step), "calls %s here", inner.names[i]))
				} else {
					trace = append(trace, report.Step(c.flow.Range(step), "waits for the first Do to return here"))
				}
			}
			name := c.flow.Name(call.Common().Args[0])
			if name == "" {
				name = "the once"
			}
			report.At(c.pass, c.flow.Range(call), nested, fmt.Sprintf("the function of %s.Do calls %s.Do again: deadlock", name, name), trace...)
			return
		}
	}
}

// doneBy returns the calls of Do that fn makes, in its own terms.
func (c *checker) doneBy(fn *ssa.Function, depth int, stack []*ssa.Function) []do {
	if list, ok := c.dos[fn]; ok {
		return list
	}
	for _, outer := range stack {
		if outer == fn {
			return nil
		}
	}
	if depth > 8 {
		return nil
	}
	var list []do
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if _, async := call.(*ssa.Go); async {
			continue
		}
		if isDo(call) {
			list = append(list, do{path: access.Of(call.Common().Args[0]), chain: []ssa.CallInstruction{call}})
			continue
		}
		callees, certainty := c.flow.Callees(call)
		if certainty != flow.Sure {
			continue
		}
		for _, callee := range callees {
			if anotherRound(callee.Fn, fn) {
				continue
			}
			for _, inner := range c.doneBy(callee.Fn, depth+1, append(stack, fn)) {
				if p, ok := access.Translate(inner.path, callee); ok && len(list) < 32 {
					list = append(list, do{p, append([]ssa.CallInstruction{call}, inner.chain...), append([]string{locks.FuncName(callee.Fn)}, inner.names...)})
				}
			}
		}
	}
	c.dos[fn] = list
	return list
}

// anotherRound reports whether callee is a literal around fn, or one beside it,
// that is called recursively: its variables are not those of this round.
func anotherRound(callee, fn *ssa.Function) bool {
	if callee.Parent() == nil {
		return false
	}
	for ; fn != nil; fn = fn.Parent() {
		if fn == callee || fn.Parent() == callee.Parent() {
			return true
		}
	}
	return false
}

// reset reports the assignment of a new once to one that others may use now.
func (c *checker) reset(store *ssa.Store) {
	if !typ.Is(store.Val.Type(), "sync", "Once") || !isZero(store.Val) {
		return
	}
	if _, fresh := access.Of(store.Addr).Root.(*ssa.Alloc); fresh || len(c.model.Held(store)) > 0 || c.inTest(store) || flow.Prepares(store.Parent()) || c.forTests(store.Parent()) {
		return
	}
	name := c.flow.Name(store.Addr)
	if name == "" {
		name = "a sync.Once"
	}
	report.At(c.pass, c.flow.Range(store), reset, fmt.Sprintf("%s is replaced while others may be in its Do: data race, and its function runs again", name))
}

// forTests reports whether only tests call fn.
func (c *checker) forTests(fn *ssa.Function) bool {
	callers := c.flow.CallersOf(fn)
	for _, call := range callers.Calls {
		if !c.inTest(call) {
			return false
		}
	}
	return callers.Complete && len(callers.Calls) > 0
}

func (c *checker) inTest(instr ssa.Instruction) bool {
	return deliberate.InTest(c.flow.Fset, instr.Pos())
}

// isZero reports whether v is a new, unused value.
func isZero(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.UnOp: // load of a composite literal
		a, ok := v.X.(*ssa.Alloc)
		return ok && a.Comment == "complit"
	}
	return false
}
