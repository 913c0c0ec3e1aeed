package ctxcancel

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

//go:embed doc.go
var doc string

// Analyzer reports cancel functions that are discarded or not called on some
// path.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxcancel",
	Doc:      docs.MustExtract(doc, "ctxcancel"),
	URL:      docs.URL("ctxcancel"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "context") {
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, typestate.Cancels, typestate.Cancel)
	fields := make(map[*types.Var]typestate.Resource)
	for _, fn := range p.Functions() {
		for _, r := range tracker.Resources(fn) {
			if keptByCallee(r) || deliberate.InTest(pass.Fset, r.Call.Pos()) {
				continue // what a test leaves behind ends with it
			}
			if r.Discarded() {
				report.At(pass, p.Range(r.Call), "lost", fmt.Sprintf("the cancel function of %s is discarded, so its context lives until the parent ends", source(r)))
				continue
			}
			if f := keptIn(r); f != nil {
				fields[f] = r
			}
			leak := tracker.Leak(r)
			if leak == nil {
				continue
			}
			name := nameOf(p, r)
			end := report.Step(p.Range(leak.Path.End), "returns here without calling %s", name)
			if leak.Again {
				end = report.Step(p.Range(leak.Path.End), "the next context is derived here")
			}
			report.At(pass, p.Range(r.Call), "lost", fmt.Sprintf("%s is not called on some path, so its context lives until the parent ends", name),
				report.Step(p.Range(r.Call), "%s must be called from here on", name), end)
		}
	}
	reportFields(pass, fields)
	return nil, nil
}

// keptByCallee reports whether the function of the package that made the cancel
// function also stores one: it keeps it, and returns it only for convenience.
func keptByCallee(r typestate.Resource) bool {
	fn := r.Call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	for instr := range flow.Instructions(flow.Origin(fn)) {
		if store, ok := instr.(*ssa.Store); ok && strings.HasPrefix(store.Val.Type().String(), "context.Cancel") {
			if _, isLocal := store.Addr.(*ssa.Alloc); !isLocal {
				return true
			}
		}
	}
	return false
}

// reportFields reports cancel functions kept in fields that nothing reads.
func reportFields(pass *analysis.Pass, fields map[*types.Var]typestate.Resource) {
	if len(fields) == 0 {
		return
	}
	p := flow.Of(pass)
	for f := range readFields(p) {
		delete(fields, f)
	}
	for f, r := range fields {
		report.At(pass, p.Range(r.Call), "field", fmt.Sprintf("nothing ever calls the cancel function kept in field %s", f.Name()))
	}
}

// keptIn returns the unexported field of the package that r is stored in and
// goes nowhere else, or nil.
func keptIn(r typestate.Resource) *types.Var {
	refs := r.Value.Referrers()
	if refs == nil || len(*refs) != 1 {
		return nil
	}
	value := ssa.Value(r.Value)
	if conv, ok := (*refs)[0].(*ssa.ChangeType); ok && len(*conv.Referrers()) == 1 {
		value, refs = conv, conv.Referrers()
	}
	store, ok := (*refs)[0].(*ssa.Store)
	if !ok || store.Val != value {
		return nil
	}
	addr, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	f := flow.FieldOf(addr)
	if f == nil || f.Exported() || f.Pkg() != r.Call.Parent().Pkg.Pkg {
		return nil
	}
	return f
}

// readFields yields the fields that the package does anything with but assign.
func readFields(p *flow.Package) func(yield func(*types.Var) bool) {
	return func(yield func(*types.Var) bool) {
		for _, fn := range p.Functions() {
			for instr := range flow.Instructions(fn) {
				var f *types.Var
				switch instr := instr.(type) {
				case *ssa.Field:
					f = flow.FieldOfValue(instr)
				case *ssa.FieldAddr:
					if !onlyAssigned(instr) {
						f = flow.FieldOf(instr)
					}
				}
				if f != nil && !yield(f) {
					return
				}
			}
		}
	}
}

// onlyAssigned reports whether the code only stores at addr.
func onlyAssigned(addr *ssa.FieldAddr) bool {
	for _, ref := range *addr.Referrers() {
		if store, ok := ref.(*ssa.Store); !ok || store.Addr != ssa.Value(addr) {
			return false
		}
	}
	return true
}

// source returns the function that r comes from, for messages.
func source(r typestate.Resource) string {
	fn := flow.CalleeObject(r.Call.Common())
	switch {
	case fn == nil:
		return "this call"
	case fn.Pkg() != nil && fn.Signature().Recv() == nil:
		return fn.Pkg().Name() + "." + fn.Name()
	}
	return fn.Name()
}

func nameOf(p *flow.Package, r typestate.Resource) string {
	if name := p.Name(r.Value); name != "" && name[len(name)-1] != ')' {
		return name
	}
	return "the cancel function of " + source(r)
}
