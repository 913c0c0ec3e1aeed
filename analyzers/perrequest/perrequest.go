package perrequest

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports clients and pools that are made for every request.
var Analyzer = &analysis.Analyzer{
	Name:     "perrequest",
	Doc:      docs.MustExtract(doc, "perrequest"),
	URL:      docs.URL("perrequest"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !handlers.Imported(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	c := &checker{flow: p, entries: handlers.Of(p), made: make(map[*ssa.Function]string), serving: make(map[*ssa.Function]bool)}
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) || !c.servesRequests(fn, 0) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			v, made, what := c.shared(instr)
			if what != "" && !outlives(v, 0) && !c.ofRequest(instr) {
				report.At(pass, p.Range(instr), "", fmt.Sprintf("%s makes %s for every request; make it once and share it", made, what))
			}
		}
	}
	return nil, nil
}

// A checker looks at the functions of one package that serve requests.
type checker struct {
	flow    *flow.Package
	entries *handlers.Entries
	made    map[*ssa.Function]string // what functions of the package make, "" for nothing
	serving map[*ssa.Function]bool
}

// servesRequests reports whether fn, or the function around it, is called once
// for each request: by a server, or only by functions that are.
func (c *checker) servesRequests(fn *ssa.Function, depth int) bool {
	if serves, ok := c.serving[fn]; ok {
		return serves
	}
	c.serving[fn] = false // while its callers are looked at
	c.serving[fn] = c.called(fn, depth)
	return c.serving[fn]
}

func (c *checker) called(fn *ssa.Function, depth int) bool {
	for outer := fn; outer != nil; outer = outer.Parent() {
		if w, _ := handlers.NetHTTP(outer); w != nil {
			return true
		}
		if ctx, _ := handlers.Context(outer); ctx != nil {
			return true
		}
		if c.entries.Framework(outer) != nil {
			return true
		}
	}
	callers := c.flow.CallersOf(flow.Outermost(fn))
	if depth > 3 || !callers.Complete || len(callers.Calls) == 0 {
		return false
	}
	for _, call := range callers.Calls {
		if !c.servesRequests(call.Parent(), depth+1) {
			return false
		}
	}
	return true
}

// shared returns what instr makes that is meant to be shared: the value, the
// constructor and what it makes.
func (c *checker) shared(instr ssa.Instruction) (v ssa.Value, made, what string) {
	switch instr := instr.(type) {
	case *ssa.Call:
		what := constructed(instr)
		if what == "" {
			what = c.madeBy(instr)
		}
		if what == "" {
			return nil, "", ""
		}
		fn := flow.CalleeObject(instr.Common())
		if recv := fn.Signature().Recv(); recv != nil {
			return instr, fn.Name(), what
		}
		return instr, fn.Pkg().Name() + "." + fn.Name(), what
	case *ssa.Alloc:
		if instr.Type().String() == "*net/http.Transport" && !assignedWhole(instr) {
			return instr, "http.Transport", "a pool of connections"
		}
	}
	return nil, "", ""
}

// madeBy returns what the function of the package that call names makes for
// its callers, if that is meant to be shared, or "".
func (c *checker) madeBy(call *ssa.Call) string {
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure || call.Common().StaticCallee() == nil || flow.CalleeObject(call.Common()) == nil {
		return ""
	}
	fn := callees[0].Fn
	if what, ok := c.made[fn]; ok {
		return what
	}
	c.made[fn] = ""
	for instr := range flow.Instructions(fn) {
		v, _, what := c.shared(instr)
		if what != "" && onlyReturned(v) {
			c.made[fn] = what
		}
	}
	return c.made[fn]
}

// onlyReturned reports whether v, the result of a constructor, is returned and
// kept nowhere else.
func onlyReturned(v ssa.Value) bool {
	returned := false
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.Return:
			returned = true
		case *ssa.Extract:
			if ref.Index == 0 {
				returned = onlyReturned(ref)
			}
		case *ssa.Phi, *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.MakeInterface:
			return false
		}
	}
	return returned
}

// assignedWhole reports whether a whole struct is stored in the variable a,
// whose parts then may be shared.
func assignedWhole(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == a {
			return true
		}
	}
	return false
}

// ofRequest reports whether instr is a call with an argument that comes from
// the request, such as the address to connect to.
func (c *checker) ofRequest(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Call.Args {
		elems := values.Variadic(arg)
		if elems == nil {
			elems = []ssa.Value{arg}
		}
		for _, elem := range elems {
			if elem != nil && c.varies(elem, 0) {
				return true
			}
		}
	}
	return false
}

// varies reports whether v depends on what a function that serves requests was
// called with.
func (c *checker) varies(v ssa.Value, depth int) bool {
	if depth > 6 {
		return true
	}
	root := access.Of(v).Root
	if param, ok := root.(*ssa.Parameter); ok {
		recv := param.Parent().Signature.Recv() != nil && param.Parent().Params[0] == param
		return !recv && !contexts.Is(param.Type()) && c.servesRequests(param.Parent(), 0)
	}
	if alloc, ok := root.(*ssa.Alloc); ok {
		for _, field := range values.Fields(alloc) {
			if c.varies(field, depth+1) {
				return true
			}
		}
		return false
	}
	instr, ok := root.(ssa.Instruction)
	if !ok {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && *op != v && c.varies(*op, depth+1) {
			return true
		}
	}
	return false
}

// outlives reports whether v may be kept for other requests: it is returned,
// stored anywhere but in a variable or object made here, or passed to a
// function that may keep it.
func outlives(v ssa.Value, depth int) bool {
	refs := v.Referrers()
	if refs == nil || depth > 6 {
		return depth > 6
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.MapUpdate, *ssa.Send:
			return true
		case *ssa.Extract:
			if ref.Index == 0 && outlives(ref, depth+1) {
				return true
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi, *ssa.ChangeType:
			if outlives(ref.(ssa.Value), depth+1) {
				return true
			}
		case *ssa.Store:
			if ref.Val == v && storeOutlives(ref, depth) {
				return true
			}
		case *ssa.Call:
			if fn := flow.CalleeObject(ref.Common()); fn != nil && keeps(fn.Name()) {
				return true
			}
		}
	}
	return false
}

// storeOutlives reports whether store puts its value where other requests find
// it.
func storeOutlives(store *ssa.Store, depth int) bool {
	addr := store.Addr
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		case *ssa.Alloc:
			return outlives(a, depth+1)
		}
		return true
	}
}

// keeps reports whether a function of the given name is one that stores its
// argument: sync.Map's Store, a cache's Set or Add.
func keeps(name string) bool {
	switch name {
	case "Store", "LoadOrStore", "Set", "Add", "Put", "Swap", "CompareAndSwap":
		return true
	}
	return false
}
