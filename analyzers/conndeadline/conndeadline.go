package conndeadline

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
	"github.com/interviewlint/interviewlint/analyzers/internal/listeners"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports connections used without a deadline.
var Analyzer = &analysis.Analyzer{
	Name:     "conndeadline",
	Doc:      docs.MustExtract(doc, "conndeadline"),
	URL:      docs.URL("conndeadline"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "net") || deliberate.OnTrial(pass) {
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, typestate.Connections, nil)
	reported := map[ssa.Instruction]bool{} // a helper's wait is one, whatever the callers
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for _, r := range tracker.Resources(fn) {
			if r.Value == nil || ofThisMachine(p, r.Call.Common()) {
				continue
			}
			used := tracker.ReadWithout(r, deadline)
			if used == nil || reported[used] {
				continue
			}
			reported[used] = true
			name := p.Name(r.Value)
			if name == "" || strings.HasSuffix(name, ")") {
				name = "the connection"
			}
			report.At(pass, p.Range(used), "", fmt.Sprintf("%s has no deadline, so a silent peer blocks this for ever", name),
				report.Step(p.Range(r.Call), "%s is opened here", name), report.Step(p.Range(used), "waits for the peer here"))
		}
	}
	return nil, nil
}

// deadline reports whether a method of this name limits how long a connection
// waits for its peer to send.
func deadline(method string) bool {
	switch method {
	case "SetDeadline", "SetReadDeadline", "SetKeepAlive", "SetKeepAliveConfig":
		return true
	}
	return false
}

// ofThisMachine reports whether call, which returns a connection, dials or
// listens at an address that other machines cannot reach.
func ofThisMachine(p *flow.Package, call *ssa.CallCommon) bool {
	fn := flow.CalleeObject(call)
	if fn == nil {
		return false
	}
	args := call.Args
	switch name := fn.FullName(); {
	case strings.HasSuffix(name, ".Accept") || strings.HasSuffix(name, ".AcceptTCP"):
		listener := call.Value
		if !call.IsInvoke() {
			listener = args[0]
		}
		e, _ := listeners.Accepting(p, listener)
		return e == listeners.Local || e == listeners.Unknown && madeElsewhere(listener)
	case name == "net.Dial" || name == "net.DialTimeout" || name == "crypto/tls.Dial":
		e, _ := listeners.Address(p, args[1])
		network, ok := values.String(p, args[0])
		return ok && strings.HasPrefix(network, "tcp") && e == listeners.Local
	}
	return false
}

// madeElsewhere reports whether v is the result of a function other than those
// that listen, which knows the address.
func madeElsewhere(v ssa.Value) bool {
	v = values.Unwrap(v)
	if load, ok := v.(*ssa.UnOp); ok { // a variable that is captured
		v = stored(load.X)
	}
	if extract, ok := v.(*ssa.Extract); ok {
		v = extract.Tuple
	}
	_, ok := v.(*ssa.Call)
	return ok
}

// stored returns the only value of the local variable at addr, or nil.
func stored(addr ssa.Value) ssa.Value {
	if fv, ok := addr.(*ssa.FreeVar); ok {
		addr = flow.Binding(fv)
	}
	local, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	all, complete := flow.LocalStores(local)
	if !complete || len(all) != 1 {
		return nil
	}
	return all[0]
}
