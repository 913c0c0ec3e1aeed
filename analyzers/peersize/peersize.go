package peersize

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			size, what := allocated(instr)
			if size == nil {
				continue
			}
			source := peerValue(fn, size, 0)
			if source == nil || ranges.Mentioned(instr, size) || mentionedBehind(instr, size) {
				continue
			}
			name := p.Name(size)
			if name == "" {
				name = "a number"
			}
			report.At(pass, p.Range(instr), "", fmt.Sprintf("%s takes its size from %s, which the peer chooses without a limit", what, name),
				report.Step(p.Range(source), "reads %s from the input here", name), report.Step(p.Range(instr), "allocates that much here"))
		}
	}
	return nil, nil
}

// decodes reports whether pkg imports a package that reads numbers from input.
func decodes(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if imp.Path() == "encoding/binary" || imp.Path() == "strconv" {
			return true
		}
	}
	return false
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

// peerValue returns the instruction that reads the number v is computed from
// out of some input, or nil. Numbers of 8 and 16 bits are small enough.
func peerValue(fn *ssa.Function, v ssa.Value, depth int) ssa.Instruction {
	if depth > 8 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Convert:
		if small(v.X.Type()) {
			return nil
		}
		return peerValue(fn, v.X, depth+1)
	case *ssa.ChangeType:
		return peerValue(fn, v.X, depth+1)
	case *ssa.BinOp:
		switch v.Op {
		case token.ADD, token.SUB, token.MUL, token.SHL:
			if source := peerValue(fn, v.X, depth+1); source != nil {
				return source
			}
			return peerValue(fn, v.Y, depth+1)
		}
	case *ssa.Call:
		switch flow.CalleeName(v.Common()) {
		case "(encoding/binary.bigEndian).Uint32", "(encoding/binary.bigEndian).Uint64", "(encoding/binary.littleEndian).Uint32", "(encoding/binary.littleEndian).Uint64",
			"(encoding/binary.ByteOrder).Uint32", "(encoding/binary.ByteOrder).Uint64":
			if fromReader(v.Call.Args[len(v.Call.Args)-1]) {
				return v
			}
		}
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 {
			return nil
		}
		switch flow.CalleeName(call.Common()) {
		case "encoding/binary.ReadUvarint", "encoding/binary.ReadVarint":
			return call
		case "strconv.Atoi", "strconv.ParseInt", "strconv.ParseUint":
			if fromRequest(call.Call.Args[0], 0) {
				return call
			}
		}
	case *ssa.UnOp:
		if v.Op == token.MUL && !small(v.Type()) {
			return readInto(v)
		}
	}
	return nil
}

// readInto returns the call of binary.Read that fills the variable, or a field
// of the variable, that load reads; or nil.
func readInto(load *ssa.UnOp) ssa.Instruction {
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
			if ok && flow.CalleeName(call.Common()) == "encoding/binary.Read" && flow.Reaches(call, load) && !memory(call.Call.Args[0]) {
				return call
			}
		}
	}
	return nil
}

// memory reports whether the reader v reads from memory, which is there
// already.
func memory(v ssa.Value) bool {
	conv, ok := v.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	switch conv.X.Type().String() {
	case "*bytes.Reader", "*bytes.Buffer", "*strings.Reader":
		return true
	}
	return false
}

// fromReader reports whether buf was filled by a read in its function: from a
// reader, and not handed in from memory.
func fromReader(buf ssa.Value) bool {
	for {
		s, ok := buf.(*ssa.Slice)
		if !ok {
			break
		}
		if filled(s) {
			return true
		}
		buf = s.X
	}
	return filled(buf)
}

// filled reports whether v, or a slice of it, is the buffer of a read.
func filled(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.Slice:
			if ref.X == v && filled(ref) {
				return true
			}
		case *ssa.Call:
			fn := flow.CalleeObject(ref.Common())
			if fn == nil {
				continue
			}
			switch {
			case fn.FullName() == "io.ReadFull", fn.FullName() == "io.ReadAtLeast", fn.Name() == "Read" && fn.Signature().Recv() != nil:
				return true
			}
		}
	}
	return false
}

// fromRequest reports whether the text v comes from an HTTP request.
func fromRequest(v ssa.Value, depth int) bool {
	if call, ok := v.(*ssa.Call); ok {
		switch flow.CalleeName(call.Common()) {
		case "(*net/http.Request).FormValue", "(*net/http.Request).PostFormValue", "(*net/http.Request).PathValue", "(net/url.Values).Get", "(net/http.Header).Get",
			"(*github.com/gin-gonic/gin.Context).Query", "(*github.com/gin-gonic/gin.Context).Param", "(*github.com/gin-gonic/gin.Context).PostForm", "(*github.com/gin-gonic/gin.Context).DefaultQuery":
			return true
		}
	}
	return false
}

// mentionedBehind reports whether the value that size is converted from or
// computed from is compared before instr.
func mentionedBehind(instr ssa.Instruction, size ssa.Value) bool {
	switch v := size.(type) {
	case *ssa.Convert:
		return ranges.Mentioned(instr, v.X) || mentionedBehind(instr, v.X)
	case *ssa.BinOp:
		return ranges.Mentioned(instr, v.X) || ranges.Mentioned(instr, v.Y) || mentionedBehind(instr, v.X) || mentionedBehind(instr, v.Y)
	case *ssa.Call:
		return flow.Builtin(v.Common()) == "min"
	}
	return false
}

// small reports whether a number of type t is at most 65535.
func small(t types.Type) bool {
	return ranges.OfType(t).Hi <= 1<<16
}
