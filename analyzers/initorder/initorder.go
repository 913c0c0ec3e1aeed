package initorder

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

// Analyzer reports initialisation that reads variables too early.
var Analyzer = &analysis.Analyzer{
	Name:     "initorder",
	Doc:      docs.MustExtract(doc, "initorder"),
	URL:      docs.URL("initorder"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !hasInit(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	set := setInInit(pass, p)
	if len(set) == 0 {
		return nil, nil
	}
	for _, fn := range p.Functions() {
		if !isInit(fn) {
			continue
		}
		r := &reads{flow: p, seen: make(map[*ssa.Function]bool), found: make(map[*ssa.Global]ssa.Instruction)}
		r.visit(fn)
		for _, g := range r.order {
			store, ok := set[g]
			if !ok || deliberate.InTest(pass.Fset, r.found[g].Pos()) {
				continue
			}
			read := r.found[g]
			trace := []analysis.RelatedInformation{report.Step(p.Range(read), "reads %s here", g.Name()), report.Step(p.Range(store), "assigns %s here", g.Name())}
			switch {
			case fn.Name() == "init": // initialisers of variables
				report.At(pass, p.Range(read), "early", fmt.Sprintf("%s is still zero here: variables are initialised before init assigns it", g.Name()), trace...)
			case file(pass, read) != file(pass, store) && file(pass, fn) != file(pass, store):
				report.At(pass, p.Range(read), "files", fmt.Sprintf("init reads %s, which the init of another file assigns: their order is not guaranteed", g.Name()), trace...)
			}
		}
	}
	return nil, nil
}

// setInInit returns the package variables that only init functions assign, with
// the assignment.
func setInInit(pass *analysis.Pass, p *flow.Package) map[*ssa.Global]ssa.Instruction {
	set := make(map[*ssa.Global]ssa.Instruction)
	other := make(map[*ssa.Global]bool)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			for _, op := range instr.Operands(nil) {
				g, ok := (*op).(*ssa.Global)
				if !ok || g.Pkg != fn.Pkg || strings.Contains(g.Name(), "$") {
					continue
				}
				switch instr := instr.(type) {
				case *ssa.Store:
					if instr.Addr != ssa.Value(g) || fn.Name() == "init" && fn.Parent() == nil {
						other[g] = true
					} else if strings.HasPrefix(fn.Name(), "init#") && !deliberate.InTest(pass.Fset, instr.Pos()) {
						if set[g] == nil {
							set[g] = instr
						}
					} else {
						other[g] = true
					}
				case *ssa.UnOp:
				default:
					other[g] = true // its address is taken, or a part assigned
				}
			}
		}
	}
	for g := range other {
		delete(set, g)
	}
	return set
}

// reads are the package variables that a function and those it calls load.
type reads struct {
	flow  *flow.Package
	seen  map[*ssa.Function]bool
	found map[*ssa.Global]ssa.Instruction
	order []*ssa.Global
	own   map[*ssa.Global]bool // assigned on the way
}

// visit collects the loads of fn and of the functions it calls.
func (r *reads) visit(fn *ssa.Function) {
	if r.seen[fn] || len(r.seen) > 200 {
		return
	}
	r.seen[fn] = true
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if g, ok := instr.Addr.(*ssa.Global); ok {
				if r.own == nil {
					r.own = make(map[*ssa.Global]bool)
				}
				r.own[g] = true
			}
		case *ssa.UnOp:
			g, ok := instr.X.(*ssa.Global)
			if ok && instr.Op == token.MUL && r.found[g] == nil && !r.own[g] && instr.Pos().IsValid() {
				r.found[g] = instr
				r.order = append(r.order, g)
			}
		case *ssa.Call:
			callees, certainty := r.flow.Callees(instr)
			if certainty == flow.Sure && !isInit(callees[0].Fn) {
				r.visit(callees[0].Fn)
			}
		}
	}
}

// isInit reports whether fn is an init function or initialises the variables
// of the package.
func isInit(fn *ssa.Function) bool {
	return fn.Parent() == nil && fn.Signature.Recv() == nil && (fn.Name() == "init" || strings.HasPrefix(fn.Name(), "init#"))
}

type positioned interface{ Pos() token.Pos }

func file(pass *analysis.Pass, at positioned) string { return pass.Fset.Position(at.Pos()).Filename }

// hasInit reports whether the package has an init function.
func hasInit(pass *analysis.Pass) bool {
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				return true
			}
		}
	}
	return false
}
