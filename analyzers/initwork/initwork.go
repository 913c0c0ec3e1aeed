package initwork

import (
	_ "embed"
	"fmt"
	"strings"

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

// Analyzer reports initialisation that works or exits behind the importer's back.
var Analyzer = &analysis.Analyzer{
	Name:     "initwork",
	Doc:      docs.MustExtract(doc, "initwork"),
	URL:      docs.URL("initwork"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Name() == "main" || !suspicious(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	w := &walker{pass: pass, flow: p, seen: make(map[*ssa.Function]bool)}
	for _, fn := range p.Functions() {
		if isInit(fn) && !deliberate.InTest(pass.Fset, fn.Pos()) {
			w.visit(fn, nil)
		}
	}
	reportExits(pass, p, w)
	return nil, nil
}

// walker looks for work below init functions and initialisers of variables.
type walker struct {
	pass   *analysis.Pass
	flow   *flow.Package
	seen   map[*ssa.Function]bool
	exited map[*ssa.Call]bool
}

// visit reports what fn does, called through the calls of chain.
func (w *walker) visit(fn *ssa.Function, chain []ssa.Instruction) {
	if w.seen[fn] || len(chain) > 6 {
		return
	}
	w.seen[fn] = true
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || deliberate.InTest(w.pass.Fset, instr.Pos()) || !instr.Pos().IsValid() {
			continue
		}
		if _, isGo := call.(*ssa.Go); isGo {
			w.report(chain, instr, "work", "starts a goroutine")
			continue
		}
		if c, isCall := call.(*ssa.Call); isCall && exits(c) {
			if w.exited == nil {
				w.exited = make(map[*ssa.Call]bool)
			}
			w.exited[c] = true
			w.report(chain, instr, "exit", "may end the process with "+callName(c))
			continue
		}
		if what := slow[flow.CalleeName(call.Common())]; what != "" {
			if w.asksKernel(call) {
				continue
			}
			w.report(chain, instr, "work", what)
			continue
		}
		callees, certainty := w.flow.Callees(call)
		switch {
		case certainty != flow.Sure || isInit(callees[0].Fn):
		case callees[0].Fn.Parent() != nil: // a literal: its text stands here
			w.visit(callees[0].Fn, chain)
		default:
			w.visit(callees[0].Fn, append(chain[:len(chain):len(chain)], instr))
		}
	}
}

func (w *walker) report(chain []ssa.Instruction, at ssa.Instruction, category, what string) {
	first := at
	var trace []analysis.RelatedInformation
	if len(chain) > 0 {
		first = chain[0]
		for _, step := range chain {
			call := step.(ssa.CallInstruction)
			trace = append(trace, report.Step(w.flow.Range(step), "calls %s here", callName(call)))
		}
		trace = append(trace, report.Step(w.flow.Range(at), "%s here", what))
	}
	report.At(w.pass, w.flow.Range(first), category, fmt.Sprintf("importing this package %s", what), trace...)
}

// slow lists functions that wait for something outside the process, and what
// they do.
var slow = map[string]string{
	"net/http.Get": "makes an HTTP request", "net/http.Post": "makes an HTTP request", "net/http.PostForm": "makes an HTTP request", "net/http.Head": "makes an HTTP request",
	"(*net/http.Client).Do": "makes an HTTP request", "(*net/http.Client).Get": "makes an HTTP request", "(*net/http.Client).Post": "makes an HTTP request",
	"net/http.ListenAndServe": "starts a server", "net.Listen": "opens a port",
	"net.Dial": "connects to the network", "net.DialTimeout": "connects to the network", "(*net.Dialer).Dial": "connects to the network", "(*net.Dialer).DialContext": "connects to the network",
	"net.LookupHost": "asks the name server", "net.LookupIP": "asks the name server", "net.LookupAddr": "asks the name server",
	"(*database/sql.DB).Ping": "connects to a database", "(*database/sql.DB).PingContext": "connects to a database", "(*database/sql.DB).Exec": "queries a database",
	"(*database/sql.DB).Query": "queries a database", "(*database/sql.DB).QueryRow": "queries a database", "(*database/sql.DB).ExecContext": "queries a database", "(*database/sql.DB).QueryContext": "queries a database",
	"(*database/sql.DB).QueryRowContext": "queries a database", "(*database/sql.DB).Begin": "queries a database", "gorm.io/gorm.Open": "connects to a database",
	"os.Open": "reads a file", "os.OpenFile": "opens a file", "os.ReadFile": "reads a file", "os.ReadDir": "reads a directory", "io/ioutil.ReadFile": "reads a file", "io/ioutil.ReadDir": "reads a directory",
	"os.Create": "writes a file", "os.WriteFile": "writes a file", "os.MkdirAll": "writes to the file system", "os.Mkdir": "writes to the file system", "os.MkdirTemp": "writes to the file system",
	"path/filepath.Walk": "walks a file tree", "path/filepath.WalkDir": "walks a file tree", "path/filepath.Glob": "reads a directory",
	"(*os/exec.Cmd).Run": "runs a command", "(*os/exec.Cmd).Output": "runs a command", "(*os/exec.Cmd).CombinedOutput": "runs a command", "(*os/exec.Cmd).Start": "runs a command",
	"time.Sleep": "sleeps",
}

// isInit reports whether fn is an init function or initialises the variables
// of the package.
func isInit(fn *ssa.Function) bool {
	return fn.Parent() == nil && fn.Signature.Recv() == nil && (fn.Name() == "init" || strings.HasPrefix(fn.Name(), "init#"))
}

func callName(call ssa.CallInstruction) string {
	fn := flow.CalleeObject(call.Common())
	if fn == nil {
		return "a function"
	}
	if fn.Pkg() != nil && fn.Signature().Recv() == nil && fn.Pkg() != call.Parent().Pkg.Pkg {
		return fn.Pkg().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// suspicious reports whether the package imports anything that could do such
// work, or starts goroutines.
func suspicious(pass *analysis.Pass) bool {
	return syntax.Imports(pass.Pkg, "os", "net", "net/http", "database/sql", "os/exec", "time", "log", "path/filepath", "io/ioutil", "go.uber.org/zap", "github.com/sirupsen/logrus", "gorm.io/gorm", "sync")
}
