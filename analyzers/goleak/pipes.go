package goleak

import (
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// checkPipes reports goroutines that use one end of a pipe, if the function
// that has the other may return without closing it: an io.Pipe has no buffer, so
// that a write waits until somebody reads or closes, and a read until somebody
// writes or closes.
func checkPipes(pass *analysis.Pass, p *flow.Package) {
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if ok && flow.CalleeName(call.Common()) == "io.Pipe" && !deliberate.InTest(pass.Fset, call.Pos()) {
				checkPipe(pass, p, call)
			}
		}
	}
}

// checkPipe does so for the pipe that call makes.
func checkPipe(pass *analysis.Pass, p *flow.Package, call *ssa.Call) {
	reader, writer := make(pipeEnd), make(pipeEnd)
	for _, ref := range flow.Referrers(call) {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 {
			reader.add(e)
		} else if ok {
			writer.add(e)
		}
	}
	for instr := range flow.Instructions(call.Parent()) {
		spawn, ok := instr.(*ssa.Go)
		if !ok {
			continue
		}
		reads, writes := reader.handedTo(spawn), writer.handedTo(spawn)
		if reads == writes {
			continue
		}
		search := pipeSearch{spawn: spawn, mine: reader, other: writer}
		category, message, left := "abandoned", "goroutine can block for ever writing to a pipe: its reader may be gone without closing it", "reader"
		if reads {
			search.mine, search.other = writer, reader
			category, message, left = "forgotten", "goroutine can block for ever reading from a pipe: its writer may never be closed", "writer"
		}
		end := search.find(p, call)
		if end == nil && writes {
			end = search.atCallers(p, call.Parent())
		}
		if end != nil {
			report.At(pass, p.Range(spawn), category, message, report.Step(p.Range(call), "pipe made here"),
				report.Step(p.Range(spawn), "goroutine started here"), report.Step(p.Range(end), "returns here with the %s open", left))
		}
	}
}

// atCallers returns where a caller of fn, which returns the end that s is about
// first, returns with that open.
func (s pipeSearch) atCallers(p *flow.Package, fn *ssa.Function) ssa.Instruction {
	for instr := range flow.Instructions(fn) {
		if ret, ok := instr.(*ssa.Return); ok && (len(ret.Results) == 0 || !s.mine[flow.Results(ret)[0]]) {
			return nil
		}
	}
	for _, caller := range p.CallersOf(fn).Calls {
		call, ok := caller.(*ssa.Call)
		if !ok {
			continue
		}
		at := pipeSearch{mine: make(pipeEnd), other: make(pipeEnd)}
		if call.Call.Signature().Results().Len() == 1 {
			at.mine.add(call)
		}
		for _, ref := range flow.Referrers(call) {
			if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 {
				at.mine.add(e)
			}
		}
		if end := at.find(p, call); len(at.mine) > 0 && end != nil {
			return end
		}
	}
	return nil
}

// A pipeEnd is one end of a pipe: the values that denote it, or a reader or
// writer around it, and the variables that hold it.
type pipeEnd map[ssa.Value]bool

// add adds v and what is made of it.
func (e pipeEnd) add(v ssa.Value) {
	if e[v] {
		return
	}
	e[v] = true
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
			e.add(ref.(ssa.Value))
		case *ssa.UnOp: // read from a variable
			e.add(ref)
		case *ssa.Extract:
			if ref.Index == 0 {
				e.add(ref)
			}
		case *ssa.Store:
			if local, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				e.add(local)
			}
		case *ssa.Call:
			if wraps(ref.Common()) {
				e.add(ref)
			}
		}
	}
}

// wraps reports whether call makes a reader or writer that leaves closing the
// one around which it is made to others.
func wraps(call *ssa.CallCommon) bool {
	switch flow.CalleeName(call) {
	case "bufio.NewReader", "bufio.NewReaderSize", "bufio.NewScanner", "bufio.NewWriter", "bufio.NewWriterSize", "compress/flate.NewWriter",
		"compress/gzip.NewReader", "compress/gzip.NewWriter", "compress/gzip.NewWriterLevel", "compress/zlib.NewWriter", "archive/tar.NewReader", "archive/tar.NewWriter",
		"archive/zip.NewWriter", "encoding/csv.NewReader", "encoding/csv.NewWriter", "encoding/gob.NewDecoder", "encoding/gob.NewEncoder",
		"encoding/json.NewDecoder", "encoding/json.NewEncoder", "io.LimitReader", "io.TeeReader":
		return true
	}
	return false
}

// handedTo reports whether the goroutine that spawn starts gets e.
func (e pipeEnd) handedTo(spawn *ssa.Go) bool {
	return e.in(spawn.Call.Args) || e.captured(spawn.Call.Value)
}

func (e pipeEnd) in(values []ssa.Value) bool {
	for _, v := range values {
		if e[v] {
			return true
		}
	}
	return false
}

// captured reports whether v is a literal that uses e.
func (e pipeEnd) captured(v ssa.Value) bool {
	closure, ok := v.(*ssa.MakeClosure)
	return ok && e.in(closure.Bindings)
}

// A pipeSearch looks for a return of the function that starts the goroutine
// spawn, which has one end of a pipe, with the other end neither closed nor
// handed on. Without spawn, the goroutine runs already.
type pipeSearch struct {
	spawn *ssa.Go
	mine  pipeEnd // what the function has to close
	other pipeEnd
}

// A pipeState is what a search remembers: whether the goroutine runs, the last
// call that read from the pipe, and a request that has the pipe as its body.
type pipeState struct {
	started       bool
	read, request *ssa.Call
}

// find returns that return after from, or nil.
func (s pipeSearch) find(p *flow.Package, from *ssa.Call) ssa.Instruction {
	var track []ssa.Value
	for instr := range flow.Instructions(from.Parent()) {
		if call, ok := instr.(*ssa.Call); ok && (s.mine.in(call.Call.Args) || call.Call.IsInvoke() && s.mine[call.Call.Value]) {
			track = append(track, call)
			if err := errorOf(call); err != nil {
				track = append(track, err)
			}
		}
	}
	path, _ := flow.Find(p, flow.Search[pipeState]{Fn: from.Parent(), From: from, Init: pipeState{started: s.spawn == nil}, Step: s.step, Track: track})
	if path == nil {
		return nil
	}
	return path.End
}

func (s pipeSearch) step(state pipeState, e flow.Event, at *flow.Cursor) (pipeState, flow.Verdict) {
	switch instr := e.Instr.(type) {
	case *ssa.Go:
		if instr == s.spawn {
			state.started = true
		} else if s.mine.handedTo(instr) {
			return state, flow.Prune
		}
	case *ssa.Defer:
		for _, end := range []pipeEnd{s.mine, s.other} {
			if end[instr.Call.Value] || end.in(instr.Call.Args) || end.captured(instr.Call.Value) {
				return state, flow.Prune
			}
		}
	case *ssa.Call:
		return s.call(state, instr)
	case *ssa.Store:
		if _, local := instr.Addr.(*ssa.Alloc); !local && s.mine[instr.Val] && !variadic(instr) && !ofCommand(instr) {
			return state, flow.Prune
		}
	case *ssa.Send:
		if s.mine[instr.X] {
			return state, flow.Prune
		}
	case *ssa.MakeClosure:
		if s.mine.in(instr.Bindings) && (s.spawn == nil || s.spawn.Call.Value != ssa.Value(instr)) {
			return state, flow.Prune
		}
	case *ssa.Panic:
		return state, flow.Prune
	case *ssa.Return:
		if !state.started || s.mine.in(flow.Results(instr)) || s.drained(state.read, at) || taken(state.request, at) {
			return state, flow.Prune
		}
		return state, flow.Found
	}
	return state, flow.Continue
}

// call executes a call: it may close an end, read from it, or take it over.
func (s pipeSearch) call(state pipeState, call *ssa.Call) (pipeState, flow.Verdict) {
	name := flow.CalleeName(call.Common())
	method := name[strings.LastIndexByte(name, '.')+1:]
	closes := method == "Close" || method == "CloseWithError"
	on := call.Call.Args
	if call.Call.IsInvoke() {
		on = append([]ssa.Value{call.Call.Value}, on...)
	}
	switch {
	case s.other.in(on) && closes:
		return state, flow.Prune // that ends it as well
	case !s.mine.in(on):
	case closes && len(on) > 0 && isPipe(on[0]):
		return state, flow.Prune
	case wraps(call.Common()):
		state.read = call
	case name == "io.MultiWriter":
	case name == "net/http.NewRequest" || name == "net/http.NewRequestWithContext":
		state.request = call
	case s.mine[on[0]] && borrows(name):
	case s.mine[on[0]] && call.Call.Signature().Recv() != nil:
		state.read = call
	default:
		return state, flow.Prune
	}
	return state, flow.Continue
}

// isPipe reports whether v is an end of a pipe, and not a writer around it,
// which would not close it.
func isPipe(v ssa.Value) bool {
	switch v.Type().String() {
	case "*io.PipeReader", "*io.PipeWriter", "io.WriteCloser", "io.ReadCloser":
		return true
	}
	return false
}

// borrows reports whether the named function writes to its first argument, and
// leaves it open.
func borrows(name string) bool {
	switch name {
	case "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "io.Copy", "io.CopyBuffer", "io.CopyN", "io.WriteString":
		return true
	}
	return false
}

// variadic reports whether store puts an argument into the slice for the last
// parameter of a call.
func variadic(store *ssa.Store) bool {
	elem, ok := store.Addr.(*ssa.IndexAddr)
	if !ok {
		return false
	}
	array, ok := elem.X.(*ssa.Alloc)
	return ok && array.Comment == "varargs"
}

// ofCommand reports whether store sets a field of an exec.Cmd, which does not close
// what its output goes to.
func ofCommand(store *ssa.Store) bool {
	field, ok := store.Addr.(*ssa.FieldAddr)
	return ok && field.X.Type().String() == "*os/exec.Cmd"
}

// drained reports whether the last call that read from the pipe has found its
// end, or an error: then the goroutine has ended or does not write.
func (s pipeSearch) drained(read *ssa.Call, at *flow.Cursor) bool {
	if read == nil {
		return false
	}
	if more, known := at.Bool(read); known && !more { // Scan
		return true
	}
	err := errorOf(read)
	if err == nil {
		return false
	}
	isNil, known := at.Nil(err)
	return !known || !isNil
}

// taken reports whether the request, which has the pipe as its body, was made:
// who sends it closes the body.
func taken(request *ssa.Call, at *flow.Cursor) bool {
	if request == nil {
		return false
	}
	err := errorOf(request)
	if err == nil {
		return true
	}
	isNil, known := at.Nil(err)
	return !known || isNil
}

// errorOf returns the error that call returns last, or nil if there is none or
// nobody looks at it.
func errorOf(call *ssa.Call) ssa.Value {
	results := call.Call.Signature().Results()
	if results.Len() == 0 || !typ.IsError(results.At(results.Len()-1).Type()) {
		return nil
	}
	if results.Len() == 1 {
		return call
	}
	for _, ref := range flow.Referrers(call) {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == results.Len()-1 {
			return e
		}
	}
	return nil
}
