package peersize

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports allocations whose size the peer chooses.
var Analyzer = &analysis.Analyzer{
	Name:     "peersize",
	Doc:      docs.MustExtract(doc, "peersize"),
	URL:      docs.URL("peersize"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !decodes(pass.Pkg) || deliberate.OnTrial(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	sources := sources{flow: p, known: make(map[question]ssa.Instruction)}
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			size, what := allocated(instr)
			if size == nil {
				continue
			}
			source := sources.of(instr, size, 0)
			if source == nil {
				continue
			}
			name := p.Name(size)
			if name == "" {
				name = "a number"
			}
			report.At(pass, p.Range(instr), "size", fmt.Sprintf("%s takes its size from %s, which the peer chooses without a limit", what, name),
				report.Step(p.Range(source), "reads %s from the input here", name), report.Step(p.Range(instr), "allocates that much here"))
		}
	}
	reportBodies(pass, p)
	return nil, nil
}

// decodes reports whether pkg imports a package that reads numbers or requests.
func decodes(pkg *types.Package) bool {
	return syntax.Imports(pkg, "encoding/binary", "strconv", "net/http", "github.com/gin-gonic/gin")
}

// allocated returns the size of the memory that instr allocates, and what does
// it.
func allocated(instr ssa.Instruction) (size ssa.Value, what string) {
	switch instr := instr.(type) {
	case *ssa.MakeSlice:
		size = instr.Cap
		if _, isConst := size.(*ssa.Const); isConst {
			size = instr.Len
		}
		what = "make"
	case *ssa.MakeMap:
		size, what = instr.Reserve, "make"
	case *ssa.Call:
		switch flow.CalleeName(instr.Common()) {
		case "(*bytes.Buffer).Grow", "(*strings.Builder).Grow", "slices.Grow":
			size, what = instr.Call.Args[1], "Grow"
		case "strings.Repeat", "bytes.Repeat":
			size, what = instr.Call.Args[1], "Repeat"
		}
	}
	if _, isConst := size.(*ssa.Const); isConst {
		return nil, ""
	}
	return size, what
}
