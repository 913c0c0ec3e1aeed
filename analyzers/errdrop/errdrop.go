package errdrop

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports errors that are dropped although they matter.
var Analyzer = &analysis.Analyzer{
	Name:     "errdrop",
	Doc:      docs.MustExtract(doc, "errdrop"),
	URL:      docs.URL("errdrop"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		for _, pair := range protocol.Pairs(fn) {
			if inTest(p, pair.Tuple.Pos()) {
				continue
			}
			if pair.Error && pair.Call() != nil && pair.Discarded(p) && mayFail(pair.Call()) {
				reportUsed(pass, p, model, pair)
			}
		}
		reportIgnored(pass, p, fn)
	}
	return nil, nil
}

func inTest(p *flow.Package, pos token.Pos) bool {
	return strings.HasSuffix(p.Fset.Position(pos).Filename, "_test.go")
}

// reportUsed reports the use of a value whose error was discarded.
func reportUsed(pass *analysis.Pass, p *flow.Package, model *nilness.Model, pair *protocol.Pair) {
	use := protocol.Unchecked(p, model, pair)
	if use == nil {
		return
	}
	name := p.Name(use.Value)
	if name == "" {
		name = "the result"
	}
	report.At(pass, p.Range(pair.Call()), "used", fmt.Sprintf("the error is discarded, but %s is used as if it could not be nil", name),
		report.Step(p.Range(pair.Call()), "the error is discarded here"), report.Step(p.Range(use.Instr), "%s is used here, nil or not", name))
}

// mayFail reports whether call can fail at all: a function that is given
// constants only, such as url.Parse of a literal, has been tried out.
func mayFail(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		if _, ok := arg.(*ssa.Const); !ok {
			return true
		}
	}
	return len(call.Call.Args) == 0 || call.Call.IsInvoke() || opens(flow.CalleeName(call.Common()))
}

// opens reports whether the function depends on the world, not only on its
// arguments.
func opens(name string) bool {
	for _, prefix := range []string{"os.", "net.", "net/http.Get", "net/http.Post", "net/http.Head", "database/sql.", "(*net/http.Client)", "os/user."} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// reportIgnored reports call statements in fn that ignore an error whose loss
// goes unnoticed.
func reportIgnored(pass *analysis.Pass, p *flow.Package, fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || len(*call.Referrers()) > 0 || !returnsError(call) {
			continue
		}
		name := flow.CalleeName(call.Common())
		if !matters[name] || inTest(p, call.Pos()) || cannotFail(call) || !isStatement(p, call) {
			continue
		}
		short := name[strings.LastIndex(name, "/")+1:]
		short = strings.TrimLeft(strings.ReplaceAll(short, ")", ""), "(*")
		report.At(pass, p.Range(call), "ignored", fmt.Sprintf("the error of %s is ignored, so a failure goes unnoticed", short))
	}
}

// cannotFail reports whether call works in memory, or flushes a writer that was
// not made here, whose error its owner learns of later.
func cannotFail(call *ssa.Call) bool {
	for i, arg := range call.Call.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		switch arg.Type().String() {
		case "*bytes.Buffer", "*bytes.Reader", "*strings.Reader", "*strings.Builder":
			return true
		case "*bufio.Writer":
			made, ok := arg.(*ssa.Call)
			return i == 0 && (!ok || !strings.HasPrefix(flow.CalleeName(made.Common()), "bufio.NewWriter"))
		}
	}
	return false
}

func returnsError(call *ssa.Call) bool {
	results := call.Call.Signature().Results()
	return results.Len() > 0 && protocol.IsError(results.At(results.Len()-1).Type())
}

// matters are functions called for an effect that is missed if they fail.
var matters = map[string]bool{
	"os.WriteFile": true, "os.Rename": true, "os.Mkdir": true, "os.MkdirAll": true, "os.Link": true, "os.Symlink": true,
	"os.Truncate": true, "(*os.File).Truncate": true, "(*os.File).Sync": true, "os.CopyFS": true,
	"io/ioutil.WriteFile":     true,
	"encoding/json.Unmarshal": true, "(*encoding/json.Decoder).Decode": true,
	"encoding/xml.Unmarshal": true, "(*encoding/xml.Decoder).Decode": true,
	"(*encoding/gob.Decoder).Decode": true, "(*encoding/gob.Encoder).Encode": true,
	"encoding/binary.Read": true, "encoding/binary.Write": true,
	"(*database/sql.Tx).Commit": true, "(*database/sql.Rows).Scan": true, "(*database/sql.Row).Scan": true,
	"(*database/sql.DB).Exec": true, "(*database/sql.DB).ExecContext": true, "(*database/sql.Tx).Exec": true,
	"(*database/sql.Tx).ExecContext": true, "(*database/sql.Stmt).Exec": true, "(*database/sql.Stmt).ExecContext": true,
	"(*database/sql.DB).Ping": true, "(*database/sql.DB).PingContext": true,
	"(*bufio.Writer).Flush": true, "(*encoding/csv.Writer).WriteAll": true, "io.ReadFull": true,
	"net/http.ListenAndServe": true, "net/http.ListenAndServeTLS": true, "net/http.Serve": true,
	"(*net/http.Server).ListenAndServe": true, "(*net/http.Server).ListenAndServeTLS": true, "(*net/http.Server).Serve": true,
	"(*os/exec.Cmd).Run": true, "(*os/exec.Cmd).Start": true,
	"crypto/rand.Read":              false, // never fails since Go 1.24
	"runtime/pprof.StartCPUProfile": true, "runtime/trace.Start": true,
	"(*archive/tar.Writer).WriteHeader": true, "(*archive/tar.Writer).Close": true, "(*archive/zip.Writer).Close": true,
	"(*compress/gzip.Writer).Close": true,
}

// isStatement reports whether call stands alone: "_ = f()" and "_, _ = f()"
// are deliberate.
func isStatement(p *flow.Package, call *ssa.Call) bool {
	return standsAlone(p.Enclosing(call.Pos()), call.Pos())
}
