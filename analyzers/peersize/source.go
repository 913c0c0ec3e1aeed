package peersize

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// sources tells where numbers come from.
type sources struct {
	flow  *flow.Package
	known map[question]ssa.Instruction
}

// A question is one that sums and helpers ask again and again.
type question struct {
	at    ssa.Instruction
	v     ssa.Value
	depth int
}

// of returns the instruction that reads the number v is computed from out of
// some input, if nothing before at limits it, or nil. Numbers of 8 and 16 bits
// are small enough.
func (s sources) of(at ssa.Instruction, v ssa.Value, depth int) ssa.Instruction {
	if depth > 8 {
		return nil
	}
	q := question{at, v, depth}
	source, ok := s.known[q]
	if !ok {
		if source = s.find(at, v, depth); source != nil && ranges.Limited(at, v) {
			source = nil
		}
		s.known[q] = source
	}
	return source
}

func (s sources) find(at ssa.Instruction, v ssa.Value, depth int) ssa.Instruction {
	switch v := v.(type) {
	case *ssa.Convert:
		if small(v.X.Type()) {
			return nil
		}
		return s.of(at, v.X, depth+1)
	case *ssa.ChangeType:
		return s.of(at, v.X, depth+1)
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD, token.SUB, token.MUL, token.SHL:
			source := s.of(at, v.X, depth+1)
			if source == nil {
				source = s.of(at, v.Y, depth+1)
			}
			if source == nil || ranges.Limited(at, v.X) || ranges.Limited(at, v.Y) {
				return nil
			}
			return source
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if source := s.of(at, edge, depth+1); source != nil {
				return source
			}
		}
	case *ssa.Call:
		if decodes32(v) {
			if fromReader(v.Call.Args[len(v.Call.Args)-1]) {
				return v
			}
			return nil
		}
		return s.ofHelper(v, 0, depth)
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok {
			return nil
		}
		if source := s.ofHelper(call, v.Index, depth); source != nil || v.Index != 0 {
			return source
		}
		switch flow.CalleeName(call.Common()) {
		case "encoding/binary.ReadUvarint", "encoding/binary.ReadVarint":
			if s.local(call.Call.Args[0]) {
				return nil
			}
			return call
		case "strconv.Atoi", "strconv.ParseInt", "strconv.ParseUint":
			if fromRequest(call.Call.Args[0]) {
				return call
			}
		}
	case *ssa.UnOp:
		if v.Op == token.MUL && !small(v.Type()) {
			if isContentLength(v.X) {
				return v
			}
			return s.readInto(v)
		}
	}
	return nil
}

// ofHelper returns what reads the number that call, of a function of the
// package, returns as the given result, or nil.
func (s sources) ofHelper(call *ssa.Call, result, depth int) ssa.Instruction {
	callees, certainty := s.flow.Callees(call)
	if certainty != flow.Sure {
		return nil
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || result >= len(ret.Results) {
			continue
		}
		v := flow.Results(ret)[result]
		if source := s.of(ret, v, depth+3); source != nil && fromPeer(source) {
			return source
		}
		if param := decoded(v); param != nil && !ranges.Limited(ret, v) { // func size(b []byte) int
			if i := slices.Index(callees[0].Fn.Params, param); callees[0].Args[i] != nil && fromReader(callees[0].Args[i]) {
				return call
			}
		}
	}
	return nil
}

// fromPeer reports whether source, in a helper, reads from what may be a
// connection. Helpers that decode numbers from readers of other types belong to
// formats of files more often than not.
func fromPeer(source ssa.Instruction) bool {
	call, ok := source.(*ssa.Call)
	if !ok {
		return true // Content-Length
	}
	if !decodes32(call) {
		switch flow.CalleeName(call.Common()) {
		case "encoding/binary.ReadUvarint", "encoding/binary.ReadVarint", "encoding/binary.Read":
			return mayBeConn(values.Unwrap(call.Call.Args[0]).Type())
		}
		return true
	}
	read := readOf(call.Call.Args[len(call.Call.Args)-1])
	return read != nil && mayBeConn(values.Unwrap(read).Type())
}

// mayBeConn reports whether t is the type of connections, or of a reader that
// is put around them.
func mayBeConn(t types.Type) bool {
	switch types.TypeString(types.Unalias(t), nil) {
	case "net.Conn", "*net.TCPConn", "*net.UnixConn", "*crypto/tls.Conn", "*bufio.Reader", "*bufio.ReadWriter", "io.Reader", "io.ReadCloser", "io.ReadWriter", "io.ReadWriteCloser":
		return true
	}
	return false
}

// decoded returns the parameter that v is the binary number of, or nil.
func decoded(v ssa.Value) *ssa.Parameter {
	for {
		conv, ok := v.(*ssa.Convert)
		if !ok || small(conv.X.Type()) {
			break
		}
		v = conv.X
	}
	call, ok := v.(*ssa.Call)
	if !ok || !decodes32(call) {
		return nil
	}
	buf := call.Call.Args[len(call.Call.Args)-1]
	if s, ok := buf.(*ssa.Slice); ok {
		buf = s.X
	}
	param, _ := buf.(*ssa.Parameter)
	return param
}

// decodes32 reports whether call decodes a binary number of 32 bits or more.
func decodes32(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "(encoding/binary.bigEndian).Uint32", "(encoding/binary.bigEndian).Uint64", "(encoding/binary.littleEndian).Uint32", "(encoding/binary.littleEndian).Uint64",
		"(encoding/binary.ByteOrder).Uint32", "(encoding/binary.ByteOrder).Uint64":
		return true
	}
	return false
}

// isContentLength reports whether addr is the field ContentLength of a request
// or response.
func isContentLength(addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	f := flow.FieldOf(field)
	return f != nil && f.Name() == "ContentLength" && f.Pkg() != nil && f.Pkg().Path() == "net/http"
}

// readInto returns the call of binary.Read that fills the variable, or a field
// of the variable, that load reads; or nil.
func (s sources) readInto(load *ssa.UnOp) ssa.Instruction {
	addr := load.X
	if field, ok := addr.(*ssa.FieldAddr); ok {
		addr = field.X
	}
	if addr.Referrers() == nil {
		return nil
	}
	for _, ref := range flow.Referrers(addr) {
		conv, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, use := range *conv.Referrers() {
			call, ok := use.(*ssa.Call)
			if ok && flow.CalleeName(call.Common()) == "encoding/binary.Read" && flow.Reaches(call, load) && !s.local(call.Call.Args[0]) {
				return call
			}
		}
	}
	return nil
}

// local reports whether the reader v reads from memory, which is there already,
// or from a file, which is no peer.
func (s sources) local(v ssa.Value) bool {
	return values.InMemory(s.flow, v) || values.OnlyTypes(s.flow, v, []string{"*os.File", "*io.SectionReader"})
}

// fromReader reports whether buf was filled by a read in its function: from a
// reader, and not handed in from memory.
func fromReader(buf ssa.Value) bool { return readOf(buf) != nil }

// readOf returns the reader that buf was filled from in its function, or nil.
func readOf(buf ssa.Value) ssa.Value {
	for {
		s, ok := buf.(*ssa.Slice)
		if !ok {
			return filledFrom(buf)
		}
		if r := filledFrom(s); r != nil {
			return r
		}
		buf = s.X
	}
}

// filledFrom returns the reader that is read into v, or a slice of it, or nil.
func filledFrom(v ssa.Value) ssa.Value {
	if v.Referrers() == nil {
		return nil
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.Slice:
			if r := filledFrom(ref); ref.X == v && r != nil {
				return r
			}
		case *ssa.Call:
			fn := flow.CalleeObject(ref.Common())
			switch {
			case fn == nil:
			case fn.FullName() == "io.ReadFull", fn.FullName() == "io.ReadAtLeast":
				return ref.Call.Args[0]
			case fn.Name() == "Read" && fn.Signature().Recv() != nil:
				if ref.Call.IsInvoke() {
					return ref.Call.Value
				}
				return ref.Call.Args[0]
			}
		}
	}
	return nil
}

// fromRequest reports whether the text v comes from an HTTP request.
func fromRequest(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return handlers.Sent(v) || ok && flow.CalleeName(call.Common()) == "(net/http.Header).Get"
}

// small reports whether a number of type t is at most 65535.
func small(t types.Type) bool {
	return ranges.OfType(t).Hi <= 1<<16
}
