package unclosed

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
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

//go:embed doc.go
var doc string

// Analyzer reports resources that are not closed, or closed too early or
// without a look at the error.
var Analyzer = &analysis.Analyzer{
	Name:     "unclosed",
	Doc:      docs.MustExtract(doc, "unclosed"),
	URL:      docs.URL("unclosed"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !acquiresAnything(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, typestate.Closers, nil)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for _, r := range tracker.Resources(fn) {
			switch name := nameOf(p, r); {
			case r.Discarded():
				if !r.Final && mustKeep(r) {
					report.At(pass, p.Range(r.Call), "leak", fmt.Sprintf("the %s is discarded, so nothing can close it", r.What))
				}
			case reportLeak(pass, tracker, r, name):
			case reportEarly(pass, tracker, r, name):
			case reportReturned(pass, tracker, r, name):
			default:
				reportWritten(pass, tracker, r, name)
			}
		}
	}
	return nil, nil
}

// reportLeak reports a path that leaves r open, and whether there is one.
func reportLeak(pass *analysis.Pass, tracker *typestate.Tracker, r typestate.Resource, name string) bool {
	leak := tracker.Leak(r)
	if leak == nil {
		return false
	}
	p := flow.Of(pass)
	if r.Final {
		report.At(pass, p.Range(r.Call), "unflushed", fmt.Sprintf("%s is never flushed or closed on some path, so its last bytes are lost", name),
			report.Step(p.Range(r.Call), "%s buffers data from here", name),
			report.Step(p.Range(leak.Path.End), "returns here without %s.%s", name, r.MethodName()))
		return true
	}
	message := fmt.Sprintf("%s is left open on some path: %s is missing there", name, r.Release(name))
	if r.Lent {
		message = fmt.Sprintf("%s does not go back to its pool on some path: %s is missing there", name, r.Release(name))
	}
	end := report.Step(p.Range(leak.Path.End), "returns here without %s", r.Release(name))
	if leak.Again {
		end = report.Step(p.Range(leak.Path.End), "the next %s is opened here", r.What)
	}
	report.At(pass, p.Range(r.Call), "leak", message, report.Step(p.Range(r.Call), "%s is opened here", name), end)
	return true
}

// reportEarly reports a look at what the writer r has written before its deferred
// Close completes it, and whether there is one.
func reportEarly(pass *analysis.Pass, tracker *typestate.Tracker, r typestate.Resource, name string) bool {
	closing, read := tracker.ReadBeforeClose(r)
	if read == nil {
		return false
	}
	p := flow.Of(pass)
	report.At(pass, p.Range(read), "unflushed", fmt.Sprintf("the content is taken before the deferred %s.%s completes it", name, r.MethodName()),
		report.Step(p.Range(read), "takes what has been written so far"),
		report.Step(p.Range(closing), "%s writes the rest when the function returns", name))
	return true
}

// reportReturned reports a return of r, or of something that reads from it,
// by a function that has closed it.
func reportReturned(pass *analysis.Pass, tracker *typestate.Tracker, r typestate.Resource, name string) bool {
	closing, ret := tracker.ReturnedReleased(r)
	if ret == nil {
		return false
	}
	p := flow.Of(pass)
	report.At(pass, p.Range(ret), "returned", fmt.Sprintf("%s is returned closed: the function itself closes it", name),
		report.Step(p.Range(closing), "closes %s when the function returns", name),
		report.Step(p.Range(ret), "hands %s to the caller", name))
	return true
}

// reportWritten reports a deferred Close or Flush of a written file, or of a
// writer, whose error is lost by a function that could return it.
func reportWritten(pass *analysis.Pass, tracker *typestate.Tracker, r typestate.Resource, name string) {
	if !returnsError(r.Call.Parent()) || !opensForWriting(r.Call) && (!r.Final || r.InMemory() || r.ToTerminal()) {
		return
	}
	closing, written := tracker.OnlyDeferredRelease(r)
	if closing == nil || written == nil {
		return
	}
	p := flow.Of(pass)
	report.At(pass, p.Range(closing), "writeerr", fmt.Sprintf("the deferred %s drops the error that says whether %s was written", flow.CalleeObject(closing.Common()).Name(), name),
		report.Step(p.Range(written), "writes to %s here", name),
		report.Step(p.Range(closing), "ends it here and ignores the error"))
}

// acquiresAnything reports whether pkg imports a package of the table.
func acquiresAnything(pkg *types.Package) bool {
	packages := typestate.Closers.Packages()
	for _, imp := range pkg.Imports() {
		if packages[imp.Path()] {
			return true
		}
	}
	return false
}

// mustKeep reports whether the code cannot release r by other means: a
// database handle or connection lives on in others, a response body does not.
func mustKeep(r typestate.Resource) bool {
	return r.Err != nil || r.Call.Call.Signature().Results().Len() == 1
}

func returnsError(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	return results.Len() > 0 && typ.IsError(results.At(results.Len()-1).Type())
}

// opensForWriting reports whether call opens a file for writing.
func opensForWriting(call *ssa.Call) bool {
	const writeFlags = 1 | 2 // O_WRONLY, O_RDWR on all systems
	switch flow.CalleeName(call.Common()) {
	case "os.Create", "(*os.Root).Create":
		return true
	case "os.CreateTemp":
		return !removesFile(call.Parent())
	case "os.OpenFile", "(*os.Root).OpenFile":
		for _, arg := range call.Call.Args {
			if k, ok := arg.(*ssa.Const); ok && types.Identical(k.Type(), types.Typ[types.Int]) && k.Value != nil {
				return k.Int64()&writeFlags != 0
			}
		}
	}
	return false
}

// removesFile reports whether fn removes a file: the one it has written, say.
func removesFile(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			switch flow.CalleeName(call.Common()) {
			case "os.Remove", "os.RemoveAll":
				return true
			}
		}
	}
	return false
}

// nameOf returns what to call r in a message.
func nameOf(p *flow.Package, r typestate.Resource) string {
	if r.Value == nil {
		return ""
	}
	name := p.Name(r.Value)
	if name == "" || strings.HasSuffix(name, "()") {
		return "the " + r.What
	}
	return name
}
